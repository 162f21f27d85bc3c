"""Bills that somebody of another name pays, each placed by hand: what a rule is learned from."""

from __future__ import annotations

from datetime import date, timedelta

from a_past import Past, moment
from piperoll.receipting import queries
from piperoll.receipting.place_receipt import place_receipt
from the_day import MONDAY, ask, charge, paid

PAYER = "Brine St  Holdings"


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
