"""A link to pay by: of chosen invoices, until a day, kept as a digest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from by_card import billed, left, the_books_agree

from piperoll.cards.asking import MoreThanIsOpen
from piperoll.cards.linking import LinkDoesNotWork, by_word
from piperoll.cards.make_payment_link import make_payment_link
from piperoll.cards.making import BadLastDay
from piperoll.cards.models import PaymentLink
from piperoll.foundations.actors import Actor
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receivables.models import Item
from piperoll.takings.take_cash import take_cash
from the_day import MONDAY, MORNING


def test_a_link_asks_for_what_is_still_open_until_its_last_day(manager: Actor, tmp_path: Path) -> None:
    first, second = billed(tmp_path, manager, "120.50", "80.00")
    made = make_payment_link(sums={first: 100_00, second: 80_00}, on=MONDAY, at=MORNING, by=manager)
    link = PaymentLink.objects.get()
    assert (made.pence, made.expires_on, made.word in repr(made)) == (180_00, MONDAY + timedelta(days=28), False)
    assert by_word(made.word, MONDAY).sums == {first: 100_00, second: 80_00}
    cash = take_cash(till="HALL", amount_pence=60_50, bank_account="MAIN", on=MONDAY, at=MORNING, by=manager)
    item = link.parts.get(invoice__number=first).invoice_id
    owed = Item.objects.get(invoice_id=item)
    place_receipt(
        receipt=cash.receipt, customer=link.customer_id, allocations={owed.pk: 60_50}, on=MONDAY, at=MORNING, by=manager
    )
    assert (left(first), by_word(made.word, MONDAY).sums) == (60_00, {first: 60_00, second: 80_00})
    for word, day in ((made.word, made.expires_on + timedelta(days=1)), ("another", MONDAY)):
        with pytest.raises(LinkDoesNotWork):
            by_word(word, day)
    the_books_agree()


def test_it_asks_for_no_more_than_is_open_and_not_for_ever(manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    with pytest.raises(MoreThanIsOpen):
        make_payment_link(sums={number: 120_51}, on=MONDAY, at=MORNING, by=manager)
    for last in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=93)):
        with pytest.raises(BadLastDay):
            make_payment_link(sums={number: 1}, expires_on=last, on=MONDAY, at=MORNING, by=manager)
