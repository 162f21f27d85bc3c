"""A payer's bank details between the form and the seal: read, checked, sealed, digested, shown with four digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from piperoll.customers.bank_details import key_ring
from piperoll.direct_debit.models import MandateAccount, ModulusImport
from piperoll.direct_debit.rules import carried
from piperoll.formats.modulus_tables import read_tables
from piperoll.foundations.bank_account import TEN_DIGITS, read
from piperoll.foundations.modulus import ModulusTables, Result, Verdict
from piperoll.foundations.refusals import Refused

TABLES_KEPT = 4


class NotABankAccount(Refused):
    """These cannot be bank details: {why}. Ask the payer to read them out again; nothing was changed."""


class WhichBank(Refused):
    """Ten digits are shortened differently by different banks: say whether it is {choices}."""


class NameOnTheAccount(Refused):
    """The name on the account must hold letters or digits that Bacs can carry: A to Z and 0 to 9."""


@dataclass(frozen=True)
class Checked:
    """Bank details as Bacs knows them, and what the modulus check said. `tables` is the import that was asked."""

    sort_code: str
    number: str
    name: str
    verdict: Verdict
    tables: int | None

    @property
    def details(self) -> str:
        """Six digits and eight, as they are sealed."""
        return self.sort_code + self.number

    @property
    def key(self) -> bytes:
        """The digest by which the same account is found again."""
        return key_ring().key_of(self.details)

    def core_key(self, service_user_number: str, reference: str) -> bytes:
        """The digest of what a bank knows an instruction by."""
        return key_ring().key_of(f"{service_user_number} {self.details} {reference.ljust(18)}")

    def columns(self) -> dict[str, object]:
        """The account's columns, sealed."""
        ring = key_ring()
        return {
            "sealed_details": ring.seal(self.details),
            "sealed_name": ring.seal(self.name),
            "key": self.key,
            "last_four": self.number[-4:],
            "verdict": self.verdict.result,
            "why": self.verdict.why,
            "tables_id": self.tables,
        }


@dataclass(frozen=True)
class Opened:
    """Bank details unsealed: for a Bacs file, or for somebody who may see them."""

    sort_code: str
    number: str
    name: str

    @property
    def written(self) -> str:
        """`20-29-59 63748472`."""
        return f"{self.sort_code[:2]}-{self.sort_code[2:4]}-{self.sort_code[4:]} {self.number}"


def checked(sort_code: str, account: str, name: str, *, ten_digits: str = "", on: date) -> Checked:
    """Bank details as typed, checked by the tables that hold on a day. What is only "not checked" passes, and says so.

    Raises NotABankAccount, WhichBank, NameOnTheAccount.
    """
    found = read(sort_code, account, ten_digits=ten_digits)
    if isinstance(found, Verdict):
        if found.result is Result.NOT_CHECKED:
            raise WhichBank(choices=" or ".join(TEN_DIGITS.values()), field="ten_digits")
        raise NotABankAccount(why=found.why, field="account")
    holder = carried(name)
    if not any(letter.isalnum() for letter in holder):
        raise NameOnTheAccount(field="account_name")
    tables = tables_on(on)
    verdict = (
        Verdict(Result.NOT_CHECKED, "no modulus tables had been imported")
        if tables is None
        else parsed(tables).check(found.sort_code, found.number)
    )
    if verdict.result is Result.INVALID:
        raise NotABankAccount(why=verdict.why, field="account")
    why = f"{found.because}; {verdict.why}" if found.because else verdict.why
    return Checked(found.sort_code, found.number, holder, Verdict(verdict.result, why), tables.pk if tables else None)


def tables_on(on: date) -> ModulusImport | None:
    """Which import of the modulus tables holds on a day; None when there is none."""
    return ModulusImport.objects.filter(valid_from__lte=on).first()


def parsed(tables: ModulusImport) -> ModulusTables:
    """An import's tables."""
    return _parsed(bytes(tables.weights), None if tables.substitutes is None else bytes(tables.substitutes))


@lru_cache(maxsize=TABLES_KEPT)
def _parsed(weights: bytes, substitutes: bytes | None) -> ModulusTables:
    return read_tables(weights, substitutes)


def opened(account: MandateAccount) -> Opened:
    """An account's details unsealed. Raises WrongKey."""
    ring = key_ring()
    details = ring.open(bytes(account.sealed_details))
    return Opened(details[:6], details[6:], ring.open(bytes(account.sealed_name)))


def masked(last_four: str) -> str:
    """An account's number as a screen shows it: `••••8472`."""
    return f"••••{last_four}"
