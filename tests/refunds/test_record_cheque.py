"""Cheques: listed, released by somebody else, entered in the register, and known on the statement by their number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.refunds import queries
from piperoll.refunds.record_cheque import (
    DrawnBefore,
    NotAChequeNumber,
    NotForACheque,
    NumberUsed,
    record_cheque,
)  # fmt: skip
from piperoll.refunds.return_refund import ChequeWasPaid, return_refund
from refunds.refunding import approved, choose, credit_of, now, overpaid, release, the_books_agree
from the_day import bank, paid, statement

IN_JANUARY = date(2027, 1, 12)


def test_a_cheque_is_paid_when_the_bank_shows_its_number_however_late(
    ada: Customer, morag: Actor, tmp_path: Path
) -> None:
    refund = approved(ada, method="cheque")
    officer = somebody("officer")
    with pytest.raises(NotForACheque):
        record_cheque(refund=refund.pk, number="100001", **now(officer))
    release(choose(method="cheque"))
    with pytest.raises(NotAChequeNumber):
        record_cheque(refund=refund.pk, number="12", **now(officer))
    record_cheque(refund=refund.pk, number="100001", **now(officer))
    with pytest.raises(DrawnBefore):
        record_cheque(refund=refund.pk, number="100002", **now(officer))
    assert queries.refund(refund.pk).state == "sent"
    the_books_agree()
    bank(
        tmp_path,
        morag,
        statement(paid("-40.00", "CHQ 100001", on=IN_JANUARY), opening="1100.00", on=IN_JANUARY),
        name="j.xml",
    )
    assert allocate_receipts(**now(morag, IN_JANUARY)).expected == 1
    assert queries.refund(refund.pk).state == "paid"
    the_books_agree()
    with pytest.raises(ChequeWasPaid):
        return_refund(refund=refund.pk, reason="Stopped", **now(officer, IN_JANUARY))


def test_a_number_is_used_once(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    basil = overpaid(tmp_path, morag, name="Basil Budd", account="")
    one, other = approved(ada, method="cheque"), approved(basil, method="cheque")
    release(choose(method="cheque"))
    record_cheque(refund=one.pk, number="100001", **now(somebody("officer")))
    with pytest.raises(NumberUsed):
        record_cheque(refund=other.pk, number="100001", **now(somebody("officer")))


def test_a_cheque_stopped_before_it_is_paid_is_credit_again(ada: Customer) -> None:
    refund = approved(ada, method="cheque")
    release(choose(method="cheque"))
    record_cheque(refund=refund.pk, number="100001", **now(somebody("officer")))
    return_refund(refund=refund.pk, reason="Lost in the post, stopped today", **now(somebody("officer")))
    assert queries.refund(refund.pk).state == "stopped"
    assert credit_of(ada) == 40_00
    the_books_agree()
