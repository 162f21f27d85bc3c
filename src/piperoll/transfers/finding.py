"""Finding transfers and payments that were moved, and one of them with its story."""

from __future__ import annotations

from typing import Any

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.runs.models import Run
from piperoll.transfers.models import Transfer

sql = beside(__file__)


class NoSuchTransfer(Refused):
    """There is no transfer {transfer}. Those made stand under Money in, Transfers."""


def transfer_numbered(number: int) -> Transfer:
    """A transfer by its number. Raises NoSuchTransfer."""
    found = Transfer.objects.filter(pk=number).first()
    if found is None:
        raise NoSuchTransfer(transfer=number)
    return found


def listed(*, most: int, after: int = 0, number: int | None = None) -> list[Any]:
    """Transfers of credit with both customers, the newest first; or the one with a number."""
    found: list[Any] = sql.listed(most=most, after=after, number=number)
    return found


def moved_payments(*, most: int, after: int = 0) -> list[Any]:
    """Payments that were moved, with where they stood and where they stand, the newest first."""
    found: list[Any] = sql.moved_payments(most=most, after=after)
    return found


def taken_back(*, most: int, after: int = 0) -> list[Run]:
    """Repairs that took payments back into suspense, the newest first."""
    done = Run.objects.filter(verb="repair_placements", state="done", inputs__to=None)
    return list(done.order_by("-id")[after : after + most])


def credits_of(transfer: int) -> list[Any]:
    """Which credits a transfer moved, the oldest first."""
    found: list[Any] = sql.credits_of(transfer=transfer)
    return found


def placed(placement: int) -> Any | None:
    """A placement that stands, with its customer and receipt; None when there is none."""
    return next((with_json(row, "paid") for row in sql.placed(placement=placement)), None)
