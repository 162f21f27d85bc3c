"""The words of cases on a page: the views of recovery, what is next, whose an account is."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.cases.rules import SUGGESTED
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Noted
from piperoll.web.components.wording import day, moment

SECTION = "Recovery"
COLOURS = {
    "callback": "purple", "call": "blue", "visit": "blue", "write": "blue", "answer": "red", "promise": "red",
    "arrangement": "red", "unheard": "red", "remind": "green", "hold": "orange", "policy": "red",
}  # fmt: skip


def next_tag(action: str) -> Tag:
    """What is next on an account."""
    return Tag(SUGGESTED[action], COLOURS.get(action, "grey"))


def when(row: Any, today: date) -> object:
    """By which day and hour; what is late says so."""
    said = day(row.due_on) + (f", {row.due_time:%H:%M}" if row.due_time else "")
    late = (today - row.due_on).days
    return Noted(said, f"{late:,} {'day' if late == 1 else 'days'} late") if late > 0 else said


def owner(row: Any) -> object:
    """Whose an account is: an officer’s, or in a team’s queue."""
    return row.officer or (Noted(row.team, "a team’s queue") if row.team else Tag("Nobody", "red"))


def since(worked_out: Any, today: date) -> str:
    """When the lists were worked out last."""
    if worked_out is None:
        return "The worklists were never worked out yet."
    if worked_out.effective_on < today:
        return f"Worked out for {day(worked_out.effective_on)}: not for today yet."
    return f"Worked out {moment(worked_out.ended_at)}."
