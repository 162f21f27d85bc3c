"""Sums and dates as people's spreadsheets write them. Each raises ValueError with a few words of reason."""

from __future__ import annotations

import re
from datetime import date

from piperoll.formats.fields import date_in, hundredths, shown

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?\Z", re.ASCII)
_DATES = (
    "%d/%m/%Y", "%Y-%m-%d", "%d %b %Y", "%d-%m-%Y", "%d-%b-%Y", "%d/%m/%y", "%d %B %Y", "%d %b %y", "%d-%b-%y",
    "%d.%m.%Y", "%Y%m%d", "%d%b%Y", "%Y/%m/%d", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip


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


def harmless(text: str) -> str:
    """Words a spreadsheet shows and never runs: an apostrophe before what it would take for a formula (OWASP)."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def pence_in(cell: str) -> int:
    """Pence in a cell: `12.5`, `-1,234.56`, `£3`, `(12.00)`, `12.00-`, `12.00 DR`. A decimal comma is refused."""
    if cell[-3:-2] == "." and cell[:-3].isdigit():
        return hundredths(cell)
    text = cell.replace("£", "").replace("−", "-").strip()
    sign = 1
    if text[:1] == "(" and text[-1:] == ")":
        sign, text = -1, text[1:-1]
    if text[-2:].upper() in ("CR", "DR"):
        sign, text = (-1 if text[-2:].upper() == "DR" else 1), text[:-2].strip()
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
    return sign * hundredths(text)


def day_in(cell: str) -> date:
    """The day in a cell, British order: `04/05/2026` is 4 May. Never the American order."""
    return date_in(cell, _DATES)
