"""Indemnity claims: what a payer had back from their bank under the Guarantee, and by when it can be challenged.

A claim names collections; each may be claimed once, and none that came back already. Nothing moves in the books until
the day the bank debits us: then what was claimed is owed again. We never refund the payer besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from piperoll.bacs.found import Found
from piperoll.bacs.models import Advice, Claim, ClaimedCollection, ClaimEvent
from piperoll.bacs.states import CLAIM_STATES
from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand

sql = beside(__file__)


class NoSuchClaim(Refused):
    """There is no claim {claim}. See Direct Debits, Claims."""


def match(found: Sequence[Found]) -> None:
    """Find the collections each claim covers, or say why not; a cancellation ends the claim it names."""
    for one in found:
        if one.mandate is None:
            continue
        if one.said.kind == "DDICA":
            _match(one)
        else:
            _find_claim(one)


def _match(one: Found) -> None:
    covered = one.said.collections
    rows = sql.covered(
        mandate=one.mandate,
        days=[collection.collected_on or one.said.effective_on for collection in covered],
        pence=[collection.amount_pence for collection in covered],
    )
    fit = [row for row in rows if row.collection_id is not None]
    if not rows or len(fit) < len(rows):
        one.exception = next((row.why for row in rows if row.collection_id is None), "It names no collection.")
        return
    one.claimed = [row.collection_id for row in fit]
    one.done = "A claim is logged; nothing more is collected under the mandate meanwhile."
    one.next_step = "Look at the evidence: challenge it within its days, or let it be settled."


def _find_claim(one: Found) -> None:
    claim = Claim.objects.filter(mandate=one.mandate, bank_reference=one.said.bank_reference[:40]).first()
    if claim is None:
        one.exception = "We have no claim of that reference, so there is none to withdraw."
    elif state_of(claim) not in ("logged", "challenged"):
        one.exception = (
            f"The claim is {state_of(claim)}: what the bank pays back comes into suspense; place it when it does."
        )
    else:
        one.claimed = [claim.pk]
        one.done = "The bank withdrew the claim: nothing is taken from us."


def take_in(one: Found, advice: Advice, run: RunInHand) -> None:
    """Log a matched claim with its clock, or withdraw the claim a cancellation names."""
    if one.said.kind != "DDICA":
        step(Claim.objects.get(pk=one.claimed[0]), "withdraw", reason="Withdrawn by the bank", run=run)
        return
    assert one.mandate is not None
    assert one.said.amount_pence is not None
    log(
        one.mandate, one.claimed, bank_reference=one.said.bank_reference, code=one.said.code, meaning=one.said.meaning,
        pence=one.said.amount_pence, settles_on=one.said.effective_on, advice=advice, run=run,
    )  # fmt: skip


def log(
    mandate: int,
    collections: Sequence[int],
    *,
    bank_reference: str,
    code: str,
    meaning: str,
    pence: int,
    settles_on: date | None,
    advice: Advice | None,
    run: RunInHand,
) -> Claim:
    """Write a claim down. It settles on the day the bank says, else so many working days from now."""
    on, holidays = run.effective_on, set(Holiday.objects.values_list("on", flat=True))
    claim = Claim.objects.create(
        mandate_id=mandate, advice=advice, bank_reference=bank_reference[:40], code=code[:2], meaning=meaning[:120],
        amount_pence=pence, logged_on=on, run_id=run.id,
        challenge_by=working_days_after(on, int(figure("claim_challenge_days", on)), holidays),
        settles_on=settles_on or working_days_after(on, int(figure("claim_settlement_days", on)), holidays),
    )  # fmt: skip
    ClaimedCollection.objects.bulk_create(
        ClaimedCollection(claim=claim, collection_id=collection) for collection in collections
    )
    ClaimEvent.objects.create(claim=claim, event="log", state="logged", effective_on=on, run_id=run.id)
    return claim


def claim_numbered(claim: int) -> Claim:
    """A claim, held until the transaction ends. Raises NoSuchClaim."""
    sql.hold(claim=claim)
    found = Claim.objects.filter(pk=claim).first()
    if found is None:
        raise NoSuchClaim(claim=claim)
    return found


def step(claim: Claim, event: str, *, reason: str, run: RunInHand) -> str:
    """Move a claim that is held; the state it is in now. Raises NotFromHere."""
    state = CLAIM_STATES.after(event, state_of(claim))
    ClaimEvent.objects.create(
        claim=claim, event=event, state=state, reason=reason[:300], effective_on=run.effective_on, run_id=run.id
    )
    return state


def state_of(claim: Claim) -> str:
    """Where a claim stands."""
    return str(claim.events.order_by("-id").values_list("state", flat=True)[0])
