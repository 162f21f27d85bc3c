"""A case handed to an agent is chased by nobody twice: our ladder stands still, the agent is told, and all of it is on
record; only who was warned, and whom nothing protects, goes to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cases.agents import HARBOUR, hands_over, told_agents
from cases.caring import listed, worked_out
from crediting import somebody
from piperoll.cases import agents
from piperoll.cases.calling import may_call
from piperoll.cases.hand_over_case import (
    HandoverTold,
    NobodyWarnedThem,
    NoCourtOrder,
    NotATaker,
    NothingToHandOver,
    NotToAnAgent,
    NoWayToTell,
    OutOfTime,
    WithSomebodyAlready,
    hand_over_case,
)
from piperoll.cases.models import AgentNotice, Handover
from piperoll.council.models import DatedFigure
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Copy, Document
from piperoll.dispatch.post_room import kept
from piperoll.foundations.actors import Actor, NotPermitted
from recovery.reminding import after, now, owing, remind, send, stands, step
from refunds.refunding import the_books_agree
from safeguards.people import flag, hold

HANDED = after(30)


@pytest.fixture
def dan(morag: Actor, tmp_path: Path) -> Customer:
    """Dan owes two bills and was reminded."""
    found = owing(tmp_path, morag, "Dan Dale", "60.00", "40.00")
    remind(after(14))
    return found


def test_an_agent_is_told_and_our_ladder_stands_still(dan: Customer) -> None:
    done = hands_over(dan, HANDED)
    assert (done.debts, done.pence, done.notices) == (2, 100_00, 1)
    row = stands(dan, HANDED)
    assert (row.why, row.held_pence, row.chased_pence) == ("held", 100_00, 0)
    worked_out(HANDED)
    assert listed("bo", HANDED + timedelta(100)) == ["Dan Dale: agent"]
    called = may_call(dan.pk, **{name: now(somebody("collections"), HANDED)[name] for name in ("on", "at")})
    assert (called.allowed, called.reasons[0].split(" has ")[0]) == (False, "Harbour Collections")
    assert send(HANDED).emailed == 1
    email = kept(bytes(Copy.objects.get(document__kind="agent_notice", media="message/rfc822").sha256)).decode()
    assert "To: cases@harbour.example" in email
    assert "Dan" not in AgentNotice.objects.get().words, "an agent finds the name in the papers, not in an email"
    assert f"Account {dan.reference}" in email
    the_books_agree()


def test_one_who_has_no_email_is_told_by_post(dan: Customer) -> None:
    where = {"email": "", "address": "1 Quay\nHarbour", "postcode": "an1 1aa"}
    hands_over(dan, HANDED, replace(HARBOUR, **where))
    assert send(HANDED).posted == 1
    found = Document.objects.get(kind="agent_notice")
    assert (found.recipient, found.lines, found.postcode) == ("Harbour Collections", "1 Quay\nHarbour", "AN1 1AA")


def test_legal_takes_it_on_and_the_ladder_goes_on(dan: Customer) -> None:
    before = step(dan, HANDED)
    done = hands_over(dan, HANDED, HandoverTold("legal", "Legal services", "A charge on the house"))
    assert (done.notices, step(dan, HANDED)) == (0, before)
    worked_out(HANDED)
    (row,) = agents.had(dan.pk)
    assert (row.name, row.told_to_hold_on, row.recalled_on) == ("Legal services", None, None)


def test_only_what_is_ours_to_give_goes_and_only_to_who_can_be_told(dan: Customer) -> None:
    for told, refusal in (
        (replace(HARBOUR, taker="anybody"), NotATaker),
        (replace(HARBOUR, email=""), NoWayToTell),
        (replace(HARBOUR, email="harbour"), NoWayToTell),
        (replace(HARBOUR, taker="enforcement"), NoCourtOrder),
        (replace(HARBOUR, until=HANDED + timedelta(184)), OutOfTime),
        (replace(HARBOUR, until=HANDED - timedelta(1)), OutOfTime),
    ):
        with pytest.raises(refusal):
            hands_over(dan, HANDED, told)
    with pytest.raises(NotPermitted):
        hand_over_case(customer=dan.reference, told=HARBOUR, **now(somebody("assistant"), HANDED))
    assert not Handover.objects.exists()
    hands_over(dan, HANDED, replace(HARBOUR, taker="enforcement", court_order="Warrant of control 7YX00123"))
    with pytest.raises(WithSomebodyAlready):
        hands_over(dan, HANDED + timedelta(1))
    assert told_agents() == ["handed"]


def test_how_long_an_agent_may_have_it_is_the_councils_to_say(dan: Customer) -> None:
    DatedFigure.objects.filter(name="agent_longest_days").update(value=90)
    with pytest.raises(OutOfTime, match="for 90 days"):
        hands_over(dan, HANDED, replace(HARBOUR, until=HANDED + timedelta(91)))
    assert hands_over(dan, HANDED).until == HANDED + timedelta(90)


def test_nobody_goes_to_an_agent_unwarned_or_with_nothing_to_pay(morag: Actor, tmp_path: Path) -> None:
    eve = owing(tmp_path, morag, "Eve Elder", "50.00")
    with pytest.raises(NobodyWarnedThem):
        hands_over(eve, HANDED)
    with pytest.raises(NothingToHandOver):
        hands_over(eve, after(0))


@pytest.mark.parametrize("state", ["vulnerable", "deceased", "insolvent", "restricted", "minor"])
def test_whom_a_flag_protects_goes_to_no_agent(dan: Customer, morag: Actor, state: str) -> None:
    flag(morag, dan.pk, state, on=HANDED)
    with pytest.raises(NotToAnAgent):
        hands_over(dan, HANDED)


@pytest.mark.parametrize("state", ["breathing_space", "mental_health_crisis", "dispute", "complaint", "debt_advice"])
def test_whom_a_hold_protects_goes_to_no_agent(dan: Customer, morag: Actor, state: str) -> None:
    hold(morag, dan.pk, state, on=HANDED)
    with pytest.raises(NotToAnAgent):
        hands_over(dan, HANDED)
