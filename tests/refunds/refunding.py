"""Refunds in the words of the office: credit on an account, asked for, decided, chosen, released."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bacs.collecting import a_payer
from crediting import somebody, take_in_sample_limits
from piperoll.authority.decide_request import Decided, decide_request
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.place_receipt import place_receipt
from piperoll.reconciliation.check_books import check_books
from piperoll.refunds.choose_refunds import RefundsChosen, choose_refunds
from piperoll.refunds.models import Refund
from piperoll.refunds.payees import Told
from piperoll.refunds.release_refunds import RefundsReleased, release_refunds
from piperoll.refunds.request_refund import RefundRequested, RefundWanted, request_refund
from the_day import MONDAY, ask, at, bank, bill, charge, now, paid, statement

ADA = "Ada Lovegrove"
HER_BANK = "20295963748472"
PAY_ON = date(2026, 11, 25)
"""A file made on Monday pays on Wednesday."""
NEW = Told(
    sort_code="20-29-59", account="63748472", account_name="A LOVEGROVE",
    checked="Called back on the number we hold, and read out",
)  # fmt: skip


def overpaid(
    folder: Path, by: Actor, *, owes: str = "60.00", pays: str = "100.00", account: str = HER_BANK, name: str = ADA,
    **others: str,
) -> Customer:  # fmt: skip
    """Somebody billed £60 who paid £100: £40 is credit on the account."""
    made = bill(
        folder, by, charge(f"{name}-1", owes, name=name, address_1="2 Vinegar Lane", **others), name=f"{name}.csv"
    )
    customer = Customer.objects.get(name=name)
    number = (
        made.first_number if hasattr(made, "first_number") else ask("SELECT max(number) AS n FROM billing_invoice")[0].n
    )
    opening = "1000.00" if not ask("SELECT FROM receipting_statement") else _closing()
    content = statement(paid(pays, f"{name} {number}", name.upper(), account=account), opening=opening)
    bank(folder, by, content, name=f"{name}.xml")
    receipt = ask("SELECT max(id) AS id FROM receipting_receipt")[0].id
    owed = {row.id: row.open_pence for row in queries.owed(customer.pk)}
    total = int(float(pays) * 100)
    place_receipt(
        receipt=receipt, customer=customer.pk, allocations=owed, unapplied_pence=total - sum(owed.values()), **now(by)
    )
    return customer


def _closing() -> str:
    return (
        f"{ask('SELECT closing_pence FROM receipting_statement ORDER BY id DESC LIMIT 1')[0].closing_pence / 100:.2f}"
    )


def asks(customer: Customer, by: Actor, *, on: date = MONDAY, **more: Any) -> RefundRequested:
    """Ask for all their credit back."""
    wanted = RefundWanted(**({"customer": customer.reference, "reason": "overpaid", "why": "Paid the old sum"} | more))
    return request_refund(wanted=wanted, **now(by, on))


def approves(request: int, by: Actor, *, on: date = MONDAY) -> Decided:
    """Somebody else says yes."""
    return decide_request(request=request, decision="approve", **now(by, on))


def approved(customer: Customer, *, on: date = MONDAY, **more: Any) -> Refund:
    """Asked for by an officer and approved by a manager."""
    asked = asks(customer, somebody("officer"), on=on, **more)
    approves(asked.request, somebody("manager", "mary.manager"), on=on)
    return Refund.objects.get(request_id=asked.request)


def choose(by: Actor | None = None, pay_on: date = PAY_ON, *, on: date = MONDAY, method: str = "bacs") -> RefundsChosen:
    """Choose what is paid back on a day."""
    return choose_refunds(pay_on=pay_on, method=method, **now(by or somebody("officer"), on))


def release(chosen: RefundsChosen, by: Actor | None = None, *, on: date = MONDAY) -> RefundsReleased:
    """Let it go."""
    assert chosen.refund_run is not None
    return release_refunds(refund_run=chosen.refund_run, **now(by or somebody("senior"), on))


def credit_of(customer: Customer) -> int:
    """The pence of credit open on an account."""
    rows = ask(
        "SELECT coalesce(-sum(open_pence), 0)::bigint AS p FROM receivables_itembalance WHERE customer_id = %(c)s AND open_pence < 0",
        c=customer.pk,
    )
    return int(rows[0].p)


def the_books_agree() -> None:
    """Every control."""
    assert [str(control) for control in check_books().disagreeing] == []


def ready() -> None:
    """Anytown's limits."""
    take_in_sample_limits()


__all__ = ["a_payer", "at"]
