"""What payers write in eighteen characters: the reference as printed, or what became of it on the way."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from piperoll.anytown.bills import Bill
from piperoll.anytown.dice import between, one_of, weighted
from piperoll.anytown.people import as_banks_write

WIDTH = 18
"""Bacs and Faster Payments carry no more."""

_WORDS = {
    "ASC": ("CARE", "MUMS CARE", "CARELINE AND CARE"), "RENT": ("RENT", "SHOP RENT"), "TRADE": ("BINS", "TRADE WASTE"),
    "LIC": ("LICENCE", "TAXI PLATE"), "BUS": ("BUS PASS", "SCHOOL BUS"), "MUSIC": ("MUSIC LESSONS", "LESSONS"),
    "BC": ("BUILDING CONTROL", "EXTENSION"), "GARDEN": ("BROWN BIN", "GARDEN WASTE"),
}  # fmt: skip


def _clean(rng: Random, bill: Bill) -> str:
    return bill.number


def _spaced(rng: Random, bill: Bill) -> str:
    return f"{bill.number[:2]} {bill.number[2:6]} {bill.number[6:]}"


def _letters_for_digits(rng: Random, bill: Bill) -> str:
    digits = bill.number[2:].replace("0", "O") if rng.random() < 0.7 else bill.number[2:].replace("1", "I", 1)
    return bill.number[:2] + digits


def _prefix_lost(rng: Random, bill: Bill) -> str:
    return bill.number[2:]


def _introduced(rng: Random, bill: Bill) -> str:
    return f"{one_of(rng, ('INV', 'REF', 'BILL'))} {bill.number}"


def _cut_short(rng: Random, bill: Bill) -> str:
    return f"{one_of(rng, ('INVOICE NO ', 'COUNCIL INV ', 'PAYMENT FOR '))}{bill.number}"[:WIDTH]


def _run_on(rng: Random, bill: Bill) -> str:
    return f"{bill.number}{one_of(rng, _WORDS[bill.service]).replace(' ', '')}"[:WIDTH]


def _one_wrong(rng: Random, bill: Bill) -> str:
    at = between(rng, 6, len(bill.number) - 1)
    return bill.number[:at] + str((int(bill.number[at]) + between(rng, 1, 9)) % 10) + bill.number[at + 1 :]


def _customer(rng: Random, bill: Bill) -> str:
    return bill.customer.reference


def _words(rng: Random, bill: Bill) -> str:
    return one_of(rng, _WORDS[bill.service])


def _surname(rng: Random, bill: Bill) -> str:
    who = bill.customer.person
    return as_banks_write(f"{who.last} {one_of(rng, _WORDS[bill.service])}" if who else bill.customer.name)[
        :WIDTH
    ].strip()


def _thanks(rng: Random, bill: Bill) -> str:
    return one_of(rng, ("THANK YOU", "COUNCIL", "PAYMENT", "AS AGREED", "SORRY ITS LATE", "FINAL ANSWER"))


def _order(rng: Random, bill: Bill) -> str:
    return bill.purchase_order or bill.number


HANDS: dict[str, dict[Callable[[Random, Bill], str], float]] = {
    "tidy": {_clean: 88, _introduced: 8, _customer: 4},
    "careless": {
        _spaced: 20, _letters_for_digits: 14, _prefix_lost: 20, _introduced: 10, _cut_short: 14, _run_on: 14,
        _one_wrong: 8,
    },
    "vague": {_words: 30, _surname: 30, _thanks: 20, _customer: 20},
    "clerk": {_clean: 70, _order: 20, _introduced: 10},
    "parent": {_surname: 100},
}  # fmt: skip
"""How people write, by their hand: each way and how many times in a hundred."""


def written(rng: Random, hand: str, bills: tuple[Bill, ...]) -> str:
    """What somebody of this hand writes for these bills, in at most 18 characters."""
    if len(bills) > 1:
        return f"{bills[0].number} {bills[1].number[2:]}"[:WIDTH] if hand != "vague" else bills[0].customer.reference
    return weighted(rng, HANDS[hand])(rng, bills[0])[:WIDTH].strip()
