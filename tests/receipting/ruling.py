"""Bills that somebody of another name pays, each placed by hand: what a rule is learned from, and what it does then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from a_past import Past, moment
from crediting import somebody
from piperoll.foundations.actors import Actor
from piperoll.receipting import queries
from piperoll.receipting.decide_payer_rule import RuleDecided, decide_payer_rule
from piperoll.receipting.payer_rules import rules
from piperoll.receipting.place_receipt import place_receipt
from piperoll.receipting.propose_payer_rules import propose_payer_rules
from the_day import MONDAY, MORNING, ask, charge, paid

PAYER = "Brine St  Holdings"
NOW = {"on": MONDAY, "at": MORNING}


def days(many: int) -> list[date]:
    return [MONDAY - timedelta(days=70 - 14 * n) for n in range(many)]


def paid_for_by_another(past: Past, many: int = 3, *, last_by: str = PAYER) -> None:
    """Pickle's bins, each paid by a company of another name, each placed by hand."""
    for n, on in enumerate(days(many)):
        past.bill(on, charge(f"B{n}", f"{40 + n}.25"))
        past.bank(on, paid(f"{40 + n}.25", "BINS", last_by if n == many - 1 else PAYER))
        receipt = ask("SELECT max(id) AS id FROM receipting_receipt")[0].id
        customer = ask("SELECT id FROM customers_customer WHERE name LIKE 'Pickle%%'")[0].id
        owed = queries.owed(customer)
        place_receipt(
            receipt=receipt, customer=customer, allocations={owed[0].id: owed[0].open_pence},
            unapplied_pence=0, reason="Their landlord pays", on=on, at=moment(on, 12), by=past.by,
        )  # fmt: skip


def next_one(past: Past, on: date = MONDAY) -> Any:
    """One more, by the same payer: what the engine makes of it."""
    past.bill(on, charge(f"N{on}", "61.75"), charge(f"O{on}", "61.75", name="Crumb Ltd"))
    past.bank(on, paid("61.75", "BINS", PAYER))
    past.allocate(on)
    return queries.matches(ask("SELECT max(id) AS id FROM receipting_receipt")[0].id)[0]


def propose(by: Actor | None = None, **more: Any) -> int:
    """An officer looks for rules: how many are new."""
    return propose_payer_rules(by=by or somebody("officer"), **NOW | more).rules


def decide(by: Actor, *, approve: bool = True, **more: Any) -> RuleDecided:
    """The newest rule is approved, or not."""
    return decide_payer_rule(rule=rules()[0].id, approve=approve, by=by, **NOW | more)
