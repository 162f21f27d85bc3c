"""Comparing the payer's name with every name a debtor goes by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

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
    title_of,
    titles_differ,
    words,
)

MOST_INITIALS = 3
"""So many letters run on to a surname may be initials."""
SHORT_NAME = 3
"""In a first name so short a slip leaves little: `ZRA` may be Zara, or not."""


def compare_all(payer_name: str, faces: Iterable[Debtor]) -> Agreement:
    """The best of all the names a customer goes by; unknown for a customer we know nothing of."""
    return max((compare(payer_name, face) for face in faces), default=Agreement.UNKNOWN)


def compare(payer_name: str, debtor: Debtor) -> Agreement:
    """How far the bank's name agrees with the debtor's: the best of all names they go by."""
    if is_anonymous(payer_name):
        return Agreement.UNKNOWN
    best = compare_body(payer_name, debtor.trading) if debtor.trading else Agreement.CLASH
    if debtor.last:
        return max(best, _titled(payer_name, debtor, _person(payer_name, debtor.first, debtor.last)))
    if debtor.kind in PERSONS and len(parts := chief_words(words(debtor.name))) > 1:
        best = max(best, _titled(payer_name, debtor, _person(payer_name, " ".join(parts[:-1]), parts[-1])))
    return max(best, compare_body(payer_name, debtor.name))


def bears_their_title(payer_name: str, faces: Iterable[Debtor]) -> bool:
    """Whether the bank shows the very title a customer goes by."""
    title = title_of(payer_name)
    return bool(title) and any(title == _title(face) for face in faces)


def _title(debtor: Debtor) -> str:
    return debtor.title.upper().strip(". ") or title_of(debtor.name)


def _titled(payer_name: str, debtor: Debtor, level: Agreement) -> Agreement:
    """A man is not a woman of his initial, and hardly one of his first name."""
    shown = title_of(payer_name)
    if level <= Agreement.PARTLY or not shown or not titles_differ(shown, _title(debtor)):
        return level
    return Agreement.PARTLY if level <= Agreement.INITIAL else Agreement.LOOSELY


@lru_cache(maxsize=65536)
def _person(payer_name: str, first: str, last: str) -> Agreement:
    """A person: the surname must be there, and what else is given must not contradict the first name."""
    shown, surname, first_words = words(payer_name), words(last), words(first)
    given = [word for word in shown if word != "&"]
    if not surname:
        return Agreement.CLASH
    rest, slipped = _without(given, surname, truncated=len(payer_name) >= BACS_NAME_WIDTH)
    if not rest:
        joined = _run_together("".join(given), "".join(first_words), "".join(surname))
        return joined if rest is None else max(joined, Agreement.PARTLY)
    if not first_words:
        return Agreement.PARTLY
    level = _first_name(rest, first_words[0], payer_name, couple="&" in shown)
    return min(level, Agreement.CLOSE if level is Agreement.SAME else Agreement.LOOSELY) if slipped else level


def _first_name(rest: list[str], first: str, payer_name: str, *, couple: bool) -> Agreement:
    """What is left beside the surname against a first name: the name, or an initial, the first unless they are two."""
    if first in rest:
        return Agreement.SAME
    if any(len(word) > 2 and alike(word, first) for word in rest):
        return Agreement.CLOSE
    if any(len(word) == SHORT_NAME and OSA.distance(word, first, score_cutoff=1) <= 1 for word in rest):
        return Agreement.LOOSELY
    if any(len(word) > 2 for word in rest) and not _cut_first(rest, first, payer_name):
        return Agreement.CLASH
    initials = "".join(map(initials_in, rest))
    if first[0] not in initials:
        return Agreement.CLASH
    return Agreement.INITIAL if couple or initials[0] == first[0] else Agreement.LOOSELY


def _run_together(shown: str, first: str, last: str) -> Agreement:
    """Names without a space between: DCHAPMAN, IMRANHUSSAIN, KINGEM."""
    if not first:
        return Agreement.CLASH
    if shown in (first + last, last + first):
        return Agreement.SAME
    if any(alike(shown, whole) for whole in (first + last, last + first)):
        return Agreement.CLOSE
    if shown in (first[0] + last, last + first[0]):
        return Agreement.INITIAL
    initials = shown.removeprefix(last) if shown.startswith(last) else shown.removesuffix(last)
    return Agreement.LOOSELY if first[0] in initials and len(initials) <= MOST_INITIALS else Agreement.CLASH


def _cut_first(rest: list[str], first: str, payer_name: str) -> bool:
    """Whether the bank's 18 letters cut the first name short."""
    return len(payer_name) >= BACS_NAME_WIDTH and first.startswith(rest[-1])


def _without(given: list[str], surname: tuple[str, ...], *, truncated: bool) -> tuple[list[str] | None, bool]:
    """The words left once the surname is taken out, None when it is not there; and whether a slip was overlooked."""
    left, slipped = list(given), False
    for part in surname:
        found = next((word for word in left if word == part), None)
        if found is None:
            found = next((word for word in left if alike(word, part)), None)
            slipped = slipped or found is not None
        if found is None and truncated and left and len(left[-1]) > 3 and part.startswith(left[-1]):
            found = left[-1]
        if found is None:
            return None, False
        left.remove(found)
    return left, slipped
