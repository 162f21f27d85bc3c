"""ask_notify: what became of the letters and emails GOV.UK Notify was given; those that failed come back to us."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from piperoll.database.statements import beside
from piperoll.dispatch.moving import move
from piperoll.dispatch.notify import NOTIFY, Notify
from piperoll.dispatch.readdressing import readdress
from piperoll.foundations.actors import Actor
from piperoll.runs import running

sql = beside(__file__)
ASKED_FOR = timedelta(days=7)
"""Notify forgets after seven days unless it is told otherwise."""
FAILED = {
    "permanent-failure": "it cannot be delivered there",
    "temporary-failure": "it could not be delivered, though it may be another time",
    "technical-failure": "something went wrong at Notify or beyond",
    "validation-failed": "the letter did not pass Notify’s checks",
    "virus-scan-failed": "Notify’s virus scan refused it",
    "cancelled": "it was cancelled in Notify",
}


@dataclass(frozen=True)
class Asked:
    """How many were asked after: delivered (emails), failed (an email then goes by post), and still on their way."""

    run: int
    asked: int
    delivered: int
    failed: int
    on_their_way: int


def ask_notify(*, on: date, at: datetime, by: Actor) -> Asked:
    """Ask after everything given to Notify in the last seven days. Raises NoNotifyKey, NotifyAway, StillWorking."""
    by.must("ask_notify")
    notify = Notify()
    counts = {"delivered": 0, "failed": 0, "on_their_way": 0}
    with running.start("ask_notify", on=on, at=at, by=by) as run:
        rows = sql.given(since=at - ASKED_FOR, like=f"{NOTIFY}:%")
        for row in rows:
            status = notify.status_of(row.reference.removeprefix(f"{NOTIFY}:"))
            counts[_note(row, status, run=run.id, on=on, at=at)] += 1
        asked = Asked(run.id, len(rows), **counts)
        run.finish(**{name: value for name, value in asdict(asked).items() if name != "run"})
    return asked


def _note(row: object, status: str, *, run: int, on: date, at: datetime) -> str:
    document, channel = row.document_id, row.channel  # type: ignore[attr-defined]
    if status == "delivered":
        move([document], "deliver", "sent", run=run, at=at)
        return "delivered"
    if status in FAILED:
        with transaction.atomic():
            said = f"GOV.UK Notify says {status}: {FAILED[status]}."
            if move([document], "bounce", "sent", run=run, at=at, reasons=[said]) and channel == "email":
                readdress(document, by_post=True, run=run, on=on, at=at)
        return "failed"
    return "on_their_way"
