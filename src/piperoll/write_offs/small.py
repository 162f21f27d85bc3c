"""Small balances written off together: who owes a service so little that nobody would chase it, and what is done once
somebody else approved exactly that list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from piperoll.authority.models import Request
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables import writing_off as books
from piperoll.runs.running import RunInHand
from piperoll.write_offs.checking import facts, hold
from piperoll.write_offs.models import SmallLine, SmallOutcome, SmallRun

sql = beside(__file__)
ASKED = "Asked to be written off already."
CHANGED = "Paid, credited or changed since."
MORE_SINCE = "They owe the service more since."


class NoSuchSmallRun(Refused):
    """There is no small-balance run {small_run}. See Write-offs, Small balances."""


class ProposedItThemselves(Refused):
    """{name} proposed this list of small balances, so somebody else approves it."""


def numbered(small_run: int) -> SmallRun:
    """A small-balance run by its number. Raises NoSuchSmallRun."""
    found = SmallRun.objects.select_related("service", "proposed_by").filter(pk=small_run).first()
    if found is None:
        raise NoSuchSmallRun(small_run=small_run)
    return found


def reference_of(small_run: int) -> str:
    """How a small-balance run is named."""
    return f"SMALL-{small_run}"


def listed(*, most: int, number: int | None = None) -> list[Any]:
    """Small-balance runs, the newest first; or the one with a number."""
    found: list[Any] = sql.listed(most=most, number=number)
    return found


def debits(small_run: int, *, left_out: bool | None = None, most: int, after: int = 0) -> list[Any]:
    """The debits of a run: those to be written off, those left out with why, or both."""
    found: list[Any] = sql.debits(small_run=small_run, left_out=left_out, most=most, after=after)
    return found


def why_left_out(small_run: int) -> list[Any]:
    """How many are left out for each reason."""
    found: list[Any] = sql.reasons(small_run=small_run)
    return found


def judged(service: int, most_pence: int, least_days: int, on: date) -> Iterator[tuple[int, int, str]]:
    """(debit, pence, why not) of every small debt of a service; why not is empty for those to be written off."""
    items = [row.id for row in sql.small_debts(service=service, most=most_pence, on=on)]
    for row in facts(items, on):
        young = f"It is not {least_days} days overdue yet." if row.age_days < least_days else ""
        yield row.item_id, max(row.left_pence, 0), row.why_not or young or ("" if row.left_pence > 0 else ASKED)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """Write off exactly the approved list, less what has changed since, each with why.

    Raises ProposedItThemselves, NoWriteOffsAccount.
    """
    found = numbered(request.details["small_run"])
    if found.proposed_by_id == by.user_id:
        raise ProposedItThemselves(name=by.name)
    wanted = dict(SmallLine.objects.filter(small_run=found, why_not="").values_list("item_id", "pence"))
    hold(list(wanted))
    now = {row.item_id: row for row in facts(list(wanted), on, besides=request.pk)}
    small = {row.id for row in sql.small_debts(service=found.service_id, most=found.most_pence, on=on)}
    left_out = {item: why for item, pence in wanted.items() if (why := _since(now.get(item), pence, item in small))}
    parts = [(item, pence) for item, pence in wanted.items() if item not in left_out]
    done = books.write_off(parts, request=request.pk, reason=request.reason, run=run.id, on=on, at=at)
    SmallOutcome.objects.create(
        small_run=found, request=request, many=done.many, pence=done.pence,
        left_out=[[item, why] for item, why in left_out.items()], run_id=run.id,
    )  # fmt: skip
    spared = f"; {len(left_out):,} left out, each with why" if left_out else ""
    return f"{done.many:,} small balances, {pounds(done.pence)}, are written off{spared}."


def _since(row: Any | None, pence: int, is_small: bool) -> str:
    """Why a debt of the list is not to be written off after all."""
    if row is None or row.left_pence != pence:
        return CHANGED
    return row.why_not or ("" if is_small else MORE_SINCE)
