"""What the matching engine answers: where a bank line's money goes, how sure it is, and why in an officer's words."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """`allocated`: sure enough to post. `suggested`: likely, an officer confirms. `suspense`: nobody's yet."""

    ALLOCATED = "allocated"
    SUGGESTED = "suggested"
    SUSPENSE = "suspense"


class Allocation(NamedTuple):
    """Pence of the line put against one item; negative when the money goes back (an unpaid Direct Debit)."""

    item_id: Hashable
    amount_pence: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way the line could be used, with its score (0-100) and the evidence for and against it.

    `advices` are the ids of the lists it follows; `doubts` what the payer wrote that speaks for something else: whoever
    accepts it must have read them.
    """

    allocations: tuple[Allocation, ...]
    customer: Hashable | None
    unapplied_pence: int
    score: int
    reasons: tuple[str, ...]
    advices: tuple[Hashable, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The engine's answer for one bank line.

    `ledger` names the other system the money belongs to, "" when it is ours or unknown; `ledger_reference` the account
    there when that is certain. `unapplied_pence` stays on the customer's account. `fee_pence` is the card company's
    charge on top of the line. `advices` are the ids of the lists that explained it. `candidates` are ranked, best
    first, for the allocation desk; the chosen one is among them.
    """

    line_id: Hashable
    status: Status
    reasons: tuple[str, ...]
    allocations: tuple[Allocation, ...] = ()
    customer: Hashable | None = None
    unapplied_pence: int = 0
    ledger: str = ""
    ledger_reference: str = ""
    score: int = 0
    fee_pence: int = 0
    advices: tuple[Hashable, ...] = ()
    candidates: tuple[Candidate, ...] = ()
