"""A card payment is written down before GOV.UK Pay hears of it, asks for no more than is open, and reaches it once."""

from __future__ import annotations

from pathlib import Path

import pytest
from by_card import ask, billed, start, the_books_agree, there
from pytest_django import Settings

from piperoll.billing.queries import NoSuchInvoice
from piperoll.cards import start_card_payment as starting
from piperoll.cards.asking import MoreThanIsOpen, NothingChosen, SeveralCustomers, TooMuchForACard
from piperoll.cards.client import GovukPayAway, NoPayToken, NotTakenThere
from piperoll.cards.models import CardPayment, CardThere
from piperoll.cards.stub import Stub
from piperoll.foundations.actors import Actor


def test_it_is_made_there_with_a_reference_nobody_can_guess_and_no_name(
    stub: Stub, manager: Actor, tmp_path: Path
) -> None:
    first, second = billed(tmp_path, manager, "120.50", "80.00")
    started = start(manager, {first: 120_50, second: 30_00}, is_moto=True)
    (payment,) = stub.books.payments.values()
    assert (payment["amount"], payment["reference"], payment["moto"]) == (150_50, started.reference, True)
    assert payment["return_url"] == f"https://income.anytown.test/pay/back/{started.reference}/"
    assert (payment["description"], len(started.reference)) == ("Anytown Borough Council: 2 bills", 16)
    assert "Lovegrove" not in str(payment)
    assert started.next_url == f"{stub.url}/secure/{there(started)}"
    assert started.next_url not in repr(started)
    the_books_agree()


def test_no_more_is_asked_than_is_open_of_one_customers_invoices(stub: Stub, manager: Actor, tmp_path: Path) -> None:
    (mine,) = billed(tmp_path, manager, "120.50")
    (theirs,) = billed(tmp_path, manager, "200000.00", name="Ben Marsh")
    for sums, refusal in (
        ({}, NothingChosen),
        ({mine: 0}, NothingChosen),
        ({mine: 120_51}, MoreThanIsOpen),
        ({mine: 1, theirs: 1}, SeveralCustomers),
        ({"AT9": 1}, NoSuchInvoice),
        ({theirs: 100_000_01}, TooMuchForACard),
    ):
        with pytest.raises(refusal):
            start(manager, sums)
    assert not CardPayment.objects.exists()
    assert not stub.books.payments


def test_a_payment_that_died_on_its_way_is_found_by_its_reference_or_was_never_made(
    stub: Stub, manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    with monkeypatch.context() as dying:
        dying.setattr(starting.CardThere.objects, "get_or_create", _dies)
        with pytest.raises(KeyboardInterrupt):
            start(manager, {number: 120_50})
    assert (len(stub.books.payments), CardThere.objects.count()) == (1, 0)
    ask(manager)
    assert CardThere.objects.get().govuk_id in stub.books.payments
    the_books_agree()


def _dies(**given: object) -> None:
    raise KeyboardInterrupt


def test_without_a_key_nothing_is_written_and_when_it_is_away_or_says_no_that_is_said(
    stub: Stub, manager: Actor, tmp_path: Path, settings: Settings
) -> None:
    (number,) = billed(tmp_path, manager, "120.50")
    settings.GOVUK_PAY_TOKEN = ""
    with pytest.raises(NoPayToken):
        start(manager, {number: 1})
    assert not CardPayment.objects.exists()
    settings.GOVUK_PAY_TOKEN = "another"
    with pytest.raises(GovukPayAway, match="Credentials"):
        start(manager, {number: 1})
    settings.GOVUK_PAY_TOKEN = "api_test_stub"
    stub.books.a_minute = 0
    with pytest.raises(GovukPayAway, match="Too many"):
        start(manager, {number: 1})
    stub.books.a_minute = 1000
    settings.GOVUK_PAY_URL = f"{stub.url}/nowhere"
    with pytest.raises(NotTakenThere):
        start(manager, {number: 1})
    settings.GOVUK_PAY_URL = "http://127.0.0.1:9"
    with pytest.raises(GovukPayAway):
        start(manager, {number: 1})
