"""Writing a Standard 18 submission, a line at a time in flat memory: the same records always make the same bytes.

Labels are filled in from the places `standard18` describes. A data record is written in one go, for there may be a
million of them; that it says what its places say is proved by reading it back.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from piperoll.formats.standard18 import (
    CHARACTERS,
    DEBITS,
    INSTRUCTIONS,
    LABEL_WIDTH,
    LABELS,
    LARGEST_CONTRA_PENCE,
    MULTI_DAY,
    MULTI_DAY_WIDTH,
    SINGLE_DAY,
    SINGLE_DAY_WIDTH,
    day_written,
    place,
)  # fmt: skip

TEXT_WIDTH = 18
_KEPT = timedelta(days=1)
END = b"\r\n"


class CannotBeWritten(ValueError):
    """A record or label does not fit its places: the caller should have checked it."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who submits: the service user number, the name payers see, and the account the money comes to or leaves."""

    user_number: str
    name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True, slots=True)
class Record:
    """One payment or instruction: whose account, with what code, how many pence, under which reference.

    `day` is its processing day, which only a multi-day file writes.
    """

    sort_code: str
    account_number: str
    code: str
    pence: int
    reference: str
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class FileOfRecords:
    """One file of a submission: its records in order of day, the first and last of these, and what each day's contra
    says (else the sender's name).

    With one day it is a single-day file, with more a multi-day one.
    """

    sender: Sender
    first_day: date
    last_day: date
    records: Iterable[Record]
    contra_words: Mapping[date, str] = field(default_factory=dict)

    @property
    def is_multi_day(self) -> bool:
        return self.last_day > self.first_day


def bacs_words(text: str, width: int = TEXT_WIDTH) -> str:
    """Words as Bacs carries them: capitals without accents, a blank for any other character, cut to a width."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    return "".join(letter if CHARACTERS.fullmatch(letter) else " " for letter in plain).strip()[:width].rstrip()


def submission(
    serial: str, files: Sequence[FileOfRecords], *, made_on: date, bureau: str = "", work: str = ""
) -> Iterator[bytes]:
    """The lines of a submission, each with its end. `serial` is never used twice by a service user.

    Raises CannotBeWritten.
    """
    user = bureau or files[0].sender.user_number
    yield _label("VOL1", {"submission serial number": serial, "service user number": user, "label standard level": "1"})
    for number, file in enumerate(files, start=1):
        yield from _file(serial, file, number, made_on, work)


def _file(serial: str, file: FileOfRecords, number: int, made_on: date, work: str) -> Iterator[bytes]:
    header_1, header_2 = _header_1(serial, file, number, made_on), _header_2(file)
    yield _label("HDR1", header_1)
    yield _label("HDR2", header_2)
    yield _label(
        "UHL1",
        {
            "processing day": day_written(file.first_day),
            "receiving party": "999999",
            "currency": "00",
            "country": "000000",
            "work code": MULTI_DAY if file.is_multi_day else SINGLE_DAY,
            "file number": f"{number:03d}",
            "service user's own use": work,
        },
    )
    totals: Counter[str] = Counter()
    yield from _entries(file, totals)
    yield _label("EOF1", header_1)
    yield _label("EOF2", header_2)
    yield _label(
        "UTL1",
        {
            "debit value total": f"{totals['debit pence']:013d}",
            "credit value total": f"{totals['credit pence']:013d}",
            "debit item count": f"{totals['debits']:07d}",
            "credit item count": f"{totals['credits']:07d}",
            "instruction count": f"{totals['instructions']:07d}",
        },
    )


def _header_1(serial: str, file: FileOfRecords, number: int, made_on: date) -> dict[str, str]:
    return {
        "account indicator": "A",
        "service user number": file.sender.user_number,
        "fixed S": "S",
        "fixed 1": "1",
        "service user number again": file.sender.user_number,
        "set identification": serial,
        "file section number": "0001",
        "file sequence number": f"{number:04d}",
        "creation date": day_written(made_on),
        "expiry date": day_written(file.last_day + _KEPT),
        "block count": "000000",
    }


def _header_2(file: FileOfRecords) -> dict[str, str]:
    width = MULTI_DAY_WIDTH if file.is_multi_day else SINGLE_DAY_WIDTH
    return {
        "record format": "F",
        "block length": f"{width * 20:05d}",
        "record length": f"{width:05d}",
        "buffer offset": "00",
    }


def _entries(file: FileOfRecords, totals: Counter[str]) -> Iterator[bytes]:
    """The records, each day's contras after the last of its day."""
    day, debits, credits = file.first_day, 0, 0
    for record in file.records:
        if not day <= record.day <= file.last_day:
            raise CannotBeWritten(f"a record of {record.day} stands after {day}, or outside the file's days")
        if record.day != day:
            yield from _contras(file, day, debits, credits, totals)
            day, debits, credits = record.day, 0, 0
        if record.code in INSTRUCTIONS:
            totals["instructions"] += 1
        elif record.code in DEBITS:
            debits += record.pence
            totals["debits"] += 1
        else:
            credits += record.pence
            totals["credits"] += 1
        yield _entry(file, record, file.sender.name)
    yield from _contras(file, day, debits, credits, totals)


def _contras(file: FileOfRecords, day: date, debits: int, credits: int, totals: Counter[str]) -> Iterator[bytes]:
    """What balances a day: 99 for its debits, 17 for its credits, several where one field cannot hold the sum."""
    totals["debit pence"] += debits + credits
    totals["credit pence"] += debits + credits
    for code, due, counted in (("99", debits, "credits"), ("17", credits, "debits")):
        while due:
            pence = min(due, LARGEST_CONTRA_PENCE)
            due -= pence
            totals[counted] += 1
            sender = file.sender
            contra = Record(sender.sort_code, sender.account_number, code, pence, "CONTRA", sender.name, day)
            yield _entry(file, contra, file.contra_words.get(day, sender.name))


def _entry(file: FileOfRecords, record: Record, words: str) -> bytes:
    sender, day = file.sender, day_written(record.day) if file.is_multi_day else ""
    line = (
        f"{record.sort_code}{record.account_number}0{record.code}{sender.sort_code}{sender.account_number}    "
        f"{record.pence:011d}{words:<18}{record.reference:<18}{record.name:<18}{day}"
    )
    if len(line) != (MULTI_DAY_WIDTH if day else SINGLE_DAY_WIDTH) or not CHARACTERS.fullmatch(line):
        raise CannotBeWritten(f"the record of {record.reference} does not fit its places")
    return line.encode("ascii") + END


def _label(label: str, values: dict[str, str]) -> bytes:
    letters = list(label.ljust(LABEL_WIDTH))
    for name, value in values.items():
        where = place(label, name)
        text = value.ljust(where.last - where.first + 1)
        if len(text) > where.last - where.first + 1 or where.rule(text):
            raise CannotBeWritten(f"{label} {name} {value!r} {where.rule(text) or 'is too long'}")
        letters[where.first - 1 : where.last] = text
    for where in LABELS[label]:
        if fault := where.rule("".join(letters[where.first - 1 : where.last])):
            raise CannotBeWritten(f"{label} {where.name} {fault}")
    return "".join(letters).encode("ascii") + END
