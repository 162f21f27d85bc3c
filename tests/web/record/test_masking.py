"""No list names somebody whose record is restricted, to anybody without leave to see it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from a_past import Past, care
from dispatch.letters import now
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.billing.models import Invoice, Preview
from piperoll.billing.preview_invoices import preview_invoices
from piperoll.commands import (
    aged_debt,
    balance,
    missing_payments,
    payer_rules,
    previews,
    remittances,
    schedules,
    silences,
)
from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.customers.merge_customers import merge_customers
from piperoll.customers.models import Customer
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.formats import feeder_csv
from piperoll.receipting.models import Placement, Receipt
from piperoll.runs.models import Run
from piperoll.safeguards.grant_view import grant_view
from piperoll.safeguards.models import View
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.seeing import RecordRestricted, every_hidden
from receipting.remitting import listed, remit
from the_day import paid
from web.reading import downloaded

SignIn = Callable[[str], Client]
NAME = "Achterberg-Pugh"


@pytest.fixture
def councillor(year: Past) -> Customer:
    """Mrs Pugh was elected: her record is seen by leave alone."""
    customer = Customer.objects.get(name__endswith=NAME)
    today = timezone.localdate()
    told = FlagTold(
        kind="restricted", evidence="Elected in May", owner=year.by.username, review_on=today + timedelta(days=90)
    )
    raise_flag(customer=customer.pk, told=told, on=today, at=timezone.now(), by=year.by)
    billed = Run.objects.filter(verb="raise_invoices").earliest("id")
    deed = now(year.by, timezone.now(), today)
    prepare_letters(kind="invoice", of_run=billed.pk, **deed)
    november = year.folder / "november.csv"
    november.write_bytes(feeder_csv.write([care("HC4", "100.00")]).encode())
    preview_invoices(feeder=november, **deed)
    return customer


def lists() -> list[str]:
    batch = Run.objects.get(verb="prepare_letters").pk
    receipt = Placement.objects.earliest("id").receipt_id
    return [
        "/invoices/",
        "/reports/aged-debt/customers/",
        f"/letters/batches/{batch}/",
        f"/money-in/receipts/{receipt}/",
        f"/money-in/statements/{Receipt.objects.get(pk=receipt).bank_line.statement_id}/",
        f"/previews/{Preview.objects.get().pk}/",
    ]


@pytest.fixture
def remittance(councillor: Customer, year: Past) -> int:
    """A shire pays for her: once by her invoice's number, once by nothing but her name."""
    number = Invoice.objects.filter(customer=councillor).earliest("id").number
    lines = [(number, "G A-Pugh", "60.00"), ("", "Mrs Gwen Achterberg-Pugh", "40.00"), ("", "Ada Lovegrove", "1.00")]
    taken = remit(year.folder, year.by, listed(*lines), "101.00", on=timezone.localdate(), at=timezone.now(),
                  paid_on=timezone.localdate())  # fmt: skip
    return taken.remittance


def test_a_remittance_names_her_only_with_leave(remittance: int, councillor: Customer, sign_in: SignIn) -> None:
    page = sign_in("officer").get(f"/money-in/remittances/{remittance}/").content.decode()
    assert page.count("Restricted record") == 2
    assert "Pugh" not in page
    assert "Ada Lovegrove" in page


def test_she_is_not_named_as_a_payer_nor_on_the_command_line(
    remittance: int, councillor: Customer, sign_in: SignIn, year: Past
) -> None:
    today = timezone.localdate()
    hers = remit(year.folder, year.by, listed(("X", "X", "5.00")), "5.00", payer="Mrs G Achterberg-Pugh",
                 reference="RENT", on=today, at=timezone.now(), paid_on=today).remittance  # fmt: skip
    officer = sign_in("officer")
    for address in ("/money-in/remittances/", f"/money-in/remittances/{hers}/"):
        assert NAME not in officer.get(address).content.decode(), address
    by = actor_of(User.objects.get(username="ines.officer"))
    for which in (None, hers, remittance):
        answer = remittances.run(Namespace(by=by, remittance=which))
        assert NAME not in answer.text + str(answer.data)


