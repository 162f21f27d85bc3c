"""Write-offs in the words of the office."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.write_offs.request_write_off import WriteOffRequested, WriteOffWanted, request_write_off
from piperoll.write_offs.write_back import WrittenBack, write_back
from refunds.refunding import now
from the_day import MONDAY, ask

LATER = MONDAY + timedelta(200)
"""When what was billed on Monday is long overdue."""


def writes_off(customer: Customer, by: Actor | None = None, *, on: date = LATER, **more: Any) -> WriteOffRequested:
    """Ask for all that somebody owes to be written off."""
    told = {"reason": "uneconomic", "why": "Costs more than it brings", "evidence": "Case note 12"} | more
    wanted = WriteOffWanted(customer=customer.reference, **told)
    return request_write_off(wanted=wanted, **now(by or somebody("officer"), on))


def writes_back(write_off: int | None, *, on: date = LATER, **more: Any) -> WrittenBack:
    """Take one back."""
    assert write_off is not None
    return write_back(write_off=write_off, **({"why": "They will pay"} | more), **now(somebody("officer"), on))


def invoices_of(customer: Customer) -> list[str]:
    """Their invoices' numbers, in order."""
    rows = ask("SELECT number FROM billing_invoice WHERE customer_id = %(c)s ORDER BY id", c=customer.pk)
    return [row.number for row in rows]


def lost_pence() -> int:
    """What the ledger says is lost."""
    (row,) = ask(
        "SELECT coalesce(sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END), 0)::bigint AS pence "
        "FROM ledger_posting p JOIN ledger_account a ON a.control = 'write_offs' AND a.id IN (p.debit_account_id, p.credit_account_id)"
    )
    return int(row.pence)
