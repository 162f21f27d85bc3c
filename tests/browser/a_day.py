"""A small day with everything in it that the pages of money in have to show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, set_up_anytown, statement
from throwaway_database import made_once

HOMES = {"name": "Gwendolyn Achterberg-Pugh", "address_1": "14 Limekiln Row", "service": "ASC", "income_code": "ASC01"}


def a_day(folder: Path) -> Actor:
    """Bills, a morning's statement with every kind of payer, and one go of the matching engine."""
    manager = set_up_anytown()
    made_once("a day of receipts", lambda: _a_day(folder, manager))
    return manager


def _a_day(folder: Path, manager: Actor) -> None:
    bill(
        folder, manager,
        charge("P-1", "312.40"),
        charge("A-1", "642.25", description="Home care, four weeks", **HOMES),
        charge("A-2", "642.25", description="Home care, four weeks before", **HOMES),
        charge("L-1", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane", instalments="3"),
        charge("N-1", "48.00", name="Zuzanna Nowak", address_1="5 Brine Street"),
        charge("N-2", "48.00", name="Zofia Nowak", address_1="77 Cooper’s Yard", postcode="AN1 3CD"),
        charge("B-1", "31.00", income_code="XX01"),
        charge("B-2", "-5.00", name="Bob Onion", address_1="9 Brine Street"),
        on=MONDAY - timedelta(days=30),
    )  # fmt: skip
    numbers = {row.name: row.number for row in ask(
        "SELECT c.name, min(i.number) AS number FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id GROUP BY 1"
    )}  # fmt: skip
    bank(
        folder, manager,
        statement(
            paid("312.40", f"{numbers['Pickle & Sons Ltd']} BINS", payer="PICKLE AND SONS", account="20000012345678"),
            paid("642.25", "CARE FOR MUM", payer="G ACHTERBERG-PUGH", account="20000087654321"),
            paid("48.00", "NOWAK", payer="Z NOWAK"),
            paid("20.00", "GARDEN", payer="LOVEGROVE A"),
            paid("500.00", "LEGACY OF THE LATE MR TURVEY\nSEE LETTER", payer="QUILL & QUILL SOLICITORS"),
            paid("-12.00", "UNPAID DIRECT DEBIT 0", payer="B ONION"),
            paid("7.35", "", payer=""),
        ),
        name="main-23-november.xml",
    )  # fmt: skip
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
