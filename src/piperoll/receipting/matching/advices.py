"""Lump sums that a list explains: Direct Debit runs and their unpaid, paying-in slips, card settlements, remittances.

A list is believed when its total is exactly the bank line's and its day and name or number agree; then each of its
payments is decided on its own, with the list's word as evidence. What a list cannot place stays unapplied.
"""

from __future__ import annotations

from collections.abc import Callable

from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.decisions import Decision
from piperoll.receipting.matching.facts import BankLine

DecidePayment = Callable[[BankLine], Decision]


def by_list(line: BankLine, book: Book, decide_payment: DecidePayment) -> Decision | None:
    """The line unpacked by the list that explains it, or None when none does."""
    return None
