"""What a mandate pays: everything, some services, some invoices; told, checked against its customer, recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from piperoll.billing.queries import numbered
from piperoll.council.set_dated_figure import service_coded
from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.direct_debit.models import MandatePays
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class PaysNothing(Refused):
    """Say what the Direct Debit pays: everything, one or more services, or one or more invoices."""


class NotTheirInvoice(Refused):
    """Invoice {number} is not one of {customer}’s, so their Direct Debit cannot pay it."""


@dataclass(frozen=True)
class PaysTold:
    """What a mandate is to pay, by service code and invoice number; both empty means everything."""

    services: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing was singled out."""
        return not self.services and not self.invoices


def found(wanted: PaysTold, customer: Customer) -> list[dict[str, object]]:
    """What was told as rows to be recorded. Raises NoSuchService, NoSuchInvoice, NotTheirInvoice."""
    if wanted.everything:
        return [{"what": "everything"}]
    rows: list[dict[str, object]] = [
        {"what": "service", "service_id": pk}
        for pk in dict.fromkeys(service_coded(code).pk for code in _named(wanted.services))
    ]
    theirs = {row.id for row in sql.accounts(customer=customer.pk)}
    for invoice in map(numbered, _named(wanted.invoices)):
        if invoice.customer_id not in theirs:
            raise NotTheirInvoice(number=invoice.number, customer=customer.name, field="invoices")
        row: dict[str, object] = {"what": "invoice", "invoice_id": invoice.id}
        rows += [row] if row not in rows else []
    if not rows:
        raise PaysNothing(field="pays")
    return rows


def record(mandate: int, rows: Iterable[dict[str, object]], *, run: int, on: date) -> None:
    """Record what a mandate pays from a day on."""
    MandatePays.objects.bulk_create(MandatePays(mandate_id=mandate, valid_from=on, run_id=run, **row) for row in rows)


def pays_now(mandate: int, on: date) -> list[MandatePays]:
    """What a mandate pays on a day; before it begins, what it will pay first."""
    every = MandatePays.objects.filter(mandate_id=mandate)
    rows = every.filter(valid_from__lte=on) or every.filter(run_id=every.earliest("run_id").run_id)
    newest = rows.latest("run_id").run_id
    return list(rows.filter(run_id=newest).select_related("service", "invoice").order_by("id"))


def told(rows: Iterable[MandatePays | dict[str, object]]) -> list[tuple[str, int]]:
    """What rows say, recorded or not, in an order that can be compared."""
    return sorted(_said(row) for row in rows)


def _said(row: MandatePays | dict[str, object]) -> tuple[str, int]:
    get = row.get if isinstance(row, dict) else lambda name: getattr(row, name)
    return str(get("what")), int(str(get("service_id") or get("invoice_id") or 0))


def in_words(rows: Iterable[MandatePays]) -> str:
    """`Adult social care; invoice AT0000000198`."""
    return "; ".join(
        row.service.name if row.service else f"invoice {row.invoice.number}" if row.invoice else "Everything they owe"
        for row in rows
    )


def _named(typed: Iterable[str]) -> list[str]:
    return [name for text in typed for name in text.replace(",", " ").split()]
