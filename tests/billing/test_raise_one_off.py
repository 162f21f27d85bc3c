"""One invoice by hand: shown exactly as it will be, then issued once."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.billing.fees import NoSuchFee
from piperoll.billing.one_off import NotBillable, NothingToBill, OneOff, plan, plan_to_show
from piperoll.billing.raise_one_off import AlreadyIssued, NotAsShown, raise_one_off
from piperoll.billing.set_fee import set_fee
from piperoll.customers.models import Customer
from piperoll.formats.attachments import checked
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.safeguards.seeing import RecordRestricted
from the_day import MONDAY, MORNING, ask, set_up_anytown

NEW = {"name": "Pickle & Sons Ltd", "address_1": "1 Brine Street", "postcode": "AN1 2AB"}
BIN = {
    "description": "Wheeled bin, 1,100 litres",
    "quantity": "2",
    "unit_price": "12.50",
    "vat_code": "N",
    "income_code": "TW01",
}
SACKS = {"description": "Sacks", "quantity": "3", "unit_price": "0.33", "vat_code": "S", "income_code": "TW02"}
ASKED = OneOff("TRADE", "letter-17", NEW, (BIN, SACKS))
WHEN = {"on": MONDAY, "at": MORNING}


def test_the_preview_is_what_is_issued(manager: Actor) -> None:
    planned = plan(replace(ASKED, terms={"instalments": "2", "due_on": "2026-12-31"}), on=MONDAY)
    assert (planned.invoice.gross_pence, planned.invoice.customer_id) == (2500 + 99 + 20, None)
    assert [(p.due_on, p.amount_pence) for p in planned.instalments] == [
        (date(2026, 12, 31), 1310),
        (date(2027, 1, 31), 1309),
    ]
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 0
    raised = raise_one_off(asked=ASKED, expected_gross_pence=2619, by=manager, **WHEN)
    assert (raised.gross_pence, raised.new_customer) == (2619, True)
    assert ask("SELECT billed_to FROM billing_invoice")[0].billed_to.startswith("Pickle & Sons Ltd\n1 Brine Street")
    assert check_books().agrees


def test_the_same_key_again_issues_nothing_and_names_the_invoice(manager: Actor) -> None:
    raised = raise_one_off(asked=ASKED, by=manager, **WHEN)
    with pytest.raises(AlreadyIssued, match=raised.number) as again:
        raise_one_off(asked=ASKED, by=manager, **WHEN)
    assert again.value.exit_code == 0
    assert ask("SELECT count(*) AS many FROM runs_run WHERE verb = 'raise_one_off'")[0].many == 1


def test_what_changed_since_the_preview_is_not_issued(manager: Actor) -> None:
    with pytest.raises(NotAsShown, match=r"£26.19 now, not the £1.00"):
        raise_one_off(asked=ASKED, expected_gross_pence=100, by=manager, **WHEN)
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 0
    assert raise_one_off(asked=ASKED, by=manager, **WHEN).number.startswith("AT00000001")


def test_a_known_customer_is_billed_by_reference(manager: Actor) -> None:
    raise_one_off(asked=ASKED, by=manager, **WHEN)
    reference = ask("SELECT reference FROM customers_customer")[0].reference
    again = OneOff(
        "TRADE", "letter-18", {"customer_ref": reference}, (BIN,), {"purchase_order": "PO-9", "terms_days": "7"}
    )
    assert not raise_one_off(asked=again, by=manager, **WHEN).new_customer
    assert ask("SELECT purchase_order FROM billing_invoice WHERE net_pence = 2500")[0].purchase_order == "PO-9"
    assert date(2026, 11, 30) in [row.due_on for row in ask("SELECT due_on FROM receivables_item")]


def test_a_restricted_record_is_shown_in_no_preview_without_leave(manager: Actor) -> None:
    raise_one_off(asked=ASKED, by=manager, **WHEN)
    customer = Customer.objects.get()
    again = OneOff("TRADE", "letter-18", {"customer_ref": customer.reference}, (BIN,))
    assert plan_to_show(again, place="a page", by=manager, **WHEN).invoice.customer == customer.name
    told = FlagTold("restricted", "A councillor", MONDAY + timedelta(days=90), owner="morag.manager")
    raise_flag(customer=customer.pk, told=told, by=manager, **WHEN)
    with pytest.raises(RecordRestricted):
        plan_to_show(again, place="a page", by=manager, **WHEN)
    with pytest.raises(NotPermitted):
        plan_to_show(ASKED, place="a page", by=somebody("auditor"), **WHEN)


@pytest.mark.parametrize(
    ("line", "bill_to", "says"),
    [
        ({"income_code": "LIC01"}, {}, "Line 1: income code 'LIC01' belongs to another service"),
        ({"quantity": "-1"}, {}, "is negative"),
        ({"unit_price": "13,90"}, {}, "comma"),
        ({"description": ""}, {}, "Line 1: description is missing"),
        ({"vat_code": "S"}, {}, "Line 1: VAT code 'S' is not the code for this income"),
        ({}, {"postcode": "NOWHERE"}, "Postcode 'NOWHERE' is not a United Kingdom postcode"),
        ({}, {"name": ""}, "give a customer reference, or a name"),
        ({}, {"customer_ref": "C000000199"}, "is not one of our customers"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_a_sentence(
    manager: Actor, line: dict[str, str], bill_to: dict[str, str], says: str
) -> None:
    asked = OneOff("TRADE", "x", NEW | bill_to, (BIN | line,))
    for act in (lambda: plan(asked, on=MONDAY), lambda: raise_one_off(asked=asked, by=manager, **WHEN)):
        with pytest.raises(NotBillable) as refused:
            act()
        assert says in refused.value.sentence
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 0


def test_an_invoice_of_nothing_is_none(manager: Actor) -> None:
    with pytest.raises(NothingToBill):
        raise_one_off(asked=replace(ASKED, lines=()), by=manager, **WHEN)


def test_a_fee_of_the_register_gives_price_vat_and_income_of_its_day(manager: Actor) -> None:
    fee = {"service": "TRADE", "code": "BIN-1100", "name": "Wheeled bin, 1,100 litres", "unit": "lift", "vat_code": "N",
           "income_code": "TW01", "authority": "Fees 2026/27", "by": manager, **WHEN}  # fmt: skip
    from decimal import Decimal

    set_fee(price_pounds=Decimal("24.60"), valid_from=MONDAY, **fee)
    set_fee(price_pounds=Decimal("26.00"), valid_from=date(2027, 4, 1), **fee)
    asked = OneOff("TRADE", "f", NEW, ({"fee": "BIN-1100", "quantity": "2"},))
    assert plan(asked, on=MONDAY).invoice.net_pence == 4920
    assert plan(asked, on=date(2027, 4, 1)).invoice.net_pence == 5200
    with pytest.raises(NoSuchFee, match="on 22 November 2026"):
        plan(asked, on=date(2026, 11, 22))
    assert plan(asked, on=MONDAY).lines[0].description == "Wheeled bin, 1,100 litres"


def test_the_document_that_shows_why_is_kept_with_it(manager: Actor, tmp_path: Path) -> None:
    raise_one_off(asked=ASKED, document=checked("order.pdf", b"%PDF-1.7 an order"), by=manager, **WHEN)
    (kept,) = ask("SELECT name, kind, size, encode(digest, 'hex') AS hex FROM billing_supportingdocument")
    assert (kept.name, kept.kind, kept.size, len(kept.hex)) == ("order.pdf", "pdf", 17, 64)


def test_an_auditor_may_not(books: object) -> None:
    with pytest.raises(NotPermitted):
        raise_one_off(asked=ASKED, by=set_up_anytown("auditor"), **WHEN)
