"""An agent who was told to hold a case goes on when told so, and is not told while anything still stops it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cases.agents import hands_over, told_agents
from cases.caring import listed, worked_out
from cases.test_hand_over_case import HANDED
from cases.test_recall_case import LATER, invoice_of
from crediting import somebody, take_in_sample_limits
from disputes.disputing import closes, opens
from piperoll.cases import agents
from piperoll.cases.let_case_go_on import CaseGoesOn, NotHeldByAnAgent, StillToBeHeld, let_case_go_on
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from recovery.reminding import after, now, owing, remind, stands
from refunds.refunding import the_books_agree
from safeguards.people import flag


@pytest.fixture
def dan(morag: Actor, tmp_path: Path) -> Customer:
    """An agent has Dan's case."""
    take_in_sample_limits()
    found = owing(tmp_path, morag, "Dan Dale", "60.00")
    remind(after(14))
    hands_over(found, HANDED)
    return found


def goes_on(customer: Customer, by: Actor | None = None) -> CaseGoesOn:
    told = now(by or somebody("collections"), LATER)
    return let_case_go_on(customer=customer.reference, reason="The bill was right", **told)


def test_once_the_dispute_is_settled_and_not_before(dan: Customer) -> None:
    with pytest.raises(NotHeldByAnAgent):
        goes_on(dan)
    made = opens(invoice_of(dan), on=LATER, amount_pence=25_00).dispute
    with pytest.raises(StillToBeHeld, match="dispute"):
        goes_on(dan)
    closes(made, "not_upheld", on=LATER)
    with pytest.raises(NotPermitted):
        goes_on(dan, somebody("assistant"))
    assert goes_on(dan).name == "Harbour Collections"
    assert (told_agents(), agents.had(dan.pk)[0].told_to_hold_on) == (["handed", "hold", "go_on"], None)
    assert stands(dan, LATER).why == "held", "it is still with them, and not for us to chase"
    worked_out(LATER)
    assert listed("bo", LATER + timedelta(100)) == ["Dan Dale: agent"]
    with pytest.raises(NotHeldByAnAgent):
        goes_on(dan)
    the_books_agree()


def test_whoever_is_to_be_treated_with_care_stays_held(dan: Customer, morag: Actor) -> None:
    flag(morag, dan.pk, "vulnerable", on=LATER)
    with pytest.raises(StillToBeHeld, match="vulnerable"):
        goes_on(dan)
    assert told_agents() == ["handed", "hold"]
