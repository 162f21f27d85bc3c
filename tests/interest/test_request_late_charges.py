"""Charging a business for paying late: an invoice of its own, once, never for a protected day, by two people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from arrangements.arranging import agrees, comes
from crediting import credit, somebody, take_in_sample_limits
from piperoll.arrangements.cancel_arrangement import cancel_arrangement
from piperoll.arrangements.rules import Plan
from piperoll.authority.decide_request import decide_request
from piperoll.billing.credit_rules import Part
from piperoll.billing.models import Invoice
from piperoll.council.set_dated_figure import set_dated_figure
from piperoll.customers.models import Customer
from piperoll.documents.load_templates import load_templates
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.interest.charging import MovedOn, NoLateAccount, NotToBeCharged, OnlyACourtMay
from piperoll.interest.models import LateCharge
from piperoll.interest.request_late_charges import (
    ChargedToday,
    CostsMisunderstood,
    LateChargesRequested,
    LateChargesWanted,
    NothingToCharge,
    WaitsAlready,
    request_late_charges,
)
from piperoll.interest.working_out import work_out_interest
from piperoll.reconciliation.check_books import check_books
from piperoll.safeguards.place_hold import place_hold
from piperoll.safeguards.rules import HOLDS
from piperoll.safeguards.words import WordsMissing
from refunds.refunding import at, now
from safeguards.people import hold
from the_day import MONDAY, ask, bill, charge
from throwaway_database import made_once

STARTS = date(2026, 12, 22)
"""What is billed on Monday is due on 21 December."""
YEAR_LATER = STARTS + timedelta(365)


@pytest.fixture
def trader(manager: Actor, tmp_path: Path) -> Customer:
    """A company that owes £1,200 since 21 December."""
    take_in_sample_limits()
    bill(tmp_path, manager, charge("T", "1200.00"))
    return Customer.objects.get(name="Pickle & Sons Ltd")


def charges(customer: Customer, by: str = "collections", *, on: date = YEAR_LATER, **more: Any) -> LateChargesRequested:
    """Ask for all that may be charged."""
    told = {"why": "Reminded three times"} | more
    wanted = LateChargesWanted(customer=customer.reference, **told)
    return request_late_charges(wanted=wanted, **now(somebody(by), on))


def decides(asked: LateChargesRequested, decision: str = "approve", *, on: date = YEAR_LATER) -> str:
    """Somebody else looks at it."""
    return decide_request(request=asked.request, decision=decision, reason="Seen", **now(somebody("senior"), on)).state


def astray() -> list[str]:
    """Which controls do not agree."""
    return [control.name for control in check_books().disagreeing]


def test_interest_fixed_sum_and_costs_are_three_lines_of_an_invoice_of_their_own(trader: Customer) -> None:
    asked = charges(trader, costs_pence=120_00, costs_for="Tracing agent")
    assert (asked.state, asked.pence) == ("waiting", 141_00 + 70_00 + 120_00)
    assert Invoice.objects.count() == 1
    decides(asked)
    invoice = Invoice.objects.latest("id")
    assert (invoice.customer_id, invoice.gross_pence, invoice.vat_pence, invoice.is_vat_invoice) == (
        trader.pk, asked.pence, 0, False,
    )  # fmt: skip
    lines = [(line.account.control, line.net_pence) for line in invoice.lines.select_related("account")]
    assert lines == [("interest", 141_00), ("late_fixed", 70_00), ("late_costs", 120_00)]
    said = invoice.lines.get(line_number=1)
    assert "365 days at 11.75% a year" in said.description
    assert (said.period_from, said.period_to) == (STARTS, YEAR_LATER - timedelta(1))
    first = Invoice.objects.earliest("id")
    assert ask("SELECT sum(open_pence)::bigint AS p FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id"
               " WHERE i.invoice_id = %(i)s", i=first.pk)[0].p == 1_200_00  # fmt: skip
    assert astray() == []


def test_only_what_was_not_charged_before_is_charged_and_late_charges_earn_nothing(trader: Customer) -> None:
    decides(charges(trader))
    with pytest.raises(NothingToCharge):
        charges(trader)
    later = YEAR_LATER + timedelta(73)
    told = work_out_interest(trader, on=later)
    assert [debt.open_pence for debt in told.debts] == [1_200_00]
    assert (told.interest_pence, told.charged_pence, told.fixed_pence) == (169_20, 141_00, 0)
    again = charges(trader, on=later)
    assert again.pence == 28_20
    decides(again, on=later)
    assert [row.kind for row in LateCharge.objects.all()] == ["interest", "fixed_sum", "interest"]
    assert astray() == []


def test_nobody_is_charged_twice_while_one_waits(trader: Customer) -> None:
    asked = charges(trader)
    with pytest.raises(WaitsAlready):
        charges(trader)
    decides(asked, "refuse")
    assert charges(trader).state == "waiting"


def test_what_was_credited_meanwhile_is_not_charged(trader: Customer) -> None:
    asked = charges(trader)
    credit(Invoice.objects.get().number, amount_pence=100_00, on=MONDAY + timedelta(3))
    with pytest.raises(MovedOn) as said:
        decides(asked)
    assert "£199.25 today, where £211.00" in said.value.sentence
    assert not LateCharge.objects.exists()


def test_too_much_charged_is_told(trader: Customer) -> None:
    decides(charges(trader))
    credit(Invoice.objects.earliest("id").number, amount_pence=100_00, on=MONDAY + timedelta(3))
    (debt,) = work_out_interest(trader, on=YEAR_LATER).debts
    assert debt.to_charge_pence == -11_75
    with pytest.raises(NothingToCharge):
        charges(trader)


def test_nobody_protected_is_charged_then_nor_for_those_days_ever(trader: Customer, manager: Actor) -> None:
    barring = ("breathing_space", "mental_health_crisis", "dispute", "safeguarding")
    for place, kind in enumerate(barring):
        assert kind in HOLDS
        start = STARTS + timedelta(20 * place)
        hold(manager, trader.pk, kind, on=start, days=9)
        with pytest.raises(NotToBeCharged):
            charges(trader, on=start + timedelta(5))
    day = STARTS + timedelta(300)
    asked = charges(trader, on=day)
    assert asked.pence == round(1_200_00 * 11.75 * (300 - 40) / 36_500) + 70_00
    hold(manager, trader.pk, "breathing_space", on=day, days=60)
    with pytest.raises(NotToBeCharged):
        decides(asked, on=day)
    assert not LateCharge.objects.exists()


def test_a_person_is_for_a_court_alone_and_every_refusal_says_what_to_do(
    trader: Customer, manager: Actor, tmp_path: Path
) -> None:
    bill(tmp_path, manager, charge("P", "1000.00", name="Basil Budd", customer_kind="person"), name="p.csv")
    with pytest.raises(OnlyACourtMay):
        charges(Customer.objects.get(name="Basil Budd"))
    for told, refusal in (
        ({"why": " "}, WordsMissing),
        ({"costs_pence": 100}, WordsMissing),
        ({"costs_for": "An agent"}, CostsMisunderstood),
        ({"costs_pence": -1, "costs_for": "An agent"}, CostsMisunderstood),
        ({"on": STARTS}, NothingToCharge),
        ({"invoices": ["AT9"]}, NothingToCharge),
        ({"by": "auditor"}, NotPermitted),
    ):
        with pytest.raises(refusal):
            charges(trader, **told)  # type: ignore[arg-type]


def test_without_an_account_for_it_nothing_is_charged(trader: Customer, as_owner: psycopg.Connection[Any]) -> None:
    as_owner.execute("UPDATE ledger_account SET control = '' WHERE control = 'late_fixed'")
    asked = charges(trader)
    with pytest.raises(NoLateAccount) as said:
        decides(asked)
    assert "No income account earns fixed sum" in said.value.sentence


@pytest.mark.parametrize(
    "alteration", ["pence = pence + 1", "kind = 'costs'", "item_id = NULL", "late_invoice_id = invoice_id"]
)
def test_a_charge_altered_behind_the_books_back_is_noticed(
    trader: Customer, as_superuser: psycopg.Connection[Any], alteration: str
) -> None:
    decides(charges(trader))
    as_superuser.execute("SET session_replication_role = replica")
    assert as_superuser.execute(f"UPDATE interest_latecharge SET {alteration} WHERE line_number = 2").rowcount == 1
    assert "Charges for paying late" in astray()


def taken_back(trader: Customer, as_owner: psycopg.Connection[Any]) -> None:
    """Half of it had come on the day it was due, and is found never to have come."""
    as_owner.execute(
        "INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id, undoes_id)"
        " SELECT credit_item_id, debit_item_id, -amount_pence, effective_on, known_at, run_id, id FROM receivables_allocation"
        " WHERE debit_item_id IN (SELECT id FROM receivables_item WHERE customer_id = %s)", [trader.pk],
    )  # fmt: skip


def test_what_came_to_it_on_the_day_it_was_charged_is_charged_from_the_next(
    trader: Customer, manager: Actor, tmp_path: Path, as_owner: psycopg.Connection[Any]
) -> None:
    comes(tmp_path, manager, trader, "600.00", STARTS - timedelta(1))
    decides(charges(trader))
    assert work_out_interest(trader, on=YEAR_LATER).charged_pence == 70_50
    taken_back(trader, as_owner)
    assert work_out_interest(trader, on=YEAR_LATER).debts[0].to_charge_pence == 70_50
    with pytest.raises(ChargedToday, match="can be charged from tomorrow on"):
        charges(trader)
    next_day = YEAR_LATER + timedelta(1)
    assert charges(trader, on=next_day).pence == round(1_200_00 * 11.75 * 366 / 36_500) - 70_50


def credits_interest(pence: int, reason: str) -> None:
    """So much of the interest that was charged is credited, the day it was."""
    told: dict[str, Any] = {"parts": [Part(1, pence)], "reason": reason, "on": YEAR_LATER, "at": at(YEAR_LATER)}
    credit(Invoice.objects.latest("id").number, **told)


def test_what_was_waived_counts_as_charged_no_more_and_is_not_asked_for_again(trader: Customer) -> None:
    decides(charges(trader))
    credits_interest(100_00, "waived")
    (debt,) = work_out_interest(trader, on=YEAR_LATER + timedelta(1)).debts
    assert (debt.charged_pence, debt.waived_pence) == (41_00, 100_00)
    assert debt.to_charge_pence == debt.interest_pence - 141_00, "forgiven days are not asked for again"
    assert astray() == []


def test_what_was_credited_as_wrong_may_be_charged_rightly(trader: Customer) -> None:
    decides(charges(trader))
    credits_interest(90_00, "price_error")
    day = YEAR_LATER + timedelta(1)
    (debt,) = work_out_interest(trader, on=day).debts
    assert (debt.charged_pence, debt.waived_pence) == (51_00, 0)
    assert charges(trader, on=day).pence == debt.interest_pence - 51_00


def test_what_was_paid_late_in_full_may_be_charged_for_so_long_as_the_council_says(
    trader: Customer, manager: Actor, tmp_path: Path
) -> None:
    comes(tmp_path, manager, trader, "1200.00", STARTS + timedelta(30))
    day = STARTS + timedelta(80)
    (debt,) = work_out_interest(trader, on=day).debts
    assert (debt.open_pence, debt.interest_pence) == (0, round(1_200_00 * 11.75 * 30 / 36_500))
    asked = charges(trader, on=day)
    assert asked.pence == debt.interest_pence + 70_00
    decides(asked, on=day)
    assert astray() == []
    assert work_out_interest(trader, on=STARTS + timedelta(95)).debts == (), "60 days, says Anytown"
    told: dict[str, Any] = {"valid_from": day + timedelta(1), "authority": "Council"}
    set_dated_figure(name="late_charge_paid_days", value=Decimal(0), **told, **now(somebody("administrator"), day))
    assert work_out_interest(trader, on=day + timedelta(1)).debts == ()


def test_paid_on_its_day_it_was_never_late(trader: Customer, manager: Actor, tmp_path: Path) -> None:
    comes(tmp_path, manager, trader, "1200.00", STARTS - timedelta(1))
    assert work_out_interest(trader, on=STARTS + timedelta(20)).debts == ()


def test_a_part_held_stops_interest_on_that_part_alone(trader: Customer, manager: Actor) -> None:
    number = Invoice.objects.get().number
    told: dict[str, Any] = {"kind": "dispute", "invoice_id": Invoice.objects.get().pk, "invoice_number": number}
    place_hold(customer=trader.pk, amount_pence=200_00, until=STARTS + timedelta(19), **told, **now(manager, STARTS))
    (debt,) = work_out_interest(trader, on=STARTS + timedelta(40)).debts
    assert [(one.principal_pence, bool(one.percent), one.days) for one in debt.stretches] == [
        (1_000_00, True, 20), (200_00, False, 20), (1_200_00, True, 20),
    ]  # fmt: skip
    assert debt.interest_pence == round((1_000_00 + 1_200_00) * 20 * 11.75 / 36_500)


def test_an_arrangement_freezes_it_while_it_stands_unless_agreed_otherwise(trader: Customer, manager: Actor) -> None:
    made_once("letters", lambda: load_templates(on=MONDAY, at=now(manager)["at"], by=manager))
    day, late = STARTS + timedelta(10), STARTS + timedelta(110)
    plan = Plan("monthly", day, times=6)
    first = agrees(trader, plan, by=somebody("manager"), on=day).arrangement
    assert first
    (debt,) = work_out_interest(trader, on=late).debts
    assert [(one.days, bool(one.percent)) for one in debt.stretches] == [(10, True), (100, False)]
    assert debt.stretches[1].why_not == f"Paid over time by ARR-{first}: frozen."
    end = day + timedelta(20)
    cancel_arrangement(arrangement=first, why="Will pay at once", **now(manager, end))
    (debt,) = work_out_interest(trader, on=late).debts
    assert [(one.days, bool(one.percent)) for one in debt.stretches] == [(10, True), (20, False), (80, True)]
    agrees(trader, replace(plan, first_on=end, interest_runs=True), by=somebody("manager"), on=end)
    (debt,) = work_out_interest(trader, on=late).debts
    assert sum(one.days for one in debt.stretches if one.percent) == 90
    assert astray() == []
