"""A customer as it is compared: names without titles, nicknames made whole, a street and its number, digits alone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TITLES = frozenset(
    {
        "MR", "MRS", "MISS", "MS", "MX", "DR", "REV", "REVD", "SIR", "DAME", "LADY", "LORD", "PROF", "PROFESSOR",
        "MASTER", "CLLR", "THE", "LATE", "ESTATE", "OF", "EXORS", "EXECUTORS", "MESSRS", "ESQ",
    }
)  # fmt: skip
_EVERY_BODYS = frozenset(
    {"LTD", "LIMITED", "PLC", "LLP", "LP", "CIC", "CIO", "CO", "COMPANY", "THE", "AND", "UK", "TA", "OF", "T", "A"}
)
_MARKS_OF_A_BODY = frozenset(
    {
        "LTD",
        "LIMITED",
        "PLC",
        "LLP",
        "CIC",
        "CIO",
        "COUNCIL",
        "SCHOOL",
        "ACADEMY",
        "TRUST",
        "ASSOCIATION",
        "SOCIETY",
        "CLUB",
    }
)
_WHOLE = {
    short: whole
    for line in (Path(__file__).parent / "nicknames.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for whole, _, shorts in [line.partition(": ")]
    for short in shorts.split()
}
_CODES = {
    letter: code for code, letters in enumerate(("BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"), 1) for letter in letters
}
_NUMBER = re.compile(r"\b(\d+[A-Z]?)\b")
_DOORS = frozenset({"FLAT", "APARTMENT", "APT", "UNIT", "ROOM"})
_SHORT_ROADS = {
    "RD": "ROAD", "ST": "STREET", "AVE": "AVENUE", "AV": "AVENUE", "LN": "LANE", "CL": "CLOSE", "DR": "DRIVE",
    "CRES": "CRESCENT", "GDNS": "GARDENS", "PL": "PLACE", "SQ": "SQUARE",
    "TER": "TERRACE", "CT": "COURT", "GR": "GROVE", "GRN": "GREEN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Likeness:
    """A customer in the words two of them are compared by; None where nothing is known."""

    id: int | str
    surname: str | None = None
    forename: str | None = None
    sounds: str | None = None
    whole_name: str | None = None
    house: str | None = None
    street: str | None = None
    postcode: str | None = None
    email: str | None = None
    phone: str | None = None
    company_number: str | None = None
    born: str | None = None


def likeness(
    *,
    id: int | str,
    name: str,
    is_body: bool = False,
    first_name: str = "",
    last_name: str = "",
    address: str = "",
    postcode: str = "",
    email: str = "",
    phone: str = "",
    company_number: str = "",
    born: str = "",
) -> Likeness:
    """A customer as it is compared. A body (a company, a public body) has one name, without Ltd and the like."""
    if is_body or _MARKS_OF_A_BODY.intersection(words_of(name)):
        forename, surname = None, body_name(name)
    else:
        forename, surname = person_name(name, first_name, last_name)
    house, street = _house_and_street(address)
    words = sorted({*(forename or "").split(), *(surname or "").split()})
    digits = re.sub(r"\D", "", phone)[-10:]
    return Likeness(
        id=id,
        surname=surname,
        forename=forename,
        sounds=sound_of(surname.split()[0]) if surname else None,
        whole_name=" ".join(words) if len(words) > 1 else None,
        house=house,
        street=street,
        postcode=postcode.replace(" ", "").upper() or None,
        email=email.strip().lower() or None,
        phone=digits if len(digits) == 10 else None,
        company_number=company_number.strip().upper().lstrip("0") or None,
        born=born or None,
    )


def person_name(name: str, first_name: str = "", last_name: str = "") -> tuple[str | None, str | None]:
    """A person's first forename made whole (or their initial) and surname: `Mrs Gwen Pugh` gives GWENDOLYN, PUGH."""
    if "," in name and not last_name:
        last_name, _, first_name = name.partition(",")
    given = [word for word in words_of(f"{first_name} {last_name}" if last_name else name) if word not in TITLES]
    if not given:
        return None, None
    nameless = bool(first_name) and not last_name and len(given) == 1
    forename = given[0] if len(given) > 1 or nameless else None
    surname = None if nameless else (*given, *words_of(last_name))[-1]
    return forename and _WHOLE.get(forename, forename), surname


def body_name(name: str) -> str | None:
    """A company's name without the words all companies have."""
    given = words_of(name)
    return " ".join([word for word in given if word not in _EVERY_BODYS] or given) or None


@lru_cache(maxsize=65536)
def words_of(text: str) -> tuple[str, ...]:
    """Words in plain capitals: accents and apostrophes gone, hyphens as spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    return tuple(re.findall(r"[A-Z0-9]+", plain.replace("'", "")))


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """How a word begins to sound, by Soundex: Smith and Smyth are S530."""
    codes, last = word[0], _CODES.get(word[0])
    for letter in word[1:]:
        code = _CODES.get(letter)
        if code and code != last:
            codes += str(code)
        if letter not in "HW":
            last = code
    return f"{codes}000"[:4]


def _house_and_street(address: str) -> tuple[str | None, str | None]:
    """The number of the house (or flat and house) and its street, from the lines of an address."""
    lines = [line for line in address.upper().replace(",", "\n").split("\n") if line.strip()]
    if not lines:
        return None, None
    numbers = _NUMBER.findall(" ".join(lines))
    streets = ([word for word in words_of(line) if not word[0].isdigit() and word not in _DOORS] for line in lines)
    street = next(filter(None, streets), [])
    return " ".join(numbers) or None, " ".join(_SHORT_ROADS.get(word, word) for word in street) or None
