"""Any receipt is found by words, sum or day, whichever way it came."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client

from piperoll.foundations.actors import Actor
from piperoll.receipting.finding import find
from takings_words import cheque, pay_in
from the_day import MONDAY, bank, paid, statement
from web.staff import client_of


@pytest.fixture
def money(manager: Actor, tmp_path: Path) -> None:
    """Three bank lines and a cheque."""
    bank(
        tmp_path, manager,
        statement(
            paid("312.40", "INV/AT0000012998 BINS", payer="PICKLE AND SONS"),
            paid("500.00", "LEGACY OF THE LATE MR O'TURVEY", payer="QUILL & QUILL"),
            paid("-12.00", "UNPAID_DIRECT-DEBIT", payer="B ONION"),
        ),
    )  # fmt: skip
    pay_in(manager, cheque("312.40", "Ada Lovegrove", "000124", "AT0000013095"))


@pytest.mark.parametrize(
    ("words", "pence", "payers"),
    [
        ("turvey", None, {"QUILL & QUILL"}),
        ("LEGA turv quill", None, {"QUILL & QUILL"}),
        ("at0000012998", None, {"PICKLE AND SONS"}),
        ("AT00000", None, {"PICKLE AND SONS", "Ada Lovegrove"}),
        ("direct debit", None, {"B ONION"}),
        ("", 312_40, {"PICKLE AND SONS", "Ada Lovegrove"}),
        ("", 12_00, {"B ONION"}),
        ("love", 312_40, {"Ada Lovegrove"}),
        ("love", 312_41, set()),
        ("nobody & | ! ( :* quill", None, set()),
        ("", None, set()),
    ],
)
def test_by_the_beginnings_of_words_and_by_sum(money: None, words: str, pence: int | None, payers: set[str]) -> None:
    assert {row.payer_name for row in find(words=words, pence=pence).receipts} == payers


def test_by_day(money: None) -> None:
    assert len(find(since=MONDAY, until=MONDAY).receipts) == 4
    assert not find(until=MONDAY - timedelta(days=1)).receipts
    assert not find(words="turvey", since=date(2027, 1, 1)).receipts


def test_on_the_page(money: None) -> None:
    desk: Client = client_of("officer")
    shown = desk.get("/money-in/find/", {"words": "turvey"}).content.decode()
    assert "QUILL &amp; QUILL" in shown
    assert "Ada Lovegrove" in desk.get("/money-in/find/", {"amount": "312.40"}).content.decode()
    assert "No receipt is like that." in desk.get("/money-in/find/", {"words": "turvy"}).content.decode()
    assert "must be a sum of money" in desk.get("/money-in/find/", {"amount": "much"}).content.decode()
    assert "Receipts found" not in desk.get("/money-in/find/").content.decode()
