"""raise_invoices: a service's feeder file becomes numbered invoices; what could not be taken goes back with the
reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import IntegrityError, transaction

from piperoll.council.models import Council
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.ledger import posting
from piperoll.runs import running

sql = beside(__file__)


class TotalsDiffer(Refused):
    """The file holds {found_lines} lines worth £{found_pounds}, not the {lines} lines worth £{pounds} you were told
    to expect. Nothing was taken in: ask the service for the whole file."""


@dataclass(frozen=True)
class Expected:
    """The control totals a service sends with its file: how many charges, and their net value in pence."""

    lines: int | None = None
    net_pence: int | None = None


@dataclass(frozen=True)
class Raised:
    """What came of a feeder file: charges in = billed + rejected, by count and by net pence."""

    run: int
    lines_in: int
    net_pence_in: int
    lines_billed: int
    net_pence_billed: int
    lines_rejected: int
    net_pence_rejected: int
    invoices: int
    first_number: str | None
    last_number: str | None
    vat_pence: int
    gross_pence: int
    new_customers: int
    resumed: bool = False


def raise_invoices(
    *, feeder: Path, on: date, at: datetime, by: Actor, expected: Expected = Expected(), name: str = ""
) -> Raised:
    """Turn a service's file of charges into invoices dated `on`, and say what could not be taken and why.

    Raises NotAFeeder, TotalsDiffer, AlreadyTakenIn, StillWorking; then nothing has changed.
    """
    name = name or feeder.name
    with feeder.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
        with running.start("raise_invoices", on=on, at=at, by=by, digest=digest, content_name=name) as run:
            take_in(file, name, on=run.effective_on)
            totals_as(expected)
            for attempt in range(3):
                try:
                    raised = _raise_fit(run, file, name, at)
                    break
                except IntegrityError:  # another file billed one of these charges meanwhile: look again
                    if attempt == 2:
                        raise
    return raised


def _raise_fit(run: running.RunInHand, file: BinaryIO, name: str, at: datetime) -> Raised:
    on = run.effective_on
    sql.reject_unfit(on=on)
    (found,) = sql.work_out(on=on)
    council = Council.objects.get()
    first_customer = run.reserve("customer", found.new_customers) if found.new_customers else 1
    first_invoice = run.reserve("invoice", found.invoices) if found.invoices else 1
    with transaction.atomic():
        sql.name_customers(first=first_customer, on=on, at=at, **_customer_scheme(council))
        posting.open_drafts()
        sql.draft_journals(on=on)
        posting.post_drafts(run=run.id, at=at)
        numbering = {"first": first_invoice, **_invoice_scheme(council)}
        sql.add_invoices(run=run.id, on=on, **numbering)
        sql.add_items(run=run.id, on=on, at=at, **numbering)
        run.use_numbers("customer", found.new_customers)
        run.use_numbers("invoice", found.invoices)
        run.reject(list(_rejected_rows(file, name)))
        (totals,) = sql.totals(run=run.id)
        raised = Raised(run=run.id, resumed=run.resumed, **totals._asdict())
        run.finish(event="finish" if raised.lines_billed else "find_nothing", **_control_totals(raised))
    return raised


def take_in(file: BinaryIO, name: str, *, on: date) -> None:
    """Read the feeder into this connection's staging tables: charges that are well formed, rejections for the rest."""
    sql.lay_out_staging()
    unreadable: list[feeder_csv.Unreadable] = []

    def charges() -> Iterator[tuple[Any, ...]]:
        for row in feeder_csv.read(file, name):
            if isinstance(row, feeder_csv.Charge):
                yield row
            else:
                unreadable.append(row)

    copy_rows("charge", feeder_csv.Charge._fields, charges())
    copy_rows(
        "charge_rejection",
        ("line", "field", "value", "reason", "net_pence", "service", "invoice_group"),
        ((u.rejection.line, u.rejection.field, u.rejection.value, u.rejection.reason, *u[2:]) for u in unreadable),
    )
    sql.price_charges(on=on)


def totals_as(expected: Expected) -> None:
    """Refuse a file that does not hold what the service said it would."""
    (found,) = sql.totals_in()
    wrong_count = expected.lines is not None and expected.lines != found.lines
    wrong_value = expected.net_pence is not None and expected.net_pence != found.net_pence
    if wrong_count or wrong_value:
        raise TotalsDiffer(
            found_lines=found.lines,
            found_pounds=plain_pounds(found.net_pence),
            lines=found.lines if expected.lines is None else expected.lines,
            pounds=plain_pounds(found.net_pence if expected.net_pence is None else expected.net_pence),
        )


def rejected_csv(run_id: int) -> str:
    """The rejected lines of a run as a CSV the service can correct and send again alone."""
    return feeder_csv.write_rejected(running.rejections_of(run_id))


def _rejected_rows(file: BinaryIO, name: str) -> Iterator[tuple[Rejection, dict[str, str]]]:
    reasons = {r.line: Rejection(r.line, r.field, r.value, r.reason) for r in sql.rejected()}
    if reasons:
        for line, row in feeder_csv.rows(file, name):
            if line in reasons:
                yield reasons[line], row


def _customer_scheme(council: Council) -> dict[str, Any]:
    return {"prefix": council.customer_prefix, "digits": council.customer_digits, "checked": council.references_checked}


def _invoice_scheme(council: Council) -> dict[str, Any]:
    return {"prefix": council.invoice_prefix, "digits": council.invoice_digits, "checked": council.references_checked}


def _control_totals(raised: Raised) -> dict[str, Any]:
    return {name: value for name, value in asdict(raised).items() if name not in ("run", "resumed")}
