"""apply_bacs_report: what Bacs sends back is told by its content, and each advice does to the books what its code says.

Good advices are applied whatever the others say; one that fits nothing of ours becomes an exception with one sentence,
for an officer. An advice sent again with a new number is known again and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from piperoll.bacs import applying
from piperoll.bacs.finding import service_user
from piperoll.bacs.models import BacsReport
from piperoll.formats.bacs_reports import read_report
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class AnotherServiceUser(Refused):
    """This report is for service user {theirs}, and we are {ours}. Nothing of it was taken in: send it to whoever it
    belongs to."""


@dataclass(frozen=True)
class Applied:
    """What came of a report: advices it held, those known before, applied and left for an officer; pence taken back."""

    run: int
    report: str
    number: str
    advices: int
    known_before: int
    applied: int
    exceptions: int
    pence_back: int
    resumed: bool = False


def apply_bacs_report(*, file: Path, on: date, at: datetime, by: Actor, name: str = "") -> Applied:
    """Apply a Bacs report of any kind.

    Raises AlreadyTakenIn, AnotherServiceUser, and whatever `read_report` refuses.
    """
    by.must("apply_bacs_report")
    content = file.read_bytes()
    name = name or file.name
    with running.start(
        "apply_bacs_report", on=on, at=at, by=by, digest=running.digest_of(content), content_name=name
    ) as run:
        report = read_report(content)
        ours = service_user().direct_debit_user_number
        if report.user_number and report.user_number != ours:
            raise AnotherServiceUser(theirs=report.user_number, ours=ours)
        with transaction.atomic():
            kept = BacsReport.objects.create(
                kind=report.report, number=report.number[:40], produced_on=report.produced_on, name=name[:255],
                run_id=run.id,
            )  # fmt: skip
            done: Counter[str] = applying.apply(report, kept, run=run, at=at)
            totals: dict[str, Any] = dict(done)
            run.finish(report=report.report, number=report.number, **totals)
    return Applied(
        run.id, report.report, report.number, done["advices"], done["known_before"], done["applied"],
        done["exceptions"], done["pence_back"], run.resumed,
    )  # fmt: skip
