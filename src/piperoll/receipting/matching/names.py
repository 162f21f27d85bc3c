"""The words of a name, whoever's: titles, initials, slips of the keys, and what banks print instead of a name.

Banks cut names to 18 letters, put the surname first or last, shorten first names to initials, join couples
(`A & D BEGUM`), abbreviate firms (`WYE ACADEMY TR`, `DWP`) and mistype. A name on its own never proves who paid:
how much an agreement is worth is weighed in `evidence`.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

BACS_NAME_WIDTH = 18
"""Bacs and Faster Payments carry 18 characters of the payer's name."""


TITLES = frozenset(
    ("MR", "MRS", "MISS", "MS", "MX", "DR", "REV", "PROF", "SIR", "LADY", "DAME", "LORD", "MASTER", "MESSRS", "CLLR")
)


HIS, HERS = frozenset(("MR", "SIR", "LORD", "MASTER")), frozenset(("MRS", "MISS", "MS", "LADY", "DAME"))
"""Titles that tell a man from a woman; the others tell nothing."""


LEGAL_FORMS = frozenset(
    ("LTD", "LIMITED", "PLC", "LLP", "LP", "CIC", "CIO", "INC", "CO", "COMPANY", "TA", "THE", "AND", "FOR", "OF")
)
"""Words that tell no two bodies apart."""


PERSONS = frozenset(("person", "sole trader"))
"""Kinds of debtor whose last word is a surname when their names are not given in parts."""


ANONYMOUS = frozenset(
    (
        *("ACCOUNT HOLDER", "BANK GIRO CREDIT", "BILL PAYMENT", "MOBILE PAYMENT", "ONLINE PAYMENT", "PAYMENT", "PAYER"),
        *("COUNTER CREDIT", "FASTER PAYMENT", "INTERNET PAYMENT", "CASH", "TRANSFER", "BACS", "CREDIT", "UNKNOWN"),
        *("INTERNET BANKING", "ONLINE BANKING", "MOBILE BANKING", "STANDING ORDER", "BANK TRANSFER", "GIRO CREDIT"),
        *("WEB PAYMENT", "APP PAYMENT", "TELEPHONE BANKING", "DEPOSIT", "POST OFFICE", "PAYMENT RECEIVED", "CUSTOMER"),
    )
)
"""What banks print when they give no name."""


SAYS_FOR = frozenset(("RE", "FOR", "OBO", "CLIENT", "C/O"))
"""Words before the name of whom money is for."""
_A_NAME = re.compile(r"[A-Z][A-Z'.-]*( [A-Z][A-Z'.-]*){1,3}")


class Agreement(IntEnum):
    """How far two names agree, from contradiction to the very same.

    Of people: `PARTLY` by surname; `LOOSELY` by a surname with a slip, an initial that is not the first, or a first
    name under another title; `INITIAL` by surname and first initial; `CLOSE` by both names with a slip; `SAME` by both.
    """

    CLASH = -1
    UNKNOWN = 0
    PARTLY = 1
    LOOSELY = 2
    INITIAL = 3
    CLOSE = 4
    SAME = 5


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in capitals: leading titles gone, apostrophes closed up, hyphens opened."""
    parts = _parts(name)
    while len(parts) > 1 and (rest := _untitled(parts)) != parts:
        parts = rest
    return parts


def _untitled(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The words after a title; an initial run on to it (`MRSJ HUNT`) is kept, a slip in it overlooked."""
    first, *rest = parts
    if first in TITLES:
        return tuple(rest)
    if first[:-1] in TITLES:
        return (first[-1], *rest)
    return tuple(rest) if len(rest) > 1 and any(alike(first, title) for title in TITLES) else parts


@lru_cache(maxsize=65536)
def title_of(name: str) -> str:
    """The title a name begins with, "" when it has none or two people share it."""
    first, _, rest = name.strip().partition(" ")
    title = first.upper().strip(".,")
    return title if title in TITLES and rest and "&" not in rest and not rest.upper().startswith("AND ") else ""


def titles_differ(one: str, other: str) -> bool:
    """Whether one title is a man's and the other a woman's."""
    return (one in HIS and other in HERS) or (one in HERS and other in HIS)


def _parts(name: str) -> tuple[str, ...]:
    plain = re.sub(r"['’`.]", "", name.upper())
    return tuple(re.findall(r"[A-Z0-9À-Þ]+|&", plain))


@lru_cache(maxsize=65536)
def chief_words(parts: tuple[str, ...]) -> list[str]:
    """The words that tell a body from others: no ampersand, no legal form."""
    return [word for word in parts if word != "&" and word not in LEGAL_FORMS]


def for_whom(reference: str) -> str:
    """The name behind a word that says whom money is for, or "": `RE MRS D HARRIS`, two words at the least."""
    word, _, rest = reference.strip().upper().partition(" ")
    name = rest.strip()
    return name if word.rstrip(":.") in SAYS_FOR and _A_NAME.fullmatch(name) else ""


def as_shown(name: str) -> str:
    """A name as banks show it, for the very same to be known again."""
    return " ".join(name.upper().split())


@lru_cache(maxsize=65536)
def is_anonymous(name: str) -> bool:
    """Whether the bank gave no name at all, or a stock phrase instead of one."""
    return as_shown(name) in ANONYMOUS or not any(len(word) > 1 for word in words(name))


def alike(one: str, other: str) -> bool:
    """Whether two words are the same but for a slip of the keys: one in words of four letters, two in long ones."""
    if one == other:
        return True
    short = min(len(one), len(other))
    slips = 0 if short < 4 else 1 if short < 9 else 2
    return slips > 0 and OSA.distance(one, other, score_cutoff=slips) <= slips


def initials_in(word: str) -> str:
    """The initials a word may stand for: its first letter, or each letter of a clump such as `KJ`."""
    return word if len(word) <= 2 else word[0]


def initials_of(chief: list[str]) -> tuple[str, str]:
    """The initials of a body, short words whole or by their first letter: HMCTS, HCTS."""
    short_whole = "".join(word if len(word) <= 2 else word[0] for word in chief)
    return short_whole, "".join(word[0] for word in chief)
