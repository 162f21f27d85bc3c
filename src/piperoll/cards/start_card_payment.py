"""start_card_payment: a payment for chosen invoices is written down here, then made at GOV.UK Pay, whose page takes the
card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.bacs.finding import paid_into
from piperoll.cards.asking import Asked, checked
from piperoll.cards.client import GovukPay, GovukPayAway
from piperoll.cards.models import CardPart, CardPayment, CardThere, PaymentLink
from piperoll.cards.rules import new_reference
from piperoll.council.models import Council
from piperoll.foundations.actors import Actor
from piperoll.runs import running
from piperoll.runs.running import RunInHand
from piperoll.takings.paying_in import method_of

PAYER = Actor(0, "payer", "The payer", "the public page", frozenset({"start_card_payment", "ask_govuk_pay"}))
"""Who acts on the public pages: known by a bill's number and sum, or by a link; let to do nothing else."""


@dataclass(frozen=True)
class Started:
    """A payment at GOV.UK Pay: whoever types the card goes to `next_url`, and comes back with `reference`."""

    run: int
    payment: int
    reference: str
    pence: int
    next_url: str = field(repr=False)


def start_card_payment(
    *, sums: Mapping[str, int], comes_back_to: Callable[[str], str], is_moto: bool = False,
    link: PaymentLink | None = None, on: date, at: datetime, by: Actor,
) -> Started:  # fmt: skip
    """Start a payment of pence by invoice number; `comes_back_to` is the address of our page for a reference.

    Our row stands before GOV.UK Pay is asked, so that no payment there is unknown to us. `is_moto` when an officer
    types a card that the payer reads out. Raises NoPayToken, NoSuchMethod, NothingChosen, NoSuchInvoice,
    MoreThanIsOpen, SeveralCustomers, TooMuchForACard, NotTakenThere, GovukPayAway.
    """
    by.must("start_card_payment")
    there = GovukPay()
    method_of("card")
    paid_into()
    asked = checked(sums)
    with running.act("start_card_payment", on=on, at=at, by=by, invoices=list(asked.numbers)) as run:
        payment = _write_down(asked, is_moto, link, run)
        run.finish(pence=asked.pence)
    made = there.make(
        payment.reference, pence=asked.pence, words=_words(asked), return_url=comes_back_to(payment.reference),
        is_moto=is_moto,
    )  # fmt: skip
    with running.act("start_card_payment", on=on, at=at, by=by, payment=payment.pk) as run:
        CardThere.objects.get_or_create(payment=payment, defaults={"govuk_id": made.govuk_id, "run_id": run.id})
    if not made.next_url:
        raise GovukPayAway(why="it gave no page to pay on")
    return Started(run.id, payment.pk, payment.reference, asked.pence, made.next_url)


def _write_down(asked: Asked, is_moto: bool, link: PaymentLink | None, run: RunInHand) -> CardPayment:
    payment = CardPayment.objects.create(
        reference=new_reference(), customer_id=asked.customer, amount_pence=asked.pence, is_moto=is_moto, link=link,
        started_on=run.effective_on, run_id=run.id,
    )  # fmt: skip
    CardPart.objects.bulk_create(
        CardPart(payment=payment, invoice_id=invoice, amount_pence=pence, run_id=run.id)
        for invoice, pence in asked.parts.items()
    )
    return payment


def _words(asked: Asked) -> str:
    """What GOV.UK Pay's page says it is for: the bills' numbers and no name."""
    many = len(asked.numbers)
    return f"{Council.objects.get().name}: {asked.numbers[0] if many == 1 else f'{many} bills'}"[:255]
