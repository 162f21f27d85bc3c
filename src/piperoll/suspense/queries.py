"""What pages and commands ask about suspense: what waits with whom, the story of a receipt, what services are asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_days_before
from piperoll.receipting.queries import LINES_A_PAGE, Some, sought
from piperoll.suspense.models import Ownership

sql = beside(__file__)
QUESTIONS_SHOWN = 200


def target_day(on: date, holidays: Collection[date]) -> date:
    """What came in before this day has waited longer than the council means anything to wait. Raises NoFigureHolds."""
    return working_days_before(on, int(figure("suspense_target_days", on)), holidays)


def waiting(
    *,
    state: str = "",
    account: int | None = None,
    owner: int | None = None,
    before: date | None = None,
    asked: bool = False,
    words: str = "",
    page: int = 1,
) -> Some:
    """Receipts in suspense, oldest first: those somebody looks after, those that came before a day, those about which
    a service is asked, those whose words or notes hold some words."""
    rows = sql.waiting(
        state=state or None, account=account, owner=owner, before=before, asked=asked, **sought(words),
        many=LINES_A_PAGE + 1, skip=(page - 1) * LINES_A_PAGE,
    )  # fmt: skip
    return Some(rows[:LINES_A_PAGE], len(rows) > LINES_A_PAGE)


def totals(*, owner: int, before: date | None) -> dict[str, Any]:
    """Count and pence in suspense by state, and how many of each are somebody's (`mine`), `late` and `asked`."""
    return {row.state: row for row in sql.totals(owner=owner, before=before)}


def owner_of(receipt: int) -> Any | None:
    """Whoever looks after a receipt, if anybody."""
    last = Ownership.objects.select_related("user").filter(receipt=receipt).order_by("-id").first()
    return last.user if last else None


def story(receipt: int) -> list[Any]:
    """What was noted, asked and answered about a receipt, and who had it."""
    return list(sql.story(receipt=receipt))


def questions(who: Actor, *, receipt: int | None = None, question: int | None = None) -> list[Any]:
    """What waits for the answer of the services somebody works for, and of every service for the income team; all of
    it, or about one receipt, or one question."""
    services = None if who.services is None else sorted(who.services)
    return list(sql.questions(services=services, receipt=receipt, question=question, many=QUESTIONS_SHOWN))
