"""add_bank_account: another of the council's own accounts at a bank, with its account in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.add_service import CodeTaken, checked_code, checked_name
from piperoll.council.models import BankAccount
from piperoll.council.rules import digits_of, is_account_number, is_iban, is_sort_code
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account
from piperoll.runs import running


class BadBankNumbers(Refused):
    """{what} {number!r} is not right: {why}. Copy it from the bank's own letter."""


class AccountKnown(Refused):
    """That sort code and account number are {code} already: {name}."""


class NominalMissing(Refused):
    """Enter the nominal code the council's main ledger knows this account by, at most 12 letters and digits."""


@dataclass(frozen=True)
class BankAccountAdded:
    """One of our bank accounts, and the ledger account whose balance is the bank's."""

    run: int
    code: str
    ledger_account: str


def add_bank_account(
    *,
    code: str,
    name: str,
    sort_code: str,
    account_number: str,
    nominal: str,
    iban: str = "",
    receives_payments: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> BankAccountAdded:
    """Add a bank account. With `receives_payments` bills name this one from now on, and no other.

    Raises BadCode, NameMissing, BadBankNumbers, NominalMissing, CodeTaken, AccountKnown.
    """
    code, name, nominal = checked_code(code), checked_name(name), checked_nominal(nominal)
    sort_code, account_number, iban = _checked_numbers(sort_code, account_number, iban)
    with running.act("add_bank_account", on=on, at=at, by=by, code=code) as run:
        _must_be_new(code, sort_code, account_number)
        if receives_payments:
            BankAccount.objects.filter(receives_payments=True).update(receives_payments=False)
        bank = BankAccount.objects.create(
            code=code, name=name, sort_code=sort_code, account_number=account_number, iban=iban,
            receives_payments=receives_payments,
        )  # fmt: skip
        account = Account.objects.create(
            code=f"BANK-{code}",
            name=f"Bank: {name}"[:80],
            kind="asset",
            nominal=nominal,
            control="bank",
            bank_account=bank,
        )
    return BankAccountAdded(run.id, code, account.code)


def checked_nominal(nominal: str) -> str:
    """A nominal code as it will be kept. Raises NominalMissing."""
    nominal = nominal.strip().upper()
    if not 0 < len(nominal) <= 12:
        raise NominalMissing()
    return nominal


def _checked_numbers(sort_code: str, account_number: str, iban: str) -> tuple[str, str, str]:
    sort_code, account_number, iban = digits_of(sort_code), digits_of(account_number), digits_of(iban).upper()
    if not is_sort_code(sort_code):
        raise BadBankNumbers(what="Sort code", number=sort_code, why="it has six digits")
    if not is_account_number(account_number):
        raise BadBankNumbers(what="Account number", number=account_number, why="it has eight digits")
    if iban and not is_iban(iban):
        raise BadBankNumbers(what="IBAN", number=iban, why="its check digits do not agree with the rest")
    return sort_code, account_number, iban


def _must_be_new(code: str, sort_code: str, account_number: str) -> None:
    by_code = BankAccount.objects.filter(code=code).first()
    if by_code:
        raise CodeTaken(code=code, name=by_code.name)
    if in_ledger := Account.objects.filter(code=f"BANK-{code}").first():
        raise CodeTaken(code=in_ledger.code, name=in_ledger.name)
    by_number = BankAccount.objects.filter(sort_code=sort_code, account_number=account_number).first()
    if by_number:
        raise AccountKnown(code=by_number.code, name=by_number.name)
