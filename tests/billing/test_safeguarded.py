"""A feeder's charge for somebody who may not be billed comes back as a line, in words; the others go on."""

from __future__ import annotations

from pathlib import Path

from piperoll.customers.add_address import add_address
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from safeguards.people import flag, represent, somebody
from the_day import MONDAY, MORNING, ask, bill, charge

HER = {"name": "Mrs Edith Crane", "address_1": "3 Brine Street", "address_2": "Anytown", "postcode": "AN1 2AB"}


def rejected() -> list[tuple[str, str]]:
    return [(r.field, r.reason) for r in ask("SELECT field, reason FROM runs_runrejection ORDER BY id")]


def test_the_dead_are_billed_only_through_an_executor(manager: Actor, tmp_path: Path) -> None:
    customer = somebody(manager)
    flag(manager, customer, "deceased")
    reference = Customer.objects.get(pk=customer).reference
    by_reference = charge("A", "10.00", customer_ref=reference, name="", address_1="", postcode="")
    raised = bill(tmp_path, manager, charge("GOOD", "1.00"), by_reference, charge("B", "10.00", **HER))
    assert (raised.lines_billed, raised.lines_rejected) == (1, 2)
    why = "may not be billed: Died on 3 November 2026: new charges are billed only to an executor or administrator on record."
    assert rejected() == [("customer_ref", why), ("name", why)]
    represent(manager, customer, "executor")
    assert bill(tmp_path, manager, by_reference, name="again.csv").invoices == 1
    assert check_books().agrees


def test_a_child_is_billed_only_through_a_parent(manager: Actor, tmp_path: Path) -> None:
    flag(manager, somebody(manager), "minor")
    assert bill(tmp_path, manager, charge("A", "10.00", **HER)).lines_rejected == 1
    assert "parent’s or guardian’s" in rejected()[0][1]


def test_the_others_are_billed_as_ever(manager: Actor, tmp_path: Path) -> None:
    customer = somebody(manager)
    for kind in ("vulnerable", "gone_away", "insolvent", "restricted"):
        flag(manager, customer, kind)
    assert bill(tmp_path, manager, charge("A", "10.00", **HER)).invoices == 1


def test_the_bill_says_where_bills_go(manager: Actor, tmp_path: Path) -> None:
    customer = somebody(manager)
    told = {"customer": customer, "on": MONDAY, "at": MORNING, "by": manager}
    for purpose, lines in (("billing", "c/o Quill"), ("temporary", "Ward 5")):
        add_address(purpose=purpose, address=lines, postcode="AN9 9AA", **told)
    bill(tmp_path, manager, charge("A", "10.00", **HER))
    assert ask("SELECT billed_to FROM billing_invoice")[0].billed_to == "Mrs Edith Crane\nc/o Quill\nAN9 9AA"
