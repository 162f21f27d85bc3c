"""Late charges: planned from what interest comes to, and asked for by an invoice of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from piperoll.authority.models import Request
from piperoll.billing import raising
from piperoll.billing.models import Invoice
from piperoll.billing.one_off import must_fit
from piperoll.council.models import Service, VatRate
from piperoll.customers.models import Customer
from piperoll.formats.feeder_csv import Charge
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.interest.models import LateCharge
from piperoll.interest.rules import CONTROLS, KINDS
from piperoll.interest.working_out import DebtInterest, Interest, work_out_interest
from piperoll.ledger.models import Account
from piperoll.runs.running import RunInHand
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.words import held

LONGEST = 200


class OnlyACourtMay(Refused):
    """Only a court may add interest to what {customer} owes (County Courts Act 1984, s.69): it is worked out, never
    charged. The Late Payment Act is for businesses and public bodies."""


class NotToBeCharged(Refused):
    """{customer} may not be charged for paying late today: {why}"""


class NoLateAccount(Refused):
    """No income account earns {kind}. An administrator says which one does, under Set-up, Accounts of late charges."""


class NoVatCodeOutside(Refused):
    """No VAT code for what is no supply holds on {on:%-d %B %Y}: interest and costs carry no VAT. Set one under Set-up,
    VAT."""


class MovedOn(Refused):
    """It would come to {now} today, where {then} was asked for: something was paid, credited or protected since.
    Nothing was charged; ask afresh."""


@dataclass(frozen=True)
class Planned:
    """One line to be charged. `late_invoice`, `item`, `percent`, `since` and `until` as LateCharge keeps them."""

    kind: str
    said: str
    pence: int
    item: int | None = None
    late_invoice: int | None = None
    percent: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def of(self) -> tuple[str, int | None, int]:
        """What is charged for what: the same when it is worked out again."""
        return self.kind, self.item, self.pence


def plan(told: Interest, *, invoices: Sequence[str] = (), costs_pence: int = 0, costs_for: str = "") -> list[Planned]:
    """The lines that would be charged for some invoices, or all: of each debt its interest, then its fixed sum; then
    costs."""
    debts = [debt for debt in told.debts if not invoices or debt.reference in invoices]
    found = [line for debt in debts for line in _of_debt(debt, told.on)]
    if costs_pence:
        found.append(Planned("costs", f"{KINDS['costs']}: {costs_for}"[:LONGEST], costs_pence))
    return found


def _of_debt(debt: DebtInterest, on: date) -> list[Planned]:
    found, until = [], on - timedelta(1)
    if debt.to_charge_pence > 0 and not charged_already(debt, on):
        earning = [one for one in debt.stretches if one.percent]
        days = sum(one.days for one in earning)
        before = debt.charged_pence + debt.waived_pence
        less = f", less {pounds(before)} charged before" if before else ""
        said = (
            f"Interest on {debt.reference}, due {debt.due_on:%-d %B %Y}: {days:,} days at "
            f"{debt.percent.normalize():f}% a year{less}"
        )
        found.append(
            Planned("interest", said[:LONGEST], debt.to_charge_pence, debt.item, debt.invoice, str(debt.percent),
                    str(earning[0].since), str(until))
        )  # fmt: skip
    if debt.fixed_pence:
        said = f"Fixed sum for paying {debt.reference} late (Late Payment Act 1998, s.5A)"
        found.append(Planned("fixed_sum", said, debt.fixed_pence, debt.item, debt.invoice))
    return found


def charged_already(debt: DebtInterest, on: date) -> bool:
    """Whether a debt's interest was charged to the last day that counts: a day is charged once."""
    return debt.charged_until is not None and debt.charged_until >= on - timedelta(1)


def must_be_allowed(account: Customer, *, on: date) -> None:
    """Whether a customer may be charged today. Raises NotToBeCharged."""
    answer = may_i("charge_interest", account.pk, on)
    if not answer.allowed:
        raise NotToBeCharged(customer=account.reference, why=" ".join(answer.reasons))


