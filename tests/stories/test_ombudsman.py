"""Eight decisions of the Local Government and Social Care Ombudsman against councils, each told again as it goes here."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from billing.caring import assessed, billed, delivered, four_weeks, person, week
from billing.scheduling import billed as schedules_billed
from billing.scheduling import schedule
from crediting import somebody, take_in_sample_limits
from disputes.disputing import closes, opens
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Request
from piperoll.billing.bill_care import NoCareToBill
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.dispatch.prepare_letters import prepare_letters
from piperoll.disputes.letters import facts_of
from piperoll.foundations.actors import Actor
from piperoll.receivables.print_statements import print_statements
from piperoll.recovery.claiming import may_claim
from piperoll.reporting.silences import silences
from recovery.reminding import after, now, owing, pays, policy, proposed_for, remind, stands
from safeguards.people import represent
from the_day import MONDAY, MORNING, ask, take_in_letters
from throwaway_database import made_once
from transfers.moving_money import moves, placement_of

NOW: dict[str, Any] = {"on": MONDAY, "at": MORNING}
WEEK = timedelta(days=7)


@pytest.fixture
def council(manager: Actor) -> Actor:
    """A manager of a council with limits, letters and a recovery policy."""
    take_in_sample_limits()
    take_in_letters(manager)
    made_once("recovery policy", lambda: policy(manager))
    return manager


def test_no_bill_for_three_years_is_heard_of_after_two_cycles_and_the_appointee_has_it(
    council: Actor, tmp_path: Path
) -> None:
    """Worcestershire, 25 006 694: nobody sent an appointee an invoice for more than three years."""
    assessed(council)
    represent(council, Customer.objects.get(reference=person(council)).pk, "appointee")
    four_weeks(tmp_path, council)
    assert [(one.kind, one.owner) for one in silences(on=MONDAY + 5 * WEEK)] == [("care", "Adult social care")]
    run = billed(council).run
    prepare_letters(kind="invoice", of_run=run, by=council, **NOW)
    assert [one.recipient for one in Document.objects.all()] == ["Mr Piers Quill"]


def test_a_debt_nobody_spoke_of_for_three_years_is_on_every_statement_and_begins_gently(
    council: Actor, tmp_path: Path
) -> None:
    """Durham, 23 002 754: chased after three years; the person thought it had been waived."""
    ada = owing(tmp_path, council, "Ada Lovegrove", "300.00")
    later = MONDAY + timedelta(days=365)
    drawn = print_statements(since=MONDAY, until=later, **now(council, later))
    assert drawn.statements == 1
    row = stands(ada, later)
    assert (row.why, row.stage) == ("send", "first_notice"), "no threat comes first, however old the debt"


def test_twenty_months_in_one_bill_wait_until_a_plan_is_agreed(council: Actor) -> None:
    """Cornwall, 23 003 341: one bill for twenty months."""
    schedule(council, starts_on=date(2025, 4, 1))
    done = schedules_billed(council)
    assert (done.lines_billed, done.held_late) == (3, 17)
    (asked,) = Request.objects.all()
    decide_request(request=asked.pk, decision="approve", by=somebody("ar_manager"), **NOW)
    assert schedules_billed(council).lines_billed == 17


def test_what_was_said_of_backdating_is_what_is_billed(council: Actor, tmp_path: Path) -> None:
    """Durham, 22 007 477: said four weeks back, did seven months."""
    first = date(2026, 4, 27)
    for place in range(30):
        monday = first + place * WEEK
        delivered(tmp_path, council, week(council, monday), on=monday + WEEK, name=f"{place}.csv")
    assessed(council, on=MONDAY, valid_from=first)
    done = billed(council)
    assert (done.lines_billed, done.held) == (5, 25)
    assert Request.objects.get().act == "care_backdating"


def test_a_payment_on_the_wrong_account_is_moved_and_nobody_is_chased_for_it(council: Actor, tmp_path: Path) -> None:
    """Brent, 18 003 012: payments said to be on wrong accounts."""
    wrong = owing(tmp_path, council, "Ada Lovegrove", "60.00")
    right = owing(tmp_path, council, "Adam Lovegrove", "60.00")
    pays(tmp_path, council, wrong, "60.00", MONDAY)
    moves(placement_of(wrong), right, somebody("officer"))
    (asked,) = Request.objects.all()
    if asked.standing.state == "waiting":
        decide_request(request=asked.pk, decision="approve", by=somebody("manager", "mary.manager"), **NOW)
    remind(after(30))
    assert proposed_for(wrong).why == "send"
    assert (stands(right, after(30)).why, stands(right, after(30)).chased_pence) == ("credit", 0)


def test_disputed_visits_are_not_chased_nor_sued_for_and_the_rest_is(council: Actor, tmp_path: Path) -> None:
    """Trafford, 20 002 867: an agency was used for visits that were disputed."""
    ada = owing(tmp_path, council, "Ada Lovegrove", "100.00")
    number = ask("SELECT number FROM billing_invoice")[0].number
    opens(number, amount_pence=30_00)
    remind(after(30))
    assert proposed_for(ada).chased_pence == 70_00
    opens(number)
    assert stands(ada, after(60)).why == "held"
    assert "Nothing is chased" in " ".join(may_claim(ada, after(200)).answer.reasons)


def test_a_dispute_that_was_settled_does_not_come_back_years_later(council: Actor, tmp_path: Path) -> None:
    """West Sussex, 21 011 135: a dispute of 2017 came back through an agency in 2021."""
    ada = owing(tmp_path, council, "Ada Lovegrove", "90.00")
    number = ask("SELECT number FROM billing_invoice")[0].number
    dispute = opens(number).dispute
    done = closes(dispute, "upheld")
    assert done.letters == 1, "whoever disputes is always told what came of it"
    assert facts_of([dispute], MONDAY)[dispute].what_next.startswith("We have taken £90.00 off")
    assert stands(ada, MONDAY + timedelta(days=700)) is None


def test_a_charge_put_up_for_months_gone_by_waits_for_somebody_else(council: Actor, tmp_path: Path) -> None:
    """Islington, 24 017 163: an error in the invoices, then about £8,500 backdated."""
    first = date(2026, 6, 1)
    for place in range(25):
        monday = first + place * WEEK
        delivered(tmp_path, council, week(council, monday), on=monday + WEEK, name=f"{place}.csv")
    assessed(council, 0, "nil", on=first, valid_from=first)
    with pytest.raises(NoCareToBill):
        billed(council, on=MONDAY)
    assessed(council, 0, "full", on=MONDAY, valid_from=first, reason="The first was wrong")
    done = billed(council, on=MONDAY + timedelta(days=1))
    assert done.held > 0
    asked = Request.objects.get(act="care_backdating")
    assert asked.amount_pence == done.held * 315_00
    assert ask("SELECT coalesce(sum(gross_pence), 0)::bigint AS pence FROM billing_invoice")[0].pence < 5 * 315_00 + 1
