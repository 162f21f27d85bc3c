"""import_card_settlement: what was paid into our bank account for a day, from GOV.UK Pay's own export of transactions,
where its API does not tell the days of settlement; proved and paid in just the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from piperoll.cards import settling
from piperoll.cards.client import DisputeThere, PaymentThere, RefundThere
from piperoll.cards.models import CardDisputeEvent, CardRefundThere, CardSettlement
from piperoll.cards.settling import Day
from piperoll.formats.govuk_pay_csv import NotThatExport, Transaction, read
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotAnExport(Refused):
    """{name} is not GOV.UK Pay’s export of transactions: {why}. Nothing was changed."""


class DayIsNotOver(Refused):
    """{settled_on:%-d %B %Y} is not over: a settlement is taken in from the next day on."""


class DaySettledAlready(Refused):
    """The card payments of {settled_on:%-d %B %Y} were settled before. Nothing was changed."""

    exit_code = 0


class DoesNotAddUp(Refused):
    """{why} Nothing was changed."""


@dataclass(frozen=True)
class CardSettlementImported:
    """A day settled from its export: its payments, and pence by what they were; lines that moved no money."""

    run: int
    settled_on: date
    payments: int
    gross_pence: int
    refunds_pence: int
    disputes_pence: int
    fees_pence: int
    net_pence: int
    passed_over: int


def import_card_settlement(
    *, file: Path, settled_on: date, on: date, at: datetime, by: Actor, name: str = ""
) -> CardSettlementImported:
    """Settle a day from the export of what was settled on it: all of it, or nothing.

    Raises NotAnExport, DayIsNotOver, DaySettledAlready, DoesNotAddUp, NoFeesAccount, NoSuchMethod, NoAccountToPayInto.
    """
    by.must("import_card_settlement")
    name = name or file.name
    if settled_on >= on:
        raise DayIsNotOver(settled_on=settled_on, field="settled_on")
    try:
        lines = read(file.read_bytes())
    except NotThatExport as fault:
        raise NotAnExport(name=name[:80], why=str(fault), field="file") from None
    moved = [line for line in lines if line.kind]
    if not moved:
        raise NotAnExport(name=name[:80], why="nothing in it moved money", field="file")
    with running.act("import_card_settlement", on=on, at=at, by=by, settled_on=settled_on.isoformat()) as run:
        settling.one_at_a_time()
        if CardSettlement.objects.filter(settled_on=settled_on).exists():
            raise DaySettledAlready(settled_on=settled_on)
        told = Day(settled_on, _payments(moved, settled_on), _refunds(moved), _disputes(moved))
        if why := settling.settle(told, run):
            raise DoesNotAddUp(why=why, field="file")
        run.finish(payments=len(told.payments), net_pence=told.net_pence)
    return CardSettlementImported(
        run.id, settled_on, len(told.payments), told.gross_pence, told.refunds_pence, told.disputes_pence,
        told.fees_pence, told.net_pence, len(lines) - len(moved),
    )  # fmt: skip


def _payments(moved: Sequence[Transaction], settled_on: date) -> list[PaymentThere]:
    return [
        PaymentThere(
            line.payment_id, line.reference, line.amount_pence, line.total_pence, line.fee_pence, "success", True,
            settled_on=settled_on,
        )
        for line in moved
        if line.kind == "payment"
    ]  # fmt: skip


def _refunds(moved: Sequence[Transaction]) -> list[RefundThere]:
    """Each as one of ours of that payment and sum that is not settled; else by no name, as made there by hand."""
    lines = [line for line in moved if line.kind == "refund"]
    ours = CardRefundThere.objects.filter(
        refund__payment__there__govuk_id__in=[line.payment_id for line in lines], refund__settled=None
    ).select_related("refund__payment__there")  # fmt: skip
    free = sorted(ours, key=lambda one: one.refund_id)
    found = []
    for line in lines:
        fit = (one for one in free if one.refund.payment.there.govuk_id == line.payment_id)
        one = next((one for one in fit if one.refund.amount_pence == -line.amount_pence), None)
        if one:
            free.remove(one)
        found.append(RefundThere(one.govuk_id if one else "", line.payment_id, -line.amount_pence, "success"))
    return found


def _disputes(moved: Sequence[Transaction]) -> list[DisputeThere]:
    """Each as the dispute of ours of that payment that we lost; its fee as the export says, if it does."""
    lines = [line for line in moved if line.kind == "dispute"]
    lost = CardDisputeEvent.objects.filter(
        state="lost", dispute__payment__there__govuk_id__in=[line.payment_id for line in lines]
    ).select_related("dispute__payment__there")  # fmt: skip
    ours = {one.dispute.payment.there.govuk_id: one for one in lost}
    found = []
    for line in lines:
        known = ours.get(line.payment_id)
        found.append(
            DisputeThere(
                known.dispute.dispute_id if known else f"of payment {line.payment_id}", line.payment_id,
                -line.amount_pence, line.fee_pence or (known.fee_pence if known else 0), "lost", "other",
                known.dispute.raised_on if known else date.min,
            )
        )  # fmt: skip
    return found
