"""Credit asked to be paid back: where it came from, within limits, with every safeguard in words."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from bacs.collecting import collected
from crediting import somebody
from piperoll.authority.decide_request import OwnRequest
from piperoll.authority.models import Request
from piperoll.bacs.log_claim import log_claim
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receipting.models import Placement
from piperoll.receipting.undo_placement import PaidBack, undo_placement
from piperoll.receipting.undo_placements import AllUndone, undo_placements
from piperoll.refunds.checking import NotToBeRefunded, Subject, checks_of
from piperoll.refunds.models import PayeeAccount, Refund
from piperoll.refunds.payees import SayWhereItGoes, Told
from piperoll.refunds.paying import CreditIsGone, EnteredTheDetails
from piperoll.refunds.request_refund import MoreThanTheCredit, NotAReason, NothingToRefund
from piperoll.safeguards.words import WordsMissing
from refunds.refunding import NEW, approved, approves, asks, at, credit_of, now, overpaid, the_books_agree
from safeguards.people import flag, represent
from the_day import MONDAY


def test_it_goes_back_where_it_came_from_once_somebody_else_said_yes(ada: Customer) -> None:
    asked = asks(ada, somebody("officer"))
    assert (asked.state, asked.pence, asked.paid_to) == ("waiting", 40_00, "••••8472, Ada Lovegrove")
    assert credit_of(ada) == 40_00
    done = approves(asked.request, somebody("senior"))
    refund = Refund.objects.get()
    assert done.done.startswith(f"Refund {refund.pk} of £40.00 is approved")
    assert (refund.amount_pence, refund.method, refund.payee and refund.payee.origin) == (40_00, "bacs", "receipt")
    assert credit_of(ada) == 0
    the_books_agree()


def test_bank_details_are_sealed_and_the_request_holds_none(ada: Customer) -> None:
    asks(ada, somebody("officer"))
    payee, request = PayeeAccount.objects.get(), Request.objects.get()
    assert b"63748472" not in bytes(payee.sealed_details)
    assert payee.last_four == "8472"
    said = f"{request.details} {request.changes} {request.run.inputs} {request.run.totals}"
    assert "63748472" not in said
    assert "••••8472" in said


def test_nobody_decides_what_they_asked_for_nor_details_they_entered(ada: Customer) -> None:
    first = asks(ada, somebody("senior"), to=NEW, amount_pence=10_00)
    with pytest.raises(OwnRequest):
        approves(first.request, somebody("senior"))


def test_who_entered_the_bank_details_before_does_not_approve_the_next_refund_to_them(
    morag: Actor, tmp_path: Path
) -> None:
    basil = overpaid(tmp_path, morag, name="Basil Budd", account="", pays="100.00")
    before = asks(basil, somebody("senior"), to=NEW, amount_pence=10_00)
    assert PayeeAccount.objects.get().origin == "told"
    approves(before.request, somebody("manager", "mary.manager"))
    overpaid(tmp_path, morag, name="Carol Cole", account="")
    payee = PayeeAccount.objects.get()
    overpaid_again = overpaid_more(tmp_path, morag, basil)
    asked = asks(overpaid_again, somebody("officer"), to=Told(source=f"payee-{payee.pk}"))
    with pytest.raises(EnteredTheDetails, match="Senior One"):
        approves(asked.request, somebody("senior"))
    approves(asked.request, somebody("manager", "mary.manager"))
    the_books_agree()


def overpaid_more(folder: Path, by: Actor, customer: Customer) -> Customer:
    """Another £40 of credit for somebody."""
    from piperoll.receipting.place_receipt import place_receipt
    from refunds.refunding import _closing, now
    from the_day import ask, bank, paid, statement

    bank(folder, by, statement(paid("40.00", "again", "BASIL BUDD"), opening=_closing()), name="again.xml")
    receipt = ask("SELECT max(id) AS id FROM receipting_receipt")[0].id
    place_receipt(receipt=receipt, customer=customer.pk, allocations={}, unapplied_pence=40_00, **now(by))
    return customer


def test_where_the_money_came_from_is_not_known_details_must_be_given_and_checked(morag: Actor, tmp_path: Path) -> None:
    basil = overpaid(tmp_path, morag, name="Basil Budd", account="")
    with pytest.raises(SayWhereItGoes):
        asks(basil, somebody("officer"))
    with pytest.raises(WordsMissing, match="how you checked these bank details"):
        asks(basil, somebody("officer"), to=Told(sort_code="202959", account="63748472", account_name="B BUDD"))
    assert not PayeeAccount.objects.exists()
    asks(basil, somebody("officer"), to=NEW)
    assert PayeeAccount.objects.get().checked == NEW.checked


def test_details_given_that_are_those_the_money_came_from_are_no_new_ones(ada: Customer) -> None:
    asks(ada, somebody("officer"), to=NEW)
    assert PayeeAccount.objects.get().origin == "receipt"


def test_it_is_never_more_than_the_credit_and_a_payment_is_asked_for_once(ada: Customer) -> None:
    with pytest.raises(MoreThanTheCredit, match="is more than the £40"):
        asks(ada, somebody("officer"), amount_pence=40_01)
    asks(ada, somebody("officer"), amount_pence=10_00)
    with pytest.raises(NothingToRefund):
        asks(ada, somebody("officer"), amount_pence=30_00)


def test_a_payment_is_refunded_once_even_in_part(ada: Customer) -> None:
    approved(ada, amount_pence=10_00)
    assert credit_of(ada) == 30_00
    with pytest.raises(NothingToRefund, match="does not count"):
        asks(ada, somebody("officer"))
    the_books_agree()


def test_two_who_ask_at_once_ask_once(ada: Customer) -> None:
    officers = [somebody("officer", f"officer.{n}") for n in range(3)]
    said: list[str] = []

    def ask_for_it(by: Actor) -> None:
        try:
            asks(ada, by)
            said.append("asked")
        except NothingToRefund:
            said.append("nothing left")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask_for_it, args=[one]) for one in officers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["asked", "nothing left", "nothing left"]


def test_credit_used_since_it_was_asked_for_is_not_paid(ada: Customer, tmp_path: Path) -> None:
    from piperoll.receipting.undo_placement import undo_placement
    from refunds.refunding import now
    from the_day import ask

    asked = asks(ada, somebody("officer"))
    placement = ask("SELECT id FROM receipting_placement")[0].id
    undo_placement(placement=placement, reason="wrong Ada", **now(somebody("officer")))
    with pytest.raises((CreditIsGone, NotToBeRefunded)):
        approves(asked.request, somebody("senior"))
    assert not Refund.objects.exists()
    the_books_agree()


def test_several_in_twelve_months_count_together(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    first = asks(ada, somebody("officer"))
    assert first.counted_pence == 40_00
    approves(first.request, somebody("senior"))
    overpaid_more(tmp_path, morag, ada)
    second = asks(ada, somebody("officer"), to=NEW)
    assert second.counted_pence == 80_00
    (found,) = checks_of([Subject.of_request(Request.objects.get(pk=second.request))], MONDAY)
    split = next(one for one in found if one.name == "split")
    assert split.words == "1 refund in the last twelve months: with this one it counts as £80.00."


def test_a_reason_is_one_of_the_list(ada: Customer) -> None:
    with pytest.raises(NotAReason, match="overpaid, twice"):
        asks(ada, somebody("officer"), reason="because")


def test_a_placement_whose_money_was_paid_back_is_not_undone(ada: Customer, morag: Actor) -> None:
    approved(ada)
    (placement,) = Placement.objects.all()
    with pytest.raises(PaidBack, match="REFUND-"):
        undo_placement(placement=placement.pk, reason="wrong Ada", **now(morag))
    with pytest.raises(AllUndone):
        undo_placements(of_run=placement.run_id, reason="wrong Ada", **now(morag))
    the_books_agree()


def test_nothing_is_asked_for_while_a_claim_under_the_guarantee_is_open(morag: Actor, tmp_path: Path) -> None:
    one = collected(tmp_path, morag, somebody("officer", "oscar.officer"), "10.00")
    credited = overpaid(tmp_path, morag, name="Ada Lovegrove", account="")
    claimed_on = date(2027, 1, 11)
    done = log_claim(
        mandate=one.mandate.reference, collections=[one.pk], bank_reference="BANK 7", code="2",
        on=claimed_on, at=at(claimed_on), by=morag,
    )  # fmt: skip
    with pytest.raises(NotToBeRefunded, match=f"Claim {done.claim} is open"):
        asks(credited, somebody("officer"), on=claimed_on, to=NEW)
    assert not Request.objects.filter(act="refund").exists()


def test_after_a_death_only_the_estate_is_paid_and_to_its_own_account(ada: Customer, morag: Actor) -> None:
    flag(morag, ada.pk, "deceased")
    officer = somebody("officer")
    with pytest.raises(NotToBeRefunded, match="Name them, and the proof we saw"):
        asks(ada, officer)
    executor = represent(morag, ada.pk, "executor", "Mr Ed Ash")
    with pytest.raises(NotToBeRefunded, match="not the customer’s own"):
        asks(ada, officer, representative=executor)
    theirs = replace(NEW, sort_code="08-99-99", account="66374958", account_name="E ASH")
    asked = asks(ada, officer, representative=executor, to=theirs)
    assert asked.pence == 40_00
    assert Request.objects.get().details["representative"] == executor
