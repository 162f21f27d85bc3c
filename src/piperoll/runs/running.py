"""Starting, resuming and ending a run.

A batch run's own row commits first, so a run that died is seen; a session lock on it tells a dead run from a live one.
The same file again resumes a run that died, waits for one still working, and is refused (politely) when it is done.
One that was refused before it wrote anything is no dead run: it is begun anew by whoever asks next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils.timezone import localdate
from psycopg.types.json import Jsonb

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import sealing

sql = beside(__file__)
LONGEST_BACK, FURTHEST_AHEAD = timedelta(days=3653), timedelta(days=1827)


class AlreadyTakenIn(Refused):
    """This file was already taken in as run {run} on {on:%-d %B %Y}: nothing was changed."""

    exit_code = 0
    watched = "duplicate"


class StillWorking(Refused):
    """Run {run} is still at this work in another process. Wait for it to end, then ask again."""


class DayOutOfReach(Refused):
    """{on:%-d %B %Y} is too far from today for this to count from: give a day within the last ten years or the next
    five."""


class DayToCome(Refused):
    """{on:%-d %B %Y} has not come yet: this counts from today or a day gone by."""


@dataclass
class RunInHand:
    """A run being done now. `effective_on` is the day it counts from, `at` the moment it is known."""

    id: int
    verb: str
    effective_on: date
    at: datetime
    by: Actor
    resumed: bool = False
    ended: bool = False
    totals: dict[str, Any] = field(default_factory=dict)

    def reserve(self, series: str, count: int) -> int:
        """Set `count` numbers of a series aside for this run and return the first; a resumed run gets the same ones."""
        with transaction.atomic():
            (row,) = sql.reserve(run=self.id, series=series, count=count)
        return int(row.first)

    def use_numbers(self, series: str, count: int) -> None:
        """Record, inside the verb's transaction, that the first `count` were used; the rest become void."""
        sql.use_numbers(run=self.id, series=series, count=count)

    def reject(self, rejections: Sequence[tuple[Rejection, dict[str, str]]]) -> None:
        """Keep the lines that could not be taken, each with its whole row so that it can come again."""
        copy_rows(
            "runs_runrejection",
            ("run_id", "line", "field", "value", "reason", "row_json"),
            ((self.id, r.line, r.field, r.value, r.reason, json.dumps(row)) for r, row in rejections),
        )

    def finish(self, *, event: str = "finish", **totals: Any) -> None:
        """End the run inside the verb's transaction, with its control totals."""
        self.totals = totals
        sql.finish(run=self.id, state={"finish": "done", "find_nothing": "nothing"}[event], totals=Jsonb(totals))
        self.ended = True


def must_be_within_reach(on: date, at: datetime) -> None:
    """Raise DayOutOfReach for a day that can only be a slip of the keys."""
    if not at.date() - LONGEST_BACK <= on <= at.date() + FURTHEST_AHEAD:
        raise DayOutOfReach(on=on)


def must_have_come(on: date, at: datetime) -> None:
    """Raise DayToCome for a day after the moment's own: what waits, ages or runs out must really have done so."""
    if on > localdate(at):
        raise DayToCome(on=on)


def digest_of(content: bytes) -> bytes:
    """The SHA-256 by which a file is known again."""
    return hashlib.sha256(content).digest()


@contextmanager
def start(
    verb: str,
    *,
    on: date,
    at: datetime,
    by: Actor,
    digest: bytes | None = None,
    content_name: str = "",
    inputs: dict[str, Any] | None = None,
    sent_to_us: bool = True,
) -> Iterator[RunInHand]:
    """A batch run. The body does its work in its own transactions and calls `finish` inside the last one.

    One refused before it wrote anything is begun anew by whoever asks next, for their own day. A refusal of a file
    that was `sent_to_us` is kept; one of a list of our own making is nobody's alert.
    Raises AlreadyTakenIn for a file whose run is done, StillWorking when it is in another process's hands for long.
    """
    by.must(verb)
    must_be_within_reach(on, at)
    sealing.seal_pending(at=at)
    with offered(verb, at=at, by=by, digest=digest, name=content_name if sent_to_us else ""):
        row = _begin(verb, on, at, by, digest, content_name, inputs or {})
        run = RunInHand(row.id, verb, row.effective_on, at, by, resumed=row.resumed)
        try:
            yield run
        except BaseException as fault:
            if not run.ended:
                with suppress(DatabaseError), transaction.atomic():
                    is_over = isinstance(fault, Refused) and not sealing.with_rows_of(run.id)
                    sql.fail(run=run.id, why=str(fault)[:2000], is_over=is_over)
            raise
        finally:
            with suppress(DatabaseError):
                sql.unlock(run=run.id)
    sealing.seal(run.id, at=at)


