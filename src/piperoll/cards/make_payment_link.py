"""make_payment_link: a link by which a payer pays chosen invoices by card on our page, without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.cards.asking import checked
from piperoll.cards.models import LinkPart, PaymentLink
from piperoll.cards.rules import LINK_GOOD_FOR, LONGEST_LINK, key_of, new_word
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class BadLastDay(Refused):
    """A link works from today for at most {most} days: choose a last day within them."""


@dataclass(frozen=True)
class LinkMade:
    """A link's word, shown this once, what it asks for and the last day it works."""

    run: int
    word: str = field(repr=False)
    pence: int
    expires_on: date


def make_payment_link(
    *, sums: Mapping[str, int], expires_on: date | None = None, on: date, at: datetime, by: Actor
) -> LinkMade:
    """Make a link to pay pence by invoice number; it works for four weeks unless told otherwise.

    Raises BadLastDay, NothingChosen, NoSuchInvoice, MoreThanIsOpen, SeveralCustomers, TooMuchForACard.
    """
    by.must("make_payment_link")
    last = expires_on or on + LINK_GOOD_FOR
    if not on <= last <= on + LONGEST_LINK:
        raise BadLastDay(most=LONGEST_LINK.days, field="expires_on")
    asked, word = checked(sums), new_word()
    with running.act("make_payment_link", on=on, at=at, by=by, invoices=list(asked.numbers)) as run:
        link = PaymentLink.objects.create(
            key=key_of(word), customer_id=asked.customer, expires_on=last, run_id=run.id
        )  # fmt: skip
        LinkPart.objects.bulk_create(
            LinkPart(link=link, invoice_id=invoice, amount_pence=pence, run_id=run.id)
            for invoice, pence in asked.parts.items()
        )
        run.finish(pence=asked.pence, said="A link to pay by card was made")
    return LinkMade(run.id, word, asked.pence, last)