def issue(request: Request, *, run: RunInHand, on: date) -> Invoice:
    """Invoice what a request asks for, if it still comes to that by the day it was asked for.

    Raises MovedOn, NotToBeCharged, NoLateAccount, NoVatCodeOutside, NotBillable.
    """
    assert request.customer_id
    account = held(request.customer_id)
    must_be_allowed(account, on=on)
    lines = [Planned(**line) for line in request.details["lines"]]
    _must_still_be_so(request, account, lines)
    raising.lay_out()
    raising.take(_charges(request, account, lines, on))
    raising.price(on=on)
    raised = raising.raise_fit(run, rows=lambda unfit: [(why, {}) for why in unfit.values()])
    must_fit()
    invoice = Invoice.objects.get(number=raised.first_number)
    LateCharge.objects.bulk_create(
        LateCharge(
            request=request, invoice=invoice, line_number=number, kind=line.kind, item_id=line.item,
            late_invoice_id=line.late_invoice, percent=line.percent, since=line.since, until=line.until,
            pence=line.pence, run_id=run.id,
        )
        for number, line in enumerate(lines, 1)
    )  # fmt: skip
    return invoice


def _must_still_be_so(request: Request, account: Customer, lines: list[Planned]) -> None:
    """What was worked out for the day of asking is worked out again: of each debt asked for the same, or nothing."""
    told = work_out_interest(account, on=date.fromisoformat(request.details["on"]))
    again = {line.of for line in plan(told)}
    still = [line for line in lines if line.kind == "costs" or line.of in again]
    if len(still) < len(lines):
        items = {line.item for line in lines}
        now = sum(pence for _, item, pence in again if item in items)
        now += sum(line.pence for line in lines if line.kind == "costs")
        raise MovedOn(now=pounds(now), then=pounds(request.amount_pence))


def _charges(request: Request, account: Customer, lines: list[Planned], on: date) -> list[Charge]:
    service, vat = Service.objects.get(pk=request.service_id), _no_supply(on)
    accounts = {kind: _account(kind) for kind in {line.kind for line in lines}}
    return [
        Charge(
            line=number, service=service.code, external_id=f"LATE-{request.pk}-{number}",
            invoice_group=f"LATE-{request.pk}", customer_ref=account.reference, customer_kind="", name="", address="",
            postcode="", email="", description=line.said, quantity=Decimal(1), unit_price=Decimal(line.pence) / 100,
            vat_code=vat, income_code=accounts[line.kind], period_from=_day(line.since), period_to=_day(line.until),
            tax_point=None, due_on=None, terms_days=None, instalment_count=1, instalment_plan=None, purchase_order="",
        )
        for number, line in enumerate(lines, 1)
    ]  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _account(kind: str) -> str:
    control = CONTROLS[kind]
    found = Account.objects.filter(control=control, is_active=True).first()
    if found is None:
        raise NoLateAccount(kind=KINDS[kind].lower())
    return found.code


def _no_supply(on: date) -> str:
    """The VAT code of what is no supply: compensation for paying late buys nothing."""
    holds = VatRate.objects.filter(is_supply=False, valid_from__lte=on).exclude(valid_to__lt=on)
    found = holds.order_by("code").first()
    if found is None:
        raise NoVatCodeOutside(on=on)
    return found.code


def said(invoice: Invoice) -> str:
    """What was done, in a sentence."""
    return f"Invoice {invoice.number} asks for {pounds(invoice.gross_pence)} for paying late."


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request is invoiced at once. Raises as `issue`."""
    return said(issue(request, run=run, on=on))


def in_words(lines: Sequence[Planned]) -> list[tuple[str, str, str]]:
    """The lines asked for, for whoever decides."""
    return [(line.said, "", pounds(line.pence)) for line in lines]


def as_details(lines: Sequence[Planned]) -> list[dict[str, Any]]:
    """The lines as a request keeps them."""
    return [vars(line) for line in lines]
