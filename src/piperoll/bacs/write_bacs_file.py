"""write_bacs_file: released collection runs become the file Bacs takes, or a CSV for a bureau; kept, and the same for
ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from piperoll.bacs import keeping
from piperoll.bacs.finding import run_numbered
from piperoll.bacs.models import BacsFile, CollectionRun, FiledRun, Verdict
from piperoll.bacs.records import records, sender
from piperoll.bacs.rules import contra_words
from piperoll.database.statements import beside
from piperoll.formats import bureau_csv
from piperoll.formats.standard18_writing import FileOfRecords, submission
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

sql = beside(__file__)


class NothingToFile(Refused):
    """Every released collection run is in a file already, was withdrawn, or is collected by another provider. Release
    one first."""


class NotReleased(Refused):
    """Collection run {collection_run} is not released, so it cannot go into a file."""


class FiledApart(Refused):
    """These collection runs are in different files already, or only some of them are in one: write them one by one."""


class SameDayTwice(Refused):
    """Two of these collection runs are for {collect_on:%-d %B %Y}: write a file for each."""


class TooLateToFile(Refused):
    """Collection run {collection_run} had to be at Bacs by {input_by:%-d %B %Y}. Withdraw it, then choose afresh for a
    later day."""


class NotAFormat(Refused):
    """{format!r} is no way to write a file: standard18, or csv for a bureau."""


@dataclass(frozen=True)
class Written:
    """A file, as it was made now or before: its serial, name, counts, sums, SHA-256."""

    run: int
    serial: str
    name: str
    records: int
    debit_pence: int
    size: int
    sha256: str
    already: bool


def write_bacs_file(
    *, collection_runs: Sequence[int] = (), format: str = "standard18", on: date, at: datetime, by: Actor
) -> Written:
    """Make the file of some released collection runs (none named: all not filed yet), or find the one they are in.

    Raises NoSuchCollectionRun, NotAFormat, NothingToFile, NotReleased, FiledApart, SameDayTwice, TooLateToFile,
    NoServiceUser, NoAccountToPayInto.
    """
    by.must("write_bacs_file")
    if format not in keeping.NAMES:
        raise NotAFormat(format=format)
    wanted = [run_numbered(number) for number in collection_runs] or _unfiled()
    if (before := _file_of(wanted)) is not None:
        return told(before, already=True)
    runs = sorted(wanted, key=lambda one: one.collect_on)
    _must_be_fit(runs, on)
    with running.act("write_bacs_file", on=on, at=at, by=by, collection_runs=[one.pk for one in runs]) as run:
        sql.one_at_a_time()
        if _file_of(wanted) is not None:
            raise FiledApart()
        _ours(runs)
        file = _make(runs, format, run, on)
        run.finish(records=file.records, debit_pence=file.debit_pence, serial=file.serial)
    return told(file, already=False)


def _unfiled() -> list[CollectionRun]:
    found = _ours(
        CollectionRun.objects.filter(verdict__what="released", verdict__filed=None).order_by("collect_on", "id")
    )
    days: dict[date, CollectionRun] = {}
    for one in found:
        days.setdefault(one.collect_on, one)
    return list(days.values())


def _ours(runs: Iterable[CollectionRun]) -> list[CollectionRun]:
    """Those of which something goes into a file. Raises NothingToFile when there is none."""
    told = list(runs)
    ours = {row.id for row in sql.ours_to_file(collection_runs=[one.pk for one in told])}
    if not ours:
        raise NothingToFile()
    return [one for one in told if one.pk in ours]


def _file_of(runs: Sequence[CollectionRun]) -> BacsFile | None:
    """The one file these runs are in, None when none of them is in any. Raises FiledApart."""
    filed = FiledRun.objects.filter(verdict__collection_run__in=runs).select_related("file")
    files = {one.file for one in filed}
    if not files:
        return None
    (file, *others) = files
    if others or len(filed) != len(runs) or file.collection_runs.count() != len(runs):
        raise FiledApart()
    return file


def _must_be_fit(runs: Sequence[CollectionRun], on: date) -> None:
    released = set(
        Verdict.objects.filter(what="released", collection_run__in=runs).values_list("collection_run", flat=True)
    )
    for before, one in zip([None, *runs], runs, strict=False):
        if one.pk not in released:
            raise NotReleased(collection_run=one.pk)
        if before and before.collect_on == one.collect_on:
            raise SameDayTwice(collect_on=one.collect_on)
        if on > one.input_by:
            raise TooLateToFile(collection_run=one.pk, input_by=one.input_by)
    _ours(runs)


def _make(runs: Sequence[CollectionRun], format: str, run: running.RunInHand, on: date) -> BacsFile:
    serial = f"{run.reserve(keeping.SERIES, 1):0{keeping.SERIAL_DIGITS}d}"
    run.use_numbers(keeping.SERIES, 1)
    tally = keeping.Tally()
    with transaction.atomic():
        rows = tally.counting(records(sql.stream("collections", collection_runs=[one.pk for one in runs])))
        if format == "csv":
            lines = bureau_csv.lines(rows)
        else:
            words = {one.processing_on: contra_words(one.pk) for one in runs}
            whole = FileOfRecords(sender(), runs[0].processing_on, runs[-1].processing_on, rows, words)
            lines = submission(serial, [whole], made_on=on)
        file = keeping.keep(
            lines, tally, serial=serial, format=format, made_on=on, processing_on=runs[0].processing_on, run=run.id
        )
        verdicts = Verdict.objects.filter(collection_run__in=runs).values_list("pk", flat=True)
        FiledRun.objects.bulk_create(FiledRun(verdict_id=verdict, file=file) for verdict in verdicts)
    return file


def told(file: BacsFile, *, already: bool) -> Written:
    """What is said of a file."""
    return Written(
        file.run_id, file.serial, keeping.name_of(file), file.records, file.debit_pence, file.size,
        bytes(file.sha256).hex(), already,
    )  # fmt: skip
