"""Money for the council's other systems that arrives at the same bank: known by the references they use, or by words.

It goes to its own ledger even when the payer owes us as well. Words alone give way to our own debt only when the
payer wrote what our item is for (`GARAGE RENT`), or pays exactly it from an account known to pay for that customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from piperoll.foundations.fund_references import apart, together
from piperoll.receipting.matching import births
from piperoll.receipting.matching.facts import OtherLedger


class Route(NamedTuple):
    """Another ledger's money: which, by what, and whether its own reference (rather than a word) says so.

    `checked` when check digits agree; `how` says in words what told it.
    """

    ledger: str
    by: str
    certain: bool
    key: str = ""
    checked: bool = False
    how: str = ""


@lru_cache(maxsize=256)
def _patterns(ledger: OtherLedger) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    whole = re.compile(rf"(?<![A-Z0-9])(?:{ledger.pattern})(?![A-Z0-9])") if ledger.pattern else None
    words = "|".join(re.escape(word.strip().upper()) for word in ledger.words if word.strip())
    return whole, re.compile(rf"(?<![A-Z0-9])(?:{words})(?![A-Z0-9])") if words else None


def route(texts: Iterable[str], ledgers: Iterable[OtherLedger], on: date | None = None) -> Route | None:
    """The other ledger these texts name, if any: by its own reference first, else by its words.

    Where references of several ledgers stand, or several of one, none of them is `checked`: a person decides. So they
    do where a ledger knows its accounts by a date of birth, unless just one stands there (on the day of the payment).
    """
    upper, every = "\n".join(texts).upper(), tuple(ledgers)
    certain = list(dict.fromkeys(one for ledger in every for one in _named(upper, ledger, on)))
    if len({(one.ledger, one.by) for one in certain}) == 1:
        return max(certain, key=lambda one: one.checked)
    if certain:
        first, *_, last = certain
        return first._replace(
            checked=False, how=f"{first.how}; but {apart(last.by)[0]} of {last.ledger} stands there too"
        )
    return next((one for ledger in every for one in _spoken(upper, ledger)), None)


def _named(text: str, ledger: OtherLedger, on: date | None) -> Iterator[Route]:
    whole, _ = _patterns(ledger)
    if whole and (found := whole.search(text)):
        yield Route(ledger.name, found[0], certain=True, key=ledger.key, how=f"its reference {found[0]}")
    for pattern in ledger.references:
        for one in pattern.found_in(text):
            if pattern.check == "born":
                yield _born(text, ledger, one, on)
            elif pattern.checks(one):
                checked = pattern.check != "none"
                how = f"its reference {one}, " + ("check digits agree" if checked else "which has no check digits")
                yield Route(ledger.name, one, certain=True, key=ledger.key, checked=checked, how=how)


def _born(text: str, ledger: OtherLedger, account: str, on: date | None) -> Route:
    """An account that is known by a date of birth, which is not told again in words."""
    said = births.written(text.split("\n"), on, births.OLDEST_OF_ALL) if on else {}
    clear = [one for one, is_clear in said.items() if is_clear]
    if len(said) == len(clear) == 1:
        how = f"its reference {account} and one date of birth"
        return Route(ledger.name, together(account, clear[0]), certain=True, key=ledger.key, checked=True, how=how)
    how = f"its reference {account}, " + ("and several dates" if said else "without a date of birth")
    return Route(ledger.name, account, certain=True, key=ledger.key, how=how)


def _spoken(text: str, ledger: OtherLedger) -> Iterator[Route]:
    _, words = _patterns(ledger)
    if words and (found := words.search(text)):
        yield Route(ledger.name, found[0], certain=False, key=ledger.key, how=f"the words {found[0]}")
    for pattern in ledger.references:
        for one in pattern.found_in(text):
            how = f"{one} is like its references, but the check digits are wrong"
            yield Route(ledger.name, one, certain=False, key=ledger.key, how=how)
