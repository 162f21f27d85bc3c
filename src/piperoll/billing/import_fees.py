"""import_fees: a service's whole tariff at once, from a CSV; what cannot be taken goes back with the reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats import fees_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Rejection
from piperoll.runs import running

sql = beside(__file__)


@dataclass(frozen=True)
class FeesImported:
    """How many prices a file held, began, and could not be taken."""

    run: int
    lines: int
    begun: int
    rejected: int


def import_fees(*, file: Path, on: date, at: datetime, by: Actor, name: str = "") -> FeesImported:
    """Begin every price of a file that fits; the price each follows ends the day before.

    Raises NotATable, AlreadyTakenIn, StillWorking; then nothing has changed.
    """
    name = name or file.name
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
        with running.start("import_fees", on=on, at=at, by=by, digest=digest, content_name=name) as run:
            read = list(fees_csv.read(opened, name))
            with transaction.atomic():
                sql.lay_out()
                columns = ("line", *fees_csv.COLUMNS)
                copy_rows("new_fee", columns, ((line, *m.values()) for line, m, _ in read if isinstance(m, dict)))
                unfit = {line: m for line, m, _ in read if isinstance(m, Rejection)}
                unfit |= {r.line: Rejection(*r) for r in sql.reject_unfit(on=run.effective_on)}
                (took,) = sql.begin()
                run.reject([(unfit[line], row) for line, _, row in read if line in unfit])
                totals = {"lines": len(read), "begun": took.begun, "rejected": len(unfit)}
                run.finish(event="finish" if took.begun else "find_nothing", **totals)
    return FeesImported(run.id, **totals)
