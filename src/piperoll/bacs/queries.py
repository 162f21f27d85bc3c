"""Looking at collection runs, files, reports, exceptions and claims, and at a month of all of it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.bacs.claims import NoSuchClaim
from piperoll.bacs.finding import NoSuchCollectionRun
from piperoll.bacs.rules import TO_DO_ABOUT, implied
from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.foundations.calendar import working_days_after

sql = beside(__file__)
"""Working days after a file is processed by which Bacs has said what became of it."""


@dataclass(frozen=True)
class Happening:
    """Something of a day: what it is, of how many, how many pence, and the collection run or claim it belongs to."""

    on: date
    what: str
    many: int
    pence: int
    collection_run: int | None = None
    claim: int | None = None


def runs(*, most: int, after: int = 0) -> list[Any]:
    """Collection runs, newest first, with what they hold and where each stands."""
    return list(sql.runs(most=most, after=after, collection_run=None))


def run(collection_run: int) -> Any:
    """One collection run. Raises NoSuchCollectionRun."""
    found = sql.runs(most=1, after=0, collection_run=collection_run)
    if not found:
        raise NoSuchCollectionRun(collection_run=collection_run)
    return found[0]


def collections(collection_run: int, *, most: int, after: int = 0) -> list[Any]:
    """The collections of a run by customer, each with what was last collected under its mandate and how it ended."""
    return list(sql.collections(collection_run=collection_run, most=most, after=after))


def changes(collection_run: int) -> Any:
    """A run beside the month before: how many payers are new, gone, or asked for another sum, and the pence of each."""
    return sql.changes(collection_run=collection_run)[0]


def of_mandate(mandate: int, *, most: int) -> list[Any]:
    """What was collected under a mandate, or is about to be, the newest first."""
    return list(sql.of_mandate(mandate=mandate, most=most))


def provisional_until(collect_on: date, *, on: date) -> date:
    """The last day on which what was collected may still come back unpaid, by the figure of a day."""
    holidays = set(Holiday.objects.values_list("on", flat=True))
    return working_days_after(collect_on, int(figure("provisional_days", on)), holidays)


def exclusions(collection_run: int, *, most: int, after: int = 0) -> list[Any]:
    """What a run left out, each with its reason."""
    return list(sql.exclusions(collection_run=collection_run, most=most, after=after))


def reports(*, most: int, after: int = 0) -> list[Any]:
    """Reports from Bacs, newest first, with what came of their advices."""
    return list(sql.reports(most=most, after=after, report=None))


def report(number: int) -> Any | None:
    """One report, or None."""
    return next(iter(sql.reports(most=1, after=0, report=number)), None)


def advices(report_number: int, *, most: int, after: int = 0) -> list[Any]:
    """What a report told us, line by line, and what was done."""
    return list(sql.advices(report=report_number, waiting=False, most=most, after=after))


def exceptions(*, most: int, after: int = 0) -> list[Any]:
    """What nothing of ours explained and nobody has settled yet, oldest first."""
    return list(sql.advices(report=None, waiting=True, most=most, after=after))


def missing_reports(on: date) -> list[Any]:
    """Files whose report from Bacs is overdue: an Input report for each, an answer for each with instructions."""
    return list(sql.missing_reports(on=on))


def implied_reports(on: date) -> list[tuple[str, str]]:
    """What shows that a report is missing which Bacs sends only when there is something to say, or that a released run
    never went; and what to do."""
    return [(implied(row.report, row.about, row.since), TO_DO_ABOUT[row.report]) for row in sql.implied_reports(on=on)]


def claims(*, most: int, after: int = 0) -> list[Any]:
    """Indemnity claims: those still open first, by the day they settle."""
    return list(sql.claims(most=most, after=after, claim=None))


def claim(number: int) -> Any:
    """One claim. Raises NoSuchClaim."""
    found = sql.claims(most=1, after=0, claim=number)
    if not found:
        raise NoSuchClaim(claim=number)
    return found[0]


def evidence(number: int) -> list[Any]:
    """What a claim is answered with: each collection, its notice, the letter that told of it and when it went."""
    return list(sql.evidence(claim=number))


def claimable(mandate: int) -> list[Any]:
    """What was collected under a mandate, stands and is claimed nowhere, the newest first."""
    return list(sql.claimable(mandate=mandate))


def steps(number: int) -> list[Any]:
    """What happened to a claim, newest first."""
    return list(sql.steps(claim=number))


def month(first: date) -> list[Happening]:
    """All that Direct Debit does in the month that begins on a day: files in, processed, money moving, claims."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return [
        Happening(row.day, row.what, row.many, row.pence, row.collection_run, row.claim)
        for row in sql.month(first=first, last=last)
    ]
