"""A cheque that bounces: what it paid is owed again, the bank's debit clears itself, and all of it can be read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor
from piperoll.receipting import queries as receipts
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.takings import queries
from piperoll.takings.return_unpaid import NoReasonGiven, return_unpaid
from piperoll.takings.unpaying import NotTaken, ReturnedAlready, ReturnedTooEarly
from takings_words import cheque, pay_in, states
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

LATER = MONDAY + timedelta(days=3)


def bounce(by: Actor, receipt: int, reason: str = "Refer to drawer", **more: Any) -> Any:
    return return_unpaid(**({"receipt": receipt, "reason": reason, "on": LATER, "at": MORNING, "by": by} | more))


@pytest.fixture
def receipt(manager: Actor, tmp_path: Path) -> int:
    """A cheque that paid an invoice of £60 in two instalments, banked and shown by the bank with another."""
    bill(tmp_path, manager, charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane", instalments="2"))
    done = pay_in(manager, cheque("60.00", "MISS A LOVEGROVE", "000007", Invoice.objects.get().number), cheque("5.00"))
    bank(tmp_path, manager, statement(paid("65.00", "CREDIT 500123")))
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    assert states()[0] == ("placed", 0)
    return done.receipts[0]


def owed() -> int:
    return sum(row.open_pence for row in ItemBalance.objects.all())


def test_the_debt_stands_again_and_the_banks_debit_clears_itself(manager: Actor, tmp_path: Path, receipt: int) -> None:
    assert owed() == 0
    done = bounce(manager, receipt)
    assert (done.pence, done.placements_undone, done.allocations_undone, owed()) == (60_00, 1, 2, 60_00)
    shown = receipts.receipt(receipt)
    assert (shown.state, shown.open_pence) == ("returned", 0)
    assert shown.reason == "Returned unpaid, said Morag Munro: Refer to drawer"
    assert [row.outcome for row in receipts.matches(receipt)] == ["undone", "allocated"]
    later = statement(paid("-60.00", "UNPAID CHQ 000007", on=LATER), opening="1065.00", on=LATER)
    bank(tmp_path, manager, later, name="later.xml")
    assert allocate_receipts(on=LATER, at=MORNING, by=manager).expected == 1
    assert all(row.pence == 0 for row in queries.holding())
    assert [control.name for control in check_books().disagreeing] == []


def test_a_cheque_nobody_knew_leaves_suspense(manager: Actor, receipt: int) -> None:
    done = bounce(manager, receipt + 1)
    assert (done.placements_undone, states()[1]) == (0, ("returned", 0))
    assert receipts.matches(receipt + 1)[0].outcome == "undone"
    assert allocate_receipts(on=LATER, at=MORNING, by=manager).looked_at == 0
    assert check_books().agrees


def test_twice_is_well_and_changes_nothing(manager: Actor, receipt: int) -> None:
    bounce(manager, receipt)
    with pytest.raises(ReturnedAlready) as refusal:
        bounce(manager, receipt)
    assert (refusal.value.exit_code, owed()) == (0, 60_00)


def test_what_cannot_be_is_refused(manager: Actor, receipt: int) -> None:
    bank_line = ask("SELECT id FROM receipting_receipt WHERE bank_line_id IS NOT NULL")[0].id
    for refusal, given in (
        (NotTaken, {"receipt": bank_line}),
        (NotTaken, {"receipt": 999_999}),
        (NoReasonGiven, {"receipt": receipt, "reason": " "}),
        (ReturnedTooEarly, {"receipt": receipt, "on": MONDAY - timedelta(days=1)}),
    ):
        with pytest.raises(refusal):
            bounce(manager, **given)  # type: ignore[arg-type]
    assert owed() == 0


@pytest.mark.parametrize(
    ("altered", "control"),
    [
        ("UPDATE takings_unpaid SET amount_pence = amount_pence + 1", "Returned unpaid"),
        ("DELETE FROM takings_unpaid", "Suspense from documents"),
        ("DELETE FROM takings_unpaid", "Not yet shown: Cheques"),
    ],
)
def test_whoever_goes_behind_the_books_back_is_noticed(
    manager: Actor, receipt: int, as_superuser: psycopg.Connection, altered: str, control: str
) -> None:
    bounce(manager, receipt)
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(altered)
    assert control in [one.name for one in check_books().disagreeing]
