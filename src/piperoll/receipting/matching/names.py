"""Comparing the name a bank shows with the names we bill.

Banks cut names to 18 letters, put the surname first or last, shorten first names to initials, join couples
(`A & D BEGUM`), abbreviate firms (`WYE ACADEMY TR`, `DWP`) and mistype. A name on its own never proves who paid:
how much an agreement is worth is weighed in `evidence`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from piperoll.receipting.matching.facts import Debtor

BACS_NAME_WIDTH = 18
"""Bacs and Faster Payments carry 18 characters of the payer's name."""

TITLES = frozenset("MR MRS MISS MS MX DR REV PROF SIR LADY DAME LORD MASTER MESSRS FR CLLR MADAM".split())
LEGAL_FORMS = frozenset("LTD LIMITED PLC LLP LP CIC CIO INC CO COMPANY TA THE AND FOR OF".split())
PERSONS = frozenset(("person", "sole trader"))
"""Kinds of debtor whose last word is a surname when their names are not given in parts."""
ANONYMOUS = frozenset(
    ("ACCOUNT HOLDER", "BANK GIRO CREDIT", "BILL PAYMENT", "MOBILE PAYMENT", "ONLINE PAYMENT", "PAYMENT", "CUSTOMER")
    + ("COUNTER CREDIT", "FASTER PAYMENT", "INTERNET PAYMENT", "CASH", "TRANSFER", "BACS", "CREDIT", "UNKNOWN")
    + ("INTERNET BANKING", "ONLINE BANKING", "MOBILE BANKING", "STANDING ORDER", "BANK TRANSFER", "GIRO CREDIT")
    + ("WEB PAYMENT", "APP PAYMENT", "TELEPHONE BANKING", "DEPOSIT", "PAYER", "POST OFFICE", "PAYMENT RECEIVED")
)
"""What banks print when they give no name."""


class Agreement(IntEnum):
    """How far two names agree, from contradiction to the very same."""

    CLASH = -1
    UNKNOWN = 0
    PARTLY = 1
    INITIAL = 2
    CLOSE = 3
    SAME = 4


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in capitals: leading titles gone, apostrophes closed up, hyphens opened."""
    plain = re.sub(r"['’`.]", "", name.upper())
    parts = re.findall(r"[A-Z0-9À-Þ]+|&", plain)
    while len(parts) > 1 and (parts[0] in TITLES or (len(parts) > 2 and any(alike(parts[0], t) for t in TITLES))):
        parts = parts[1:]
    return tuple(parts)


@lru_cache(maxsize=65536)
def is_anonymous(name: str) -> bool:
    """Whether the bank gave no name at all, or a stock phrase instead of one."""
    return " ".join(name.upper().split()) in ANONYMOUS or not any(len(word) > 1 for word in words(name))


def alike(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip of the keys: one in words of four letters, two in long ones."""
    if one == other:
        return True
    short = min(len(one), len(other))
    slips = 0 if short < 4 else 1 if short < 9 else 2
    return slips > 0 and OSA.distance(one, other, score_cutoff=slips) <= slips


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
        chief = _chief(words(name))
        if len(chief) >= 3:
            keys.update("=" + initials for initials in _initials_of(chief))
        if len(chief) >= 2 and debtor.kind in PERSONS:
            keys.update(_halves(chief[-1], chief[0][0]))
        keys.update(_halves(chief[0], chief[1][0] if len(chief) > 1 else "") if chief else ())
    return frozenset(keys)


@lru_cache(maxsize=65536)
def payer_keys(payer_name: str) -> frozenset[str]:
    """The keys a debtor of this name might be stored under: any word may be the surname, any other the first name."""
    parts = _chief(words(payer_name))[:4]
    if len(parts) == 1:
        word = parts[0]
        run_together = _halves(word[1:], word[0]) if len(word) > 5 else ()
        return frozenset(("=" + word, *_halves(word, ""), *run_together))
    keys: set[str] = set()
    for at, word in enumerate(parts):
        if len(word) > 2 or len(parts) == 2:
            for other in (*parts[:at], *parts[at + 1 :]):
                for letter in initials_in(other):
                    keys.update(_halves(word, letter))
    return frozenset(keys)


def _halves(word: str, initial: str) -> tuple[str, str]:
    return f"{word[:4]}/{initial}", f"{word[-4:]}/{initial}"


