"""Each control at a month's end is what a slow reading of the documents says, and its evidence never changes a byte."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest

from crediting import somebody
from piperoll.commands.door import main
from piperoll.council.models import Council
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.models import Placement, Receipt
from piperoll.receivables.models import Item, ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.reconciliation.evidence import EvidenceDiffers, pack
from piperoll.reconciliation.models import MonthEnd
from piperoll.reconciliation.month_ends import NoSuchMonthEnd, standings, unsigned
from piperoll.reconciliation.prepare_month_end import (
    DifferenceUnexplained,
    MonthNotOver,
    NoSuchReconciliation,
    PreparedAlready,
    SignedAlready,
    WhichBankAccount,
)
from piperoll.reconciliation.rules import KINDS, month_end
from reconciliation.at_month_end import FIRST, NOON, a_november, prepare, review
from the_day import MONDAY, bank, bill, charge, paid, statement


@pytest.fixture
def november(manager: Actor, tmp_path: Path) -> Actor:
    """A month that is over."""
    a_november(tmp_path, manager)
    return manager


def test_every_control_is_its_slow_twin_and_agrees(november: Actor) -> None:
    told = {kind: prepare(kind) for kind in KINDS}
    assert [kind for kind, one in told.items() if one.difference_pence] == []
    twin = {
        "bank": 1000_00 + 125_00 + 7_00,
        "debtors": sum(one.open_pence for one in ItemBalance.objects.all()),
        "credits": -sum(one.open_pence for one in ItemBalance.objects.filter(open_pence__lt=0)),
        "suspense": sum(r.amount_pence for r in Receipt.objects.all()) - sum(p.amount_pence for p in Placement.objects.all()),
        "direct_debit": 0, "methods": 30_00, "refunds": 0, "funds": 0,
    }  # fmt: skip
    assert {kind: one.ledger_pence for kind, one in told.items()} == twin
    assert told["debtors"].rows == ItemBalance.objects.exclude(open_pence=0).count()
    assert check_books().agrees


def test_the_pack_is_the_same_bytes_after_more_days_of_work(november: Actor, tmp_path: Path) -> None:
    made = [prepare(kind).month_end for kind in ("debtors", "credits", "suspense", "bank", "methods")]
    for one in made:
        review(one)
    before = {one: pack(one) for one in made}
    later = NOON + timedelta(days=1)
    raised = bill(tmp_path, november, charge("C", "55.00"), on=MONDAY, name="late.csv")  # counts from November
    more = statement(paid("55.00", f"PICKLE {raised.first_number}", on=date(2026, 11, 24)), opening="1132.00", on=FIRST)
    bank(tmp_path, november, more, name="late.xml")
    allocate_receipts(on=FIRST, at=later, by=november)
    Council.objects.update(name="Another Borough Council", phone="01632 960000")
    assert Item.objects.filter(effective_on=MONDAY, reference=raised.first_number).exists()
    assert {one: pack(one) for one in made} == before
    debtors = before[made[0]]
    kept = MonthEnd.objects.get(pk=made[0])
    assert hashlib.sha256(debtors.csv).digest() == bytes(kept.csv_digest)
    assert debtors.name == "debtors-2026-11-v1"
    assert debtors.pdf.startswith(b"%PDF")


def test_a_row_altered_behind_the_books_is_noticed_by_the_pack(
    november: Actor, as_superuser: psycopg.Connection
) -> None:
    made = prepare("credits").month_end
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE receivables_allocation SET amount_pence = amount_pence - 1")
    with pytest.raises(EvidenceDiffers):
        pack(made)
    with pytest.raises(NoSuchMonthEnd):
        pack(made + 1)


def test_what_cannot_be_prepared_is_refused(november: Actor, as_superuser: psycopg.Connection) -> None:
    with pytest.raises(NoSuchReconciliation):
        prepare("petty_cash")
    with pytest.raises(WhichBankAccount):
        prepare("bank", bank="MATTRESS")
    with pytest.raises(MonthNotOver):
        prepare(on=date(2026, 11, 30))
    with pytest.raises(NotPermitted):
        prepare(by=somebody("assistant"))
    first = prepare()
    with pytest.raises(PreparedAlready):
        prepare()
    review(first.month_end)
    with pytest.raises(SignedAlready):
        prepare()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE receipting_placement SET amount_pence = amount_pence - 1")
    with pytest.raises(DifferenceUnexplained):
        prepare("suspense")
    assert prepare("suspense", explanation="Altered on purpose").difference_pence == -1
    assert {one.kind for one in unsigned(FIRST)} == {*KINDS} - {"debtors"}
    assert next(one for one in standings(month_end(MONDAY)) if one.kind == "debtors").state == "signed"


def test_a_month_is_prepared_shown_and_its_pack_written_from_the_terminal(
    november: Actor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = prepare().month_end
    assert main(["month-ends", "--month", "2026-11"]) == 0
    assert "To be reviewed" in capsys.readouterr().out
    assert main(["month-ends", "--pack", str(made), "--folder", str(tmp_path)]) == 0
    assert (tmp_path / "debtors-2026-11-v1.csv").read_bytes() == pack(made).csv
