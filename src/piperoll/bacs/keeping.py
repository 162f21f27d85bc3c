"""Bacs files as they were made: line by line into sealed parts, for they hold bank details; read back as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from piperoll.bacs.models import BacsFile, BacsFilePart
from piperoll.customers.bank_details import key_ring
from piperoll.database.statements import beside
from piperoll.formats.standard18 import CREDITS, INSTRUCTIONS
from piperoll.formats.standard18_writing import Record

sql = beside(__file__)
SERIES, SERIAL_DIGITS = "bacs_file", 6
LINES_A_PART = 4_000
NAMES = {"standard18": "txt", "csv": "csv"}


@dataclass
class Tally:
    """What a file holds, counted as its records go by."""

    records: int = 0
    debit_pence: int = 0
    credit_pence: int = 0
    instructions: int = 0
    days: set[date] = field(default_factory=set)

    def counting(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records as they are, counted."""
        for record in records:
            self.records += 1
            if record.code in CREDITS:
                self.credit_pence += record.pence
            else:
                self.debit_pence += record.pence
            self.instructions += record.code in INSTRUCTIONS
            yield record


def keep(
    lines: Iterable[bytes], tally: Tally, *, serial: str, format: str, made_on: date, processing_on: date, run: int
) -> BacsFile:
    """Keep a file's lines, in flat memory, inside the verb's transaction."""
    (new,) = sql.next_file()
    digest, size = hashlib.sha256(), 0
    for place, part in enumerate(_parts(lines)):
        digest.update(part)
        size += len(part)
        BacsFilePart.objects.create(file_id=new.id, place=place, sealed=key_ring().seal(part.decode("ascii")))
    return BacsFile.objects.create(
        id=new.id, serial=serial, format=format, made_on=made_on, processing_on=processing_on, records=tally.records,
        debit_pence=tally.debit_pence, credit_pence=tally.credit_pence,
        instructions=tally.instructions, size=size, sha256=digest.digest(), run_id=run,
    )  # fmt: skip


def _parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    some: list[bytes] = []
    for line in lines:
        some.append(line)
        if len(some) == LINES_A_PART:
            yield b"".join(some)
            some = []
    if some:
        yield b"".join(some)


def content(file: BacsFile) -> Iterator[bytes]:
    """A file's bytes as they were made, a part at a time. Raises WrongKey."""
    for part in BacsFilePart.objects.filter(file=file).order_by("place").iterator(chunk_size=20):
        yield key_ring().open(bytes(part.sealed)).encode("ascii")


def name_of(file: BacsFile) -> str:
    """What a file is called on disk: `bacs-000123.txt`."""
    return f"bacs-{file.serial}.{NAMES[file.format]}"
