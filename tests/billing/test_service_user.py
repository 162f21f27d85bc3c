"""Whom an invoice is for stands on it where that is not the customer: told by file, by hand, by schedule, by care."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from billing.caring import assessed, billed, four_weeks, person
from billing.scheduling import billed as bill_schedules
from billing.scheduling import schedule
from crediting import somebody, take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.billing.invoice_documents import invoice_documents
from piperoll.billing.issue_previewed import issue_previewed
from piperoll.billing.models import Invoice
from piperoll.billing.one_off import OneOff, plan
from piperoll.billing.preview_invoices import preview_invoices
from piperoll.billing.raise_one_off import raise_one_off
from piperoll.billing.request_rebill import request_rebill
from piperoll.billing.share_care import share_care
from piperoll.documents.rendering.print_data import print_data
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.runs.running import rejections_of
from the_day import MONDAY, MORNING, bill, charge

NOW = {"on": MONDAY, "at": MORNING}


def named() -> list[str]:
    return list(Invoice.objects.order_by("id").values_list("service_user", flat=True))


def test_by_file_one_name_an_invoice(manager: Actor, tmp_path: Path) -> None:
    amy, ben = {"service_user": "Amy Pugh"}, {"service_user": "Ben Pugh"}
    made = bill(
        tmp_path, manager, charge("A", "10.00", **amy), charge("B", "5.00", invoice_group="G", **amy),
        charge("C", "5.00", invoice_group="G", **ben), charge("D", "7.00"), charge("E", "7.00", service_user="x" * 121),
    )  # fmt: skip
    assert named() == ["Amy Pugh", ""]
    said = {row["external_id"]: why.reason for why, row in rejections_of(made.run)}
    assert "is not the same on every line of invoice group G" in said["B"] + said["C"]
    assert "is 121 characters long" in said["E"]
    assert "service_user" not in feeder_csv.write([charge("A", "1.00")])


def test_a_preview_keeps_it_and_a_correction_too(manager: Actor, tmp_path: Path) -> None:
    file = tmp_path / "feeder.csv"
    file.write_text(feeder_csv.write([charge("A", "10.00", service_user="Amy Pugh")]))
    issue_previewed(preview=preview_invoices(feeder=file, by=manager, **NOW).preview, by=manager, **NOW)
    take_in_sample_limits()
    asked = request_rebill(
        invoice=Invoice.objects.get().number, reason="wrong_debtor", why="The father pays", by=manager, **NOW,
        customer=person(manager),
    )  # fmt: skip
    if asked.state == "waiting":
        decide_request(request=asked.request, decision="approve", by=somebody("ar_manager"), **NOW)
    assert named() == ["Amy Pugh", "Amy Pugh"]


def test_by_hand_and_it_is_printed(manager: Actor) -> None:
    line = {
        "description": "Instrument hire",
        "quantity": "1",
        "unit_price": "40.00",
        "vat_code": "N",
        "income_code": "TW01",
    }
    asked = OneOff("TRADE", "K1", {"customer_ref": person(manager)}, (line,), {"service_user": "Amy Pugh"})
    assert plan(asked, on=MONDAY).invoice.service_user == "Amy Pugh"
    raise_one_off(asked=asked, by=manager, **NOW)
    (document,) = invoice_documents([Invoice.objects.get().pk])
    assert ("For", "Amy Pugh") in [tuple(fact) for fact in print_data(document)["facts"]]


def test_by_schedule_two_children_are_two_invoices(manager: Actor) -> None:
    schedule(manager, reference="AMY", service_user="Amy Pugh", starts_on=date(2026, 11, 1))
    schedule(manager, reference="BEN", service_user="Ben Pugh", starts_on=date(2026, 11, 1))
    bill_schedules(manager)
    assert sorted(set(named())) == ["Amy Pugh", "Ben Pugh"]


def test_whoever_else_pays_for_care_reads_whose_it_is(manager: Actor, tmp_path: Path) -> None:
    assessed(manager)
    four_weeks(tmp_path, manager)
    share_care(
        customer=person(manager), payer=person(manager, "Anytown NHS Trust", "public_body"), percent=Decimal(60),
        valid_from=date(2026, 10, 26), income_code="ASC02", reason="Joint funding", by=manager, **NOW,
    )  # fmt: skip
    billed(manager)
    assert sorted(named()) == ["", "Gwendolyn Achterberg"]
