"""Emptying a demo council, so that it can be filled again. No other council lets itself be emptied."""

from __future__ import annotations

from django.db import DatabaseError, connections, transaction

from piperoll.anytown.the_day import NAME, NotADemo
from piperoll.council.models import Council
from piperoll.foundations.refusals import Refused


class CannotEmpty(Refused):
    """The demo's tables cannot be dropped: {why}. The owner of the database must own its public schema."""


def empty_the_demo() -> None:
    """Drop every table of an empty or demo council, as the owner; then migrate. Raises NotADemo, CannotEmpty."""
    council = Council.objects.first()
    if council and council.name != NAME:
        raise NotADemo(name=council.name)
    connections["default"].close()
    try:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '10s'")
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    except DatabaseError as fault:
        raise CannotEmpty(why=str(fault).strip().partition("\n")[0]) from None
