"""How one dated row follows another: the one in force ends the day before, and nothing already worked out changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from django.db.models import QuerySet

from piperoll.council.models import Dated
from piperoll.foundations.refusals import Refused

Row = TypeVar("Row", bound=Dated)


class NoAuthority(Refused):
    """Say on whose authority this holds: the policy, the decision or the law."""


class BeginsTooEarly(Refused):
    """{what} has a value on {valid_from:%-d %B %Y} already.

    A new one can begin on {earliest:%-d %B %Y} at the earliest, so that nothing worked out before changes.
    """


def begin(row: Row, standing: QuerySet[Row], *, what: str, on: date) -> Row:
    """Save a new row and end the one it follows the day before. Rows in force on or before `on` stay as they were.

    `standing` are the rows of the same figure. Raises NoAuthority, BeginsTooEarly.
    """
    if not row.authority.strip():
        raise NoAuthority()
    last = standing.select_for_update().order_by("-valid_from").first()
    if last is not None:
        earliest = max(on, last.valid_from + timedelta(days=1))
        if row.valid_from < earliest and not (last.valid_to and last.valid_to < row.valid_from):
            raise BeginsTooEarly(what=what, valid_from=row.valid_from, earliest=earliest)
        if last.valid_to is None or last.valid_to >= row.valid_from:
            last.valid_to = row.valid_from - timedelta(days=1)
            last.save(update_fields=["valid_to"])
    row.save()
    return row
