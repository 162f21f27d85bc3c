"""Looking at refunds: by state, one with its story, runs with their report, the register of cheques."""

from __future__ import annotations

from typing import Any

from piperoll.database.statements import beside
from piperoll.refunds.finding import NoSuchRefund, NoSuchRefundRun

sql = beside(__file__)


def refunds(*, state: str = "", customer: int | None = None, most: int, after: int = 0) -> list[Any]:
    """Refunds, newest first, each with where it stands; of one state or one customer if asked."""
    return list(sql.refunds(refund=None, state=state or None, customer=customer, most=most, after=after))


def refund(number: int) -> Any:
    """One refund. Raises NoSuchRefund."""
    found = sql.refunds(refund=number, state=None, customer=None, most=1, after=0)
    if not found:
        raise NoSuchRefund(refund=number)
    return found[0]


def waiting_requests(*, most: int) -> list[Any]:
    """Refunds asked for that somebody has still to decide."""
    return list(sql.waiting_requests(most=most))


def came_back(*, most: int) -> list[Any]:
    """Refunds that did not arrive and wait for somebody to deal with them, the oldest first: their credit stands open,
    and nobody asked again."""
    return list(sql.came_back(most=most))


def how_many() -> dict[str, int]:
    """State → how many refunds stand there."""
    return {row.state: int(row.many) for row in sql.how_many()}


def credits_of(number: int) -> list[Any]:
    """What a refund pays back, credit by credit."""
    return list(sql.credits(refund=number))


def story(number: int) -> list[Any]:
    """What happened to a refund, newest first: what, when, by whom, and why."""
    return list(sql.story(refund=number))


def runs(*, most: int, after: int = 0) -> list[Any]:
    """Refund runs, newest first, with what they hold and where each stands."""
    return list(sql.runs(refund_run=None, most=most, after=after))


def run(number: int) -> Any:
    """One refund run. Raises NoSuchRefundRun."""
    found = sql.runs(refund_run=number, most=1, after=0)
    if not found:
        raise NoSuchRefundRun(refund_run=number)
    return found[0]


def in_run(number: int, *, most: int | None, after: int = 0) -> list[Any]:
    """The refunds of a run by customer (all where `most` is None), where each goes, who asked and who approved."""
    return list(sql.in_run(refund_run=number, most=most, after=after))


def left_out(number: int, *, most: int) -> list[Any]:
    """What a run left out, each with its reason."""
    return list(sql.left_out(refund_run=number, most=most))
