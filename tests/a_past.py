"""Books with a past: the day's words (the_day.py), on any day, each thing known on the day it happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from piperoll.billing.models import Invoice
from piperoll.billing.raise_invoices import raise_invoices
from piperoll.billing.raising import Raised
from piperoll.formats import feeder_csv
from piperoll.formats.statements import Line
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.import_statement import Imported, import_statement
from the_day import ask, charge, paid, statement
from throwaway_database import made_once

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
        return raise_invoices(feeder=feeder, on=on, at=moment(on, 9), by=self.by, looked_at="A past of its own")

    def bank(self, on: date, *lines: Line) -> Imported:
        """Import a day's statement, known the same day."""
        booked = [replace(line, booked_on=on, value_on=on) for line in lines]
        content = statement(*booked, opening=plain_pounds(self.balance_pence), on=on)
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


def a_year_of_care(past: Past) -> None:
    """Mrs Pugh's care: old debts, one overpaid, one part paid, one by instalments; a fishmonger's bins; a stranger."""
    made_once("a year of care", lambda: _a_year_of_care(replace(past)))
    past.balance_pence += sum(row.amount_pence for row in ask("SELECT amount_pence FROM receipting_receipt"))


def _a_year_of_care(past: Past) -> None:
    for number, on in enumerate((date(2020, 5, 4), date(2023, 6, 5), date(2025, 2, 3)), start=1):
        past.bill(on, care(f"OLD{number}", f"{number * 30}.00"))
    past.bill(date(2026, 9, 7), care("HC1", "100.00", invoice_group="SEP"), care("HC2", "24.50", invoice_group="SEP"))
    past.bill(date(2026, 9, 7), charge("TW1", "48.00", vat_code="S", income_code="TW02", purchase_order="PO 7781"))
    past.bill(date(2026, 10, 5), care("HC3", "100.00", period_from="2026-09-07", period_to="2026-10-04"))
    past.bill(date(2026, 11, 2), care("TW2", "90.00", service="TRADE", income_code="TW01", instalments="3"))
    september, october = numbers()[3], numbers()[5]
    past.bank(
        date(2026, 9, 28),
        paid("130.00", f"CARE {september}", "G ACHTERBERG-PUGH", account="40123412345678"),
        paid("75.00", "THANKS FOR EVERYTHING", "A STRANGER"),
    )
    past.bank(date(2026, 10, 26), paid("40.00", october, "G ACHTERBERG-PUGH", account="40123412345678"))
    past.allocate(date(2026, 10, 27))


def numbers() -> list[str]:
    """Every invoice's number, oldest first."""
    return list(Invoice.objects.order_by("id").values_list("number", flat=True))
