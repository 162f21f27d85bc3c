"""send_payment_link: a link to pay by card goes to whoever hears for the customer, by email or as a letter with a QR
code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.cards import letters
from piperoll.cards.asking import Asked, checked
from piperoll.cards.letters import ACT
from piperoll.cards.making import last_day, make
from piperoll.cards.models import SentLink
from piperoll.customers.bank_details import key_ring
from piperoll.customers.models import Customer
from piperoll.dispatch.composing import MayNotBeWrittenTo, NobodyToWriteTo
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.routing import route


class NoAddressForPayers(Refused):
    """Nobody has said at which address payers reach these pages. Set, under Set-up, the page that the QR code on a bill
    opens, like https://income.anytown.gov.uk/pay/?reference={{reference}}, or give the address."""


@dataclass(frozen=True)
class LinkSent:
    """A link on its way: what it asks for, the last day it works, and who is to have it how."""

    run: int
    link: int
    pence: int
    expires_on: date
    to: list[str]


def send_payment_link(
    *, sums: Mapping[str, int], expires_on: date | None = None, pages: str = "", on: date, at: datetime, by: Actor
) -> LinkSent:
    """Make a link to pay pence by invoice number and put it on its way: it goes with the next dispatch.

    `pages` is where our pages are when the council's own settings do not say. It asks for money, so that safeguards are
    asked as of a reminder. Its address is kept sealed until it is drawn. Raises BadLastDay, NothingChosen,
    NoSuchInvoice, MoreThanIsOpen, SeveralCustomers, TooMuchForACard, NoAddressForPayers, MayNotBeWrittenTo,
    NobodyToWriteTo, NoApprovedTemplate.
    """
    by.must("send_payment_link")
    last, asked, page = last_day(expires_on, on), checked(sums), _page(pages)
    with running.act("send_payment_link", on=on, at=at, by=by, invoices=list(asked.numbers)) as run:
        whose = Customer.objects.select_for_update().get(pk=asked.customer)
        _must_be_askable(asked, whose, on)
        link, word = make(asked, expires_on=last, run=run)
        SentLink.objects.create(link=link, sealed=key_ring().seal(f"{page}{word}/"), run_id=run.id)
        to = letters.send(link.pk, run=run)
        run.finish(pence=asked.pence, documents=len(to), said=f"A link to pay by card goes to {', '.join(to)}")
    return LinkSent(run.id, link.pk, asked.pence, last, to)


def _page(pages: str) -> str:
    """The address that a link's word is put after."""
    found = letters.our_pages() or pages.rstrip("/")
    if not found:
        raise NoAddressForPayers(field="pages")
    return f"{found}/pay/link/"


def _must_be_askable(asked: Asked, whose: Customer, on: date) -> None:
    answer = may_i(ACT, whose.pk, on)
    reasons = list(answer.reasons) if not answer.allowed else list(letters.held(asked.parts, on).values())
    if reasons:
        raise MayNotBeWrittenTo(customer=whose.name, reasons=" ".join(reasons))
    if not route([whose.pk], ACT, on):
        raise NobodyToWriteTo(customer=whose.name, lacking="address and no email")
