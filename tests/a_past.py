"""Books with a past: the day's words (the_day.py), on any day, each thing known on the day it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from piperoll.billing.raise_invoices import Raised, raise_invoices
from piperoll.formats import feeder_csv
from piperoll.formats.statements import Line
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.import_statement import Imported, import_statement
from the_day import charge, statement

MRS_PUGH = {
    "name": "Mrs Gwendolyn Achterberg-Pugh",
    "customer_kind": "person",
    "address_1": "14 Limekiln Row",
    "address_2": "Anytown",
    "postcode": "AN3 7QD",
    "email": "gwen@pugh.example",
}
HOME_CARE = {"service": "ASC", "income_code": "ASC01", "description": "Home care, four weeks"}


@dataclass
class Past:
    """What has happened so far: `by` did it all, and `balance_pence` is what the bank said last."""

    by: Actor
    folder: Path
    balance_pence: int = 100_000
    files: int = 0

    def bill(self, on: date, *charges: dict[str, str]) -> Raised:
        """Raise invoices from these rows, known that morning."""
        feeder = self._file("feeder.csv", feeder_csv.write(charges).encode())
        return raise_invoices(feeder=feeder, on=on, at=moment(on, 9), by=self.by)

    def bank(self, on: date, *lines: Line) -> Imported:
        """Import a day's statement, known the same day."""
        content = statement(*lines, opening=plain_pounds(self.balance_pence), on=on)
        self.balance_pence += sum(line.amount_pence for line in lines)
        file = self._file("statement.xml", content)
        return import_statement(file=file, bank_account=None, on=on, at=moment(on, 11), by=self.by)

    def allocate(self, on: date) -> Allocated:
        """Have the engine look at what waits."""
        return allocate_receipts(on=on, at=moment(on, 12), by=self.by)

    def _file(self, name: str, content: bytes) -> Path:
        self.files += 1
        file = self.folder / f"{self.files}-{name}"
        file.write_bytes(content)
        return file


def care(external_id: str, pounds: str, **others: str) -> dict[str, str]:
    """Home care for Mrs Pugh unless told otherwise."""
    return charge(external_id, pounds, **(MRS_PUGH | HOME_CARE | others))


def moment(on: date, hour: int) -> datetime:
    """An hour of a day."""
    return datetime.combine(on, time(hour), UTC)
