"""What stands on an account, as tables and a timeline: the same on the one page and on the pages of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from piperoll.foundations.money import pounds
from piperoll.receivables.queries import OpenItem
from piperoll.reporting.customer_account import Happening, PlacedReceipt
from piperoll.web.addresses import customer_address, invoice_address, use_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link
from piperoll.web.components.status import Because, Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.invoices.wording import age_words

OPEN_COLUMNS = [
    Column("Item"), Column("For"), Column("Due", "day"), Column("State"),
    Column("Billed", "money"), Column("Open", "money"),
]  # fmt: skip
ENGINE = "Piperoll"
_TITLES = {
    "receipt": "{amount} received and placed here",
    "receipt_undone": "{amount} taken back into suspense",
    "credit_note": "Credit note {reference} for {amount}",
    "collection": "{amount} collected by Direct Debit",
    "collection_back": "{amount} came back: the Direct Debit was not paid",
    "refund": "{amount} to be paid back to them",
    "refund_back": "{amount} was not paid back after all",
    "transfer_out": "{amount} of credit moved to another account, {reference}",
    "transfer_in": "{amount} of credit moved here from another account, {reference}",
    "transfer_back": "{amount} of credit is back on this account, {reference}",
    "write_off": "{amount} written off in our books, {reference}",
    "write_back": "{amount} written back: it is owed in our books again, {reference}",
    "transfer_undone": "{amount} of credit went back to the other account, {reference}",
    "changed": "Details changed",
    "merged": "{reference} merged",
    "unmerged": "{reference} un-merged",
    "added": "Became a customer",
}
_LABELS = {"trading_as": "trading name", "company_number": "company number", "phone": "telephone"}


def receipt_link(receipt: int, reference: str) -> Link:
    """The way to a receipt, where its money came from and where all of it went."""
    return Link(element("span", reference, class_="app-reference"), f"/money-in/receipts/{receipt}/")


def open_items_table(items: Iterable[OpenItem], on: date, *, caption: str, hidden: bool = False) -> Table:
    """Debts with how old they are, then credits not yet used."""
    empty = "Nothing is open on this account: nothing is owed and nothing is waiting to be used."
    return Table(caption, OPEN_COLUMNS, (_open_row(item, on) for item in items), empty=empty, caption_hidden=hidden)


def _open_row(item: OpenItem, on: date) -> list[object]:
    if item.kind == "instalment":
        named: object = Link(item.reference, invoice_address(item.reference))
    else:
        named = item.reference
    if item.open_pence < 0:
        return [named, "Credit, not used yet", None, Tag("Credit", "teal"), item.amount_pence, item.open_pence]
    due_on = item.due_on or item.effective_on
    tag = Tag("Overdue", "red") if due_on < on else Tag("Not yet due", "grey")
    part = " · part paid" if item.open_pence < item.amount_pence else ""
    state = Noted(tag, age_words(due_on, on) + part)
    return [named, item.service or "Taken back", due_on, state, item.amount_pence, item.open_pence]


def receipts_table(
    receipts: Iterable[PlacedReceipt], reference: str, *, may_undo: bool, caption: str, hidden: bool = False
) -> Table:
    """Receipts with what they paid and why they are here."""
    columns = [
        Column("Receipt"),
        Column("Received", "day"),
        Column("Used for"),
        Column("Why it is here"),
        Column("Amount", "money"),
    ]
    columns += [Column("Undo", hidden=True)] if may_undo else []
    rows = (_receipt_row(receipt, reference, may_undo) for receipt in receipts)
    return Table(caption, columns, rows, empty="No money has been placed on this account.", caption_hidden=hidden)


def _receipt_row(receipt: PlacedReceipt, reference: str, may_undo: bool) -> Row:
    by = ENGINE if receipt.by_engine else receipt.by_name
    cells: list[object] = [
        Noted(receipt_link(receipt.receipt, receipt.reference), f"by {by}"),
        receipt.received_on,
        Tag("Undone", "grey") if receipt.is_undone else _uses(receipt),
        Because(receipt.reasons, word=""),
        receipt.amount_pence,
    ]
    if may_undo:
        undo = Link("Undo", f"{customer_address(reference)}undo/{receipt.placement}/", f"receipt {receipt.reference}")
        cells.append(None if receipt.is_undone else undo)
    return Row(cells, quiet=receipt.is_undone)


def _uses(receipt: PlacedReceipt) -> object:
    lines = [
        element("li", Link(use.reference, use_address(use.reference)), f" {pounds(use.amount_pence)}")
        for use in receipt.uses
    ]
    if receipt.unused_pence:
        lines.append(element("li", f"On the account {pounds(receipt.unused_pence)}"))
    return element("ul", *lines, class_="govuk-list")


def happenings(events: Iterable[Happening]) -> Timeline:
    """What happened, newest first."""
    return Timeline([_event(event) for event in events])


def _event(event: Happening) -> Event:
    more: object = None
    if event.receipt:
        more = element("span", "Receipt ", receipt_link(event.receipt, event.reference))
    elif event.what == "changed":
        more = together([element("div", _change(*change)) for change in event.changed])
    elif event.what in ("merged", "unmerged"):
        more = together([element("div", _merge(*told)) for told in event.changed])
    elif event.effective_on and event.effective_on != timezone.localdate(event.at):
        more = f"Counts from {day(event.effective_on)}"
    return Event(_title(event), event.at, ENGINE if event.by_engine else event.by_name, more)


def _title(event: Happening) -> object:
    amount = pounds(abs(event.amount_pence))
    if event.what == "instalment":
        return Link(f"Invoice {event.reference} raised for {amount}", invoice_address(event.reference))
    return _TITLES[event.what].format(amount=amount, reference=event.reference)


def _merge(name: str, reason: str, kept: str) -> str:
    return f"{name} and {kept}: {reason}"


def _change(name: str, was: str, becomes: str) -> str:
    label = _LABELS.get(name, name.replace("_", " "))
    before, after = (", ".join(text.split("\n")) or "nothing" for text in (was, becomes))
    return f"{label[:1].upper()}{label[1:]}: {before} → {after}"
