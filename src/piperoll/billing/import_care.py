"""import_care: the care people had week by week, from a file; a week told again replaces what was told before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats import care_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Rejection
from piperoll.runs import running

sql = beside(__file__)


@dataclass(frozen=True)
class CareImported:
    """How many weeks a file told, how many were new or changed, as known before, or could not be taken."""

    run: int
    lines: int
    taken: int
    known_before: int
    rejected: int


def import_care(*, file: Path, on: date, at: datetime, by: Actor, name: str = "") -> CareImported:
    """Take in the weeks of a file. Raises NotATable, AlreadyTakenIn, StillWorking; then nothing has changed."""
    name = name or file.name
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
        with running.start("import_care", on=on, at=at, by=by, digest=digest, content_name=name) as run:
            read = list(care_csv.read(opened, name))
            with transaction.atomic():
                sql.lay_out()
                columns = ("line", *care_csv.COLUMNS)
                copy_rows("told_week", columns, ((line, *m.values()) for line, m, _ in read if isinstance(m, dict)))
                unfit = {line: m for line, m, _ in read if isinstance(m, Rejection)}
                unfit |= {r.line: Rejection(*r) for r in sql.reject_unfit(on=run.effective_on)}
                (took,) = sql.take_in(run=run.id, on=run.effective_on)
                run.reject([(unfit[line], row) for line, _, row in read if line in unfit])
                known = len(read) - took.taken - len(unfit)
                totals = {"lines": len(read), "taken": took.taken, "known_before": known, "rejected": len(unfit)}
                run.finish(event="finish" if took.taken or known else "find_nothing", **totals)
    return CareImported(run.id, **totals)
