"""Comparing the payer's name with every name a debtor goes by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from piperoll.receipting.matching.bodies import compare_body
from piperoll.receipting.matching.facts import Debtor
from piperoll.receipting.matching.names import (
    BACS_NAME_WIDTH,
    PERSONS,
    Agreement,
    alike,
    chief_words,
    initials_in,
    is_anonymous,
    words,
)


def compare_all(payer_name: str, faces: Iterable[Debtor]) -> Agreement:
    """The best of all the names a customer goes by; unknown for a customer we know nothing of."""
    return max((compare(payer_name, face) for face in faces), default=Agreement.UNKNOWN)


def compare(payer_name: str, debtor: Debtor) -> Agreement:
    """How far the bank's name agrees with the debtor's: the best of all names they go by."""
    if is_anonymous(payer_name):
        return Agreement.UNKNOWN
    best = compare_body(payer_name, debtor.trading) if debtor.trading else Agreement.CLASH
    if debtor.last:
        return max(best, _person(payer_name, debtor.first, debtor.last))
    if debtor.kind in PERSONS and len(parts := chief_words(words(debtor.name))) > 1:
        best = max(best, _person(payer_name, " ".join(parts[:-1]), parts[-1]))
    return max(best, compare_body(payer_name, debtor.name))


@lru_cache(maxsize=65536)
def _person(payer_name: str, first: str, last: str) -> Agreement:
    """A person: the surname must be there, and what else is given must not contradict the first name."""
    given = [word for word in words(payer_name) if word != "&"]
    surname, first_words = words(last), words(first)
    if not surname:
        return Agreement.CLASH
    rest = _without(given, surname, truncated=len(payer_name) >= BACS_NAME_WIDTH)
    if not rest:
        joined = _run_together("".join(given), "".join(first_words), "".join(surname))
        return joined if rest is None else max(joined, Agreement.PARTLY)
    if not first_words:
        return Agreement.PARTLY
    if any(len(word) > 2 and alike(word, first_words[0]) for word in rest):
        return Agreement.SAME
    if any(len(word) > 2 for word in rest) and not _cut_first(rest, first_words[0], payer_name):
        return Agreement.CLASH
    return Agreement.INITIAL if any(first_words[0][0] in initials_in(word) for word in rest) else Agreement.CLASH


def _run_together(shown: str, first: str, last: str) -> Agreement:
    """Names without a space between: DCHAPMAN, IMRANHUSSAIN."""
    if first and any(alike(shown, whole) for whole in (first + last, last + first)):
        return Agreement.SAME
    return Agreement.INITIAL if first and shown in (first[0] + last, last + first[0]) else Agreement.CLASH


def _cut_first(rest: list[str], first: str, payer_name: str) -> bool:
    """Whether the bank's 18 letters cut the first name short."""
    return len(payer_name) >= BACS_NAME_WIDTH and first.startswith(rest[-1])


def _without(given: list[str], surname: tuple[str, ...], *, truncated: bool) -> list[str] | None:
    """The words left once the surname is taken out, or None when it is not there."""
    left = list(given)
    for part in surname:
        found = next((word for word in left if word == part), None) or next((w for w in left if alike(w, part)), None)
        if found is None and truncated and left and len(left[-1]) > 3 and part.startswith(left[-1]):
            found = left[-1]
        if found is None:
            return None
        left.remove(found)
    return left
