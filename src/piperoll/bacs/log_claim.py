"""log_claim: a claim that came on paper is written down with its clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs import claims
from piperoll.bacs.models import Claim, Collection
from piperoll.direct_debit.deeds import mandate_named
from piperoll.direct_debit.moving import move, states_of
from piperoll.formats.bacs_codes import DDICA
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NotAGround(Refused):
    """{code!r} is no ground of an indemnity claim: they are {grounds}."""


class NotClaimable(Refused):
    """Collection DD-{collection} cannot be claimed under {reference}: {why}."""


class LoggedAlready(Refused):
    """That claim is logged already, as claim {claim}. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Logged:
    """A claim with its clock: the last day to challenge it, and the day the bank debits us."""

    run: int
    claim: int
    reference: str
    collections: int
    pence: int
    challenge_by: date
    settles_on: date


def log_claim(
    *,
    mandate: str,
    collections: Sequence[int],
    bank_reference: str,
    code: str,
    settles_on: date | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> Logged:
    """Log a claim about some collections of a mandate. The mandate is suspended meanwhile.

    Raises NoSuchMandate, NotAGround, NotClaimable, LoggedAlready, WordsMissing.
    """
    by.must("log_claim")
    found, bank_reference = mandate_named(mandate), few_words(bank_reference, "the bank’s reference", longest=40)
    if code not in DDICA:
        raise NotAGround(code=code[:8], grounds=", ".join(DDICA))
    before = Claim.objects.filter(mandate=found, bank_reference=bank_reference).first()
    if before:
        raise LoggedAlready(claim=before.pk)
    with running.act("log_claim", on=on, at=at, by=by, mandate=found.pk) as run:
        pence = sum(_claimable(number, found.pk, found.reference).amount_pence for number in collections)
        if not pence:
            raise NotClaimable(collection="?", reference=found.reference, why="say which collections it is about")
        claim = claims.log(
            found.pk, collections, bank_reference=bank_reference, code=code, meaning=DDICA[code].meaning, pence=pence,
            settles_on=settles_on, advice=None, run=run,
        )  # fmt: skip
        if states_of([found.pk])[found.pk] == "active":
            reason = f"Claim {claim.pk}: {claim.meaning}"[:200]
            move([found.pk], "suspend", "active", run=run.id, on=on, at=at, reasons=[reason])
        run.finish(claim=claim.pk, pence=pence)
    return Logged(run.id, claim.pk, found.reference, len(collections), pence, claim.challenge_by, claim.settles_on)


def _claimable(number: int, mandate: int, reference: str) -> Collection:
    found = Collection.objects.filter(pk=number, mandate=mandate, collection_run__verdict__what="released").first()
    if found is None:
        raise NotClaimable(collection=number, reference=reference, why="no such collection was released under it")
    if hasattr(found, "end"):
        ended = f"it was {found.end.what} on {found.end.ended_on:%-d %B %Y}, and nothing is paid back twice"
        raise NotClaimable(collection=number, reference=reference, why=ended)
    if hasattr(found, "claimed"):
        raise NotClaimable(
            collection=number, reference=reference, why=f"claim {found.claimed.claim_id} is about it already"
        )
    return found
