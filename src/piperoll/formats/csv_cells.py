"""Sums and dates as people's spreadsheets write them. Each raises ValueError with a few words of reason."""

from __future__ import annotations

import re
from datetime import date

from piperoll.formats.fields import date_in, hundredths, shown

CREDITS = frozenset(
    {"CR", "C", "CREDIT", "CRDT", "+", "IN", "MONEY IN", "PAID IN", "INCOMING", "INWARD", "INBOUND", "DEPOSIT"}
)
DEBITS = frozenset(
    {
        "DR", "D", "DEBIT", "DBIT", "OD", "-", "OUT", "MONEY OUT", "PAID OUT", "OUTGOING", "OUTWARD", "OUTBOUND",
        "WITHDRAWAL",
    }
)  # fmt: skip
"""What a column of its own calls money that came in, and money that went out."""
NOT_BOOKED = frozenset(
    {
        "PENDING", "PDNG", "PEND", "AUTHORISED", "AUTHORIZED", "NOT BOOKED", "NOT POSTED", "UNBOOKED", "UNPOSTED",
        "UPCOMING", "SCHEDULED", "FORECAST", "DECLINED", "REJECTED", "FAILED", "CANCELLED", "CANCELED", "REVERTED",
        "EXPIRED",
    }
)  # fmt: skip
"""What a status calls a movement that has not happened, or never will."""
_WAY = re.compile(r"(?i)(?<=[\d.)-]) ?(CR|DR|OD|C|D)\Z")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?\Z", re.ASCII)
_DATES = (
    "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d-%m-%Y", "%d-%b-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %y", "%d-%b-%y",
    "%d.%m.%Y", "%Y%m%d", "%d%b%Y", "%Y/%m/%d",
)  # fmt: skip
_TIME_OF_DAY = re.compile(r"(?<=\d)[ T]\d\d?:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?\Z", re.ASCII)
_WEEKDAY = re.compile(r"(?i)\A(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?,? ")


def clean(cell: str) -> str:
    """A cell's text without the apostrophe or formula a spreadsheet puts before digits to keep them as text."""
    cell = cell.strip()
    if cell[:1] not in ("'", "="):
        return cell
    if cell[:1] == "'":
        return cell[1:].strip()
    if cell[:2] == '="' and cell[-1:] == '"':
        return cell[2:-1]
    return cell


def pence_in(cell: str) -> int:
    """Pence in a cell: `12.5`, `-1,234.56`, `£3`, `(12.00)`, `12.00-`, `12.00 DR`, `12.00 OD`. A decimal comma is
    refused."""
    if cell[-3:-2] == "." and cell[:-3].isdigit():
        return hundredths(cell)
    text = re.sub(r"£|GBP", "", cell).replace("−", "-").strip()
    word = _WAY.search(text)
    if word:
        text = text[: word.start()].strip()
    sign = 1
    if text[:1] == "(" and text[-1:] == ")":
        sign, text = -1, text[1:-1]
    elif text[-1:] == "-":
        sign, text = -1, text[:-1]
    if text[:1] in ("-", "+"):
        sign, text = (-sign if text[0] == "-" else sign), text[1:].strip()
    if "," in text:
        if not _THOUSANDS.match(text):
            raise ValueError(f"{shown(cell)} is not a sum in pounds and pence")
        text = text.replace(",", "")
    if text[:1] in ("-", "+"):
        raise ValueError(f"{shown(cell)} is not a sum in pounds and pence")
    return signed_by(word[0], sign * hundredths(text)) if word else sign * hundredths(text)


def signed_by(way: str, pence: int) -> int:
    """A sum whose way a word gives: `DR` is money out, with or without a minus of its own. Raises ValueError."""
    word = way.strip().replace("−", "-").upper()
    if word not in DEBITS | CREDITS:
        raise ValueError(f"{shown(way)} is neither CR nor DR")
    if word in DEBITS:
        return -abs(pence)
    if pence < 0:
        raise ValueError("a sum below nought is called a credit, so nobody can tell which way the money went")
    return pence


def day_in(cell: str) -> date:
    """The day in a cell, British order: `04/05/2026` is 4 May. Never the American order. A time of day is left out."""
    try:
        return date_in(cell, _DATES)
    except ValueError:
        text = _WEEKDAY.sub("", _TIME_OF_DAY.sub("", cell)).replace("Sept ", "Sep ").replace("Sept-", "Sep-")
        if text == cell:
            raise
    return date_in(text, _DATES)
