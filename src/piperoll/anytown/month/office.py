"""The office of the month: its books made ready before it begins, and what everybody in it works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from piperoll.anytown.credits import LIMITS
from piperoll.anytown.letters import catching
from piperoll.anytown.month.banks import Banks
from piperoll.anytown.month.diary import BILLED, LODGED, OPENED, TOLD, moment
from piperoll.anytown.month.payers import Debt, write_bills
from piperoll.anytown.other_ledgers import FUNDS
from piperoll.anytown.paying_in import allpay_file
from piperoll.authority.take_in_limits import take_in_limits
from piperoll.bacs.lodge_mandates import lodge_mandates
from piperoll.billing.raise_invoices import raise_invoices
from piperoll.cards.stub import Stub
from piperoll.customers.models import Customer
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.actors import Actor
from piperoll.funds.approve_fund import approve_fund
from piperoll.funds.write_fund import write_fund
from piperoll.receipting.approve_remittance_profile import approve_remittance_profile
from piperoll.receipting.write_remittance_profile import write_remittance_profile
from piperoll.takings.approve_file_profile import approve_file_profile
from piperoll.takings.write_file_profile import write_file_profile

DIRECT_DEBITS = 4
SHIRE, SHIRE_SHOWN = "Anyshire County Council", "ANYSHIRE COUNTY CO"
LIST_LAYOUT = {
    "line": "{reference:12}{name:30}{pence:11}", "total": "TOTAL {any} {pence}",
    "payment": "REMITTANCE {payment} PAID {any}",
    "paid_on": "REMITTANCE {any} PAID {day}", "date_format": "ddmmyyyy", "reference_masks": "AT##########",
}  # fmt: skip
"""How the county's lists look when they come as text."""


@dataclass
class Office:
    """Who works there, what the banks hold, and which bills nobody has paid yet.

    `collected` are paid by Direct Debit, `came_back` were paid and are owed again, `on_its_way` are paid on a day to
    come; `kept` is what one day leaves for the next.
    """

    folder: Path
    team: dict[str, Actor]
    banks: Banks
    stub: Stub
    debts: list[Debt] = field(default_factory=list)
    collected: list[Debt] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    came_back: list[Debt] = field(default_factory=list)
    on_its_way: list[tuple[date, Debt]] = field(default_factory=list)

    def act(self, who: str, on: date, hour: int = 10) -> dict[str, Any]:
        """The day, its moment and who acts, for a verb."""
        return {"on": on, "at": moment(on, hour), "by": self.team[who]}

    def next_debts(self, many: int, service: str = "") -> list[Debt]:
        """So many bills that nobody has paid yet, of a service if one is named."""
        found = [debt for debt in self.debts if not service or debt.bill.service == service][:many]
        self.debts = [debt for debt in self.debts if debt not in found]
        return found

    def unpaid(self, on: date) -> dict[str, int]:
        """What the bills of the month come to that are not paid by the evening of a day, as payers would tell it."""
        coming = [debt for until, debt in self.on_its_way if until > on]
        return {debt.bill.number: debt.bill.gross_pence for debt in (*self.debts, *self.came_back, *coming)}


def make_ready(office: Office, many: int, collect_on: date) -> None:
    """Bill everybody, lodge and announce the Direct Debits, and have the layouts and other ledgers approved."""
    take_in_limits(file=LIMITS, **office.act("administrator", OPENED))
    file = office.folder / "bills.csv"
    office.debts = write_bills(file, many, due_on=dict.fromkeys(range(DIRECT_DEBITS), collect_on))
    raise_invoices(feeder=file, looked_at="Anytown is made so", **office.act("assistant", BILLED))
    office.collected = office.next_debts(DIRECT_DEBITS)
    _by_direct_debit(office)
    for told in FUNDS:
        write_fund(**told, valid_from=BILLED, **office.act("officer", BILLED))
        approve_fund(fund=told["code"], **office.act("senior", BILLED))
    _layouts(office)


def _by_direct_debit(office: Office) -> None:
    for place, debt in enumerate(office.collected):
        name = debt.bill.customer.name
        told = MandateTold(
            channel="phone", sort_code="004823", account=f"7200{place}420", account_name=name[:18],
            is_account_holder=True, signs_alone=True, asked="Name, address and last bill, all right",
        )  # fmt: skip
        customer = Customer.objects.get(invoices__number=debt.bill.number)
        set_up_mandate(customer=customer.pk, told=told, **office.act("officer", BILLED))
    lodge_mandates(**office.act("officer", LODGED))
    notify_collections(**office.act("officer", TOLD))
    with catching():
        dispatch_letters(workers=1, **office.act("officer", TOLD, 11))


def _layouts(office: Office) -> None:
    """How allpay's files and the county's lists look: an officer wrote it, a senior officer approved it."""
    by, other = office.act("officer", BILLED), office.act("senior", BILLED)
    write_file_profile(
        code="ALLPAY", name="allpay", method="ALLPAY", bank_account="MAIN", bank_words="ALLPAY",
        layout=FIRST["allpay"].told(), sample=allpay_file([("AT0000000001", 100)], BILLED), **by,
    )  # fmt: skip
    approve_file_profile(profile="ALLPAY", **other)
    sample = list_as_text([("AT0000000001", "Sample", 100)], "SC1", BILLED)
    write_remittance_profile(code="SHIRE", payer=SHIRE, layout=LIST_LAYOUT, sample=sample, **by)
    approve_remittance_profile(profile="SHIRE", **other)


def list_as_text(lines: list[tuple[str, str, int]], reference: str, on: date) -> bytes:
    """The county's list in fixed places: (our reference, name, pence) a line."""
    rows = [f"{invoice:12}{name[:30]:30}{pence:011d}" for invoice, name, pence in lines]
    total = f"{'TOTAL':42}{sum(pence for _, _, pence in lines):011d}"
    return "\r\n".join([f"REMITTANCE {reference} PAID {on:%d%m%Y}", *rows, total, ""]).encode()
