"""write_refund_file: a released refund run becomes the file of credits Bacs takes (99, balanced by a contra 17), or a
CSV for a bureau; kept, and the same for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs import keeping
from piperoll.bacs.models import BacsFile
from piperoll.bacs.records import sender
from piperoll.customers.bank_details import key_ring
from piperoll.database.statements import beside
from piperoll.formats import bureau_csv
from piperoll.formats.standard18_writing import FileOfRecords, Record, bacs_words, submission
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.refunds.finding import run_numbered
from piperoll.refunds.models import FiledRefunds, RefundRun, RefundVerdict
from piperoll.refunds.rules import contra_words, reference_of
from piperoll.refunds.taking_back import one_at_a_time
from piperoll.runs import running

sql = beside(__file__)


class RefundsNotReleased(Refused):
    """Refund run {refund_run} is not released, so it cannot go into a file."""


class PaidByCheque(Refused):
    """Refund run {refund_run} is paid by cheque, so there is no file: write the cheques and enter each in the
    register."""


class NotAFileFormat(Refused):
    """{format!r} is no way to write a file: standard18, or csv for a bureau."""


class TooLateForAFile(Refused):
    """Refund run {refund_run} had to be at Bacs by {input_by:%-d %B %Y}. Return its refunds to the accounts, then ask
    for them again."""


class NothingLeftToPay(Refused):
    """Every refund of refund run {refund_run} ended before a file was made: there is nothing to pay."""


@dataclass(frozen=True)
class RefundFile:
    """A file of refunds, as it was made now or before: its serial, name, counts, sum, SHA-256."""

    run: int
    refund_run: int
    serial: str
    name: str
    records: int
    credit_pence: int
    size: int
    sha256: str
    already: bool


def write_refund_file(
    *, refund_run: int, format: str = "standard18", on: date, at: datetime, by: Actor
) -> RefundFile:  # fmt: skip
    """Make the file of a released refund run, or find the one it is in.

    Raises NoSuchRefundRun, NotAFileFormat, PaidByCheque, RefundsNotReleased, TooLateForAFile, NothingLeftToPay,
    NoServiceUser, NoAccountToPayInto.
    """
    by.must("write_refund_file")
    if format not in keeping.NAMES:
        raise NotAFileFormat(format=format[:40])
    found = run_numbered(refund_run)
    if found.method == "cheque":
        raise PaidByCheque(refund_run=refund_run)
    verdict = RefundVerdict.objects.filter(refund_run=found, what="released").first()
    if verdict is None:
        raise RefundsNotReleased(refund_run=refund_run)
    if before := _file_of(verdict):
        return _told(before, found, already=True)
    if on > found.input_by:
        raise TooLateForAFile(refund_run=refund_run, input_by=found.input_by)
    with running.act("write_refund_file", on=on, at=at, by=by, refund_run=refund_run) as run:
        one_at_a_time()
        file = _file_of(verdict) or _make(found, verdict, format, run, on)
        run.finish(records=file.records, credit_pence=file.credit_pence, serial=file.serial)
    return _told(file, found, already=False)


def _file_of(verdict: RefundVerdict) -> BacsFile | None:
    filed = FiledRefunds.objects.filter(verdict=verdict).select_related("file").first()
    return filed.file if filed else None


def _make(
    found: RefundRun, verdict: RefundVerdict, format: str, run: running.RunInHand, on: date
) -> BacsFile:  # fmt: skip
    serial = f"{run.reserve(keeping.SERIES, 1):0{keeping.SERIAL_DIGITS}d}"
    run.use_numbers(keeping.SERIES, 1)
    tally, day = keeping.Tally(), found.processing_on
    rows = tally.counting(_records(found))
    if format == "csv":
        lines = bureau_csv.lines(rows)
    else:
        whole = FileOfRecords(sender(), day, day, rows, {day: contra_words(found.pk)})
        lines = submission(serial, [whole], made_on=on)
    file = keeping.keep(lines, tally, serial=serial, format=format, made_on=on, processing_on=day, run=run.id)
    if not tally.records:
        raise NothingLeftToPay(refund_run=found.pk)
    FiledRefunds.objects.create(verdict=verdict, file=file, run_id=run.id)
    return file


def _records(found: RefundRun) -> Iterator[Record]:
    """The refunds of a run as credits, bank details unsealed one at a time."""
    ring = key_ring()
    for row in sql.stream("refunds", refund_run=found.pk):
        details, name = ring.open(bytes(row.sealed_details)), ring.open(bytes(row.sealed_name))
        yield Record(
            details[:6],
            details[6:],
            "99",
            row.amount_pence,
            reference_of(row.id),
            bacs_words(name),
            found.processing_on,
        )


def _told(file: BacsFile, found: RefundRun, *, already: bool) -> RefundFile:
    return RefundFile(
        file.run_id, found.pk, file.serial, keeping.name_of(file), file.records, file.credit_pence, file.size,
        bytes(file.sha256).hex(), already,
    )  # fmt: skip
