"""A disputed debt that its service let go stale is borne by that service: asked by one, decided by another, by limit;
the customer owes it no more and is told; an answer, a payment or a second request stops it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crediting import somebody
from disputes.disputing import closes, of_service, opens
from disputes.test_chase_disputes import chased
from disputes.test_emailing import FIRST, SECOND, THIRD
from piperoll.authority.asking import NoSuchRequest
from piperoll.authority.decide_request import decide_request
from piperoll.authority.limits import NoLimitCovers
from piperoll.authority.models import Limit, RequestState
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.disputes import queries
from piperoll.disputes.answer_dispute import answer_dispute
from piperoll.disputes.close_dispute import NotAnOutcome
from piperoll.disputes.finding import ClosedBefore
from piperoll.disputes.letters import facts_of
from piperoll.disputes.models import ChargeBack, Outcome
from piperoll.disputes.request_charge_back import (
    AnsweredAfterAll,
    ChargeBackRequested,
    ChargedBackAlready,
    NothingDisputed,
    NothingLeft,
    NotStaleYet,
    request_charge_back,
)
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.runs.checking_seals import check_chain
from recovery.reminding import now, pays
from the_day import ask

STALE = THIRD + timedelta(1)


@pytest.fixture
def stale(basil: str) -> int:
    """A dispute of £30 of Basil's £100 of which the head of service was told without an answer."""
    made = opens(basil, amount_pence=30_00).dispute
    for on in (FIRST, SECOND, THIRD):
        chased(on)
    return made


def asks(dispute: int, on: Any = STALE, role: str = "officer") -> ChargeBackRequested:
    """An officer asks."""
    return request_charge_back(dispute=dispute, why="No round sheet was ever shown", **now(somebody(role), on))


def decides(request: int, on: Any = STALE, who: Actor | None = None) -> Any:
    """Another manager than the one who billed agrees."""
    by = who or somebody("manager", "mary.manager")
    return decide_request(request=request, decision="approve", reason="They were asked four times", **now(by, on))


def owed() -> int:
    return int(ask("SELECT sum(open_pence) AS pence FROM receivables_itembalance")[0].pence)


def test_asked_by_one_decided_by_another_and_then_the_service_bears_it(stale: int, basil: str) -> None:
    made = asks(stale)
    assert (made.pence, made.service, owed()) == (30_00, "Trade waste", 100_00)
    assert RequestState.objects.get(pk=made.request).state == "waiting"
    assert queries.charge_backs(somebody("manager"), since=None, until=None, most=9) == []
    decides(made.request)
    (row,) = queries.charge_backs(somebody("manager"), since=STALE, until=STALE, most=9)
    assert (row.service, row.pence, row.invoice, row.asked_by, row.reference) == (
        "Trade waste", 30_00, basil, somebody("officer").name, Customer.objects.get().reference,
    )  # fmt: skip
    assert [
        (one.service, one.many, one.pence) for one in queries.charged_back(somebody("manager"), since=None, until=None)
    ] == [("Trade waste", 1, 30_00)]
    assert owed() == 70_00
    borne = ask(
        "SELECT d.service_id IS NOT NULL AS is_a_services, sum(p.amount_pence) AS pence FROM ledger_posting p "
        "JOIN ledger_journal j ON j.id = p.journal_id AND j.kind = 'credit_note' JOIN ledger_account d ON d.id = p.debit_account_id "
        "GROUP BY 1 ORDER BY 1 DESC"
    )
    assert borne[0].is_a_services
    assert sum(one.pence for one in borne) == 30_00
    assert check_chain().broken is None


def test_the_customer_is_told_and_the_hold_ends(stale: int) -> None:
    decides(asks(stale).request)
    outcome = Outcome.objects.get(dispute=stale)
    assert (outcome.outcome, outcome.credited_pence) == ("charged_back", 30_00)
    assert not queries.listed(queries.Wanted("open"), somebody("officer"), on=STALE, most=9)
    assert ask("SELECT is_held FROM disputes_standing")[0].is_held is False
    assert Document.objects.filter(kind="dispute", source_id=stale).count() == 1
    said = facts_of([stale], STALE)[stale]
    assert "do not ask you for it any more" in said.decision
    assert "£30.00 off with credit note" in said.what_next


def test_it_waits_until_the_head_of_service_had_a_day(basil: str) -> None:
    made = opens(basil, amount_pence=30_00).dispute
    for on in (FIRST, SECOND, THIRD):
        with pytest.raises(NotStaleYet):
            asks(made, on)
        chased(on)
    with pytest.raises(NotStaleYet, match="on a day before"):
        asks(made, THIRD)
    assert not queries.may_charge_back(made, THIRD)
    assert queries.may_charge_back(made, STALE)
    asks(made)
    assert not queries.may_charge_back(made, STALE), "it is asked for already"


def test_an_answer_stops_it_even_after_it_was_asked_for(stale: int) -> None:
    made = asks(stale)
    answer_dispute(dispute=stale, words="We have the sheets after all", **now(of_service("TRADE"), STALE))
    with pytest.raises(AnsweredAfterAll, match="read the answer"):
        decides(made.request)
    with pytest.raises(AnsweredAfterAll):
        asks(stale)
    assert (owed(), ChargeBack.objects.count()) == (100_00, 0)


def test_what_was_closed_or_paid_meanwhile_is_not_charged_back(stale: int, morag: Actor, tmp_path: Path) -> None:
    made = asks(stale)
    pays(tmp_path, morag, Customer.objects.get(), "100.00", STALE)
    with pytest.raises(NothingLeft):
        decides(made.request)
    closes(stale, "not_upheld", on=STALE)
    with pytest.raises(ClosedBefore):
        asks(stale)


def test_only_what_is_still_open_is_meant(stale: int, morag: Actor, tmp_path: Path) -> None:
    pays(tmp_path, morag, Customer.objects.get(), "80.00", STALE)
    assert asks(stale).pence == 20_00


def test_nobody_decides_what_they_asked_for_or_billed_and_none_asks_twice(stale: int, morag: Actor) -> None:
    made = asks(stale, role="manager")
    with pytest.raises(Exception, match=r"yourself|own|somebody else"):
        decides(made.request, who=somebody("manager"))
    with pytest.raises(ChargedBackAlready) as refusal:
        asks(stale)
    assert refusal.value.exit_code == 0
    with pytest.raises(NoSuchRequest):
        decides(10**9)
    with pytest.raises(NotPermitted):
        asks(stale, role="requester")


def test_without_a_limit_nobody_may(stale: int) -> None:
    Limit.objects.filter(act="charge_back").delete()
    with pytest.raises(NoLimitCovers):
        asks(stale)


def test_a_question_is_not_charged_back_and_nobody_closes_a_dispute_so(basil: str) -> None:
    made = opens(basil, kind="query", code="question", words="What is this for?").dispute
    with pytest.raises(NothingDisputed):
        asks(made)
    with pytest.raises(NotAnOutcome):
        closes(opens(basil, amount_pence=30_00).dispute, "charged_back")
