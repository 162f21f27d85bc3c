"""A write-off taken back: the debt stands as it first stood, in part or whole, and the register shows it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reporting.vat_return import reliefs
from piperoll.write_offs.register import Asked, NoSuchWriteOff, as_csv, by_reason, listed
from piperoll.write_offs.write_back import MoreThanWrittenOff, WrittenBackAlready, write_back
from refunds.refunding import now, the_books_agree
from the_day import MONDAY, bill, charge
from transfers.moving_money import open_of
from write_offs.losing import LATER, invoices_of, lost_pence, writes_back, writes_off


def test_part_and_then_the_rest_come_back_with_the_day_they_first_fell_due(basil: Customer) -> None:
    first, _ = invoices_of(basil)
    made = writes_off(basil, invoices=[first]).write_off
    done = writes_back(made, amount_pence=10_00, on=LATER + timedelta(1))
    assert (done.pence, done.invoice, lost_pence()) == (10_00, first, 20_00)
    assert open_of(basil) == [("instalment", 10_00), ("instalment", 25_00)]
    the_books_agree()
    with pytest.raises(MoreThanWrittenOff, match=r"£20\.01 is more than the £20\.00"):
        writes_back(made, amount_pence=20_01)
    assert writes_back(made, on=LATER + timedelta(2)).pence == 20_00
    assert open_of(basil) == [("instalment", 30_00), ("instalment", 25_00)]
    with pytest.raises(WrittenBackAlready):
        writes_back(made)
    the_books_agree()


def test_it_may_be_written_off_again(basil: Customer) -> None:
    first, _ = invoices_of(basil)
    writes_back(writes_off(basil, invoices=[first]).write_off)
    writes_off(basil, invoices=[first])
    assert (open_of(basil), lost_pence()) == ([("instalment", 25_00)], 30_00)
    the_books_agree()


def test_who_may_and_of_what(basil: Customer) -> None:
    made = writes_off(basil).write_off or 0
    with pytest.raises(NotPermitted):
        write_back(write_off=made, why="No", **now(somebody("auditor"), LATER))
    with pytest.raises(NoSuchWriteOff):
        writes_back(10**9)


def test_the_register_tells_by_reason_day_and_approver_and_what_came_back(basil: Customer) -> None:
    first, second = invoices_of(basil)
    made = writes_off(basil, invoices=[first]).write_off
    writes_off(basil, invoices=[second], reason="legal_advice")
    writes_back(made, amount_pence=5_00)
    assert [(row.reason, row.pence, row.back_pence) for row in by_reason(Asked())] == [
        ("uneconomic", 30_00, 5_00), ("legal_advice", 25_00, 0)
    ]  # fmt: skip
    assert [row.invoice for row in listed(Asked(reason="legal_advice"), most=9)] == [second]
    assert listed(Asked(until=MONDAY), most=9) == []
    assert {row.approved_by for row in listed(Asked(approver="officer.one"), most=9)} == {"Officer One"}
    lines = "".join(as_csv(Asked())).splitlines()
    assert lines[2].startswith(f"WRITE-OFF-{made},{LATER},{basil.reference},{first},")
    assert ",30.00,5.00,Not worth the cost of recovery,Officer One,Officer One," in lines[2]
    assert basil.reference not in "".join(as_csv(Asked(), hidden={basil.reference}))


def test_what_is_written_off_still_counts_for_bad_debt_relief(morag: Actor, tmp_path: Path) -> None:
    bill(tmp_path, morag, charge("V", "100.00", vat_code="S", income_code="TW02", name="Vera Vole"), name="v.csv")
    writes_off(Customer.objects.get(name="Vera Vole"), reason="legal_advice", amount_pence=60_00)
    (relief,) = reliefs(on=LATER + timedelta(60))
    assert (relief.open_pence, relief.written_off_pence, relief.vat_pence) == (120_00, 60_00, 20_00)
