"""How requests are written: their states, their acts, their tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from piperoll.authority import acts
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day

_STATES = {
    "waiting": Tag("Waiting", "yellow"),
    "returned": Tag("Question asked", "orange"),
    "approved": Tag("Approved", "green"),
    "refused": Tag("Refused", "red"),
    "withdrawn": Tag("Withdrawn", "grey"),
}
EVENTS = {
    "do_alone": "Done within their own limit",
    "send": "Asked for",
    "agree": "Agreed, for a second person to approve",
    "approve": "Approved",
    "refuse": "Refused",
    "return": "Returned with a question",
    "answer": "Answered",
    "withdraw": "Withdrawn",
}


def state_tag(state: str) -> Tag:
    """A request's state."""
    return _STATES[state]


def act_words(act: str) -> str:
    """An act as people read it."""
    return acts.named(act).title


def reason_words(act: str, reason: str) -> str:
    """A reason code in words."""
    return acts.named(act).reasons.get(reason, reason)


def counted_span(act: str) -> str:
    """For how long what a customer had of an act counts: `year`, `31 days`."""
    days = acts.named(act).counts_days
    return "year" if days == 365 else count(days, "day")


def decide_by(act: str, asked_on: date, today: date) -> object:
    """How long there is still to decide in time."""
    by = acts.named(act).decide_by(asked_on)
    if by is None:
        return ""
    days = (by - today).days
    if days < 0:
        return Noted(day(by), Tag(f"{count(-days, 'day')} late", "red"))
    return Noted(day(by), "today" if days == 0 else f"in {count(days, 'day')}")


def request_link(request: int, act: str) -> Link:
    """The way to a request."""
    return Link(f"{act_words(act)} {request}", reverse("request", args=[request]))


def request_table(rows: Iterable[Any], today: date, *, caption: str, empty: str, hidden: bool = True) -> Table:
    """Requests with who asked, how much and until when."""
    columns = [
        Column("Request"), Column("For"), Column("Asked by"), Column("Decide by", "day"), Column("State"),
        Column("Sum", "money"),
    ]  # fmt: skip
    listed = (
        Row(
            [
                Noted(request_link(row.id, row.act), reason_words(row.act, row.reason)),
                Noted(row.subject, row.service), Noted(row.asked_by, day(row.asked_on)),
                decide_by(row.act, row.asked_on, today) if row.state in ("waiting", "returned") else "",
                state_tag(row.state), row.amount_pence or "",
            ],
            quiet=row.state in ("refused", "withdrawn"),
        )
        for row in rows
    )  # fmt: skip
    return Table(caption, columns, listed, empty=empty, caption_hidden=hidden)
