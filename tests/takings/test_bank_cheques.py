"""Cheques paid in: the batch proves its slip, each cheque pays what it names, one bank credit clears them all."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from piperoll.billing.models import Invoice
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting import queries as receipts
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import NoSuchBankAccount
from piperoll.receipting.models import Receipt, Taking
from piperoll.reconciliation.check_books import check_books
from piperoll.suspense import queries as looking
from piperoll.takings import queries
from piperoll.takings.bank_cheques import BadCheques, NoCheques, TotalDiffers
from piperoll.takings.models import Banking
from piperoll.takings.paying_in import BadSlip, SlipBanked, SlipTaken
from takings_words import cheque, pay_in, states
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, set_up_anytown, statement


def allocate(by: Actor) -> tuple[int, int]:
    """What was expected, and what the engine placed."""
    done = allocate_receipts(on=MONDAY, at=MORNING, by=by)
    return done.expected, done.allocated


def held() -> int:
    """Pence in cheques that the bank has not shown."""
    return next(int(row.pence) for row in queries.holding() if row.code == "CHEQUE")


def test_a_batch_pays_what_its_cheques_name_and_one_credit_clears_it(manager: Actor, tmp_path: Path) -> None:
    bill(
        tmp_path,
        manager,
        charge("X1", "312.40"),
        charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane"),
    )
    first, second = Invoice.objects.order_by("id").values_list("number", flat=True)
    done = pay_in(
        manager, cheque("312.40", "PICKLE & SONS", "000123", first), cheque("60.00", "MISS A LOVEGROVE", "000007", second),
        cheque("17.50", "NOBODY KNOWN", "100001"), slip="50 0123",
    )  # fmt: skip
    assert (done.slip, done.cheques, done.pence, held()) == ("500123", 3, 389_90, 389_90)
    assert allocate(manager) == (0, 2)
    assert [state for state, _ in states()] == ["placed", "placed", states()[2][0]]
    assert states()[2][1] == 17_50
    bank(tmp_path, manager, statement(paid("389.90", "COUNTER CREDIT 500123")))
    assert allocate(manager)[0] == 1
    assert held() == 0
    shown = queries.banking(done.banking)
    assert (shown.takings, shown.shown_on) == (3, MONDAY)
    assert [(row.number, row.customer) for row in queries.contents(done.banking)] == [
        ("000123", "Pickle & Sons Ltd"), ("000007", "Ada Lovegrove"), ("100001", None),
    ]  # fmt: skip
    assert [control.name for control in check_books().disagreeing] == []


def test_a_receipt_of_a_cheque_says_how_it_was_paid(manager: Actor) -> None:
    (receipt,) = pay_in(manager, cheque("12.00", "O. N. Esample", "000124", "AT00000129")).receipts
    shown = receipts.receipt(receipt)
    assert (shown.method, shown.number, shown.payer_name) == ("Cheques", "000124", "O. N. Esample")
    assert shown.payment_references == ["AT00000129"]
    assert shown.reference == f"CHEQUE-{shown.run_id}/1"
    assert looking.waiting(words="esample").rows[0].receipt_id == receipt


def test_money_taken_is_never_mistaken_for_the_banks_own_showing_of_it(manager: Actor) -> None:
    pay_in(manager, cheque("12.00", "500123"), slip="500123")
    assert allocate(manager)[0] == 0
    assert held() == 12_00


@pytest.mark.parametrize(
    ("line", "clears"),
    [
        (paid("30.00", "CREDIT 500123"), True),
        (paid("30.01", "CREDIT 500123"), False),
        (paid("30.00", "CREDIT 500124"), False),
    ],
)
def test_only_the_slip_and_the_sum_together_clear_it(
    manager: Actor, tmp_path: Path, line: object, clears: bool
) -> None:
    pay_in(manager, cheque("10.00"), cheque("20.00"))
    bank(tmp_path, manager, statement(line))  # type: ignore[arg-type]
    assert allocate(manager)[0] == int(clears)


def test_a_slip_whose_cheques_do_not_come_to_its_total_is_refused(manager: Actor) -> None:
    with pytest.raises(TotalDiffers) as refusal:
        pay_in(manager, cheque("10.00"), cheque("20.00"), total_pence=31_00)
    assert "come to £30.00, but the slip says £31.00: £1.00 too little" in refusal.value.sentence
    assert not Receipt.objects.exists()


def test_every_cheque_that_will_not_do_is_told_and_nothing_is_paid_in(manager: Actor) -> None:
    with pytest.raises(BadCheques) as refusal:
        pay_in(
            manager,
            cheque("10.00", " "),
            cheque("0"),
            cheque("5", "A", "12"),
            cheque("5", "a", "12"),
            cheque("5", "B", "x1"),
        )
    said = refusal.value.sentence
    assert "Cheque 1: it does not say who drew it; Cheque 2: its sum is not more than nought" in said
    assert "Cheque 4: it is the same as cheque 3; Cheque 5: 'x1' is not the number of a cheque." in said
    with pytest.raises(NoCheques):
        pay_in(manager)
    assert not Taking.objects.exists()


def test_the_same_slip_again_changes_nothing(manager: Actor) -> None:
    pay_in(manager, cheque("10.00"))
    with pytest.raises(SlipBanked) as same:
        pay_in(manager, cheque("10.00"))
    assert same.value.exit_code == 0
    with pytest.raises(SlipTaken):
        pay_in(manager, cheque("11.00"))
    assert (Banking.objects.count(), held()) == (1, 10_00)
    pay_in(manager, cheque("11.00"), bank_account="CARE")  # another account has slips of its own


def test_what_cannot_be_is_refused(manager: Actor) -> None:
    for slip in ("", "5", "500*1", "1" * 21):
        with pytest.raises(BadSlip):
            pay_in(manager, cheque("10.00"), slip=slip)
    with pytest.raises(NoSuchBankAccount):
        pay_in(manager, cheque("10.00"), bank_account="NOWHERE")


def test_an_assistant_pays_nothing_in(books: None) -> None:
    with pytest.raises(NotPermitted):
        pay_in(set_up_anytown("assistant"), cheque("10.00"))


@pytest.mark.parametrize(
    ("altered", "control"),
    [
        ("UPDATE receipting_taking SET amount_pence = amount_pence + 1", "Takings"),
        ("UPDATE receipting_taking SET taken_on = taken_on + 1", "Takings"),
        ("UPDATE receipting_takingtext SET payer_name = 'SOMEBODY ELSE'", "Words of takings"),
        ("UPDATE takings_banking SET amount_pence = amount_pence + 1", "Bankings"),
        ("DELETE FROM takings_bankedtaking", "Bankings"),
        ("UPDATE receipting_expected SET amount_pence = amount_pence - 1", "Bankings"),
    ],
)
def test_whoever_goes_behind_the_books_back_is_noticed(
    manager: Actor, as_superuser: psycopg.Connection, altered: str, control: str
) -> None:
    pay_in(manager, cheque("10.00"))
    assert check_books().agrees
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(altered)
    assert control in [one.name for one in check_books().disagreeing]


def test_everything_paid_in_is_sealed(manager: Actor) -> None:
    done = pay_in(manager, cheque("10.00"), cheque("20.00"))
    blocks = ask("SELECT source FROM runs_sealblock WHERE run_id = %(run)s", run=done.run)
    assert {"receipting_taking_sealed", "takings_banking_sealed", "takings_bankedtaking_sealed"} <= {
        b.source for b in blocks
    }
