"""A link to pay by, sent: by email in words, on paper with a QR code, and not at all to whoever may not be asked."""

from __future__ import annotations

import email
from contextlib import suppress
from datetime import timedelta
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest
from by_card import ask as ask_what_became
from by_card import billed, pay, start, the_books_agree

from dispatch.letters import by_email, caught, send, to
from dispatch.test_every_flag_walked import WALK, anybody, become, in_words, who
from piperoll.billing.models import Invoice
from piperoll.cards import letters
from piperoll.cards.linking import by_word
from piperoll.cards.models import SentLink
from piperoll.cards.send_payment_link import NoAddressForPayers, send_payment_link
from piperoll.cards.stub import Stub
from piperoll.council.models import Council
from piperoll.dispatch.composing import MayNotBeWrittenTo, NobodyToWriteTo
from piperoll.dispatch.drawing import drawables
from piperoll.dispatch.models import Document
from piperoll.documents.rendering.engine import render
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.foundations.actors import Actor
from piperoll.safeguards.place_hold import place_hold
from the_day import MONDAY, MORNING, take_in_letters

PAGES = "https://income.anytown.test"


@pytest.fixture(autouse=True)
def letters_go_out(manager: Actor) -> None:
    """A post room of the test's own, and the words that come with Piperoll."""
    take_in_letters(manager)


def word_in(address: str) -> str:
    """A link's word."""
    assert address.startswith(f"{PAGES}/pay/link/")
    return address.removeprefix(f"{PAGES}/pay/link/").removesuffix("/")


def test_by_email_the_link_stands_in_its_words_and_opens_the_page(manager: Actor, tmp_path: Path) -> None:
    first, second = billed(tmp_path, manager, "120.50", "80.00")
    by_email("Ada")
    sent = send_payment_link(sums={first: 100_00, second: 80_00}, pages=f"{PAGES}/", on=MONDAY, at=MORNING, by=manager)
    assert (sent.pence, sent.to) == (180_00, ["Ada Lovegrove by email"])
    assert send(manager).emailed == 1
    (file,) = caught()
    message = email.message_from_bytes(file.read_bytes())
    said = message.get_payload(0).get_payload(decode=True).decode()  # type: ignore[union-attr]
    (address,) = (line for line in said.split() if line.startswith("https://income"))
    assert by_word(word_in(address), MONDAY).sums == {first: 100_00, second: 80_00}
    assert f"* {second}: £80.00" in said
    assert str(make_header(decode_header(message["Subject"]))) == "A link to pay £180.00 by card"
    assert word_in(address).encode() not in bytes(SentLink.objects.get().sealed)
    the_books_agree()


@pytest.mark.parametrize("form", ["standard", "large_print"])
def test_on_paper_it_is_a_qr_code_too(manager: Actor, tmp_path: Path, form: str) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    Council.objects.update(pay_page=f"{PAGES}/pay/?reference={{reference}}&amount={{amount}}")
    send_payment_link(sums={number: 120_50}, pages="https://inside", on=MONDAY, at=MORNING, by=manager)
    document = to("Ada")
    document.format = form
    ((_, letter),) = drawables([document])
    assert isinstance(letter, LetterDocument)
    assert letter.qr_text is not None
    assert by_word(word_in(letter.qr_text), MONDAY).pence == 120_50
    assert letter.qr_text in letter.body
    assert render(letter).startswith(b"%PDF")
    assert send(manager).posted == 1


def test_one_that_is_paid_held_or_over_stays_here(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    paid, held, over = billed(tmp_path, manager, "10.00", "20.00", "30.00")
    for number in (paid, held, over):
        send_payment_link(sums={number: 10_00}, pages=PAGES, on=MONDAY, at=MORNING, by=manager)
    documents = list(Document.objects.filter(kind=letters.KIND).order_by("id"))
    pay(stub, start(manager, {paid: 10_00}))
    ask_what_became(manager)
    invoice = Invoice.objects.get(number=held)
    until = MONDAY + timedelta(days=60)
    told: dict[str, Any] = {"on": MONDAY, "at": MORNING, "by": manager}
    place_hold(customer=invoice.customer_id, kind="dispute", until=until, invoice_id=invoice.pk, **told)
    links = [one.source_id for one in documents]
    said = letters.no_longer_right(links, MONDAY)
    assert list(said) == links[:2]
    assert said[links[0]] == "Nothing is left to pay of what its link asks for."
    assert set(letters.no_longer_right(links, MONDAY + timedelta(days=29))) == set(links)
    with pytest.raises(MayNotBeWrittenTo):
        send_payment_link(sums={held: 5_00}, pages=PAGES, on=MONDAY, at=MORNING, by=manager)


def test_nobody_says_where_payers_reach_us(manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    with pytest.raises(NoAddressForPayers) as refusal:
        send_payment_link(sums={number: 1}, on=MONDAY, at=MORNING, by=manager)
    assert "?reference={reference}" in refusal.value.sentence


@pytest.mark.parametrize("when", ["before", "since"])
def test_who_is_sent_one_is_who_may_be_reminded(manager: Actor, tmp_path: Path, when: str) -> None:
    anybody(manager, tmp_path)
    if when == "before":
        for state in WALK:
            become(manager, state)
    for number in Invoice.objects.values_list("number", flat=True):
        with suppress(MayNotBeWrittenTo, NobodyToWriteTo):
            send_payment_link(sums={number: 10_00}, pages=PAGES, on=MONDAY, at=MORNING, by=manager)
    if when == "since":
        for state in WALK:
            become(manager, state)
    send(manager)
    for state, expected in WALK.items():
        right = expected.split()[-1]
        found = Document.objects.filter(customer_id=who(state), kind=letters.KIND, outbox__state="sent").first()
        got = in_words(state, found.recipient) if found else "-"
        assert got == right or (when == "since" and got == "-"), f"{state}: a link went to {got}, not {right}"


def test_the_part_that_is_not_disputed_may_be_asked_for(manager: Actor, tmp_path: Path) -> None:
    (number,) = billed(tmp_path, manager, "100.00")
    invoice = Invoice.objects.get(number=number)
    told: dict[str, Any] = {"on": MONDAY, "at": MORNING, "by": manager}
    place_hold(
        customer=invoice.customer_id, kind="dispute", until=MONDAY + timedelta(days=60), invoice_id=invoice.pk,
        amount_pence=20_00, **told,
    )  # fmt: skip
    with pytest.raises(MayNotBeWrittenTo):
        send_payment_link(sums={number: 80_01}, pages=PAGES, **told)
    sent = send_payment_link(sums={number: 80_00}, pages=PAGES, **told)
    assert letters.no_longer_right([sent.link], MONDAY) == {}
