"""Card payments: a bill, or what is owed for a child, paid on GOV.UK Pay's page from another page of the council's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from piperoll.api.door import No, Told, acting
from piperoll.cards import linking
from piperoll.cards.rules import MOST_PENCE
from piperoll.cards.start_card_payment import start_card_payment

router = Router(tags=["Card payments"])


class PaymentAsked(Told):
    """What a payer wants to pay, in pence, by what they know: the number on a bill; or their customer reference and
    the date of birth of the child it is for (`born_on`), as on the payer's own page.

    `comes_back_to` is the page they come back to; `{reference}` in it stands for the payment's.
    """

    reference: str = Field(min_length=1, max_length=24)
    born_on: date | None = None
    amount_pence: int = Field(gt=0, le=MOST_PENCE)
    comes_back_to: str = Field(pattern=r"^https://[^\s]+$", max_length=2000)


class PaymentStarted(Schema):
    """A payment at GOV.UK Pay: send the payer on to `next_url`, where the card is typed."""

    reference: str
    pence: int
    next_url: str
    run: int


@router.post(
    "",
    response={201: PaymentStarted, 400: No, 401: No, 403: No, 404: No, 409: No, 422: No},
    summary="Start a card payment",
)
def start(request: HttpRequest, told: PaymentAsked) -> Status[Any]:
    """Start a payment of a bill or for a child; nothing but the sum asked for is ever told."""
    deed = acting(request, "start_card_payment")
    known: dict[str, Any] = {"place": f"key of {deed['by'].username}", "at": deed["at"]}
    if told.born_on:
        sums = linking.of_a_child(told.reference, told.born_on, told.amount_pence, **known)
    else:
        sums = linking.of_a_bill(told.reference, told.amount_pence, **known)
    return Status(
        201,
        start_card_payment(
            sums=sums, comes_back_to=lambda word: told.comes_back_to.replace("{reference}", word), **deed
        ),
    )
