"""Keys by which a database finds who a bank's short name might mean, without reading every customer."""

from __future__ import annotations

from functools import lru_cache

from piperoll.receipting.matching.facts import Debtor
from piperoll.receipting.matching.names import PERSONS, chief_words, initials_in, initials_of, words

MAYBE_TWO = 7
"""A first word as long as this may be two run together: `HADLEYINN & SONS`."""


def debtor_keys(debtor: Debtor) -> frozenset[str]:
    """Keys stored beside a debtor, so that a database can find who might be meant by a bank's short name.

    A person: the first or last four letters of the surname with the initial of the first name, `SMIT/J`, `MITH/J` (a
    slip of the keys leaves one half whole). A body: the same of its first word and the initial of its second, and the
    initials of all its words, `=DWP`.
    """
    keys: set[str] = set()
    if debtor.last:
        first = words(debtor.first)
        for part in words(debtor.last):
            keys.update(_halves(part, first[0][0] if first else ""))
    for name in (debtor.trading, "" if debtor.last else debtor.name):
        chief = chief_words(words(name))
        if len(chief) >= 3:
            keys.update("=" + initials for initials in initials_of(chief))
        if len(chief) >= 2 and debtor.kind in PERSONS:
            keys.update(_halves(chief[-1], chief[0][0]))
        keys.update(_halves(chief[0], chief[1][0] if len(chief) > 1 else "") if chief else ())
    return frozenset(keys)


@lru_cache(maxsize=65536)
def payer_keys(payer_name: str) -> frozenset[str]:
    """The keys a debtor of this name might be stored under: any word may be the surname, any other the first name."""
    parts = chief_words(words(payer_name))[:4]
    if len(parts) == 1:
        word = parts[0]
        run_together = _halves(word[1:], word[0]) if len(word) > 5 else ()
        return frozenset(("=" + word, *_halves(word, ""), *run_together, *_two_run_together(parts)))
    keys: set[str] = set()
    for at, word in enumerate(parts):
        if len(word) > 1 or len(parts) == 2:
            for other in (*parts[:at], *parts[at + 1 :]):
                for letter in initials_in(other):
                    keys.update(_halves(word, letter))
    return frozenset(keys | _two_run_together(parts))


def _two_run_together(parts: list[str]) -> set[str]:
    """The keys of a body whose first two words might be one here."""
    first = parts[0] if parts else ""
    return {f"{first[:4]}/{letter}" for letter in first[4:-1]} if len(first) >= MAYBE_TWO else set()


def _halves(word: str, initial: str) -> tuple[str, str]:
    return f"{word[:4]}/{initial}", f"{word[-4:]}/{initial}"
