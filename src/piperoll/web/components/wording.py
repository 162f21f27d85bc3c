"""How sums, days, moments and counts are written on a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.safestring import SafeString

from piperoll.foundations.money import pounds
from piperoll.web.components.html import element


def money(pence: int) -> SafeString:
    """`£1,234.56`, digits of one width, never broken over two lines."""
    return element("span", pounds(pence), class_="app-money")


def day(on: date) -> str:
    """`22 Nov 2026`."""
    return f"{on.day} {on:%b %Y}"


def moment(at: datetime) -> str:
    """`22 Nov 2026, 9:05am`, in the council's own time."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{day(local)}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 invoice`, `1,204 invoices`; `many` for words that do not take an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def newest(caption: str, rows: Sequence[object], most: int) -> str:
    """A caption that says so where more was found than is shown: `Promises to pay (the newest 50)`."""
    return f"{caption} (the newest {most})" if len(rows) > most else caption
