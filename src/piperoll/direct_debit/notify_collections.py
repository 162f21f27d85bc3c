"""notify_collections: payers are told what will be taken and when, far enough ahead, and again when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.database.statements import beside
from piperoll.direct_debit import noticing
from piperoll.dispatch.moving import move
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)


class NothingToNotify(Refused):
    """Every payer has been told of what will be taken: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Notified:
    """Notices written, a mandate each, of so many collections; their documents wait to be dispatched, by channel.

    `moved` days of fixed plans were too near to be told in time, and are taken on the first day that can be told.
    """

    run: int
    notices: int
    collections: int
    amount_pence: int
    documents: int
    post: int
    email: int
    nobody: int
    pulled: int
    moved: int


def notify_collections(*, on: date, at: datetime, by: Actor) -> Notified:
    """Write every notice that is due on a day, in sets.

    A collection is noticed when its day is near enough (the Guarantee's working days, those of the post, and how early
    notices are written) and no notice that stands says the same of it. One that could not be told in time moves to the
    first day that can. A changed amount, day or plan, an instalment paid meanwhile, a letter that came back: each is
    noticed anew. Raises NothingToNotify, NoFigureHolds, NoApprovedTemplate, StillWorking.
    """
    by.must("notify_collections")
    noticing.must_have_words("advance", on)
    days = noticing.notice_days(on)
    with running.start("notify_collections", on=on, at=at, by=by, inputs={"kind": "dd_notice"}) as run:
        with transaction.atomic():
            sql.one_at_a_time()
            sql.lay_out_noticed(on=on)
            (moved,) = sql.move_days(on=on, notice_days=days, run=run.id)
            sql.lay_out(on=on, notice_days=days)
            (told,) = sql.write(run=run.id, on=on, notice_days=days)
            found = told._asdict() | {"moved": moved.days}
            if told.notices:
                _leave_out_overtaken(run.id, at)
                sent = noticing.send("advance", run=run.id, on=on, at=at)
                found |= {name: getattr(sent, name) for name in ("documents", "post", "email", "nobody", "pulled")}
            run.finish(
                event="finish" if told.notices else "find_nothing",
                kind="dd_notice", sources=told.notices, sources_pence=int(told.amount_pence), **found,
            )  # fmt: skip
        if not told.notices:
            raise NothingToNotify()
    return Notified(run.id, **found)


def _leave_out_overtaken(run: int, at: datetime) -> None:
    """What was not sent yet and no longer holds does not go after the notice that took its place."""
    documents = [row.document_id for row in sql.overtaken(run=run)]
    move(documents, "void", "prepared", run=run, at=at, reasons=["A newer notice takes its place."] * len(documents))
