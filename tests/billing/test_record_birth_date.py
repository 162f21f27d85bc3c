"""A child's date of birth: told by a service's file or recorded by hand, masked, kept with its history; and a payment
by reference and birthday finds that child's bill, at the bank and on the payer's own page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from cards.conftest import stub as stub  # the stand-in, for the payer's page
from piperoll.billing.models import Birth, Invoice
from piperoll.billing.record_birth_date import (
    BirthDateKnown,
    ForNobodyElse,
    NotABirthDate,
    history,
    record_birth_date,
)
from piperoll.cards.models import CardPart
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.running import rejections_of
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement
from web.staff import client_of

NOW = {"on": MONDAY, "at": MORNING}
AMY, BEN = date(2014, 3, 12), date(2012, 7, 1)


def family(folder: Path, by: Actor) -> dict[str, Invoice]:
    """Olwen Pugh's bills for two children, told with their birthdays; by name."""
    told = {"name": "Olwen Pugh", "address_1": "2 Brine Street"}
    bill(
        folder, by,
        charge("A", "204.00", service_user="Amy Pugh", service_user_born="2014-03-12", **told),
        charge("B", "204.00", service_user="Ben Pugh", service_user_born="2012-07-01", **told),
    )  # fmt: skip
    return {invoice.service_user: invoice for invoice in Invoice.objects.all()}


def left(invoice: Invoice) -> int:
    """The pence left to pay of it."""
    return sum(one.open_pence for one in ItemBalance.objects.filter(item__invoice_id=invoice.pk))


def test_a_file_tells_it_and_a_line_that_cannot_be_goes_back(manager: Actor, tmp_path: Path) -> None:
    family(tmp_path, manager)
    assert set(Birth.objects.values_list("service_user", "born_on")) == {("AMY PUGH", AMY), ("BEN PUGH", BEN)}
    amy = {"service_user": "Amy Pugh", "name": "Olwen Pugh", "address_1": "2 Brine Street"}
    made = bill(
        tmp_path, manager,
        charge("C", "1.00", service_user_born="2014-03-12"), charge("D", "1.00", service_user_born="2027-01-01", **amy),
        charge("E", "1.00", invoice_group="G", service_user_born="2014-03-12", **amy),
        charge("F", "1.00", invoice_group="G", service_user_born="2014-03-13", **amy),
        charge("G", "1.00", service_user_born="2014-03-12", **amy), name="more.csv",
    )  # fmt: skip
    said = {row["external_id"]: why.reason for why, row in rejections_of(made.run)}
    assert "is told, but not whose it is" in said["C"]
    assert "is after the invoice date" in said["D"]
    assert "is not the same on every line" in said["E"] + said["F"]
    assert (made.lines_billed, Birth.objects.count()) == (1, 2)
    assert "service_user_born" not in feeder_csv.write([charge("A", "1.00")])
    assert check_chain().agrees


def test_by_hand_with_its_history(manager: Actor, tmp_path: Path) -> None:
    invoice = family(tmp_path, manager)["Amy Pugh"]
    record_birth_date(invoice=invoice.number, born_on=date(2014, 3, 21), by=manager, **NOW)
    with pytest.raises(BirthDateKnown):
        record_birth_date(invoice=invoice.number, born_on=date(2014, 3, 21), by=manager, **NOW)
    assert [one.born_on for one in history(invoice.number)] == [date(2014, 3, 21), AMY]
    for born in (MONDAY + timedelta(days=1), date(1890, 1, 1)):
        with pytest.raises(NotABirthDate):
            record_birth_date(invoice=invoice.number, born_on=born, by=manager, **NOW)
    bill(tmp_path, manager, charge("Z", "5.00"), name="plain.csv")
    with pytest.raises(ForNobodyElse):
        record_birth_date(invoice=Invoice.objects.get(service_user="").number, born_on=AMY, by=manager, **NOW)


def test_a_bank_payment_by_reference_and_birthday_pays_that_childs_bill(manager: Actor, tmp_path: Path) -> None:
    bills, pughs = family(tmp_path, manager), Customer.objects.get(name="Olwen Pugh").reference
    content = statement(
        paid("204.00", f"{pughs} 01/07/12", "R MORGAN"),
        paid("204.00", f"{bills['Amy Pugh'].number} 01/07/12", "R MORGAN"),
    )
    bank(tmp_path, manager, content)
    done = allocate_receipts(by=manager, **NOW)
    assert (done.allocated, done.allocated_pence) == (1, 204_00)
    assert (left(bills["Ben Pugh"]), left(bills["Amy Pugh"])) == (0, 204_00)
    assert [str(control) for control in check_books().disagreeing] == []


def test_a_payer_uses_them_on_our_page_and_whoever_guesses_learns_nothing(
    stub: Stub, manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *given: MONDAY)
    payer = Client()
    assert "date of birth" not in payer.get("/pay/").content.decode()
    bills, pughs = family(tmp_path, manager), Customer.objects.get(name="Olwen Pugh").reference
    assert "date of birth" in payer.get("/pay/").content.decode()

    def pay(day: str, amount: str) -> object:
        told = {"reference": f" {pughs.lower()}", "amount": amount}
        born = dict(zip(("born_on_day", "born_on_month", "born_on_year"), day.split(), strict=True))
        return payer.post("/pay/", told | born)

    for day, amount in (("13 3 2014", "10.00"), ("1 7 2012", "204.01")):
        assert "We cannot take this payment" in pay(day, amount).content.decode()  # type: ignore[attr-defined]
    assert pay("1 7 2012", "104.00").status_code == 302  # type: ignore[attr-defined]
    assert [(part.invoice, part.amount_pence) for part in CardPart.objects.all()] == [(bills["Ben Pugh"], 104_00)]


def test_on_the_invoices_page_only_whoever_needs_it_sees_it(manager: Actor, tmp_path: Path) -> None:
    invoice = family(tmp_path, manager)["Amy Pugh"]
    page, officer, looker = f"/invoices/{invoice.number}/", client_of("officer", "ines"), client_of("auditor", "ann")
    assert "born 12 Mar 2014" in officer.get(page).content.decode()
    seen = looker.get(page).content.decode()
    assert "born •• ••• ••••" in seen
    assert "date-of-birth" not in seen
    assert looker.get(f"{page}date-of-birth/").status_code == 403
    told = {"born_on_day": "21", "born_on_month": "3", "born_on_year": "2014"}
    said = officer.post(f"{page}date-of-birth/", told, follow=True).content.decode()
    assert "The date of birth of Amy Pugh is recorded" in said
    assert "12 Mar 2014" in officer.get(f"{page}date-of-birth/").content.decode()