@contextmanager
def offered(verb: str, *, at: datetime, by: Actor, digest: bytes | None, name: str) -> Iterator[None]:
    """Somebody offers a named file; where it is refused in a way that is watched, that is kept though nothing else
    is."""
    try:
        yield
    except Refused as refusal:
        if name and refusal.watched:
            with suppress(DatabaseError), transaction.atomic():
                sql.keep_offer(
                    verb=verb, name=name[:255], digest=digest, kind=refusal.watched, sentence=refusal.sentence, at=at,
                    user=by.user_id, username=by.username,
                )  # fmt: skip
        raise


def _begin(
    verb: str, on: date, at: datetime, by: Actor, digest: bytes | None, content_name: str, inputs: dict[str, Any]
) -> Any:
    told = {
        "on": on, "at": at, "user": by.user_id, "username": by.username, "name": content_name[:255],
        "inputs": Jsonb(inputs),
    }  # fmt: skip
    while True:  # what another process held may have ended by the time we look again
        found = _unfinished(verb, told) if digest is None else None
        found = found or _fresh(verb, digest, told)
        if found is None and digest is not None:
            found = _same_file(verb, digest, told)
        if found:
            return found


def _unfinished(verb: str, told: dict[str, Any]) -> Any | None:
    """A run of the verb, without a file, that never ended: ours now if its process died. One that asked for something
    else (another service, say) and wrote nothing is begun anew. Raises StillWorking."""
    (there,) = sql.unfinished(verb=verb, inputs=told["inputs"]) or (None,)
    if there is None:
        return None
    if not there.is_dead:
        raise StillWorking(run=there.id)
    is_another = not there.is_the_same and not sealing.with_rows_of(there.id)
    return _take_up(there.id, told, is_another=is_another)


def _fresh(verb: str, digest: bytes | None, told: dict[str, Any]) -> Any | None:
    """A new run, held before anybody can see it: one that nobody holds is taken for dead."""
    with transaction.atomic():
        (found,) = sql.begin(verb=verb, digest=digest, **told) or (None,)
        if found:
            sql.lock(run=found.id)
        return found


def _same_file(verb: str, digest: bytes, told: dict[str, Any]) -> Any | None:
    """The run of this very file, once nobody works at it. Raises AlreadyTakenIn, StillWorking."""
    (there,) = sql.find(verb=verb, digest=digest) or (None,)
    if there is None:
        return None
    if there.state == "done":
        raise AlreadyTakenIn(run=there.id, on=there.started_on)
    if not sql.lock_patiently(run=there.id)[0].locked:
        raise StillWorking(run=there.id)
    return _take_up(there.id, told)


def _take_up(run: int, told: dict[str, Any], *, is_another: bool = False) -> Any | None:
    """A run we hold: as it was, or anew where it was refused or was at something else; None, and let go, where it has
    ended meanwhile."""
    with transaction.atomic():
        (taken,) = sql.begin_anew(run=run, is_another=is_another, **told) or sql.resume(run=run) or (None,)
    if taken is None:
        sql.unlock(run=run)
    return taken


@contextmanager
def act(verb: str, *, on: date, at: datetime, by: Actor, **inputs: Any) -> Iterator[RunInHand]:
    """One person's single deed: its row stands or falls with the deed, in one transaction, and is sealed after.

    Raises NotPermitted, DayOutOfReach.
    """
    by.must(verb)
    must_be_within_reach(on, at)
    with transaction.atomic():
        row = sql.begin(
            verb=verb, on=on, at=at, user=by.user_id, username=by.username, digest=None, name="", inputs=Jsonb(inputs)
        )[0]
        run = RunInHand(row.id, verb, on, at, by)
        yield run
        if not run.ended:
            run.finish()
        sql.mark_as_act(run=run.id)
    sealing.seal(run.id, at=at)


def rejections_of(run_id: int) -> list[tuple[Rejection, dict[str, str]]]:
    """What a run could not take, in line order: each rejection and the whole row it speaks of."""
    return [(Rejection(r.line, r.field, r.value, r.reason), json.loads(r.row_json)) for r in sql.rejections(run=run_id)]
