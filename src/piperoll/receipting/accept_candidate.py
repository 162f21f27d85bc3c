"""accept_candidate: an officer takes one of the ways the engine offered to use a receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import Match, Suspense
from piperoll.receipting.place_receipt import MoneyOut, MovedOn, NothingInSuspense
from piperoll.receipting.placing import Decided, carry_out
from piperoll.runs import running


class NoSuchCandidate(Refused):
    """That way to use the receipt is not on offer any more. Look at the receipt again, then decide."""


@dataclass(frozen=True)
class Accepted:
    """A receipt placed as the engine had suggested: so many pence, so many of them allocated."""

    run: int
    receipt: int
    placed_pence: int
    allocated_pence: int


def accept_candidate(*, match: int, candidate: int, on: date, at: datetime, by: Actor) -> Accepted:
    """Place a receipt as candidate number `candidate` (the best is 0) of its newest match says.

    Raises NoSuchCandidate, NothingInSuspense, MoneyOut, MovedOn; then nothing has changed.
    """
    with running.act("accept_candidate", on=on, at=at, by=by, match=match, candidate=candidate) as run:
        decided = _decided(match, candidate, by)
        counts = carry_out([decided], run=run.id, at=at, by_username=by.username)
        if not counts.allocated:
            raise MovedOn()
        run.finish(placed_pence=counts.placed_pence, allocated_pence=counts.allocated_pence)
    return Accepted(run.id, decided.receipt_id, counts.placed_pence, counts.allocated_pence)


def _decided(match_id: int, number: int, by: Actor) -> Decided:
    match = Match.objects.filter(pk=match_id).first()
    if match is None or not 0 <= number < len(match.candidates):
        raise NoSuchCandidate()
    waiting = Suspense.objects.select_for_update().get(receipt=match.receipt_id)
    if waiting.open_pence == 0:
        raise NothingInSuspense(receipt=match.receipt_id)
    if waiting.open_pence < 0:
        raise MoneyOut(receipt=match.receipt_id)
    if Match.objects.filter(receipt=match.receipt_id, pk__gt=match_id).exists():
        raise NoSuchCandidate()
    return as_decided(match.receipt_id, match.candidates, number, f"Accepted by {by.name}")


def as_decided(receipt: int, candidates: list[dict[str, Any]], number: int, said: str) -> Decided:
    """A candidate as a decision to place the receipt so; `said` joins its reasons."""
    chosen = candidates[number]
    return Decided(
        receipt_id=receipt,
        outcome="allocated",
        reasons=(*chosen["reasons"], said),
        score=chosen["score"],
        customer_id=chosen["customer"],
        allocations=tuple((item, pence) for item, pence in chosen["allocations"]),
        unapplied_pence=chosen["unapplied_pence"],
        candidates=candidates,
        remittances=tuple(chosen.get("remittances", ())),
    )
