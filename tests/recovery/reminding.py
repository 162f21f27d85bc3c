"""Reminders in the words of the office: bills of 23 November 2026, due on 21 December, and the weeks after."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crediting import somebody
from piperoll.anytown.recovery import set_policy
from piperoll.customers.models import Customer
from piperoll.dispatch.dispatch_letters import Dispatched, dispatch_letters
from piperoll.foundations.actors import Actor
from piperoll.recovery import ladder
from piperoll.recovery.issue_reminders import RemindersIssued, issue_reminders
from piperoll.recovery.models import Proposal
from piperoll.recovery.propose_reminders import RemindersProposed, propose_reminders
from the_day import MONDAY, MORNING, ask, bank, bill, charge, now, paid, statement

DUE = date(2026, 12, 21)
"""When a bill of Monday 23 November is due."""

CARE = {"service": "ASC", "income_code": "ASC01", "due_on": DUE.isoformat()}
"""A home care bill due that day, too."""


def after(days: int) -> date:
    """So many days after the bills of Monday fell due."""
    return DUE + timedelta(days=days)


def policy(by: Actor) -> None:
    """Anytown's stages and tracks, from Monday on."""
    set_policy(on=MONDAY, at=MORNING, by=by)


def owing(folder: Path, by: Actor, name: str, *pounds: str, on: date = MONDAY, **more: str) -> Customer:
    """Somebody billed these sums, a bill each."""
    for n, one in enumerate(pounds, 1):
        row = charge(f"{name}-{on}-{n}", one, name=name, address_1=f"{len(name)} Vinegar Lane", **more)
        bill(folder, by, row, on=on, name=f"{name}-{on}-{n}.csv")
    return Customer.objects.get(name=name)


def propose(on: date, by: Actor | None = None) -> RemindersProposed:
    """An officer has the ladder worked out."""
    return propose_reminders(**now(by or somebody("officer"), on))


def issue(proposed: RemindersProposed, on: date, by: Actor | None = None) -> RemindersIssued:
    """A senior looks and lets it go."""
    assert proposed.reminder_run is not None
    return issue_reminders(reminder_run=proposed.reminder_run, **now(by or somebody("senior"), on))


def send(on: date, by: Actor | None = None) -> Dispatched:
    """What waits goes."""
    return dispatch_letters(**now(by or somebody("officer"), on), workers=1)


def remind(on: date) -> RemindersIssued:
    """Proposed, issued and sent on one day."""
    issued = issue(propose(on), on)
    send(on)
    return issued


def stands(customer: Customer, on: date) -> Any:
    """Where an account stands on a day; None when nothing is overdue."""
    return ladder.standing(on, customer.pk).row


def step(customer: Customer, on: date) -> str:
    """Its next step and what becomes of it, in short: `send first_notice`."""
    row = stands(customer, on)
    return f"{row.why} {row.stage}".strip() if row else "nothing"


def proposed_for(customer: Customer) -> Proposal:
    """What the newest run says of somebody."""
    return Proposal.objects.filter(customer=customer).latest("id")


def receives(folder: Path, by: Actor, pounds: str, words: str, payer: str = "") -> int:
    """A bank line of money; its receipt."""
    opening = ask("SELECT closing_pence FROM receipting_statement ORDER BY id DESC LIMIT 1")
    content = statement(
        paid(pounds, words, payer), opening=f"{opening[0].closing_pence / 100:.2f}" if opening else "1000.00"
    )
    bank(folder, by, content, name=f"{words}.xml")
    return int(ask("SELECT max(id) AS id FROM receipting_receipt")[0].id)


def pays(folder: Path, by: Actor, customer: Customer, pounds: str, on: date, *, unapplied: bool = False) -> None:
    """They pay so much, of the oldest first, or as credit."""
    from piperoll.receipting.place_receipt import place_receipt

    receipt = receives(folder, by, pounds, f"{customer.name} {pounds} {on}")
    left = round(float(pounds) * 100)
    used = {}
    rows = ask(
        "SELECT b.item_id, b.open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id "
        "WHERE b.customer_id = %(c)s AND b.open_pence > 0 ORDER BY i.due_on, i.id", c=customer.pk,
    )  # fmt: skip
    for row in [] if unapplied else rows:
        take = min(left, row.open_pence)
        if take:
            used[row.item_id] = take
            left -= take
    place_receipt(receipt=receipt, customer=customer.pk, allocations=used, unapplied_pence=left, **now(by, on))
