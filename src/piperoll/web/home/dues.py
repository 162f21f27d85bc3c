"""What is due today of somebody's own worklist: in a figure, and the first of it one by one."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from piperoll.cases import queries
from piperoll.cases.queries import Asked
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.cases.worklist import due_table
from piperoll.web.components.status import Figure
from piperoll.web.components.table import Table
from piperoll.web.components.wording import count
from piperoll.web.doors import PageRequest
from piperoll.web.record.seeing import masked

FIRST = 8


def has_a_list(may: frozenset[str]) -> bool:
    """Whether somebody's day is a worklist of overdue accounts."""
    return "set_next_action" in may and "import_statement" not in may


def dues(request: PageRequest) -> tuple[list[Figure], list[Table]]:
    """How much of their list is due; and the first of it, calls promised before all else, for those whose day it is."""
    if "set_next_action" not in request.actor.may:
        return [], []
    today, theirs = timezone.localdate(), has_a_list(request.actor.may)
    due = queries.due(request.actor.user_id, today)
    calls = f", {count(due.calls, 'call')} promised" if due.calls else ""
    late = f", {due.late:,} late" if due.late else ""
    figure = Figure(f"{due.accounts:,}", f"due on your worklist{calls}{late}", reverse("worklist"))
    if not theirs:
        return [figure] if due.accounts else [], []
    asked = Asked(until=today, **queries.list_of_officer(request.actor.user_id, today))
    promised = queries.callbacks(asked, today, most=FIRST)
    rows = [*promised, *queries.worklist(asked, today, most=FIRST - len(promised))]
    shown = masked(request, rows, reference="reference", name=NOT_NAMED)
    return [figure], [due_table("Next on your worklist", shown, today)]
