"""Standard 18: the file in which payments and instructions go to Bacs, place by place.

A submission is VOL1, then files of HDR1, HDR2, UHL1, data records, EOF1, EOF2, UTL1. Labels are 80 characters wide; a
data record is 100, or 106 with a processing day of its own. Places are counted from 1, both ends in, as every guide to
the format counts them. Words: entry (one data record), instruction (0N, 0C, 0S: money of nought), contra (the council's
own side of the entries), processing day (the day between input and the money moving).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

LABEL_WIDTH, SINGLE_DAY_WIDTH, MULTI_DAY_WIDTH = 80, 100, 106
ORDER = ("HDR1", "HDR2", "UHL1", "EOF1", "EOF2", "UTL1")
DEBITS, CREDITS, INSTRUCTIONS = (
    frozenset({"01", "17", "18", "19"}),
    frozenset({"99", "Z4", "Z5"}),
    frozenset({"0N", "0C", "0S"}),
)
SINGLE_DAY, MULTI_DAY, RECALLS = "1 DAILY  ", "4 MULTI  ", "5 RECALLS"
LARGEST_CONTRA_PENCE = 99_999_999_999
CHARACTERS = re.compile(r"[A-Z0-9.&/ -]*")
_DAY = re.compile(r" \d{5}")

Rule = Callable[[str], "str | None"]
"""What is wrong with the characters of a place, or None."""


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters with a name: positions `first` to `last`, and what may stand there."""

    name: str
    first: int
    last: int
    rule: Rule

    def of(self, line: str) -> str:
        """The characters that stand there."""
        return line[self.first - 1 : self.last]


def day_written(day: date) -> str:
    """A day as Bacs writes it: a blank, two digits of the year, three of the day in it."""
    return f" {day:%y%j}"


def day_read(text: str) -> date | None:
    """The day that ` 26328` is, or None when it is none."""
    if not _DAY.fullmatch(text):
        return None
    year, number = 2000 + int(text[1:3]), int(text[3:])
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return day if number and day.year == year else None


def exactly(*allowed: str) -> Rule:
    """One of these runs of characters and no other."""
    wanted = " or ".join("blank" if not text.strip() else repr(text.rstrip()) for text in allowed)
    return lambda text: None if text in allowed else f"should be {wanted}"


def blank(text: str) -> str | None:
    """Nothing but blanks."""
    return "should be blank" if text.strip(" ") else None


def anything(text: str) -> str | None:
    """Whatever the service user likes."""
    return None


def digits(text: str) -> str | None:
    """Digits from end to end."""
    return None if text.isascii() and text.isdigit() else "should be digits only"


def a_day(text: str) -> str | None:
    """A day that exists."""
    return None if day_read(text) else "should be a day: a blank, two digits of the year, three of the day in it"


def a_day_or_blank(text: str) -> str | None:
    """A day, or none."""
    return a_day(text) if text.strip() else None


def a_serial(text: str) -> str | None:
    """Letters and digits, not all noughts."""
    fit = text.isascii() and text.isalnum() and text.upper() == text and text.strip("0")
    return None if fit else "should be six capitals and digits, not all noughts"


def a_user(text: str) -> str | None:
    """A service user number, or a bureau's."""
    return None if re.fullmatch(r"[0-9]{6}|B[0-9]{5}", text) else "should be six digits, or B and five for a bureau"


def an_audit_print(text: str) -> str | None:
    """AUD and a number, or nothing."""
    return None if re.fullmatch(r" {7}|AUD[0-9]{4}", text) else "should be blank, or AUD and four digits"


def bacs_text(text: str) -> str | None:
    """Only the characters Bacs carries, from the left."""
    if not CHARACTERS.fullmatch(text):
        odd = sorted({letter for letter in text if not CHARACTERS.fullmatch(letter)})
        return f"holds {' '.join(map(repr, odd))}; Bacs carries A-Z 0-9 . & / - and blanks"
    return "should start at the left" if text.startswith(" ") and text.strip() else None