def test_what_anybody_may_ask_on_the_command_line_does_not_name_her(councillor: Customer) -> None:
    asked = {"on": timezone.localdate(), "service": "", "most": 100, "timetable": False}
    for command in (silences, schedules, missing_payments, payer_rules):
        answer = command.run(Namespace(**asked))
        assert NAME not in answer.text + str(answer.data), command.__name__


def test_neither_a_file_nor_a_preview_made_on_the_command_line_names_her(councillor: Customer, tmp_path: Path) -> None:
    file, now = tmp_path / "aged.csv", timezone.now()
    aged_debt.run(Namespace(csv=file, as_at=timezone.localdate(), known_at=now))
    assert councillor.reference in file.read_text()
    assert NAME not in file.read_text()
    answer = previews.run(Namespace(preview=Preview.objects.latest("pk").pk, most=50))
    assert "Restricted record" in answer.text
    assert NAME not in answer.text + str(answer.data)


def test_her_balance_is_for_those_with_leave_on_the_command_line_too(councillor: Customer, sign_in: SignIn) -> None:
    sign_in("officer")
    asked = Namespace(
        name=councillor.reference, as_at=timezone.localdate(), known_at=timezone.now(),
        by=actor_of(User.objects.get(username="ines.officer")),
    )  # fmt: skip
    with pytest.raises(RecordRestricted):
        balance.run(asked)
    assert View.objects.filter(customer=councillor, place="the command line").exists()


def test_whoever_is_read_as_one_with_her_is_hidden_too(councillor: Customer, sign_in: SignIn, year: Past) -> None:
    today = timezone.localdate()
    how: dict[str, Any] = {"on": today, "at": timezone.now(), "by": year.by}
    where = Details(kind="person", name="Gwen Pugh-Turvey", address="9 Quay", postcode="AN1 1AA")
    kept = add_customer(details=where, **how)
    merge_customers(merged=councillor.pk, kept=kept.customer, reason="Her married name", **how)
    assert "Pugh-Turvey" not in sign_in("officer").get("/customers/", {"q": "Turvey"}).content.decode()
    assert kept.reference in every_hidden(on=today, by=actor_of(User.objects.get(username="ines.officer")))


def test_without_leave_she_is_a_restricted_record(councillor: Customer, sign_in: SignIn) -> None:
    officer = sign_in("officer")
    for address in lists():
        page = officer.get(address).content.decode()
        assert NAME not in page, address
        assert "Restricted record" in page, address


def test_with_leave_she_is_named(councillor: Customer, sign_in: SignIn, year: Past) -> None:
    officer = sign_in("officer")
    username = User.objects.get(role="officer", username__startswith="ines").username
    today = timezone.localdate()
    grant_view(
        customer=councillor.pk,
        username=username,
        reason="Her own query",
        until=today,
        on=today,
        at=timezone.now(),
        by=year.by,
    )
    for address in lists():
        assert NAME in officer.get(address).content.decode(), address


def test_the_file_of_aged_debt_names_her_only_with_leave(councillor: Customer, sign_in: SignIn) -> None:
    file = downloaded(sign_in("officer"), "/reports/aged-debt.csv")
    assert councillor.reference in file
    assert NAME not in file


def test_a_suggestion_and_a_search_do_not_name_her(councillor: Customer, sign_in: SignIn, year: Past) -> None:
    officer, today = sign_in("officer"), timezone.localdate()
    year.bank(today, paid("55.00", "MRS ACHTERBERG PUGH", "G ACHTERBERG-PUGH"))
    year.allocate(today)
    waiting = Receipt.objects.latest("id").pk
    assert NAME not in officer.get(f"/money-in/receipts/{waiting}/").content.decode()
    found = officer.get(f"/money-in/receipts/{waiting}/place/", {"q": "Achterberg"})
    assert councillor.reference not in found.content.decode()


def test_nobody_places_money_on_her_account_by_hand_without_leave(councillor: Customer, sign_in: SignIn) -> None:
    receipt = Placement.objects.earliest("id").receipt_id
    refused = sign_in("officer").get(f"/money-in/receipts/{receipt}/place/{councillor.reference}/")
    assert refused.status_code == 403
    assert View.objects.filter(customer=councillor, grant=None).exists()
