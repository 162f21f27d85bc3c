"""The one shape in which every Bacs report is told: advices about people's instructions and money, and files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection that an indemnity claim covers."""

    collected_on: date | None
    amount_pence: int


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing a report tells us. What a report does not say is empty; sums are in pence, None where there is none.

    `code` is the reason's; `meaning` and `action` put it in words; `mandate` is what becomes of the mandate.
    """

    line: int
    kind: str
    reference: str
    code: str = ""
    meaning: str = ""
    action: str = ""
    mandate: str = ""
    may_present_again: bool = False
    payer_died: bool = False
    payer_name: str = ""
    sort_code: str = ""
    account_number: str = ""
    new_sort_code: str = ""
    new_account_number: str = ""
    transaction_code: str = ""
    amount_pence: int | None = None
    original_processing_on: date | None = None
    effective_on: date | None = None
    due_on: date | None = None
    frequency: str = ""
    bank_reference: str = ""
    sequence: str = ""
    collections: list[Collection] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of one file of a submission. Counts and pence are those Bacs accepted and rejected."""

    line: int
    outcome: str
    serial: str
    user_number: str
    file_number: str
    processing_on: date | None = None
    debits_accepted: int = 0
    debit_pence_accepted: int = 0
    debits_rejected: int = 0
    debit_pence_rejected: int = 0
    credits_accepted: int = 0
    credit_pence_accepted: int = 0
    credits_rejected: int = 0
    credit_pence_rejected: int = 0
    instructions_accepted: int | None = None
    instructions_rejected: int | None = None
    error_code: str = ""
    messages: list[str] = field(default_factory=list)
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A report: which one, about which service user, and what it tells."""

    report: str
    report_type: str
    number: str
    produced_on: date | None
    user_number: str
    user_name: str
    digest: str
    advices: list[Advice] = field(default_factory=list)
    files: list[Submitted] = field(default_factory=list)
    value_pence: int | None = None


def value_of(advices: Iterable[Advice]) -> int:
    """What advices come to, in pence."""
    return sum(advice.amount_pence or 0 for advice in advices)
