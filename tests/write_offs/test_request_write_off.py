"""A debt written off: by limit, with what its reason needs, proved by the books, and without a word to anybody."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import psycopg
import pytest

from crediting import credit, somebody
from dying import at_once
from piperoll.authority import asking
from piperoll.authority.decide_request import OwnRequest
from piperoll.authority.models import Limit
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.models import WriteOff
from piperoll.reconciliation.check_books import check_books
from piperoll.reconciliation.roll_forward import roll_forward
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from piperoll.write_offs.checking import EvidenceMissing, NoFlagSaysSo, NotToBeWrittenOff, StillInTime, TooYoung
from piperoll.write_offs.request_write_off import MoreThanIsOwed, NothingToWriteOff
from piperoll.write_offs.rules import NeverForWrongCharge, NotAReason
from piperoll.write_offs.writing_off import MovedOn
from refunds.refunding import approves, at, now, overpaid, the_books_agree
from safeguards.people import hold
from the_day import MONDAY, ask, bank, bill, charge, paid, statement
from transfers.moving_money import open_of
from write_offs.losing import LATER, invoices_of, lost_pence, writes_back, writes_off


def test_within_the_limit_it_is_done_at_once_and_the_debt_is_off_the_books(basil: Customer) -> None:
    done = writes_off(basil)
    assert (done.state, done.pence) == ("approved", 55_00)
    assert done.done.endswith("£55.00 is written off. Nobody is told; the debt stays owed.")
    assert (open_of(basil), lost_pence()) == ([], 55_00)
    rolled = roll_forward(since=MONDAY, until=LATER, known_at=at(LATER))
    assert (rolled.total.moved["written_off"], rolled.total.closing_pence, rolled.agrees) == (-55_00, 0, True)
    assert {row.reason for row in WriteOff.objects.all()} == {"uneconomic"}
    assert not Document.objects.filter(customer=basil).exists()
    the_books_agree()


def test_part_of_it_is_taken_from_the_longest_due(basil: Customer) -> None:
    writes_off(basil, amount_pence=40_00)
    assert open_of(basil) == [("instalment", 15_00)]
    the_books_agree()


def test_beyond_the_limit_somebody_else_decides_and_years_count_together(
    basil: Customer, morag: Actor, tmp_path: Path
) -> None:
    first, second = invoices_of(basil)
    bill(tmp_path, morag, charge("B9", "60.00", name="Basil Budd"), name="b9.csv")
    writes_off(basil, invoices=[first])
    asked = writes_off(basil, invoices=[second, invoices_of(basil)[2]])
    assert (asked.state, asked.pence, asked.counted_pence) == ("waiting", 85_00, 115_00)
    with pytest.raises(NothingToWriteOff):
        writes_off(basil)
    with pytest.raises(OwnRequest):
        approves(asked.request, somebody("officer"), on=LATER)
    assert "£85.00 is written off" in approves(asked.request, somebody("manager"), on=LATER).done
    with pytest.raises(NotPermitted):
        writes_off(basil, somebody("assistant"))
    the_books_agree()


def test_asked_at_one_moment_they_count_together_too(basil: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, both = asking.earlier_pence, Barrier(2)

    def as_slow_as_the_other(*given: Any, **named: Any) -> int:
        found = counts(*given, **named)
        with suppress(BrokenBarrierError):
            both.wait(timeout=2)
        return found

    monkeypatch.setattr(asking, "earlier_pence", as_slow_as_the_other)
    Limit.objects.filter(act="write_off", up_to_pence=100_00).update(up_to_pence=50_00)
    first, second = invoices_of(basil)
    came = at_once(lambda: writes_off(basil, invoices=[first]), lambda: writes_off(basil, invoices=[second]))
    assert came == ["done", "done"]
    states = ask("SELECT state FROM authority_requeststate ORDER BY state")
    assert [row.state for row in states] == ["approved", "waiting"], "each was within the limit, both are not"


def test_the_largest_take_two_people(morag: Actor, tmp_path: Path) -> None:
    bill(tmp_path, morag, charge("L", "12000.00", name="Larder Ltd"), name="l.csv")
    asked = writes_off(Customer.objects.get(name="Larder Ltd"))
    agreed = approves(asked.request, somebody("ar_manager"), on=LATER)
    assert (agreed.state, agreed.next_deciders, lost_pence()) == ("waiting", "Finance director", 0)
    assert approves(asked.request, somebody("finance_director"), on=LATER).state == "approved"
    assert lost_pence() == 12_000_00
    the_books_agree()


def test_each_reason_needs_what_the_council_says(basil: Customer) -> None:
    for told, refusal in (
        ({"reason": "billed_wrong"}, NeverForWrongCharge),
        ({"reason": "whim"}, NotAReason),
        ({"reason": "small_balance"}, NotAReason),
        ({"evidence": ""}, EvidenceMissing),
        ({"reason": "gone_away"}, NoFlagSaysSo),
        ({"reason": "statute_barred"}, StillInTime),
        ({"reason": "irrecoverable", "on": MONDAY + timedelta(100)}, TooYoung),
        ({"amount_pence": 55_01}, MoreThanIsOwed),
        ({"on": MONDAY}, NothingToWriteOff),
    ):
        with pytest.raises(refusal):
            writes_off(basil, **told)  # type: ignore[arg-type]
    gone = FlagTold("gone_away", "Post came back twice", LATER + timedelta(30), happened_on=MONDAY)
    raise_flag(customer=basil.pk, told=gone, **now(somebody("officer"), LATER))
    assert writes_off(basil, reason="gone_away").state == "approved"


def test_a_debt_is_out_of_time_six_years_after_it_fell_due(basil: Customer) -> None:
    (due,) = {row.due_on for row in ask("SELECT due_on FROM receivables_item WHERE kind = 'instalment'")}
    sixth = date(due.year + 6, due.month, due.day)
    with pytest.raises(StillInTime, match=f"until {sixth:%-d %B %Y}"):
        writes_off(basil, reason="statute_barred", on=sixth)
    asked = writes_off(basil, reason="statute_barred", on=sixth + timedelta(1))
    assert asked.state == "waiting", "so old that an officer alone may not"


def test_what_may_still_be_settled_is_not_written_off(basil: Customer, morag: Actor, tmp_path: Path) -> None:
    ada = overpaid(tmp_path, morag)
    bill(tmp_path, morag, charge("a", "5.00", name=ada.name, address_1="2 Vinegar Lane"), name="a2.csv")
    with pytest.raises(NotToBeWrittenOff, match="credit on the account"):
        writes_off(ada)
    hold(morag, basil.pk, "dispute", days=300)
    with pytest.raises(NotToBeWrittenOff, match="disputed"):
        writes_off(basil)


def test_what_was_paid_meanwhile_is_not_written_off(basil: Customer) -> None:
    ask("UPDATE authority_limit SET alone = '{}' WHERE act = 'write_off' RETURNING id")
    asked = writes_off(basil)
    ask("UPDATE receivables_itembalance SET open_pence = 1000 WHERE open_pence = 3000 RETURNING item_id")
    with pytest.raises(MovedOn, match=r"£10\.00 left"):
        approves(asked.request, somebody("senior"), on=LATER)
    assert not WriteOff.objects.exists()


def test_money_that_names_a_written_off_invoice_brings_it_back_by_itself(
    basil: Customer, morag: Actor, tmp_path: Path
) -> None:
    first, _ = invoices_of(basil)
    writes_off(basil)
    content = statement(paid("30.00", f"BASIL BUDD {first}", "BASIL BUDD"))
    bank(tmp_path, morag, content)
    done = allocate_receipts(**now(somebody("officer"), LATER))
    assert (done.allocated, done.allocated_pence) == (1, 30_00)
    assert (open_of(basil), lost_pence()) == ([], 25_00)
    back = WriteOff.objects.get(item__reference=first).backs.get()
    assert (back.because, back.amount_pence, back.written_back_on) == ("receipt", 30_00, LATER)
    the_books_agree()


def test_a_credit_note_of_a_written_off_invoice_leaves_no_money_on_the_account(basil: Customer) -> None:
    first, _ = invoices_of(basil)
    writes_off(basil, invoices=[first])
    writes_back(WriteOff.objects.get().pk, amount_pence=5_00)
    credit(first, on=LATER, at=at(LATER), amount_pence=20_00)
    assert (open_of(basil), lost_pence()) == ([("instalment", 25_00)], 10_00)
    the_books_agree()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("receivables_writeoff", "amount_pence = amount_pence + 1"),
        ("receivables_writeoff", "reason = 'hardship'"),
        ("receivables_writeback", "amount_pence = amount_pence + 1"),
    ],
)
def test_the_books_notice_a_row_altered_behind_their_back(
    basil: Customer, as_superuser: psycopg.Connection, table: str, change: str
) -> None:
    done = writes_off(basil)
    writes_back(done.write_off, amount_pence=5_00)
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(f"UPDATE {table} SET {change}")  # type: ignore[arg-type]
    assert "Write-offs" in [control.name for control in check_books().disagreeing]
