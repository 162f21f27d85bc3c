"""What is wrong with a Standard 18 file, ours or anyone's: every place, and everything that must agree with something.

Days are judged from the day the file says it was made (or the one given), since a file is good or bad whenever it is
looked at. What only the service user can know (is the mandate live? was notice sent?) is not asked here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from piperoll.formats.standard18 import LABEL_WIDTH, MULTI_DAY, MULTI_DAY_WIDTH, RECALLS, SINGLE_DAY, place
from piperoll.formats.standard18_balances import balance_faults, finding_at, sum_of
from piperoll.formats.standard18_entries import Asked, entry_faults, finding_of
from piperoll.formats.standard18_reading import File, Finding, Submission, read
from piperoll.foundations.calendar import is_working_day

FURTHEST_AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class FileTotals:
    """What one file holds. Debits and credits are without their contras; values in pence."""

    number: str
    user: str
    kind: str
    processing_days: list[date]
    debits: int
    debit_pence: int
    credits: int
    credit_pence: int
    contras: int
    instructions: int


@dataclass(frozen=True)
class Checked:
    """What a submission holds and everything found, line by line. It is good when no finding is an error."""

    serial: str
    user: str
    files: list[FileTotals]
    findings: list[Finding]

    @property
    def is_good(self) -> bool:
        return all(finding.is_warning for finding in self.findings)


def check(content: bytes, asked: Asked) -> Checked:
    """Check a submission whole."""
    found = read(content)
    findings = list(found.findings)
    findings += _volume(found)
    for file in found.files:
        findings += _labels(found, file)
        findings += _days(file, asked)
        for entry in file.entries:
            findings += entry_faults(entry, asked)
        findings += balance_faults(file, asked)
    volume = found.volume[1].ljust(LABEL_WIDTH) if found.volume else " " * LABEL_WIDTH
    serial, user = (
        place("VOL1", name).of(volume).strip() for name in ("submission serial number", "service user number")
    )
    return Checked(serial, user, [_totals(file) for file in found.files], sorted(findings, key=lambda f: f.line))


def _volume(found: Submission) -> Iterator[Finding]:
    """The files of a submission follow one another, each with a number of its own."""
    for place_of, file in enumerate(found.files, start=1):
        sequence = file.number("HDR1", "file sequence number")
        if sequence is not None and sequence != place_of:
            yield finding_at(
                file, "HDR1", "file sequence number", f"should be {place_of:04d}: files are counted from 1"
            )
    numbers = Counter(file.said("UHL1", "file number") for file in found.files if "UHL1" in file.labels)
    for file in found.files:
        if file.number("UHL1", "file number") == 0:
            yield finding_at(file, "UHL1", "file number", "should be 001 or more")
        if numbers[file.said("UHL1", "file number")] > 1:
            yield finding_at(file, "UHL1", "file number", "stands on another file of this submission too")


def _labels(found: Submission, file: File) -> Iterator[Finding]:
    """What a file's labels say of each other."""
    if "HDR1" in file.labels:
        user = file.said("HDR1", "service user number")
        if file.said("HDR1", "service user number again") != user:
            yield finding_at(file, "HDR1", "service user number again", f"differs from the service user number {user}")
        if found.volume:
            volume = found.volume[1].ljust(LABEL_WIDTH)
            serial = place("VOL1", "submission serial number").of(volume)
            if file.said("HDR1", "set identification") != serial:
                yield finding_at(
                    file, "HDR1", "set identification", f"differs from the submission serial number {serial} of VOL1"
                )
            sender = place("VOL1", "service user number").of(volume)
            if sender != user and not sender.startswith("B"):
                yield finding_at(
                    file, "HDR1", "service user number", f"differs from {sender} of VOL1, which is no bureau's"
                )
    for header, trailer in (("HDR1", "EOF1"), ("HDR2", "EOF2")):
        if (
            header in file.labels
            and trailer in file.labels
            and file.labels[header][1][4:] != file.labels[trailer][1][4:]
        ):
            line = file.labels[trailer][0]
            yield Finding(line, "5-80", trailer, "", f"is not the same as {header}, whose copy it should be")
    work, is_wide = file.said("UHL1", "work code"), file.number("HDR2", "record length") == MULTI_DAY_WIDTH
    if work == RECALLS:
        yield finding_at(
            file, "UHL1", "work code", "recalls payments, which an ordinary submission does not do", is_warning=True
        )
    if "HDR2" in file.labels and work in (SINGLE_DAY, MULTI_DAY) and is_wide != (work == MULTI_DAY):
        yield finding_at(
            file, "UHL1", "work code", f"does not go with records of {file.number('HDR2', 'record length')} characters"
        )
    if not file.entries and "UHL1" in file.labels:
        yield finding_at(file, "UHL1", "file number", "is a file without entries", is_warning=True)


