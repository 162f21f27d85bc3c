"""Money that is nobody's bill: other systems' payments, the bank's own entries, strangers, and pure mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from piperoll.anytown.customers import bank_details
from piperoll.anytown.dice import between, one_of, weighted
from piperoll.anytown.firms import a_company
from piperoll.anytown.payments import Payment
from piperoll.anytown.people import a_person, as_banks_write, on_a_bank_line


def _from_somebody(rng: Random, on: date, pence: int, words: str, why: str, method: str = "FPI") -> Payment:
    return Payment(on, pence, on_a_bank_line(rng, a_person(rng)), *bank_details(rng), method, words, (), why)


def _council_tax(rng: Random, on: date) -> Payment:
    words = f"{one_of(rng, ('CTAX', 'COUNCIL TAX', 'CT'))} {between(rng, 20_000_000, 29_999_999)}"
    return _from_somebody(rng, on, between(rng, 8_000, 24_000), words[:18], "council tax, another system's", "STO")


def _housing_rent(rng: Random, on: date) -> Payment:
    return _from_somebody(
        rng,
        on,
        between(rng, 7_500, 14_500),
        f"RENT {between(rng, 4_000_000, 4_999_999)}",
        "housing rent, another system's",
    )


def _business_rates(rng: Random, on: date) -> Payment:
    payer = as_banks_write(a_company(rng))[:18].strip()
    words = f"NNDR {between(rng, 5_000_000, 5_999_999)}"
    return Payment(
        on,
        between(rng, 40_000, 900_000),
        payer,
        *bank_details(rng),
        "BGC",
        words,
        (),
        "business rates, another system's",
    )


def _parking(rng: Random, on: date) -> Payment:
    return _from_somebody(
        rng,
        on,
        one_of(rng, (2500, 3500, 5000)),
        f"PCN AY{between(rng, 10_000_000, 99_999_999)}",
        "a parking penalty, another system's",
    )


def _stranger(rng: Random, on: date) -> Payment:
    words = one_of(rng, ("", "THANKS", "FOR NAN", "DEPOSIT", "AS DISCUSSED", "ALLOTMENT 14B"))
    return _from_somebody(rng, on, between(rng, 10, 400) * 100, words, "somebody we cannot place")


def _mistake(rng: Random, on: date) -> Payment:
    words = one_of(
        rng, ("PIZZA FRI", "HOLIDAY LANZAROTE", "TOOTH FAIRY", "YOUR HALF", "GUINEA PIG FUND", "HAPPY BDAY DAVE")
    )
    return _from_somebody(rng, on, between(rng, 1, 120) * 100, words, "meant for somebody else altogether")


_KINDS: dict[Callable[[Random, date], Payment], float] = {
    _council_tax: 48, _housing_rent: 24, _business_rates: 8, _parking: 8, _stranger: 9, _mistake: 3,
}  # fmt: skip


def strangers(rng: Random, days: list[date], many: int) -> Iterator[Payment]:
    """So many payments of other people's, spread over the days."""
    for _ in range(many):
        yield weighted(rng, _KINDS)(rng, one_of(rng, days))


def two_plots(rng: Random, on: date) -> Iterator[Payment]:
    """An allotment holder with two plots who pays for each: two genuine lines that nobody can tell apart."""
    once = _from_somebody(rng, on, 2750, "ALLOTMENT", "one of two payments alike in everything")
    yield from (once, once)


def banks_own(rng: Random, on: date) -> Iterator[Payment]:
    """What the bank does by itself: interest, its charge, a cheque that bounced, and a sweep to the treasury."""
    yield _of_the_bank(on, between(rng, 120, 4800), "INT", "GROSS INTEREST", "interest")
    yield _of_the_bank(on, -between(rng, 900, 6400), "CHG", "COMMISSION CHARGES", "the bank's charge")
    if rng.random() < 0.4:
        yield _of_the_bank(
            on,
            -between(rng, 40, 300) * 100,
            "CUI",
            f"UNPAID CHEQUE {between(rng, 500_100, 500_999)}",
            "an unpaid cheque",
        )
    if rng.random() < 0.5:
        yield _of_the_bank(on, -between(rng, 5, 60) * 100_000, "TFR", "SWEEP TO TREASURY", "our own transfer")


def _of_the_bank(on: date, pence: int, method: str, words: str, why: str) -> Payment:
    return Payment(on, pence, "", "", "", method, words, (), why)
