"""import_recovery_stages: a council's whole ladder, or its changes, from one CSV; bad lines come back with why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from piperoll.formats import recovery_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.recovery.models import Stage
from piperoll.recovery.rules import default_channel
from piperoll.recovery.set_recovery_stage import begin_stage, must_be_a_rung
from piperoll.runs import running


@dataclass(frozen=True)
class StagesImported:
    """How many lines a file had, how many rungs were begun, and how many lines could not be taken."""

    run: int
    lines: int
    begun: int
    rejected: int


def import_recovery_stages(*, file: Path, on: date, at: datetime, by: Actor, name: str = "") -> StagesImported:
    """Begin every rung of a file that fits; the one each follows ends the day before.

    Raises NotATable, AlreadyTakenIn, StillWorking; then nothing has changed.
    """
    name = name or file.name
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
        with (
            running.start("import_recovery_stages", on=on, at=at, by=by, digest=digest, content_name=name) as run,
            transaction.atomic(),
        ):
            read = list(recovery_csv.read(opened, name))
            unfit = [(fault, row) for line, told, row in read if (fault := _begun(line, told, run.effective_on))]
            run.reject(unfit)
            totals = {"lines": len(read), "begun": len(read) - len(unfit), "rejected": len(unfit)}
            run.finish(event="finish" if totals["begun"] else "find_nothing", **totals)
    return StagesImported(run.id, **totals)


def _begun(line: int, told: dict[str, Any] | Rejection, on: date) -> Rejection | None:
    """Begin the rung of a line; why not, if it does not fit."""
    if isinstance(told, Rejection):
        return told
    figures = {name: value for name, value in told.items() if name not in ("minimum", "channel")}
    row = Stage(**figures, channel=told["channel"] or default_channel(told["stage"]), minimum_pence=told["minimum"])
    try:
        must_be_a_rung(row)
        begin_stage(row, on=on)
    except Refused as refusal:
        return Rejection(line, "stage", told["stage"], refusal.sentence)
    return None
