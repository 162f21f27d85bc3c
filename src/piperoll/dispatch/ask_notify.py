"""ask_notify: what became of the letters, emails and texts GOV.UK Notify was given; what failed comes back to us."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from piperoll.database.statements import beside
from piperoll.dispatch.models import Document
from piperoll.dispatch.notify import NOTIFY, Notify
from piperoll.dispatch.outcomes import note
from piperoll.foundations.actors import Actor
from piperoll.runs import running

sql = beside(__file__)
ASKED_FOR = timedelta(days=7)
"""Notify forgets after seven days unless it is told otherwise."""


@dataclass(frozen=True)
class Asked:
    """How many were asked after: delivered (emails, texts), failed (what can goes by post), and still on their way."""

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
        documents = Document.objects.in_bulk([row.document_id for row in rows])
        for row in rows:
            status = notify.status_of(row.reference.removeprefix(f"{NOTIFY}:"))
            outcome = note(documents[row.document_id], status, run=run.id, on=on, at=at)
            counts["on_their_way" if outcome == "known" else outcome] += 1
        asked = Asked(run.id, len(rows), **counts)
        run.finish(**{name: value for name, value in asdict(asked).items() if name != "run"})
    return asked
