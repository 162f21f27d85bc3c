"""What may be written of a customer: a postcode, an email address, a telephone number, a line."""

from __future__ import annotations

import re

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})")
_PART_OF_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)(?: ?([0-9]?[A-Z]{0,2}))")
_EMAIL = re.compile(r"[^\s@<>\"]{1,64}@[^\s@<>\"]+\.[^\s@<>\".]{2,}")
_PHONE = re.compile(r"\+?[0-9]{10,15}")
_MOBILE = re.compile(r"(0|\+?44|0044)7[1-57-9][0-9]{8}")
_PHONE_MARKS = re.compile(r"[ ().-]")


def one_line(text: str) -> str:
    """Words on one line, without what does not print."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def tidy_address(text: str) -> str:
    """An address as it is kept: one line of it on each line, blank ones left out."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def tidy_postcode(text: str) -> str:
    """A United Kingdom postcode as it is kept: `AN1 1AA`. Raises ValueError."""
    found = _POSTCODE.fullmatch(one_line(text).upper())
    if not found:
        raise ValueError(f"{text!r} is not a United Kingdom postcode")
    return f"{found[1]} {found[2]}"


def start_of_postcode(text: str) -> str | None:
    """How postcodes that `text` may be part of begin: `an1` gives `AN1 `, `an11a` `AN1 1A`; None for no such part."""
    typed = one_line(text).upper()
    if whole := _POSTCODE.fullmatch(typed):
        return f"{whole[1]} {whole[2]}"
    found = _PART_OF_POSTCODE.fullmatch(typed)
    return f"{found[1]} {found[2]}" if found else None


def tidy_email(text: str) -> str:
    """An email address without the spaces round it. Raises ValueError when it cannot be one."""
    typed = text.strip()
    if not _EMAIL.fullmatch(typed) or len(typed) > 120 or not typed.isprintable():
        raise ValueError(f"{typed!r} is not an email address")
    return typed


def tidy_phone(text: str) -> str:
    """A telephone number as typed, spaces tidied. Raises ValueError when it holds too few digits or anything else."""
    typed = one_line(text)
    if not _PHONE.fullmatch(_PHONE_MARKS.sub("", typed)):
        raise ValueError(f"{typed!r} is not a telephone number")
    return typed


def is_uk_mobile(phone: str) -> bool:
    """Whether a number can take a text: a United Kingdom mobile, no pager (076) and no personal number (070).

    `customers_is_mobile` says the same in the database.
    """
    return bool(_MOBILE.fullmatch(_PHONE_MARKS.sub("", phone)))
