"""A council's day in small: the words tests use to bill, bank and look."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.billing.raise_invoices import raise_invoices
from piperoll.billing.raising import Raised
from piperoll.database.statements import named_rows
from piperoll.documents.load_templates import load_templates
from piperoll.formats import camt_writer, feeder_csv
from piperoll.formats.kinds import Kind
from piperoll.formats.statements import AccountIdentity, Line, Statement
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pence_from_pounds
from piperoll.ledger.set_up_council import set_up_council
from piperoll.receipting.import_statement import Imported, import_statement
from throwaway_database import made_once

MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MAIN = AccountIdentity("089999", "66374958", raw="08999966374958")
COUNCIL_FILE = Path(__file__).parent.parent / "samples" / "anytown" / "council.json"


def at(on: date) -> datetime:
    """Ten in the morning of a day."""
    return datetime.combine(on, time(10), UTC)


def now(by: Actor, on: date = MONDAY) -> dict[str, Any]:
    """What every verb is handed: a day, its moment and who acts."""
    return {"on": on, "at": at(on), "by": by}


def set_up_anytown(role: str = "manager") -> Actor:
    """Anytown from its own set-up file; returns somebody of the role."""
    username = f"morag.{role}"
    made_once(f"anytown {role}", lambda: _set_up_anytown(username, role))
    return actor_of(User.objects.get(username=username))


def _set_up_anytown(username: str, role: str) -> None:
    sandy = User.objects.create(username="setting.up", name="Sandy Setter", role="manager")
    set_up_council(file=COUNCIL_FILE, on=MONDAY, at=MORNING, by=actor_of(sandy))
    User.objects.create(username=username, name="Morag Munro", role=role)


def take_in_letters(by: Actor) -> None:
    """The letters and emails that come with Piperoll, approved from MONDAY on."""
    made_once("letters", lambda: load_templates(on=MONDAY, at=MORNING, by=by))


def charge(external_id: str, pounds: str, **others: str) -> dict[str, str]:
    """One feeder row: trade waste for Pickle & Sons unless told otherwise."""
    row = {
        "service": "TRADE", "external_id": external_id, "description": "Wheeled bin, 1,100 litres", "quantity": "1",
        "unit_price": pounds, "vat_code": "N", "income_code": "TW01", "name": "Pickle & Sons Ltd",
        "address_1": "1 Brine Street", "postcode": "AN1 2AB",
    }  # fmt: skip
    return row | others


def bill(
    folder: Path, by: Actor, *charges: dict[str, str], on: date = MONDAY, name: str = "feeder.csv", **more: Any
) -> Raised:
    """Raise invoices from these rows, whatever the quality checks flag unless `looked_at` is empty."""
    file = folder / name
    file.write_text(feeder_csv.write(charges))
    told = {"looked_at": "A test's own charges"} | more
    return raise_invoices(feeder=file, on=on, at=MORNING, by=by, **told)


def paid(pounds: str, narrative: str, payer: str = "", on: date = MONDAY, account: str = "") -> Line:
    """One bank line; `account` is the payer's sort code and number run together."""
    return Line(
        number=1, booked_on=on, value_on=on, amount_pence=pence_from_pounds(pounds), type_code="FPI",
        kind=Kind.FASTER_PAYMENT, payer_name=payer, payer_sort_code=account[:6], payer_account_number=account[6:],
        narrative=(narrative,),
    )  # fmt: skip


def statement(*lines: Line, opening: str = "1000.00", on: date = MONDAY, identity: AccountIdentity = MAIN) -> bytes:
    """A camt.053 file of one statement that proves itself."""
    from dataclasses import replace

    numbered = tuple(replace(line, number=n) for n, line in enumerate(lines, 1))
    start = pence_from_pounds(opening)
    made = Statement(
        bank_account=identity, currency="GBP", statement_id=f"S{on:%y%m%d}", sequence=1, opened_on=on, closed_on=on,
        opening_pence=start, closing_pence=start + sum(line.amount_pence for line in lines), lines=numbered,
        format="camt.053",
    )  # fmt: skip
    return camt_writer.write([made])


def bank(folder: Path, by: Actor, content: bytes, name: str = "statement.xml", **more: Any) -> Imported:
    """Import a statement file."""
    file = folder / name
    file.write_bytes(content)
    return import_statement(file=file, bank_account=None, on=MONDAY, at=MORNING, by=by, **more)


def read_feeder(text: str) -> list[Any]:
    """A feeder's rows as the codec sees them."""
    return list(feeder_csv.read(BytesIO(text.encode())))


def ask(query: str, **values: Any) -> list[Any]:
    """Rows straight from the database, for looking behind the page."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        return named_rows(cursor)
