"""Where accounts stand on their ladders on a day: one answer for all of them, or for some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from piperoll.database.statements import beside
from piperoll.recovery.rules import STAGES, TRACKS

sql = beside(__file__)


@dataclass(frozen=True)
class Standing:
    """Where one account stands: its row of the ladder (None when nothing is overdue), and its instalments."""

    row: Any | None
    items: list[Any]


def work_out(on: date, accounts: Sequence[int] | None = None) -> None:
    """Fill `ladder` and `ladder_item` on this connection, inside a transaction: for every account, or for these.

    An account is a customer, with whatever was merged into it.
    """
    sql.lay_out()
    if accounts is not None:
        sql.ask_about(accounts=list(accounts))
    everybody = accounts is None
    sql.items(on=on, all=everybody)
    sql.judge(on=on, all=everybody, tracks=list(TRACKS), stages=list(STAGES))
    sql.say_by_which_way(on=on, can_text=bool(settings.TEXT_BY), can_email=bool(settings.MAIL_URL))


def standings(on: date, accounts: Sequence[int]) -> dict[int, Any]:
    """Account → its row of the ladder; an account with nothing overdue has none."""
    with transaction.atomic():
        work_out(on, accounts)
        return {row.account_id: row for row in sql.rows()}


def standing(on: date, account: int) -> Standing:
    """Where one account stands."""
    with transaction.atomic():
        work_out(on, [account])
        return Standing(next(iter(sql.rows()), None), sql.chased(account=account))
