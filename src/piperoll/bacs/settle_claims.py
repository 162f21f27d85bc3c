"""settle_claims: on the day the bank debits us for a claim, what was claimed is owed again; once, and never besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs import claims
from piperoll.bacs.models import Claim, ClaimEvent
from piperoll.bacs.states import CLAIM_STATES
from piperoll.bacs.taking_back import Ending, expect_back, take_back
from piperoll.foundations.actors import Actor
from piperoll.runs import running

OVER = [state for state in CLAIM_STATES.names if not any(was == state for _, was, _ in CLAIM_STATES.moves)]


@dataclass(frozen=True)
class Settled:
    """Claims settled, the collections they covered, and the pence owed again."""

    run: int
    claims: int
    collections: int
    pence: int


def settle_claims(*, on: date, at: datetime, by: Actor) -> Settled:
    """Settle every claim whose day has come and that was neither won nor withdrawn."""
    by.must("settle_claims")
    with running.act("settle_claims", on=on, at=at, by=by) as run:
        over = ClaimEvent.objects.filter(state__in=OVER).values("claim")
        due = Claim.objects.filter(settles_on__lte=on).exclude(pk__in=over).order_by("pk")
        collections = pence = many = 0
        for claim in [claims.claim_numbered(pk) for pk in due.values_list("pk", flat=True)]:
            if claims.state_of(claim) in OVER:
                continue  # somebody was quicker
            covered = claim.collections.values_list("collection", flat=True)
            why = f"Claimed back under the Guarantee, claim {claim.pk}: {claim.meaning}"
            back = take_back(
                [Ending(pk, "claim", claim.code, why, claim.settles_on) for pk in covered], run=run.id, at=at
            )
            claims.step(claim, "settle", reason="The bank debited us", run=run)
            expect_back(back.pence, f"Indemnity claim {claim.bank_reference}", run=run.id, on=claim.settles_on)
            many, collections, pence = many + 1, collections + back.collections, pence + back.pence
        run.finish(claims=many, collections=collections, pence=pence)
    return Settled(run.id, many, collections, pence)
