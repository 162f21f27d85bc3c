"""close_dispute: what a dispute came to, with its reason: what was wrong is credited in the same deed, the hold ends,
and the customer is always written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.request_credit_note import CreditRequested, request_credit_note
from piperoll.disputes import letters
from piperoll.disputes.finding import dispute_numbered, hold_open
from piperoll.disputes.models import Dispute, Outcome
from piperoll.disputes.rules import CREDITED, NOT_CHOSEN, OF_A_QUERY, OUTCOMES, reference_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.heard_outside import UPHELD, News, tell
from piperoll.safeguards.holding import let_go
from piperoll.safeguards.words import few_words


class NotAnOutcome(Refused):
    """{outcome!r} is nothing a {kind} can come to. It can be {known}."""


class SayHowMuch(Refused):
    """Upheld in part: say how much comes off the invoice, less than the {disputed} in dispute."""


class MoreThanDisputed(Refused):
    """{wanted} is more than the {disputed} in dispute. Credit what is beyond it from the invoice’s page."""


@dataclass(frozen=True)
class DisputeClosed:
    """A dispute closed, its letter on the way to so many readers, and what is credited (or asked to be)."""

    run: int
    dispute: int
    outcome: str
    credited_pence: int
    request: int | None
    credit_note: str | None
    letters: int


def close_dispute(
    *, dispute: int, outcome: str, why: str, credit_pence: int | None = None, credit_reason: str = "price_error",
    on: date, at: datetime, by: Actor,
) -> DisputeClosed:  # fmt: skip
    """Close a dispute or query. Upheld, the disputed sum (in part, `credit_pence` of it) is asked to be credited with a
    reason of credit notes; beyond one's limit that waits for somebody else, and the sum stays held until then.

    Raises NoSuchDispute, ClosedBefore, NotAnOutcome, SayHowMuch, MoreThanDisputed, WordsMissing, WordsTooLong,
    CardNumber, NoApprovedTemplate, and what request_credit_note refuses.
    """
    by.must("close_dispute")
    said = few_words(why, "why, as the letter will say it", longest=500)
    found = dispute_numbered(dispute, by)
    pence = _to_credit(found, outcome, credit_pence)
    with running.act("close_dispute", on=on, at=at, by=by, dispute=dispute, outcome=outcome) as run:
        hold_open(found)
        asked = (
            request_credit_note(
                invoice=found.invoice.number, reason=credit_reason, why=f"{reference_of(dispute)}: {said}"[:400],
                amount_pence=pence, on=on, at=at, by=by,
            )
            if pence
            else None
        )  # fmt: skip
        if found.hold_id and not (asked and asked.state == "waiting"):
            let_go(found.hold_id, on=on, why=f"{reference_of(dispute)} {OUTCOMES[outcome].lower()}", run=run.id)
        Outcome.objects.create(
            dispute=found, outcome=outcome, why=said, what_next=_what_next(found, outcome, asked),
            credited_pence=pence, request_id=asked.request if asked else None, closed_on=on, run_id=run.id,
        )  # fmt: skip
        if outcome in CREDITED:
            tell(News(found.customer_id, UPHELD, f"{reference_of(dispute)} upheld", found.invoice_id), run=run.id)
        sent = letters.send(dispute, run=run.id, on=on, at=at)
        run.finish(
            pence=pence, letters=sent.documents, said=f"{reference_of(dispute)} {OUTCOMES[outcome].lower()}", why=said
        )
    return DisputeClosed(
        run.id, dispute, outcome, pence, asked.request if asked else None, asked.number if asked else None,
        sent.documents,
    )  # fmt: skip


def _to_credit(found: Dispute, outcome: str, credit_pence: int | None) -> int:
    """What comes off the invoice. Raises NotAnOutcome, SayHowMuch, MoreThanDisputed."""
    known = OF_A_QUERY if found.kind == "query" else [one for one in OUTCOMES if one not in NOT_CHOSEN]
    if outcome not in known:
        raise NotAnOutcome(outcome=outcome[:20], kind=found.kind, known=", ".join(known), field="outcome")
    if outcome not in CREDITED:
        return 0
    disputed = found.amount_pence or 0
    if outcome == "part_upheld" and not 0 < (credit_pence or 0) < disputed:
        raise SayHowMuch(disputed=pounds(disputed), field="credit")
    pence = disputed if credit_pence is None else credit_pence
    if not 0 < pence <= disputed:
        raise MoreThanDisputed(wanted=pounds(pence), disputed=pounds(disputed), field="credit")
    return pence


def _what_next(found: Dispute, outcome: str, asked: CreditRequested | None) -> str:
    """What happens now, as the letter says it."""
    left = (found.amount_pence or 0) - (asked.pence if asked else 0)
    said = []
    if asked and asked.number:
        said.append(f"We have taken {pounds(asked.pence)} off with credit note {asked.number}.")
        if asked.on_account_pence:
            said.append(f"Of this, {pounds(asked.on_account_pence)} is credit on your account.")
    elif asked:
        said.append(f"We will take {pounds(asked.pence)} off. Until then we do not ask you for it.")
    if found.kind == "dispute" and left > 0:
        said.append(f"Please pay the {pounds(left)} that we looked into. If that is hard, tell us before you are late.")
    return " ".join(said) or "You need do nothing."
