"""A link to pay by, as it is written down: for how long it may work, and its word, kept as a digest alone."""

from __future__ import annotations

from datetime import date

from piperoll.cards.asking import Asked
from piperoll.cards.models import LinkPart, PaymentLink
from piperoll.cards.rules import LINK_GOOD_FOR, LONGEST_LINK, key_of, new_word
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand


class BadLastDay(Refused):
    """A link works from today for at most {most} days: choose a last day within them."""


def last_day(asked: date | None, on: date) -> date:
    """The last day a link made that day works: four weeks later unless told otherwise. Raises BadLastDay."""
    last = asked or on + LINK_GOOD_FOR
    if not on <= last <= on + LONGEST_LINK:
        raise BadLastDay(most=LONGEST_LINK.days, field="expires_on")
    return last


def make(asked: Asked, *, expires_on: date, run: RunInHand) -> tuple[PaymentLink, str]:
    """Write a link down inside a deed's transaction: the link and its word."""
    word = new_word()
    link = PaymentLink.objects.create(
        key=key_of(word), customer_id=asked.customer, expires_on=expires_on, run_id=run.id
    )  # fmt: skip
    LinkPart.objects.bulk_create(
        LinkPart(link=link, invoice_id=invoice, amount_pence=pence, run_id=run.id)
        for invoice, pence in asked.parts.items()
    )
    return link, word
