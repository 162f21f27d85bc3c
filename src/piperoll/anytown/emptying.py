"""Emptying a demo council, so that it can be filled again. No other council lets itself be emptied."""

from __future__ import annotations

from django.db import DatabaseError, connections, transaction
from django.db.backends.utils import CursorWrapper

from piperoll.anytown.the_day import NAME, NotADemo
from piperoll.foundations.refusals import Refused


class CannotEmpty(Refused):
    """The demo's tables cannot be dropped: {why}. The owner of the database must own its public schema."""


def empty_the_demo() -> None:
    """Drop every table of an empty or demo council, as the owner; then migrate. Raises NotADemo, CannotEmpty."""
    connections["default"].close()
    try:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            name = _council_in(cursor)
            if name not in (None, NAME):
                raise NotADemo(name=name)
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    except DatabaseError as fault:
        raise CannotEmpty(why=str(fault).strip().partition("\n")[0]) from None


def _council_in(cursor: CursorWrapper) -> str | None:
    """Whose books these are; None when nobody's yet. Asked of the table itself, whichever version made it."""
    cursor.execute("SELECT to_regclass('public.council_council') IS NOT NULL")
    (is_there,) = cursor.fetchone()
    if not is_there:
        return None
    cursor.execute("SELECT name FROM council_council")
    row = cursor.fetchone()
    return row[0] if row else None