_HEADER_1 = [
    Place("account indicator", 5, 5, exactly("A")),
    Place("service user number", 6, 11, a_user),
    Place("fixed S", 12, 12, exactly("S")),
    Place("unused", 13, 14, blank),
    Place("fixed 1", 15, 15, exactly("1", " ")),
    Place("service user number again", 16, 21, a_user),
    Place("set identification", 22, 27, a_serial),
    Place("file section number", 28, 31, exactly("0001")),
    Place("file sequence number", 32, 35, digits),
    Place("unused", 36, 41, blank),
    Place("creation date", 42, 47, a_day),
    Place("expiry date", 48, 53, a_day),
    Place("unused", 54, 54, blank),
    Place("block count", 55, 60, digits),
    Place("unused", 61, 80, blank),
]
_HEADER_2 = [
    Place("record format", 5, 5, exactly("F")),
    Place("block length", 6, 10, digits),
    Place("record length", 11, 15, exactly("00100", "00106")),
    Place("unused", 16, 50, blank),
    Place("buffer offset", 51, 52, exactly("00")),
    Place("unused", 53, 80, blank),
]
LABELS: dict[str, list[Place]] = {
    "VOL1": [
        Place("submission serial number", 5, 10, a_serial),
        Place("accessibility", 11, 11, exactly(" ", "0")),
        Place("unused", 12, 31, blank),
        Place("bank's own tag", 32, 37, anything),
        Place("unused", 38, 41, blank),
        Place("service user number", 42, 47, a_user),
        Place("unused", 48, 79, blank),
        Place("label standard level", 80, 80, exactly("1")),
    ],
    "HDR1": _HEADER_1,
    "HDR2": _HEADER_2,
    "UHL1": [
        Place("processing day", 5, 10, a_day_or_blank),
        Place("receiving party", 11, 16, exactly("999999")),
        Place("unused", 17, 20, blank),
        Place("currency", 21, 22, exactly("00")),
        Place("country", 23, 28, exactly("000000")),
        Place("work code", 29, 37, exactly(SINGLE_DAY, MULTI_DAY, RECALLS)),
        Place("file number", 38, 40, digits),
        Place("unused", 41, 47, blank),
        Place("audit print", 48, 54, an_audit_print),
        Place("service user's own use", 55, 80, anything),
    ],
    "EOF1": _HEADER_1,
    "EOF2": _HEADER_2,
    "UTL1": [
        Place("debit value total", 5, 17, digits),
        Place("credit value total", 18, 30, digits),
        Place("debit item count", 31, 37, digits),
        Place("credit item count", 38, 44, digits),
        Place("unused", 45, 52, blank),
        Place("instruction count", 53, 59, digits),
        Place("service user's own use", 60, 80, anything),
    ],
}  # fmt: skip
ENTRY = [
    Place("destination sort code", 1, 6, digits),
    Place("destination account number", 7, 14, digits),
    Place("destination account type", 15, 15, digits),
    Place("transaction code", 16, 17, anything),
    Place("originating sort code", 18, 23, digits),
    Place("originating account number", 24, 31, digits),
    Place("free format", 32, 35, bacs_text),
    Place("amount", 36, 46, digits),
    Place("service user's name", 47, 64, bacs_text),
    Place("reference", 65, 82, bacs_text),
    Place("destination account name", 83, 100, bacs_text),
]
ENTRY_DAY = Place("processing day", 101, 106, a_day)


def place(label: str, name: str) -> Place:
    """A place of a label (or of `ENTRY`) by its name. Raises KeyError."""
    for one in ENTRY if label == "ENTRY" else LABELS[label]:
        if one.name == name:
            return one
    raise KeyError(f"{label} has no {name}")


def core_reference_fault(reference: str) -> str | None:
    """What is wrong with the reference a payer's bank knows an instruction by, or None.

    Source: service users' guides on core references: 6 to 18 characters, six of them letters or digits, the first one
    of these, not beginning DDIC, not one letter or digit over and over.
    """
    kept = reference.rstrip(" ")
    letters = [letter for letter in kept if letter.isalnum()]
    if len(letters) < 6:
        return "needs at least six letters or digits"
    if not kept[0].isalnum():
        return "must begin with a letter or digit"
    if kept.startswith("DDIC"):
        return "must not begin DDIC, which Bacs keeps for indemnity claims"
    if len(set(letters)) == 1:
        return "must not be one letter or digit over and over"
    return None
