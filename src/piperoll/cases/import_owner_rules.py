"""import_owner_rules: who looks after what, for a whole council, from one CSV; bad lines come back with why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from piperoll.cases.set_owner_rule import begin_rule, rule_for
from piperoll.formats import owners_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running


@dataclass(frozen=True)
class OwnerRulesImported:
    """How many lines a file had, how many rules were begun, and how many lines could not be taken."""

    run: int
    lines: int
    begun: int
    rejected: int


def import_owner_rules(*, file: Path, on: date, at: datetime, by: Actor, name: str = "") -> OwnerRulesImported:
    """Begin every rule of a file that fits; the one each follows ends the day before.

    Raises NotATable, AlreadyTakenIn, StillWorking; then nothing has changed.
    """
    name = name or file.name
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
        with (
            running.start("import_owner_rules", on=on, at=at, by=by, digest=digest, content_name=name) as run,
            transaction.atomic(),
        ):
            read = list(owners_csv.read(opened, name))
            unfit = [(fault, row) for line, told, row in read if (fault := _begun(line, told, run.effective_on))]
            run.reject(unfit)
            totals = {"lines": len(read), "begun": len(read) - len(unfit), "rejected": len(unfit)}
            run.finish(event="finish" if totals["begun"] else "find_nothing", **totals)
    return OwnerRulesImported(run.id, **totals)


def _begun(line: int, told: dict[str, Any] | Rejection, on: date) -> Rejection | None:
    """Begin the rule of a line; why not, if it does not fit."""
    if isinstance(told, Rejection):
        return told
    try:
        row, _ = rule_for(**told)
        begin_rule(row, on=on)
    except Refused as refusal:
        return Rejection(line, "owner", told["owner"], refusal.sentence)
    return None
