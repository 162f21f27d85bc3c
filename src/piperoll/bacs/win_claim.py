"""win_claim: the payer's bank agrees with the council's challenge, and the claim falls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs import claims
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.safeguards.words import few_words


@dataclass(frozen=True)
class Won:
    """A claim that fell: nothing is taken from us, and what was collected stands."""

    run: int
    claim: int


def win_claim(*, claim: int, answer: str, on: date, at: datetime, by: Actor) -> Won:
    """Write down that the bank agreed with our challenge. Raises NoSuchClaim, NotFromHere, WordsMissing."""
    by.must("win_claim")
    answer = few_words(answer, "what the bank answered")
    with running.act("win_claim", on=on, at=at, by=by, claim=claim) as run:
        claims.step(claims.claim_numbered(claim), "win", reason=answer, run=run)
    return Won(run.id, claim)
