"""Who pays a bill, when, how much and with what words: what the payers of Anytown would really send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from piperoll.anytown.bills import Bill
from piperoll.anytown.customers import Customer, bank_details, shown_as
from piperoll.anytown.dice import between, dice, happens, one_of, weighted, working_day
from piperoll.anytown.people import a_person, on_a_bank_line
from piperoll.anytown.references import written

_TEMPERS = {"prompt": 62.0, "late": 13.0, "very late": 6.0, "eager": 7.0, "in part": 5.0, "never": 7.0}
_ON_TIME = {0: 68.0, -1: 8.0, -3: 7.0, -7: 6.0, 1: 6.0, 3: 5.0}


TWIN = "one of twins"
"""Two payments alike in everything, for two children's bills alike in everything: each may settle either."""


class Payment(NamedTuple):
    """Money on its way to one of our bank accounts. `meant_for` holds (invoice number, pence)."""

    on: date
    pence: int
    payer_name: str
    sort_code: str
    account_number: str
    method: str
    written: str
    meant_for: tuple[tuple[str, int], ...]
    why: str


class Habits(NamedTuple):
    """How a customer pays: who sends the money, from which account, by what means, in what hand and how soon."""

    payer_name: str
    sort_code: str
    account_number: str
    method: str
    hand: str
    temper: str


def habits(seed: int, who: Customer, service: str) -> Habits:
    """A customer's habits, the same every time."""
    rng = dice(seed, "habits", who.place)
    temper = weighted(rng, _TEMPERS)
    if who.is_body:
        hand, method = (
            weighted(rng, {"clerk": 80.0, "careless": 12.0, "vague": 8.0}),
            weighted(rng, {"BGC": 75.0, "FPI": 25.0}),
        )
    else:
        hand = weighted(rng, {"tidy": 62.0, "careless": 22.0, "vague": 16.0})
        method = weighted(rng, {"FPI": 74.0, "STO": 8.0, "BGC": 8.0, "CHQ": 10.0 if service == "ASC" else 4.0})
    if who.person and happens(rng, 0.35 if service == "ASC" else 0.04):
        helper = a_person(rng, family=who.person.last if happens(rng, 0.6) else "")
        return Habits(on_a_bank_line(rng, helper), *bank_details(rng), method, hand, temper)
    return Habits(shown_as(rng, who), who.sort_code, who.account_number, method, hand, temper)


def payments(seed: int, bills: tuple[Bill, ...], how: Habits) -> Iterator[Payment]:
    """What comes in for the bills one customer was sent together, in no particular order of days."""
    rng = dice(seed, "payment", bills[0].number)
    if len(bills) > 1 and not any(len(bill.instalments) > 1 for bill in bills) and happens(rng, 0.6):
        whole = tuple((bill.number, bill.gross_pence) for bill in bills)
        due_on = bills[0].instalments[0][0]
        yield from _settle(rng, bills, due_on, sum(pence for _, pence in whole), whole, how, "several bills at once")
        return
    twins = len(bills) > 1 and len({bill.instalments for bill in bills}) == 1 and how.method != "CHQ"
    if twins:
        how = how._replace(hand="parent")
    for bill in bills:
        for part, (due_on, pence) in enumerate(bill.instalments):
            chance = dice(seed, "twins", bills[0].number, part) if twins else rng
            meant = ((bill.number, pence),)
            yield from _settle(chance, (bill,), due_on, pence, meant, how, TWIN if twins else "a bill")


def _settle(
    rng: Random,
    bills: tuple[Bill, ...],
    due_on: date,
    pence: int,
    meant: tuple[tuple[str, int], ...],
    how: Habits,
    why: str,
) -> Iterator[Payment]:
    """The payments for one sum that is due: mostly one; none, a part, too much or twice from some."""
    if how.temper == "never":
        return
    on = working_day(max(_paid_on(rng, bills[0].on, due_on, how.temper), bills[0].on))
    words = "" if how.method == "CHQ" else written(rng, how.hand, bills)
    paid = Payment(on, pence, how.payer_name, how.sort_code, how.account_number, how.method, words, meant, why)
    if how.method == "CHQ":
        yield paid._replace(
            payer_name="", sort_code="", account_number="", written=f"SLIP {between(rng, 500_100, 500_999)}"
        )
    elif how.temper == "in part":
        part = max(100, pence * between(rng, 3, 7) // 10 // 100 * 100)
        yield paid._replace(pence=min(part, pence), meant_for=_up_to(meant, part), why="part of a bill")
    elif happens(rng, 0.02):
        yield paid._replace(pence=-(-pence // 1000) * 1000, why="more than the bill")
    else:
        yield paid
        if happens(rng, 0.015):
            yield paid._replace(
                on=working_day(on + timedelta(days=one_of(rng, (0, 1, 2)))), meant_for=(), why="the same bill twice"
            )


def _paid_on(rng: Random, billed_on: date, due_on: date, temper: str) -> date:
    if temper == "eager":
        return billed_on + timedelta(days=between(rng, 0, 2))
    if temper == "late":
        return due_on + timedelta(days=between(rng, 4, 35))
    if temper == "very late":
        return due_on + timedelta(days=between(rng, 36, 220))
    return due_on + timedelta(days=weighted(rng, _ON_TIME))


def _up_to(meant: tuple[tuple[str, int], ...], pence: int) -> tuple[tuple[str, int], ...]:
    kept = []
    for number, part in meant:
        if pence > 0:
            kept.append((number, min(part, pence)))
            pence -= part
    return tuple(kept)
