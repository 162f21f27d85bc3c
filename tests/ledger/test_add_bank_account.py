"""Another of our own bank accounts, with its place in the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from piperoll.council.add_service import BadCode, CodeTaken
from piperoll.council.models import BankAccount
from piperoll.formats.statements import AccountIdentity
from piperoll.foundations.actors import Actor
from piperoll.ledger.add_bank_account import AccountKnown, BadBankNumbers, NominalMissing, add_bank_account
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, bank, paid, set_up_anytown, statement

PORT = {
    "code": "PORT", "name": "Harbour dues", "sort_code": "08-99-99", "account_number": "1234 5678", "nominal": "9003",
    "iban": "GB33 BUKB 2020 1555 5555 55",
}  # fmt: skip


@pytest.fixture
def sandy(db: None) -> Actor:
    """A team manager of Anytown."""
    return set_up_anytown()


def add(by: Actor, **changed: Any) -> Any:
    return add_bank_account(**{**PORT, **changed}, on=MONDAY, at=MORNING, by=by)


def test_its_statements_can_be_banked_and_the_books_agree(manager: Actor, tmp_path: Path) -> None:
    assert add(manager).ledger_account == "BANK-PORT"
    identity = AccountIdentity("089999", "12345678", raw="08999912345678")
    assert bank(tmp_path, manager, statement(paid("12.00", "MOORING"), identity=identity)).closing_pence == {
        "PORT": 101200
    }
    assert check_books().agrees


def test_bills_name_one_account_to_pay(sandy: Actor) -> None:
    add(sandy, receives_payments=True)
    assert [bank.code for bank in BankAccount.objects.filter(receives_payments=True)] == ["PORT"]


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"sort_code": "08-99"}, BadBankNumbers),
        ({"account_number": "123456789"}, BadBankNumbers),
        ({"account_number": "１２３４５６７８"}, BadBankNumbers),
        ({"iban": "GB34 BUKB 2020 1555 5555 55"}, BadBankNumbers),
        ({"iban": "NONSENSE"}, BadBankNumbers),
        ({"nominal": " "}, NominalMissing),
        ({"code": "a b"}, BadCode),
        ({"code": "MAIN"}, CodeTaken),
        ({"account_number": "66374958"}, AccountKnown),
    ],
)
def test_numbers_that_cannot_be_right_are_refused(
    sandy: Actor, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    before = BankAccount.objects.count()
    with pytest.raises(refusal):
        add(sandy, **wrong)
    assert BankAccount.objects.count() == before
