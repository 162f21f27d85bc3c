"""Payments paid back at GoCardless part by part: each part once, the newest bill first, never more than was paid, and
what comes back afterwards is the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from through_gocardless import ask, in_transit, over_two_accounts, owed, paid_out, the_books_agree

from bacs.collecting import DUE_ON
from piperoll.bacs.models import CollectionCredit, CollectionEnd, PresentAgain
from piperoll.bacs.queries import exceptions
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.gocardless.models import Payout, PayoutRefund
from piperoll.gocardless.stub import Stub
from piperoll.gocardless.taking import Taken
from piperoll.receivables.models import Item


def settled(stub: Stub, olive: Actor, on: date = DUE_ON) -> Taken:
    """A payout of what is owed to GoCardless, and we know; the books agree."""
    stub.books.pay_out(on, below_nought=True)
    told = ask(olive, on)
    the_books_agree()
    return told


def test_one_payment_is_paid_back_in_many_parts_until_nothing_of_it_stands(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "20.00", "10.00")
    (payment,) = stub.books.rows["payments"]
    (customer,) = Customer.objects.all()
    for back, owes in ((5_00, 5_00), (7_00, 12_00)):
        stub.books.pay_back(payment, back)
        told = settled(stub, olive)
        assert (told.payouts, told.pence_back, told.exceptions) == (1, back, 0)
        assert owed(customer.pk) == owes
    stub.books.pay_back(payment, 6_00)
    stub.books.pay_back(payment, 2_00)
    told = settled(stub, olive)
    assert (told.pence_back, owed(customer.pk)) == (8_00, 20_00), "two of one payment in one payout"
    assert not CollectionEnd.objects.exists()
    assert ask(olive, DUE_ON).pence_back == 0
    stub.books.pay_back(payment, 10_00)
    assert settled(stub, olive).pence_back == 10_00
    assert (CollectionEnd.objects.get().what, owed(customer.pk)) == ("refunded", 30_00)
    assert PayoutRefund.objects.count() == 5
    assert in_transit() == sum(one.amount_pence for one in Payout.objects.all())


def test_parts_over_two_accounts_and_a_charge_back_of_the_rest(
    stub: Stub, olive: Actor, oscar: Actor, manager: Actor, tmp_path: Path
) -> None:
    kept, merged, payment = over_two_accounts(stub, olive, oscar, manager, tmp_path)
    stub.books.bank_day(DUE_ON)
    ask(olive, DUE_ON)
    for back, owes in ((25_00, [0, 25_00]), (10_00, [5_00, 30_00])):
        stub.books.pay_back(payment, back)
        assert settled(stub, olive).pence_back == back
        assert [owed(kept), owed(merged)] == owes
    stub.books.fail(payment, "DDICA-5", "authorisation_disputed", "charged_back")
    told = settled(stub, olive)
    assert (told.pence_back, told.payouts, told.exceptions) == (15_00, 1, 0)
    assert [owed(kept), owed(merged)] == [20_00, 30_00]
    assert CollectionEnd.objects.get().what == "claimed"
    assert Payout.objects.latest("id").items_pence == -15_00


def test_a_charge_back_known_before_the_payout_with_the_part_takes_all_of_it_once(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "20.00")
    (payment,) = stub.books.rows["payments"]
    stub.books.pay_back(payment, 5_00)
    stub.books.fail(payment, "DDICA-5", "authorisation_disputed", "charged_back")
    assert ask(olive, DUE_ON).pence_back == 20_00
    the_books_agree()
    told = settled(stub, olive)
    assert (told.payouts, told.pence_back, told.exceptions) == (1, 0, 0)
    assert Payout.objects.latest("id").items_pence == -20_00


def test_the_rest_that_fails_late_is_owed_again_and_not_presented_at_the_whole_sum(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "20.00")
    (payment,) = stub.books.rows["payments"]
    (customer,) = Customer.objects.all()
    stub.books.pay_back(payment, 5_00)
    stub.books.pay_out(DUE_ON, below_nought=True)
    stub.books.fail(payment, "ARUDD-0")
    told = ask(olive, DUE_ON)
    assert (told.pence_back, told.exceptions, owed(customer.pk)) == (20_00, 0, 20_00)
    assert not PresentAgain.objects.exists()
    settled(stub, olive)
    assert in_transit() == sum(one.amount_pence for one in Payout.objects.all())


def test_more_than_was_paid_and_a_refund_told_twice_are_never_taken_back(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "20.00")
    (payment,) = stub.books.rows["payments"]
    stub.books.pay_back(payment, 5_00)
    assert settled(stub, olive).pence_back == 5_00
    wrong = [
        (("payment_refunded", payment, -5_00, "RF000001"), "refund RF000001 was in a payout before"),
        (("payment_refunded", payment, -15_01, "RF000009"), "£20.01 was taken back in all, and it paid £20.00"),
        (("payment_refunded", payment, 5_00, "RF000009"), "comes to £5.00 in it"),
        (("payment_charged_back", payment, -20_00, ""), "£25.00 was taken back in all, and it paid £20.00"),
        (("payment_charged_back", payment, -14_00, ""), "comes to −£14.00 in it, and is −£15.00"),
        (("payment_paid_out", payment, 20_00, ""), "was in another payout before"),
    ]
    for item, sentence in wrong:
        stub.books.owed.append(item)
        told = settled(stub, olive)
        assert (told.payouts, told.pence_back, told.exceptions) == (0, 0, 1)
        assert sentence in exceptions(most=9)[-1].exception
    assert Payout.objects.count() == 2


def test_a_payment_that_was_never_paid_out_is_not_taken_back(
    stub: Stub, olive: Actor, oscar: Actor, manager: Actor, tmp_path: Path
) -> None:
    _, _, payment = over_two_accounts(stub, olive, oscar, manager, tmp_path)
    stub.books.pay_back(payment, 5_00)
    assert settled(stub, olive).exceptions == 1
    assert "is taken back in it, and was in no payout before" in exceptions(most=9)[-1].exception


def test_the_database_takes_no_more_back_of_a_collection_than_it_put_on_an_account(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    paid_out(tmp_path, stub, olive, oscar, "20.00")
    (payment,) = stub.books.rows["payments"]
    stub.books.pay_back(payment, 5_00)
    settled(stub, olive)
    back = CollectionCredit.objects.get(undoes__isnull=False)
    item = Item.objects.get(kind="instalment")
    for pence, undoes in ((-15_01, back.undoes_id), (-1, back.pk), (1, back.undoes_id), (-1, None)):
        with pytest.raises(IntegrityError, match="no more of a collection"), transaction.atomic():
            CollectionCredit.objects.create(
                collection_id=back.collection_id, customer_id=back.customer_id, item=item, amount_pence=pence,
                journal_id=back.journal_id, undoes_id=undoes, run_id=back.run_id,
            )  # fmt: skip
