"""Runs on the page, and raising invoices from one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.web.runs.wording import total_value, total_words, verb_words
from the_day import ask, bank, bill, charge, paid, statement
from web.reading import said
from web.staff import client_of

TODAY = {"on_day": "23", "on_month": "11", "on_year": "2026"}


def send(client: Client, *charges: dict[str, str], content: bytes = b"", **more: str) -> str:
    """Upload a feeder; the page it ends on."""
    file = SimpleUploadedFile("feeder.csv", content or feeder_csv.write(charges).encode())
    response = client.post("/raise-invoices/", {"feeder": file, **TODAY, **more}, follow=True)
    return str(response.content.decode())


def test_a_billing_run_shows_its_totals_its_seal_and_what_goes_back(manager: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, manager, charge("X1", "11.00"), charge("X2", "5.00", income_code="NOPE"))
    page = said(client_of("auditor"), f"/runs/{raised.run}/")
    assert "is not one of our income codes" in page
    assert "£16.00" in page
    assert "Sealed" in page
    (seal,) = ask("SELECT encode(chain, 'hex') AS chain FROM runs_seal WHERE run_id = %(run)s", run=raised.run)
    assert seal.chain in page


def test_rejected_lines_come_as_a_file(manager: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, manager, charge("X2", "5.00", income_code="NOPE"))
    response = client_of("auditor").get(f"/runs/{raised.run}/rejected.csv")
    assert response["Content-Disposition"] == f'attachment; filename="rejected-run-{raised.run}.csv"'
    assert "is not one of our income codes" in response.content.decode()


def test_there_is_no_file_where_nothing_was_rejected(manager: Actor, tmp_path: Path) -> None:
    raised = bill(tmp_path, manager, charge("X1", "5.00"))
    imported = bank(tmp_path, manager, statement(paid("1.00", "X")))
    for run in (raised.run, imported.run, 999_999):
        assert client_of("auditor").get(f"/runs/{run}/rejected.csv").status_code == 404
    assert client_of("auditor").get("/runs/999999/").status_code == 404


def test_single_deeds_are_left_out_until_asked_for(manager: Actor, tmp_path: Path) -> None:
    bill(tmp_path, manager, charge("X1", "11.00"))
    client = client_of()
    assert "Set up council" not in said(client, "/runs/")
    assert "Set up council" in said(client, "/runs/?show=everything")
    assert "1 invoice, £11.00" in said(client, "/runs/")


def test_a_run_that_died_says_how_to_go_on(manager: Actor, as_superuser: Any) -> None:
    as_superuser.execute(
        "INSERT INTO runs_run (verb, is_batch, state, content_name, effective_on, started_at, by_user_id, by_username, inputs,"
        " totals, why_failed) VALUES ('raise_invoices', true, 'failed', 'f.csv', '2026-11-23', now(), 1, 'x', '{}', '{}', 'the disk is full')"
    )
    (run,) = ask("SELECT max(id) AS id FROM runs_run")
    page = said(client_of(), f"/runs/{run.id}/")
    assert "the disk is full" in page
    assert "Upload the same file again" in page


def test_a_file_is_billed_once_however_often_it_is_sent(manager: Actor) -> None:
    client = client_of("assistant")
    assert "2 invoices raised, £50.00 to collect." in send(client, charge("T1", "20.00"), charge("T2", "30.00"))
    assert "was already taken in as run" in send(client, charge("T1", "20.00"), charge("T2", "30.00"))
    assert len(ask("SELECT FROM billing_invoice")) == 2


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"lines": "2"}, "The file holds 1 lines worth £20.00, not the 2 lines"),
        ({"net": "21"}, "not the 1 lines worth £21.00"),
        ({"lines": "many"}, "Enter a whole number of charges"),
        ({"on_day": "31", "on_month": "2"}, "Invoice date must be a real date"),
    ],
)
def test_what_does_not_agree_with_what_was_said_is_refused(manager: Actor, more: dict[str, str], said: str) -> None:
    page = send(client_of(), charge("T1", "20.00"), **more)
    assert said in page
    assert not ask("SELECT FROM billing_invoice")


@pytest.mark.parametrize("content", [b"not,a,feeder\n1,2,3", b"\xff\xfe\x00", b"\x00" * 50])
def test_a_file_that_is_no_feeder_is_refused_in_a_sentence(manager: Actor, content: bytes) -> None:
    assert "is not a feeder file" in send(client_of(), content=content)


def test_an_auditor_raises_nothing(manager: Actor) -> None:
    assert client_of("auditor").get("/raise-invoices/").status_code == 403


@pytest.mark.parametrize("rejected", [1, 60])
def test_a_run_asks_the_same_few_questions_however_much_went_back(
    manager: Actor, tmp_path: Path, rejected: int, django_assert_max_num_queries: Any
) -> None:
    raised = bill(tmp_path, manager, *(charge(f"X{n}", "5.00", income_code="NOPE") for n in range(rejected)))
    client = client_of()
    with django_assert_max_num_queries(7):
        client.get(f"/runs/{raised.run}/")
    with django_assert_max_num_queries(6):
        client.get("/runs/?show=everything")


def test_totals_are_written_as_people_read_them() -> None:
    assert verb_words("raise_invoices") == "Raise invoices"
    assert total_words("vat_pence") == "VAT"
    assert total_words("pence") == "Sum"
    assert total_words("net_pence_billed") == "Net billed"
    assert total_value("credit_pence", 123456) == "£1,234.56"
    assert total_value("closing_pence", {"MAIN": 100, "CARE": 5}) == "MAIN £1.00, CARE £0.05"
    assert total_value("lines", 12345) == "12,345"
