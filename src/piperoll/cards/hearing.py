"""What GOV.UK Pay says of a payment, done once: paid, it is a receipt placed on its invoices; not paid, it is over.

Whoever asks first (the payer who comes back, a webhook, the day's asking) does it; the others find it done. Money for
what was paid meanwhile stays as credit on the account.
"""

from __future__ import annotations

from dataclasses import dataclass

from piperoll.bacs.finding import paid_into
from piperoll.cards.client import PaymentThere
from piperoll.cards.models import CardEnd, CardPayment, CardThere
from piperoll.cards.rules import Open, no_more_than, spread
from piperoll.customers.merging import kept_id
from piperoll.database.statements import beside
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receipting.placing import Decided, carry_out
from piperoll.receipting.taking import Arriving, take
from piperoll.runs.running import RunInHand
from piperoll.takings.paying_in import method_of

sql = beside(__file__)


class NotOurs(Refused):
    """GOV.UK Pay tells of a payment {govuk_id}, which is none of ours: it was not started here."""


class Disagrees(Refused):
    """GOV.UK Pay holds payment {reference} at {there}, and we asked for {ours}. Nothing was placed: look
    at it there."""


@dataclass(frozen=True)
class Heard:
    """A card payment and what it became: its state, whether that was news, its receipt, what stays on the account."""

    payment: int
    state: str
    is_news: bool
    receipt: int | None = None
    pence: int = 0
    over_pence: int = 0


def ours(told: PaymentThere) -> CardPayment:
    """The payment of ours that carries the reference. Raises NotOurs."""
    found = CardPayment.objects.filter(reference=told.reference).first()
    if found is None:
        raise NotOurs(govuk_id=told.govuk_id)
    return found


def hear(told: PaymentThere, *, run: RunInHand, place: int = 1) -> Heard:
    """Do what an answer of GOV.UK Pay's says, inside the verb's transaction; `place` is its place within the run.

    Raises NotOurs, Disagrees.
    """
    payment = ours(told)
    sql.one_at_a_time(payment=payment.pk)
    before = CardEnd.objects.filter(payment=payment).first()
    if before:
        return Heard(payment.pk, before.state, False, before.taking_id, payment.amount_pence, before.over_pence)
    CardThere.objects.get_or_create(payment=payment, defaults={"govuk_id": told.govuk_id, "run_id": run.id})
    if not told.is_finished:
        return Heard(payment.pk, told.state, False)
    if told.state == "success":
        return _paid(payment, told, run, place)
    _end(payment, told.state if told.state in ("failed", "cancelled") else "error", told, run)
    return Heard(payment.pk, told.state, True)


def give_up(payment: CardPayment, run: RunInHand) -> Heard:
    """End a payment that never reached GOV.UK Pay, unless somebody just ended it."""
    sql.one_at_a_time(payment=payment.pk)
    _, is_news = CardEnd.objects.get_or_create(
        payment=payment, defaults={"state": "never", "ended_on": run.effective_on, "run_id": run.id}
    )
    return Heard(payment.pk, "never", is_news)


def _paid(payment: CardPayment, told: PaymentThere, run: RunInHand, place: int) -> Heard:
    """A receipt by card, at once on the invoices it was paid for."""
    if told.amount_pence != payment.amount_pence:
        raise Disagrees(reference=payment.reference, there=pounds(told.amount_pence), ours=pounds(payment.amount_pence))
    numbers = tuple(payment.parts.order_by("id").values_list("invoice__number", flat=True))
    arriving = Arriving(payment.amount_pence, run.effective_on, number=payment.reference, references=numbers)
    (receipt,) = take(
        [arriving], method=method_of("card"), bank_account=paid_into(), run=run.id, at=run.at, first=place
    )
    over = place_on_invoices(payment, receipt, payment.amount_pence, why="GOV.UK Pay says that it succeeded", run=run)
    _end(payment, "success", told, run, receipt, over)
    return Heard(payment.pk, "success", True, receipt, payment.amount_pence, over)


def place_on_invoices(payment: CardPayment, receipt: int, pence: int, *, why: str, run: RunInHand) -> int:
    """Place so much of its receipt on the invoices it was paid for, the first due first; the pence that stay on the
    account."""
    parts = dict(payment.parts.values_list("invoice_id", "amount_pence"))
    numbers = payment.parts.order_by("id").values_list("invoice__number", flat=True)
    found = sql.hold_open(invoices=list(parts))
    spent, _ = spread(parts, [Open(row.item_id, row.invoice_id, row.due_on, row.open_pence) for row in found])
    spent, over = no_more_than(pence, spent)
    reasons = [f"Paid by card for {', '.join(numbers)}; {why}"]
    if over:
        reasons.append(f"{pounds(over)} stays on the account: that much was paid meanwhile")
    decided = Decided(
        receipt, "allocated", tuple(reasons), customer_id=kept_id(payment.customer_id),
        allocations=tuple(spent.items()), unapplied_pence=over,
    )  # fmt: skip
    carry_out([decided], run=run.id, at=run.at, by_username=run.by.username)
    return over


def _end(
    payment: CardPayment, state: str, told: PaymentThere, run: RunInHand, receipt: int | None = None, over: int = 0
) -> None:
    CardEnd.objects.create(
        payment=payment, state=state, code=told.code, why=told.why, taking_id=receipt, over_pence=over,
        ended_on=run.effective_on, run_id=run.id,
    )  # fmt: skip
