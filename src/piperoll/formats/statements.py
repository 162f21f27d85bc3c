"""A bank statement, whichever format it came in: the account, the two balances, the lines between them, the proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from piperoll.formats.kinds import Kind


class Proof(StrEnum):
    """Whether a statement's own figures show it to be whole."""

    PROVED = "proved"
    UNPROVABLE = "unprovable"


@dataclass(frozen=True, slots=True)
class AccountIdentity:
    """A bank account as a file names it. Parts the file does not give are empty; `raw` is always as written."""

    sort_code: str = ""
    account_number: str = ""
    iban: str = ""
    raw: str = ""

    @property
    def key(self) -> str:
        """One name for the account in every format: sort code and number where known, else IBAN, else as written."""
        if self.sort_code and self.account_number:
            return self.sort_code + self.account_number
        return self.iban or self.raw


@dataclass(frozen=True, slots=True)
class Line:
    """One movement on a bank account. `amount_pence` is positive when money came in.

    `number` counts from 1 within the statement; `source_line` is where the line starts in the file, counted from 1;
    `raw` is its text there (empty for XML). `narrative` keeps the bank's words in order, `references` what the payer
    quoted, `batch` the bank's own reference of the single entry that this line is a part of.
    """

    number: int
    booked_on: date
    value_on: date
    amount_pence: int
    type_code: str = ""
    kind: Kind = Kind.OTHER
    payer_name: str = ""
    payer_sort_code: str = ""
    payer_account_number: str = ""
    references: tuple[str, ...] = ()
    narrative: tuple[str, ...] = ()
    customer_reference: str = ""
    bank_reference: str = ""
    batch: str = ""
    source_line: int = 0
    raw: str = ""

    @property
    def text(self) -> str:
        """The narrative on one line."""
        return " ".join(self.narrative)


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines between two balances of one account in one currency (sums are hundredths of its unit: pence in sterling).

    A balance the format does not carry is None. `intraday` statements repeat what the day's own statement will say and
    must never be posted; `pending` lines are announced but not booked. `evidence` says, in words, what was checked.
    """

    bank_account: AccountIdentity
    currency: str
    statement_id: str
    sequence: int | None
    opened_on: date | None
    closed_on: date | None
    opening_pence: int | None
    closing_pence: int | None
    lines: tuple[Line, ...]
    format: str
    proof: Proof = Proof.UNPROVABLE
    intraday: bool = False
    pending: tuple[Line, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def sterling(self) -> bool:
        """Whether the statement is in pounds sterling; only those may be posted."""
        return self.currency == "GBP"


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read: the format it was recognised as, its statements in order, and what a person should know."""

    format: str
    statements: tuple[Statement, ...]
    warnings: tuple[str, ...] = ()
