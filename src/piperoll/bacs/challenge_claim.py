"""challenge_claim: the council sends the payer's bank its evidence that a claim is not right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs import claims
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class ChallengedTooLate(Refused):
    """Claim {claim} could be challenged until {challenge_by:%-d %B %Y}. It will be settled on
    {settles_on:%-d %B %Y}; what the payer owes can be claimed from them."""


@dataclass(frozen=True)
class Challenged:
    """A claim challenged, and the day it is settled unless the bank agrees before."""

    run: int
    claim: int
    settles_on: date


def challenge_claim(*, claim: int, evidence: str, on: date, at: datetime, by: Actor) -> Challenged:
    """Write down that a claim was challenged, with what. Raises NoSuchClaim, ChallengedTooLate, NotFromHere."""
    by.must("challenge_claim")
    evidence = few_words(evidence, "what the evidence is")
    with running.act("challenge_claim", on=on, at=at, by=by, claim=claim) as run:
        found = claims.claim_numbered(claim)
        if on > found.challenge_by:
            raise ChallengedTooLate(claim=claim, challenge_by=found.challenge_by, settles_on=found.settles_on)
        claims.step(found, "challenge", reason=evidence, run=run)
    return Challenged(run.id, claim, found.settles_on)
