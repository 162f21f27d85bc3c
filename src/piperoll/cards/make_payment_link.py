"""make_payment_link: a link by which a payer pays chosen invoices by card on our page, without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from piperoll.cards.asking import checked
from piperoll.cards.making import last_day, make
from piperoll.foundations.actors import Actor
from piperoll.runs import running


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
    last, asked = last_day(expires_on, on), checked(sums)
    with running.act("make_payment_link", on=on, at=at, by=by, invoices=list(asked.numbers)) as run:
        _, word = make(asked, expires_on=last, run=run)
        run.finish(pence=asked.pence, said="A link to pay by card was made")
    return LinkMade(run.id, word, asked.pence, last)
