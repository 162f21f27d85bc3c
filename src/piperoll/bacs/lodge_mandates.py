"""lodge_mandates: the instructions that wait (0N, 0C, 0S) go to payers' banks in a file of their own, the next
processing day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from piperoll.bacs import keeping
from piperoll.bacs.models import BacsFile
from piperoll.bacs.records import records, sender
from piperoll.bacs.write_bacs_file import NotAFormat
from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.direct_debit.moving import move
from piperoll.formats import bureau_csv
from piperoll.formats.standard18_writing import FileOfRecords, submission
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import cycle_from
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)
FLOOR = 2
"""No collection sooner than so many working days after its instruction was processed, whatever the figure says."""


class NothingToLodge(Refused):
    """No instruction waits to be lodged."""

    exit_code = 0


@dataclass(frozen=True)
class Lodged:
    """A file of instructions: new, cancelled and converted ones, and from when the new may be collected."""

    run: int
    serial: str
    name: str
    instructions: int
    mandates: int
    processing_on: date
    may_collect_from: date


def lodge_mandates(*, format: str = "standard18", on: date, at: datetime, by: Actor) -> Lodged:
    """Lodge every instruction that waits. The same instruction goes once.

    Raises NothingToLodge, NotAFormat, NoServiceUser, NoAccountToPayInto.
    """
    by.must("lodge_mandates")
    if format not in keeping.NAMES:
        raise NotAFormat(format=format)
    holidays = set(Holiday.objects.filter(on__gte=on - timedelta(days=31)).values_list("on", flat=True))
    cycle = cycle_from(on, holidays)
    gap = max(int(figure("first_collection_gap_days", on)), FLOOR)
    may_collect_from = working_days_after(cycle.processing_on, gap, holidays)
    with running.act("lodge_mandates", on=on, at=at, by=by) as run:
        sql.one_at_a_time()
        taken = sql.take()
        if not taken:
            raise NothingToLodge()
        file = _make(format, run, on, cycle.processing_on)
        sql.file(run=run.id, serial=file.serial, on=cycle.processing_on)
        lodged = sorted({row.mandate_id for row in taken if row.code in ("0N", "0S")})
        moved = move(
            lodged, "lodge", "set_up", run=run.id, on=on, at=at, may_collect_from=may_collect_from,
            reasons=[f"In Bacs file {file.serial}"] * len(lodged),
        )  # fmt: skip
        run.finish(instructions=file.instructions, mandates=len(moved), serial=file.serial)
    return Lodged(
        run.id, file.serial, keeping.name_of(file), file.instructions, len(moved), cycle.processing_on, may_collect_from
    )


def _make(format: str, run: running.RunInHand, on: date, processing_on: date) -> BacsFile:
    serial = f"{run.reserve(keeping.SERIES, 1):0{keeping.SERIAL_DIGITS}d}"
    run.use_numbers(keeping.SERIES, 1)
    tally = keeping.Tally()
    with transaction.atomic():
        rows = tally.counting(records(sql.stream("instructions"), processing_on))
        if format == "csv":
            lines = bureau_csv.lines(rows)
        else:
            lines = submission(serial, [FileOfRecords(sender(), processing_on, processing_on, rows)], made_on=on)
        return keeping.keep(
            lines, tally, serial=serial, format=format, made_on=on, processing_on=processing_on, run=run.id
        )
