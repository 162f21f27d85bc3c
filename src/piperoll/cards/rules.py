"""What is decided about one card payment: its reference, how its money is spread, what a state means."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from piperoll.foundations.money import pounds

ENDS = {
    "success": "Paid",
    "failed": "Not paid",
    "cancelled": "Given up",
    "error": "Went wrong at GOV.UK Pay",
    "never": "Never reached GOV.UK Pay",
}
"""How a card payment ends; all but the last in GOV.UK Pay's words."""
REFUND_ENDS = {"success": "Paid back to the card", "error": "Could not be paid back", "refused": "Refused"}
"""How a refund to a card ends: the first two in GOV.UK Pay's words, the last when it would not begin it."""
DISPUTE_STATES = {
    "needs_response": "Needs our evidence",
    "under_review": "With the bank",
    "won": "Won",
    "lost": "Lost",
}
"""What GOV.UK Pay calls where a dispute stands."""
DISPUTE_REASONS = {
    "credit_not_processed": "They say that they cancelled, and had nothing back",
    "duplicate": "They say that they paid twice",
    "fraudulent": "They say that they did not pay it",
    "general": "The bank does not say why",
    "product_not_received": "They say that they did not have what they paid for",
    "product_unacceptable": "They say that what they paid for was poor",
    "unrecognised": "They do not know the payment",
    "subscription_cancelled": "They say that they had cancelled",
    "other": "Another reason",
}
MOST_PENCE = 100_000_00
"""GOV.UK Pay takes at most £100,000 at once."""
LINK_GOOD_FOR = timedelta(days=28)
LONGEST_LINK = timedelta(days=92)
LONGEST_AT_THE_PAGE = timedelta(hours=24)
"""After this a payment that GOV.UK Pay does not know is not on its way there any more."""
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_reference() -> str:
    """Sixteen letters and digits nobody can guess (79 bits) nor misread."""
    return "".join(secrets.choice(_LETTERS) for _ in range(16))


def new_word() -> str:
    """A link's word: 32 bytes of chance."""
    return secrets.token_urlsafe(32)


def key_of(word: str) -> bytes:
    """What is kept of a word: its SHA-256, from which it cannot be found again."""
    return hashlib.sha256(word.encode()).digest()


@dataclass(frozen=True)
class Open:
    """An instalment with something left to pay."""

    item_id: int
    invoice_id: int
    due_on: date
    open_pence: int


def spread(parts: Mapping[int, int], instalments: Iterable[Open]) -> tuple[dict[int, int], int]:
    """Pence by invoice, spread over its open instalments, the first due first: (pence by item, what is left over)."""
    left, spent = dict(parts), {}
    for one in sorted(instalments, key=lambda one: (one.due_on, one.item_id)):
        pence = min(left.get(one.invoice_id, 0), one.open_pence)
        if pence > 0:
            spent[one.item_id] = pence
            left[one.invoice_id] -= pence
    return spent, sum(left.values())


def due_of_the_bank(net_pence: int) -> str:
    """What our bank account will show of a settlement, in words."""
    if not net_pence:
        return "nothing is expected of the bank"
    if net_pence < 0:
        return f"{pounds(-net_pence)} is owed to GOV.UK Pay, and expected of the bank as a debit"
    return f"{pounds(net_pence)} is expected of the bank"


def no_more_than(pence: int, spent: Mapping[int, int]) -> tuple[dict[int, int], int]:
    """So many pence of what was spread, in its order: (pence by item, what is left over)."""
    kept: dict[int, int] = {}
    for item, part in spent.items():
        if now := min(part, pence):
            kept[item], pence = now, pence - now
    return kept, pence
