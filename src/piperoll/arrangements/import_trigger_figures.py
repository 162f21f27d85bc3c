"""import_trigger_figures: the sums up to which flexible costs want no explanation, as the council was given them.

None come with Piperoll: who belongs to the scheme that publishes them is sent them each spring.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from piperoll.arrangements.affordability import FLEXIBLE, LINES
from piperoll.arrangements.models import TriggerFigure
from piperoll.council.dating import begin
from piperoll.formats import triggers_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running


@dataclass(frozen=True)
class TriggersImported:
    """How many lines a file had, how many figures were begun, and how many lines could not be taken."""

    run: int
    lines: int
    begun: int
    rejected: int


def import_trigger_figures(*, file: Path, on: date, at: datetime, by: Actor, name: str = "") -> TriggersImported:
    """Begin every figure of a file that fits; the one each follows ends the day before.

    Raises NotATable, AlreadyTakenIn, StillWorking; then nothing has changed.
    """
    name = name or file.name
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
        with (
            running.start("import_trigger_figures", on=on, at=at, by=by, digest=digest, content_name=name) as run,
            transaction.atomic(),
        ):
            read = list(triggers_csv.read(opened, name))
            unfit = [(fault, row) for line, told, row in read if (fault := _begun(line, told, run.effective_on))]
            run.reject(unfit)
            totals = {"lines": len(read), "begun": len(read) - len(unfit), "rejected": len(unfit)}
            run.finish(event="finish" if totals["begun"] else "find_nothing", **totals)
    return TriggersImported(run.id, **totals)


def _begun(line: int, told: dict[str, Any] | Rejection, on: date) -> Rejection | None:
    """Begin the figure of a line; why not, if it does not fit."""
    if isinstance(told, Rejection):
        return told
    group = told["group"]
    if group not in FLEXIBLE:
        return Rejection(line, "group", group, f"is no group of costs: there are {', '.join(FLEXIBLE)}")
    row = TriggerFigure(
        group=group, single_pence=told["single"], extra_adult_pence=told["extra_adult"],
        under_14_pence=told["under_14"], from_14_pence=told["from_14"], vehicle_pence=told["vehicle"],
        valid_from=told["valid_from"], authority=told["authority"], source=told["source"],
    )  # fmt: skip
    try:
        begin(row, TriggerFigure.objects.filter(group=group), what=f"The figure for {LINES[group][1].lower()}", on=on)
    except Refused as refusal:
        return Rejection(line, "valid_from", str(told["valid_from"]), refusal.sentence)
    return None
