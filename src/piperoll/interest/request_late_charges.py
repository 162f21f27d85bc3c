"""request_late_charges: a business paid late, and what the Late Payment Act allows is to be asked for; somebody else
decides, unless the limits let the asker alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.asking import Wanted, ask
from piperoll.authority.models import Request
from piperoll.billing.models import Invoice
from piperoll.customers.merging import kept_id
from piperoll.customers.queries import by_reference
from piperoll.formats.attachments import Document
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.interest import charging
from piperoll.interest.charging import OnlyACourtMay, as_details, in_words, plan
from piperoll.interest.rules import ACT, BUSINESSES
from piperoll.interest.working_out import work_out_interest
from piperoll.runs import running
from piperoll.safeguards.seeing import look
from piperoll.safeguards.words import few_words, held

MOST_LINES = 50
MOST_COSTS_PENCE = 999_999_99


class NothingToCharge(Refused):
    """Nothing is left to charge {customer} for paying late{of}: no day earned interest that was not charged before."""


class ChargedToday(Refused):
    """{customer} was charged for paying late up to yesterday already. What came to it since, because a payment was
    taken back, can be charged from tomorrow on."""


class TooManyLines(Refused):
    """That would be {many} lines, and an invoice has at most 50: choose some of the debts."""


class CostsMisunderstood(Refused):
    """Costs are at least a penny and at most £999,999.99, and need a few words on what they were for."""


class WaitsAlready(Refused):
    """Request {request} already asks for late charges of {customer}: it is to be decided first."""


@dataclass(frozen=True)
class LateChargesWanted:
    """Interest and fixed sums of some `invoices`, or of all that is overdue; with `costs_pence` of recovering them
    beyond the fixed sums, and what those were for. `why` is for whoever decides."""

    customer: str
    why: str
    invoices: Sequence[str] = ()
    costs_pence: int = 0
    costs_for: str = ""
    evidence: str = ""
    files: Sequence[Document] = ()


@dataclass(frozen=True)
class LateChargesRequested:
    """Late charges asked for: invoiced (then there is a number) or waiting for somebody else."""

    run: int
    request: int
    state: str
    number: str | None
    customer: str
    pence: int


def request_late_charges(
    *, wanted: LateChargesWanted, on: date, at: datetime, by: Actor
) -> LateChargesRequested:  # fmt: skip
    """Ask that a business be charged for paying late, by the day before `on`.

    Raises NoSuchCustomer, RecordRestricted, WordsMissing, CostsMisunderstood, OnlyACourtMay, NotToBeCharged,
    WaitsAlready, NothingToCharge, ChargedToday, TooManyLines, NoBankRate, NoFigureHolds, NoLimitCovers, and as
    `charging.issue`.
    """
    by.must("request_late_charges")
    why = few_words(wanted.why, "why it is charged", longest=400)
    costs_for = few_words(wanted.costs_for, "what the costs were for", needed=bool(wanted.costs_pence), longest=120)
    if not 0 <= wanted.costs_pence <= MOST_COSTS_PENCE or (costs_for and not wanted.costs_pence):
        raise CostsMisunderstood(field="costs")
    customer = by_reference(wanted.customer)
    look(customer, place="request_late_charges", on=on, at=at, by=by)
    with running.act("request_late_charges", on=on, at=at, by=by, customer=customer.pk) as run:
        account = held(kept_id(customer.pk))
        if account.kind not in BUSINESSES:
            raise OnlyACourtMay(customer=account.reference)
        charging.must_be_allowed(account, on=on)
        if waits := _waiting(account.pk):
            raise WaitsAlready(request=waits.pk, customer=account.reference)
        told = work_out_interest(account, on=on)
        numbers = ["".join(number.split()).upper() for number in wanted.invoices]
        lines = plan(told, invoices=numbers, costs_pence=wanted.costs_pence, costs_for=costs_for)
        if all(line.kind == "costs" for line in lines):
            if any(one.to_charge_pence > 0 and charging.charged_already(one, on) for one in told.debts):
                raise ChargedToday(customer=account.reference)
            raise NothingToCharge(customer=account.reference, of=f" of {', '.join(numbers)}"[:80] if numbers else "")
        if len(lines) > MOST_LINES:
            raise TooManyLines(many=len(lines))
        pence = sum(line.pence for line in lines)
        longest = max((on - debt.due_on).days for debt in told.debts)
        asked = ask(
            Wanted(
                ACT, _service(lines), account.pk, account.reference, pence, longest, "contract", why,
                wanted.evidence.strip(), in_words(lines), {"on": str(on), "lines": as_details(lines)}, wanted.files,
            ),
            run=run, at=at,
        )  # fmt: skip
        invoice = charging.issue(asked.request, run=run, on=on) if asked.may_go_ahead else None
        run.finish(
            **run.totals, request=asked.request.pk, pence=pence,
            said=f"{pounds(pence)} for paying late asked of {account.reference}",
        )  # fmt: skip
    state, number = ("approved", invoice.number) if invoice else ("waiting", None)
    return LateChargesRequested(run.id, asked.request.pk, state, number, account.reference, pence)


def _waiting(account: int) -> Request | None:
    """What asks for the same customer's late charges and is not decided."""
    return Request.objects.filter(
        act=ACT, customer_id=account, standing__state__in=["waiting", "returned"]
    ).first()  # fmt: skip


def _service(lines: Sequence[charging.Planned]) -> int:
    """The service whose limits decide and whose invoice it is: the one most of it is charged for."""
    charged: dict[int, int] = {}
    of = dict(Invoice.objects.filter(pk__in=[line.late_invoice for line in lines]).values_list("pk", "service_id"))
    for line in lines:
        if line.late_invoice:
            service = of[line.late_invoice]
            charged[service] = charged.get(service, 0) + line.pence
    return max(charged, key=lambda service: (charged[service], -service))
