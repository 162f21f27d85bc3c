"""What came in by method and owner: each penny once, however often we hear of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fund_words import RENT, rents_taken
from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.reporting.methods_of_payment import methods_of_payment, receipts
from piperoll.reporting.vat_return import PeriodBackwards
from takings_words import cheque, pay_in, take
from the_day import MONDAY, MORNING, bank, bill, charge, paid, statement
from web.staff import client_of


def test_each_penny_is_counted_once_by_how_it_came_and_whose_it_is(tmp_path: Path, manager: Actor) -> None:
    rents_taken(manager)
    bill(tmp_path, manager, charge("1", "77.00"))
    pay_in(manager, cheque("20.00", reference=RENT), cheque("30.00"))
    take(manager)
    ours = Invoice.objects.get().number
    seen = replace(paid("9.00", "SEEN BY THE BANK"), type_code="CHQ")
    lines = (seen, paid("77.00", ours), paid("5.00", RENT), paid("6.00", "WHO"), paid("50.00", "PAYING IN SLIP 500123"))
    bank(tmp_path, manager, statement(*lines))
    assert allocate_receipts(on=MONDAY, at=MORNING, by=manager).expected == 1
    told = methods_of_payment(since=MONDAY, until=MONDAY)
    assert {(cell.method, cell.owner): (cell.receipts, cell.pence) for cell in told.cells} == {
        ("Cash", "In suspense"): (1, 1_00),
        ("Cheques", "Housing rents"): (1, 20_00),
        ("Cheques", "In suspense"): (2, 39_00),
        ("Faster payment", "Our customers"): (1, 77_00),
        ("Faster payment", "Housing rents"): (1, 5_00),
        ("Faster payment", "In suspense"): (1, 6_00),
    }
    assert told.pence == 148_00
    (row,) = receipts(since=MONDAY, until=MONDAY, method="Cheques", owner="Housing rents")
    assert (row.pence, row.amount_pence) == (20_00, 20_00)
    assert methods_of_payment(since=MONDAY + timedelta(days=1), until=MONDAY + timedelta(days=1)).cells == []
    with pytest.raises(PeriodBackwards):
        methods_of_payment(since=MONDAY, until=MONDAY - timedelta(days=1))
    desk, asked = client_of("officer"), {"since": "2026-11-23", "until": "2026-11-23"}
    shown = desk.get("/reports/methods-of-payment/", asked).content.decode()
    assert "£148.00" in shown
    drilled = desk.get("/reports/methods-of-payment/", asked | {"method": "Cheques", "owner": "Housing rents"})
    assert row.reference in drilled.content.decode()