def initials_in(word: str) -> str:
    """The initials a word may stand for: its first letter, or each letter of a clump such as `KJ`."""
    return word if len(word) <= 2 else word[0]


def compare(payer_name: str, debtor: Debtor) -> Agreement:
    """How far the bank's name agrees with the debtor's: the best of all names they go by."""
    if is_anonymous(payer_name):
        return Agreement.UNKNOWN
    best = _body(payer_name, debtor.trading) if debtor.trading else Agreement.CLASH
    if debtor.last:
        return max(best, _person(payer_name, debtor.first, debtor.last))
    if debtor.kind in PERSONS and len(parts := _chief(words(debtor.name))) > 1:
        best = max(best, _person(payer_name, " ".join(parts[:-1]), parts[-1]))
    return max(best, _body(payer_name, debtor.name))


@lru_cache(maxsize=65536)
def _person(payer_name: str, first: str, last: str) -> Agreement:
    """A person: the surname must be there, and what else is given must not contradict the first name."""
    given = [word for word in words(payer_name) if word != "&"]
    surname, first_words = words(last), words(first)
    rest = _without(given, surname, truncated=len(payer_name) >= BACS_NAME_WIDTH)
    if not surname:
        return Agreement.CLASH
    if rest is None:
        return _run_together("".join(given), "".join(first_words), "".join(surname))
    if not rest or not first_words:
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


@lru_cache(maxsize=65536)
def _body(payer_name: str, name: str) -> Agreement:
    """A firm or public body: letter for letter as far as the bank shows it, or its chief words, or its initials."""
    ours, theirs = words(name), words(payer_name)
    shown, billed = "".join(theirs), "".join(ours)
    cut = len(payer_name.strip()) >= BACS_NAME_WIDTH - 1
    if not shown or not billed:
        return Agreement.UNKNOWN
    if shown == billed or (cut and billed.startswith(shown)):
        return Agreement.SAME
    chief, given = _chief(ours), _chief(theirs)
    if chief and given and chief[0][0] != given[0][0]:
        return Agreement.CLASH
    if (cut and alike(shown, billed[: len(shown)])) or alike(shown, billed):
        return Agreement.CLOSE
    if len(given) == 1 and len(chief) >= 3 and given[0] in _initials_of(chief):
        return Agreement.CLOSE
    if len(given) >= 2 and _shortened(given, chief, cut=cut):
        return Agreement.CLOSE
    return Agreement.CLASH


def bodies_agree(payer_name: str, name: str) -> bool:
    """Whether a bank's short name can be this body's."""
    return bool(payer_name.strip() and name.strip()) and _body(payer_name, name) >= Agreement.CLOSE


@lru_cache(maxsize=65536)
def _chief(parts: tuple[str, ...]) -> list[str]:
    return [word for word in parts if word != "&" and word not in LEGAL_FORMS]


def _initials_of(chief: list[str]) -> tuple[str, str]:
    """The initials of a body, short words whole or by their first letter: HMCTS, HCTS."""
    short_whole = "".join(word if len(word) <= 2 else word[0] for word in chief)
    return short_whole, "".join(word[0] for word in chief)


def _shortened(given: list[str], chief: list[str], *, cut: bool) -> bool:
    """Whether each word given is, in order, a word of the full name, its beginning, or initials of several."""
    at = 0
    for place, word in enumerate(given):
        while at < len(chief) and not _stands_for(
            word, chief[at], first=place == 0, last=cut and place == len(given) - 1
        ):
            initials = "".join(other[0] for other in chief[at : at + len(word)])
            if place and len(word) > 1 and initials == word:
                at += len(word) - 1
                break
            if place == 0:
                return False
            at += 1
        if at >= len(chief):
            return False
        at += 1
    return True


def _stands_for(word: str, whole: str, *, first: bool, last: bool) -> bool:
    """A word for a word: the same, a slip, or (after the first) cut short or with letters left out (`SOLS`)."""
    if alike(word, whole):
        return True
    if first:
        return False
    shorter = len(word) >= (1 if last else 2) and whole[0] == word[0]
    return shorter and (whole.startswith(word) or (len(word) > 2 and _left_out(word, whole)))


def _left_out(word: str, whole: str) -> bool:
    """Whether the letters of the short word come in order in the whole: `SOLS` in SOLICITORS."""
    letters = iter(whole)
    return all(letter in letters for letter in word)