def _days(file: File, asked: Asked) -> Iterator[Finding]:
    """Processing days are working days, neither past nor too far ahead, and the file outlives them."""
    made, expires = file.day("HDR1", "creation date"), file.day("HDR1", "expiry date")
    today, first = asked.on or made, file.day("UHL1", "processing day")
    is_multi = file.said("UHL1", "work code") == MULTI_DAY
    if first and not is_multi:
        for says in _day_faults(first, today, asked.holidays):
            yield finding_at(file, "UHL1", "processing day", says)
        if first == today:
            says = f"is {first:%-d %B %Y} itself: Bacs takes a file in a working day before it is processed"
            yield finding_at(file, "UHL1", "processing day", says, is_warning=True)
    if "UHL1" in file.labels and not first and not is_multi and not file.said("UHL1", "processing day").strip():
        yield finding_at(file, "UHL1", "processing day", "is missing: a single-day file has one")
    days = {first} if first and not is_multi else set()
    latest: date | None = None
    for entry in file.entries:
        if not is_multi or not (day := entry.day()):
            continue
        if latest and day < latest:
            yield Finding(
                entry.line,
                "101-106",
                "processing day",
                f"{day}",
                "comes before that of the record above; days go upwards",
            )
        if day not in days:
            for says in _day_faults(day, today, asked.holidays):
                yield Finding(entry.line, "101-106", "processing day", entry.text[100:106], says)
        days.add(day)
        latest = day
    if is_multi and first and days and first != min(days):
        yield finding_at(file, "UHL1", "processing day", f"should be blank or the first day, {min(days):%-d %B %Y}")
    if expires and days and expires <= max(days):
        yield finding_at(file, "HDR1", "expiry date", "should be after the last processing day")
    if made and expires and expires <= made:
        yield finding_at(file, "HDR1", "expiry date", "should be after the creation date")
    yield from _instruction_days(file, first, today, asked.holidays, is_multi)


def _instruction_days(
    file: File, first: date | None, today: date | None, holidays: Collection[date], is_multi: bool
) -> Iterator[Finding]:
    """Instructions cannot be dated ahead: they are processed on the next working day."""
    if not today:
        return
    after = (today + timedelta(days=n) for n in range(1, 15))
    following = next(one for one in after if is_working_day(one, holidays))
    for entry in file.entries:
        day = entry.day() if is_multi else first
        if entry.is_instruction and day and day > following:
            yield finding_of(
                entry,
                "transaction code",
                f"is an instruction, which cannot be dated ahead: its day should be {following:%-d %B %Y}",
            )
            return


def _day_faults(day: date, today: date | None, holidays: Collection[date]) -> Iterator[str]:
    if not is_working_day(day, holidays):
        yield f"is {day:%A %-d %B %Y}, which is no working day"
    if today and day < today:
        yield f"is {day:%-d %B %Y}, before {today:%-d %B %Y}"
    if today and day > today + FURTHEST_AHEAD:
        yield f"is {day:%-d %B %Y}, more than {FURTHEST_AHEAD.days} days after {today:%-d %B %Y}"


def _totals(file: File) -> FileTotals:
    debits = [entry for entry in file.entries if entry.is_debit and not entry.is_contra]
    credits = [entry for entry in file.entries if entry.is_credit and not entry.is_contra]
    first = file.day("UHL1", "processing day")
    days = {day for entry in file.entries if (day := entry.day())} or ({first} if first else set())
    return FileTotals(
        number=file.said("UHL1", "file number").strip(),
        user=file.said("HDR1", "service user number").strip(),
        kind="multi-day" if file.said("UHL1", "work code") == MULTI_DAY else "single-day",
        processing_days=sorted(days),
        debits=len(debits),
        debit_pence=sum_of(debits),
        credits=len(credits),
        credit_pence=sum_of(credits),
        contras=sum(entry.is_contra for entry in file.entries),
        instructions=sum(entry.is_instruction for entry in file.entries),
    )
