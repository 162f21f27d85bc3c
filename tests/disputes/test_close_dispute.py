"""An outcome: what was wrong is credited in the same deed, what was held is let go, and the customer is always told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crediting import somebody
from disputes.disputing import closes, of_service, opens
from piperoll.authority.decide_request import decide_request
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.disputes.close_dispute import MoreThanDisputed, NotAnOutcome, SayHowMuch
from piperoll.disputes.finding import ClosedBefore
from piperoll.disputes.letters import facts_of
from piperoll.disputes.queries import Wanted, listed
from piperoll.foundations.actors import NotPermitted
from recovery.reminding import after, now, send, stands
from safeguards.people import hold
from the_day import MONDAY, ask


def owed_and_held() -> tuple[int, int, int]:
    """What Basil owes thirty days after it fell due, what of it is held, what is chased."""
    row = stands(Customer.objects.get(name="Basil Budd"), after(30))
    return row.overdue_pence, row.held_pence, row.chased_pence


def test_upheld_it_is_credited_and_let_go_and_a_letter_says_so(basil: str) -> None:
    made = opens(basil, amount_pence=30_00).dispute
    done = closes(made, "upheld")
    assert (done.credited_pence, done.credit_note is not None, done.letters) == (30_00, True, 1)
    assert owed_and_held() == (70_00, 0, 70_00)
    facts = facts_of([made], MONDAY)[made]
    assert (facts.document_number, facts.decision) == (basil, "We looked into it, and you are right.")
    assert facts.what_next == f"We have taken £30.00 off with credit note {done.credit_note}."
    assert send(MONDAY).posted == 1
    with pytest.raises(ClosedBefore):
        closes(made, "not_upheld")


def test_in_part_the_rest_is_asked_for_again(basil: str) -> None:
    made = opens(basil, amount_pence=30_00).dispute
    with pytest.raises(SayHowMuch):
        closes(made, "part_upheld")
    with pytest.raises(MoreThanDisputed):
        closes(made, "upheld", credit_pence=30_01)
    closes(made, "part_upheld", credit_pence=12_00)
    assert owed_and_held() == (88_00, 0, 88_00)
    assert "Please pay the £18.00" in facts_of([made], MONDAY)[made].what_next


def test_not_upheld_all_is_asked_for_again_with_a_letter(basil: str) -> None:
    made = opens(basil).dispute
    assert closes(made, "not_upheld").letters == 1
    assert owed_and_held() == (100_00, 0, 100_00)
    (row,) = listed(Wanted("closed"), somebody("auditor"), on=MONDAY, most=9)
    assert (row.outcome, row.is_held) == ("not_upheld", False)


def test_while_the_credit_note_waits_nobody_is_chased_for_it(basil: str) -> None:
    done = closes(opens(basil, amount_pence=60_00).dispute, "upheld", by=somebody("collections"))
    assert (done.credit_note, owed_and_held()) == (None, (100_00, 60_00, 40_00))
    assert done.request is not None
    decide_request(request=done.request, decision="approve", **now(somebody("manager", "mary.manager"), MONDAY))
    assert owed_and_held()[0] == 40_00


def test_a_refusal_changes_nothing(basil: str) -> None:
    made = opens(basil, amount_pence=30_00).dispute
    with pytest.raises(NotAnOutcome, match="upheld, part_upheld"):
        closes(made, "answered")
    with pytest.raises(NotPermitted):
        closes(made, "upheld", by=of_service("TRADE"))
    with pytest.raises(NotPermitted):
        closes(made, "upheld", by=somebody("assistant"))
    assert ask("SELECT FROM disputes_outcome") == []
    assert Document.objects.count() == 0


def test_a_query_is_answered_even_in_a_breathing_space(basil: str) -> None:
    hold(somebody("officer"), Customer.objects.get(name="Basil Budd").pk, "breathing_space")
    made = opens(basil, kind="query", code="question", on=MONDAY + timedelta(1)).dispute
    with pytest.raises(NotAnOutcome):
        closes(made, "upheld")
    assert closes(made, "answered", on=MONDAY + timedelta(2)).letters == 1
    assert send(MONDAY + timedelta(2)).posted == 1
