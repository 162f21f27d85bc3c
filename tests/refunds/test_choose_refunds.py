"""What may be paid is chosen; what waits is listed with its reason, and tells nobody of a concern."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.refunds.choose_refunds import BanksAreClosed, DayIsPast, RunWaits, TooSoonToPay
from piperoll.refunds.models import LiveRefund, RefundExclusion, RefundRun
from piperoll.refunds.raise_concern import raise_concern
from refunds.refunding import MONDAY, NEW, PAY_ON, approved, choose, now, overpaid, the_books_agree

THURSDAY = date(2026, 11, 26)


def test_what_is_approved_is_chosen_for_a_day_on_which_it_can_be_paid(ada: Customer) -> None:
    refund = approved(ada)
    with pytest.raises(BanksAreClosed, match="Saturday 28 November"):
        choose(pay_on=date(2026, 11, 28))
    with pytest.raises(TooSoonToPay, match="25 November"):
        choose(pay_on=date(2026, 11, 24))
    chosen = choose()
    assert (chosen.refunds, chosen.pence, chosen.excluded, chosen.input_by) == (1, 40_00, 0, MONDAY)
    run = RefundRun.objects.get()
    assert (run.pay_on, run.processing_on) == (PAY_ON, date(2026, 11, 24))
    assert LiveRefund.objects.get().refund == refund
    the_books_agree()


def test_one_run_waits_at_a_time_and_nothing_is_a_run_of_nothing(ada: Customer) -> None:
    assert choose().refund_run is None
    approved(ada)
    choose()
    with pytest.raises(RunWaits):
        choose()
    with pytest.raises(DayIsPast):
        choose(pay_on=date(2026, 11, 20), method="cheque")


def test_new_bank_details_cool_off_first(morag: Actor, tmp_path: Path) -> None:
    basil = overpaid(tmp_path, morag, name="Basil Budd", account="")
    approved(basil, to=NEW)
    chosen = choose()
    assert (chosen.refunds, chosen.excluded) == (0, 1)
    left_out = RefundExclusion.objects.get()
    assert (left_out.why, left_out.until) == ("cooling", THURSDAY)
    assert left_out.reason.endswith("They cool off until 26 November 2026.")


def test_a_cheque_that_paid_clears_first(morag: Actor, tmp_path: Path) -> None:
    from dataclasses import replace

    from piperoll.formats.kinds import Kind
    from piperoll.receipting.place_receipt import place_receipt
    from the_day import ask, bank, bill, charge, paid, statement

    bill(tmp_path, morag, charge("C1", "10.00", name="Carol Cole"))
    cheque = replace(
        paid("50.00", "CHEQUE", "CAROL COLE", account="20295963748472"), type_code="NCHK", kind=Kind.CHEQUE
    )
    bank(tmp_path, morag, statement(cheque))
    receipt = ask("SELECT max(id) AS id FROM receipting_receipt")[0].id
    carol = Customer.objects.get(name="Carol Cole")
    place_receipt(receipt=receipt, customer=carol.pk, allocations={}, unapplied_pence=50_00, **now(morag))
    approved(carol)
    choose()
    left_out = RefundExclusion.objects.get()
    assert (left_out.why, left_out.until) == ("cleared", date(2026, 12, 1))
    assert left_out.reason.startswith("The last cheque may still come back")


def test_a_concern_holds_it_in_the_words_that_any_bar_has(ada: Customer) -> None:
    refund = approved(ada)
    raise_concern(request=refund.request_id, words="Third party, no history", **now(somebody("assistant")))
    chosen = choose()
    assert (chosen.refunds, chosen.excluded) == (0, 1)
    left_out = RefundExclusion.objects.get()
    assert (left_out.why, left_out.reason, left_out.until) == (
        "checks",
        "The checks before payment are not finished.",
        None,
    )
