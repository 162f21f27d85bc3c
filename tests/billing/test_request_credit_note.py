"""Invoices found too large: in part, in whole, already paid, twice at once; and the books balance after each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from crediting import NOW, credit, somebody, take_in_sample_limits
from piperoll.authority.decide_request import BeyondYourLimit, OwnRequest, decide_request
from piperoll.authority.models import RequestState, User
from piperoll.authority.sign_in import actor_of
from piperoll.billing.credit_rules import (
    LineTwice,
    MoreThanIsLeft,
    NeverForBadDebt,
    NoSuchLine,
    NotAReason,
    NothingToCredit,
    Part,
)
from piperoll.billing.crediting import RaisedItThemselves
from piperoll.billing.models import CreditNote, CreditNoteLine
from piperoll.billing.queries import NoSuchInvoice
from piperoll.billing.request_credit_note import BeforeItsInvoice, SayWhatIsWrong
from piperoll.foundations.actors import Actor
from piperoll.ledger.balances import balance_of
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receivables.queries import AsAt, standing
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement

VAT = {"vat_code": "S", "income_code": "TW02"}


@pytest.fixture
def limits(manager: Actor) -> Actor:
    """Anytown with its limits: officers alone up to £100, managers to £5,000."""
    take_in_sample_limits()
    return manager


def must_balance() -> None:
    checked = check_books()
    assert checked.agrees, [str(control) for control in checked.disagreeing]
    assert check_chain().agrees


def balance(code: str) -> int:
    found = balance_of(code, as_at=MONDAY, known_at=MORNING + timedelta(days=1))
    return found.balance_pence if found else 0


def owed() -> tuple[int, int]:
    (customer,) = ask("SELECT min(id) AS id FROM customers_customer")
    stands = standing(customer.id, AsAt(MONDAY), most=50).balance
    return stands.owed_pence, stands.credit_pence


def test_a_part_by_sum_reverses_income_and_vat_and_meets_the_first_instalment(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "90.00", **VAT, instalments="3")).first_number
    done = credit(number, amount_pence=48_00)
    assert (done.state, done.pence, done.issue_by) == ("approved", 48_00, MONDAY + timedelta(days=13))
    note = CreditNote.objects.get()
    assert (note.number, note.net_pence, note.vat_pence) == (done.number, 40_00, 8_00)
    assert str(done.number).startswith("ATC")
    line = CreditNoteLine.objects.get()
    assert (line.vat_code, line.vat_rate) == ("S", Decimal("0.2000"))
    assert (balance("TW02"), balance("VATOUT"), balance("DEBTORS")) == (50_00, 10_00, 60_00)
    parts = ask("SELECT open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = item_id"
                " WHERE kind = 'instalment' ORDER BY due_on")  # fmt: skip
    assert [part.open_pence for part in parts] == [0, 24_00, 36_00]
    must_balance()


def test_what_was_paid_already_becomes_credit_on_account_and_never_a_negative_debt(
    limits: Actor, tmp_path: Path
) -> None:
    number = bill(tmp_path, limits, charge("A", "80.00")).first_number
    bank(tmp_path, limits, statement(paid("60.00", f"{number}", "PICKLE AND SONS")))
    allocate_receipts(on=MONDAY, at=MORNING, by=limits)
    assert credit(number).on_account_pence == 60_00
    assert owed() == (0, 60_00)
    must_balance()
    with pytest.raises(MoreThanIsLeft, match=r"Only £0\.00 of invoice"):
        credit(number)


def test_lines_by_net_by_quantity_and_whole(limits: Actor, tmp_path: Path) -> None:
    number = bill(
        tmp_path, limits, charge("A", "10.00", quantity="3", invoice_group="g", **VAT),
        charge("B", "33.33", invoice_group="g"), charge("C", "5.55", invoice_group="g", **VAT),
    ).first_number  # fmt: skip
    done = credit(number, parts=[Part(1, quantity=Decimal(1)), Part(2, net_pence=3_33), Part(3)])
    assert done.pence == 12_00 + 3_33 + 6_66
    rest = credit(number)
    assert rest.pence == 24_00 + 30_00
    assert owed() == (0, 0)
    assert (balance("TW01"), balance("TW02"), balance("VATOUT")) == (0, 0, 0)
    must_balance()
    for parts, refusal in (
        ([Part(1), Part(1)], LineTwice), ([Part(4)], NoSuchLine), ([Part(1, quantity=Decimal(9))], MoreThanIsLeft), ([Part(1, net_pence=0)], NothingToCredit),
    ):  # fmt: skip
        with pytest.raises(refusal):
            credit(number, parts=parts)


def test_beyond_the_limit_somebody_else_approves_and_it_is_issued_with_that(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "500.00", **VAT)).first_number
    asked = credit(number)
    assert (asked.state, asked.number, CreditNote.objects.count()) == ("waiting", None, 0)
    with pytest.raises(MoreThanIsLeft, match="asked for already"):
        credit(number, amount_pence=1)
    with pytest.raises(OwnRequest):
        decide_request(request=asked.request, decision="approve", **NOW, by=actor_of(promoted("officer.one")))
    with pytest.raises(BeyondYourLimit):
        decide_request(request=asked.request, decision="approve", **NOW, by=somebody("senior"))
    decided = decide_request(request=asked.request, decision="approve", **NOW, by=somebody("manager"))
    note = CreditNote.objects.get()
    assert decided.done == f"Credit note {note.number} for £600.00 was issued on invoice {number}."
    assert note.run_id == decided.run
    must_balance()


def promoted(username: str) -> User:
    user = User.objects.get(username=username)
    user.role = "manager"
    return user


def test_whoever_raised_the_invoice_neither_credits_it_alone_nor_approves(limits: Actor, tmp_path: Path) -> None:
    officer = somebody("officer")
    number = bill(tmp_path, officer, charge("A", "50.00")).first_number
    assert credit(number).state == "waiting"
    other = bill(tmp_path, limits, charge("B", "500.00"), name="b.csv").first_number
    asked = credit(other, by="officer").request
    with pytest.raises(RaisedItThemselves):
        decide_request(request=asked, decision="approve", **NOW, by=limits)
    assert RequestState.objects.get(pk=asked).state == "waiting"


def test_a_credit_approved_later_still_fits_or_is_refused(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "200.00")).first_number
    first, second = credit(number, amount_pence=150_00), credit(number, amount_pence=50_00)
    decide_request(request=first.request, decision="approve", **NOW, by=somebody("manager"))
    decide_request(request=second.request, decision="approve", **NOW, by=somebody("manager"))
    assert owed() == (0, 0)
    must_balance()


def test_bad_debt_and_inability_to_pay_are_refused_in_words(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "50.00")).first_number
    for reason in ("bad_debt", "cannot_pay"):
        with pytest.raises(NeverForBadDebt, match="not for a debt that cannot be paid"):
            credit(number, reason=reason)
    with pytest.raises(NotAReason, match="price_error, wrong_debtor"):
        credit(number, reason="because")
    with pytest.raises(SayWhatIsWrong):
        credit(number, why=" ")
    with pytest.raises(NoSuchInvoice):
        credit("AT99")
    with pytest.raises(BeforeItsInvoice):
        credit(number, on=MONDAY - timedelta(days=1))
    with pytest.raises(NothingToCredit):
        credit(number, amount_pence=-1)
    with pytest.raises(MoreThanIsLeft):
        credit(number, amount_pence=50_01)
    with pytest.raises(NoSuchInvoice):
        credit(number, by="requester")  # of no service


def test_two_at_once_cannot_exceed_the_invoice(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "100.00")).first_number
    somebody("officer")

    def try_once(pence: int) -> str:
        try:
            return credit(number, amount_pence=pence).state
        except MoreThanIsLeft:
            return "too much"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        came = sorted(pool.map(try_once, [60_00, 60_00, 60_00, 60_00]))
    assert came == ["approved", "too much", "too much", "too much"]
    must_balance()


def test_the_database_refuses_more_than_a_line_whoever_writes_it(limits: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, limits, charge("A", "100.00")).first_number
    credit(number, amount_pence=60_00)
    line = CreditNoteLine.objects.get()
    line.pk, line.net_pence = None, 50_00
    other = credit(number, amount_pence=1)
    line.credit_note = CreditNote.objects.get(number=other.number)
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_small_credits_to_one_customer_add_up_within_the_year(limits: Actor, tmp_path: Path) -> None:
    numbers = [
        bill(tmp_path, limits, charge(f"A{n}", "60.00"), name=f"{n}.csv").first_number for n in range(2)
    ]  # fmt: skip
    assert credit(numbers[0]).state == "approved"
    split = credit(numbers[1])
    assert (split.state, split.counted_pence) == ("waiting", 120_00)
