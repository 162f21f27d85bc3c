"""expect_file: a file that should come, on which working days and by what hour; what holds begins on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from piperoll.council.dating import begin
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interfaces.models import Expectation
from piperoll.runs import running
from piperoll.takings.paying_in import account_coded
from piperoll.takings.profiles import profile_coded

KINDS = {
    "statement": "Bank statement",
    "feeder": "Feeder file",
    "payments": "Payment file",
    "reports": "Bacs reports",
}
"""What may be expected: statements of a bank account, files of a service, files of a profile, reports from Bacs."""
REPORTS = ("ARUDD", "ADDACS", "AUDDIS", "AWACS", "ARUCS", "DDICA", "Input", "Withdrawal")
"""Reports that a bureau may send every day, though there be nothing to say."""
WEEKDAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday"}


class NothingLikeThat(Refused):
    """Piperoll expects no file called {kind!r}. It knows {known}."""


class NoSuchReport(Refused):
    """Bacs sends no report {subject!r}. Leave it empty for any of them, or choose one of {known}."""


class NotAWorkingDay(Refused):
    """Files are expected on Mondays to Fridays, counted 1 to 5, not on day {day}."""


@dataclass(frozen=True)
class FileExpected:
    """What is expected from a day on: by the words people call it; on no weekday, it no longer is."""

    run: int
    name: str
    weekdays: tuple[int, ...]
    by_hour: time
    valid_from: date


def expect_file(
    *, kind: str, subject: str = "", weekdays: Collection[int], by_hour: time, valid_from: date, authority: str,
    source: str = "", on: date, at: datetime, by: Actor,
) -> FileExpected:  # fmt: skip
    """Expect a file of `kind` about `subject` on these weekdays by an hour of London: a code, or of reports which kind
    (empty for any).

    What was expected of it before ends the day before. Raises NothingLikeThat, NoSuchReport, NotAWorkingDay,
    NoSuchBankAccount, NoSuchService, NoSuchProfile, NoAuthority, BeginsTooEarly.
    """
    by.must("expect_file")
    code = _its_code(kind, subject)
    days = sorted(set(weekdays))
    for day in days:
        if day not in WEEKDAYS:
            raise NotAWorkingDay(day=day)
    name = called(kind, code)
    with running.act("expect_file", on=on, at=at, by=by, kind=kind, subject=code, weekdays=days) as run:
        row = Expectation(
            kind=kind, subject=code, weekdays=days, by_hour=by_hour, valid_from=valid_from,
            authority=authority.strip()[:120], source=source.strip()[:200], run_id=run.id,
        )  # fmt: skip
        begin(row, Expectation.objects.filter(kind=kind, subject=code), what=name, on=on)
    return FileExpected(run.id, name, tuple(days), by_hour, valid_from)


def called(kind: str, subject: str) -> str:
    """What people call it: `Bank statement MAIN`."""
    return f"{KINDS[kind]} {subject}".strip()


def _its_code(kind: str, subject: str) -> str:
    if kind not in KINDS:
        raise NothingLikeThat(kind=kind, known=", ".join(KINDS))
    if kind == "statement":
        return account_coded(subject).code
    if kind == "feeder":
        return service_coded(subject).code
    return profile_coded(subject).pk if kind == "payments" else _report_named(subject)


def _report_named(subject: str) -> str:
    named = {report.upper(): report for report in ("", *REPORTS)}
    if subject.strip().upper() not in named:
        raise NoSuchReport(subject=subject[:20], known=", ".join(REPORTS))
    return named[subject.strip().upper()]
