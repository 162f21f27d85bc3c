"""ask_card_disputes: which card payments their payers dispute, and how the bank decided; one that we lost is taken
back, what it paid is owed again, and all that was done stays on the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from piperoll.cards.client import DisputeThere, GovukPay
from piperoll.cards.hearing import place_on_invoices
from piperoll.cards.models import CardDispute, CardDisputeEvent, CardThere, DisputeKnownBefore
from piperoll.cards.rules import DISPUTE_REASONS, DISPUTE_STATES
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.takings.models import Unpaid
from piperoll.takings.unpaying import banked, expect_no_debit, keep_part, taken_back_by_hand, unpay

sql = beside(__file__)


class AnotherSumByHand(Refused):
    """Receipt {receipt} was returned unpaid by hand on {on:%-d %B %Y}, {whole} of it as the bank has shown, and the
    dispute took {part}. Ask GOV.UK Pay which it is. Nothing was changed."""


@dataclass(frozen=True)
class CardDisputesAsked:
    """How many disputes there are, how many are new, won and lost since, and the pence taken back; of those lost, how
    many had been taken back by hand; what could not be taken in. `run` is None when nothing is new."""

    run: int | None
    asked: int
    new: int
    won: int
    lost: int
    pence: int
    known_before: int
    exceptions: int


def ask_card_disputes(*, on: date, at: datetime, by: Actor) -> CardDisputesAsked:
    """Ask about every dispute; those of payments that were not started here are left alone.

    A payment taken back by hand before is known again and not taken back twice; where the dispute took a part of it
    alone, the rest pays again. One that its settlement has not brought
    yet, or that another dispute took, is an exception and is tried again the next time. Raises NoPayToken,
    GovukPayAway, NotTakenThere.
    """
    by.must("ask_card_disputes")
    told = GovukPay().disputes()
    ours = _ours(told)
    news = [one for one in told if one.payment_id in ours and _is_news(one)]
    if not news:
        return CardDisputesAsked(None, len(told), 0, 0, 0, 0, 0, 0)
    counts: Counter[str] = Counter()
    with running.act("ask_card_disputes", on=on, at=at, by=by, disputes=[one.dispute_id for one in news]) as run:
        sql.one_at_a_time()
        for line, one in enumerate(news, 1):
            dispute = _keep(one, ours[one.payment_id], run, counts)
            try:
                _hear(one, dispute, run, counts)
            except Refused as refusal:
                counts["exceptions"] += 1
                run.reject([(Rejection(line, "dispute", one.dispute_id, refusal.sentence), {})])
        asked = CardDisputesAsked(
            run.id, len(told), counts["new"], counts["won"], counts["lost"], counts["pence"], counts["known_before"],
            counts["exceptions"],
        )  # fmt: skip
        run.finish(**{name: many for name, many in asdict(asked).items() if name != "run"})
    return asked


def _ours(told: Sequence[DisputeThere]) -> Mapping[str, CardThere]:
    """Our payments by GOV.UK Pay's own names for them."""
    there = CardThere.objects.filter(govuk_id__in=[one.payment_id for one in told])
    return {one.govuk_id: one for one in there.select_related("payment__end")}


def _is_news(one: DisputeThere) -> bool:
    known = CardDisputeEvent.objects.filter(dispute__dispute_id=one.dispute_id, state=one.state)
    return one.state in DISPUTE_STATES and not known.exists()


def _keep(one: DisputeThere, there: CardThere, run: RunInHand, counts: Counter[str]) -> CardDispute:
    dispute, is_new = CardDispute.objects.get_or_create(
        dispute_id=one.dispute_id,
        defaults={
            "payment_id": there.payment_id, "amount_pence": one.amount_pence, "raised_on": one.raised_on,
            "reason": one.reason if one.reason in DISPUTE_REASONS else "other", "answer_by": one.answer_by,
            "run_id": run.id,
        },
    )  # fmt: skip
    counts["new"] += is_new
    return dispute


def _hear(one: DisputeThere, dispute: CardDispute, run: RunInHand, counts: Counter[str]) -> None:
    """Keep where it stands, once; lost, its payment is taken back first, so that the one is never without the other."""
    if CardDisputeEvent.objects.filter(dispute=dispute, state=one.state).exists():
        return
    if one.state == "lost" and (before := taken_back_by_hand(dispute.payment.end.taking_id or 0)):
        counts["known_before"] += _met(dispute, before, run)
    elif one.state == "lost":
        counts["pence"] += _take_back(dispute, run)
    CardDisputeEvent.objects.create(
        dispute=dispute, state=one.state, fee_pence=one.fee_pence if one.state == "lost" else 0,
        told_on=run.effective_on, run_id=run.id,
    )  # fmt: skip
    if one.state in ("won", "lost"):
        counts[one.state] += 1


def _met(dispute: CardDispute, before: Unpaid, run: RunInHand) -> int:
    """What somebody took back by hand was this dispute: nothing is taken back again, and unless the bank has shown a
    debit of its own it will not, since the next settlement is less by it. What the dispute did not take pays again what
    it was paid for. Raises AnotherSumByHand."""
    rest = before.amount_pence - dispute.amount_pence
    instead = expect_no_debit(before, run=run) if rest >= 0 else None
    if rest and instead is None:
        raise AnotherSumByHand(
            receipt=before.pk, on=before.returned_on, whole=pounds(before.amount_pence),
            part=pounds(dispute.amount_pence),
        )  # fmt: skip
    DisputeKnownBefore.objects.create(dispute=dispute, unpaid=before, instead=instead, run_id=run.id)
    if rest:
        keep_part(before, rest, why=f"{pounds(rest)} of it was never taken from us: {_lost(dispute)}", run=run)
        place_on_invoices(dispute.payment, before.pk, rest, why=_lost(dispute), run=run)
    return 1


def _take_back(dispute: CardDispute, run: RunInHand) -> int:
    """The payment out of what it paid, or the part that was lost; the next settlement is less by it. The rest pays
    again what it was paid for. Raises NotBanked, ReturnedAlready."""
    payment = dispute.payment
    found = banked(payment.end.taking_id or 0, run.effective_on)
    said = f"Card payment disputed and lost: {DISPUTE_REASONS[dispute.reason].lower()}"
    unpay(
        found, why=f"{said} (dispute {dispute.dispute_id})", reason=said, run=run, is_shown=False,
        pence=dispute.amount_pence,
    )  # fmt: skip
    if rest := payment.amount_pence - dispute.amount_pence:
        place_on_invoices(payment, found.receipt_id, rest, why=_lost(dispute), run=run)
    return dispute.amount_pence


def _lost(dispute: CardDispute) -> str:
    return f"{pounds(dispute.amount_pence)} of it was lost in dispute {dispute.dispute_id}"
