"""Statements on the page: uploaded, proved, and every line with what became of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from piperoll.foundations.actors import Actor
from the_day import MAIN, MONDAY, ask, bank, bill, charge, paid, statement
from web.staff import client_of


@pytest.fixture
def banked(manager: Actor, tmp_path: Path) -> Client:
    """Two invoices and a statement of four lines; an officer at the desk."""
    bill(
        tmp_path,
        manager,
        charge("X1", "11.00"),
        charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane"),
    )
    lines = [
        paid("11.00", "PICKLE AND SONS BIN", payer="PICKLE AND SONS LTD"),
        paid("500.00", "WHO KNOWS", payer="A N OTHER"),
        paid("60.00", "ADA", payer="A LOVEGROVE"),
        paid("-3.00", "RETURNED 100%", payer="SOMEONE"),
    ]
    bank(tmp_path, manager, statement(*lines))
    return client_of("officer")


def upload(client: Client, content: bytes, **more: str) -> str:
    """Send a file; the page it ends on."""
    file = SimpleUploadedFile("monday.xml", content)
    response = client.post("/money-in/upload/", {"file": file, **more}, follow=True)
    return str(response.content.decode())


def test_a_banks_spreadsheet_is_uploaded_like_any_file(banked: Client) -> None:
    made, out = Workbook(), BytesIO()
    for row in (["Date", "Details", "Amount", "Balance"], [MONDAY, "WHO ELSE", 5, 1573]):
        made.active.append(row)
    made.save(out)
    assert "Say which of ours it is" in upload(banked, out.getvalue())
    upload(banked, out.getvalue(), bank_account="MAIN")
    kept = ask("SELECT format, closing_pence FROM receipting_statement ORDER BY id DESC LIMIT 1")[0]
    assert (kept.format, kept.closing_pence) == ("csv:headed", 157300)


def test_the_list_says_what_each_statement_opened_and_closed_at_and_what_waits(banked: Client) -> None:
    page = banked.get("/money-in/").content.decode()
    assert "£1,000.00" in page
    assert "£1,568.00" in page
    assert "in suspense: 3 receipts; £3.00 went out" in page
    assert "£571.00" in page
    assert "£568.00" in page


def test_a_statement_shows_how_it_proves_and_each_line(banked: Client) -> None:
    (row,) = ask("SELECT id FROM receipting_statement")
    page = banked.get(f"/money-in/statements/{row.id}/").content.decode()
    assert "Proved by the file" in page
    assert "£571.00" in page
    assert "−£3.00" in page
    assert page.count("Not looked at yet") >= 4


@pytest.mark.parametrize(
    ("asked", "seen", "not_seen"),
    [
        ("q=other", "A N OTHER", "A LOVEGROVE"),
        ("q=500", "A N OTHER", "A LOVEGROVE"),
        ("q=£3.00", "SOMEONE", "A N OTHER"),
        ("q=100%25", "SOMEONE", "A N OTHER"),
        ("q=%25", "SOMEONE", "A N OTHER"),
        ("q=_", "No line is like that", "A N OTHER"),
        ("state=placed", "No line is like that", "A N OTHER"),
        ("state=suspense", "A N OTHER", "No line is like that"),
        ("page=99", "No line is like that", "A N OTHER"),
        ("page=-1&state=nonsense", "A N OTHER", "No line is like that"),
    ],
)
def test_lines_are_found_by_payer_words_amount_and_state(banked: Client, asked: str, seen: str, not_seen: str) -> None:
    (row,) = ask("SELECT id FROM receipting_statement")
    page = banked.get(f"/money-in/statements/{row.id}/?{asked}").content.decode()
    table = page.split('id="lines"')[1]
    assert seen in table
    assert not_seen not in table


def test_uploading_a_statement_banks_it_and_the_same_again_changes_nothing(manager: Actor) -> None:
    client = client_of("officer")
    content = statement(paid("20.00", "HELLO"))
    assert "banked 1 line: £20.00 in, £0.00 out." in upload(client, content)
    assert "was already taken in as run" in upload(client, content)
    assert ask("SELECT count(*) AS many FROM receipting_bankline")[0].many == 1


def test_a_statement_with_a_gap_is_refused_with_the_reason_beside_the_file(manager: Actor) -> None:
    client = client_of("officer")
    upload(client, statement(paid("20.00", "HELLO")))
    page = upload(client, statement(paid("5.00", "LATER"), opening="7000.00", on=MONDAY.replace(day=24)))
    assert "There is a problem" in page
    assert "opens at £7,000.00" in page


@pytest.mark.parametrize("content", [b"not a statement", b"\x00\x01\x02", b"<?xml version='1.0'?><Document/>"])
def test_a_file_that_is_no_statement_is_refused_in_a_sentence(manager: Actor, content: bytes) -> None:
    assert "There is a problem" in upload(client_of("officer"), content)


def test_a_balance_that_is_no_sum_is_said_at_its_box(manager: Actor) -> None:
    page = upload(client_of("officer"), statement(paid("1", "X")), closing="lots")
    assert "Closing balance must be a sum of money, like 12.50" in page


def test_allocating_now_says_what_came_of_it(banked: Client) -> None:
    page = banked.post("/money-in/allocate/", {}, follow=True).content.decode()
    assert "looked at 4 receipts" in page


def test_only_those_who_may_bank_do(manager: Actor) -> None:
    assistant = client_of("assistant")
    assert assistant.get("/money-in/upload/").status_code == 403
    assert assistant.post("/money-in/allocate/").status_code == 403
    assert "Upload a statement" not in assistant.get("/money-in/").content.decode()
    assert assistant.get("/money-in/allocate/").status_code == 403


def test_a_statement_that_is_not_there_is_not_found(manager: Actor) -> None:
    assert client_of().get("/money-in/statements/999/").status_code == 404


@pytest.mark.parametrize("days", [1, 12])
def test_the_lists_ask_the_same_few_questions_however_long(
    manager: Actor, tmp_path: Path, days: int, django_assert_max_num_queries: object
) -> None:
    opening = 1000
    for day in range(1, days + 1):
        many = [paid("1.00", f"LINE {day} {n}", payer=f"PAYER {n}") for n in range(days)]
        content = statement(*many, opening=f"{opening}.00", on=MONDAY.replace(day=day), identity=MAIN)
        bank(tmp_path, manager, content)
        opening += days
    client = client_of()
    client.get("/money-in/")
    (row,) = ask("SELECT max(id) AS id FROM receipting_statement")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get("/money-in/")
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get(f"/money-in/statements/{row.id}/")
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        client.get("/suspense/")
