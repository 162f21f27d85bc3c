"""Which debts a mandate pays: the one that names the invoice before the service before everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from customers.somebody import ada
from direct_debit.paying import ALSO_GOOD, a_mandate, by_phone
from piperoll.billing.queries import NoSuchInvoice
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.direct_debit.choose_what_it_pays import PaysThatAlready, choose_what_it_pays
from piperoll.direct_debit.choosing import NotTheirInvoice, PaysTold
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, ask, bill, charge

NOT_SAID = {"name": "", "address_1": "", "postcode": ""}


def test_it_pays_what_was_chosen_last(officer: Actor, tmp_path: Path) -> None:
    whose = ada(officer)
    bill(
        tmp_path, officer,
        charge("TW1", "10.00", customer_ref=whose.reference, **NOT_SAID),
        charge("TW2", "20.00", customer_ref=whose.reference, **NOT_SAID),
    )  # fmt: skip
    first, second = [row.number for row in ask("SELECT number FROM billing_invoice ORDER BY id")]
    everything = a_mandate(officer, whose.pk).mandate
    one = a_mandate(officer, whose.pk, by_phone(ALSO_GOOD, pays=PaysTold(services=("ASC",)))).mandate
    assert covered() == {first: everything, second: everything}
    said = choose_what_it_pays(mandate=one, pays=PaysTold(invoices=(second,)), on=MONDAY, at=MORNING, by=officer)
    assert said.pays == f"invoice {second}"
    assert covered() == {first: everything, second: one}
    with pytest.raises(PaysThatAlready):
        choose_what_it_pays(mandate=one, pays=PaysTold(invoices=(second,)), on=MONDAY, at=MORNING, by=officer)
    choose_what_it_pays(mandate=one, pays=PaysTold(services=("TRADE",)), on=MONDAY, at=MORNING, by=officer)
    assert covered() == {first: one, second: one}


def covered() -> dict[str, int]:
    """Invoice number → the mandate that pays it."""
    rows = ask(
        "SELECT i.number, c.mandate_id FROM direct_debit_covers(%(on)s) c JOIN billing_invoice i ON i.id = c.invoice_id",
        on=MONDAY,
    )
    return {row.number: row.mandate_id for row in rows}


def test_only_what_there_is_and_is_theirs(officer: Actor, tmp_path: Path) -> None:
    bill(tmp_path, officer, charge("TW1", "10.00"))
    (theirs,) = ask("SELECT number FROM billing_invoice")
    mandate = a_mandate(officer, ada(officer).pk).mandate
    for pays, refusal in (
        (PaysTold(services=("NONE",)), NoSuchService),
        (PaysTold(invoices=("AT9999999999",)), NoSuchInvoice),
        (PaysTold(invoices=(theirs.number,)), NotTheirInvoice),
    ):
        with pytest.raises(refusal):
            choose_what_it_pays(mandate=mandate, pays=pays, on=MONDAY, at=MORNING, by=officer)
