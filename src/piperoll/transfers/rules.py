"""The words of transfers: the act, why money is moved, what it does where it arrives."""

from __future__ import annotations

ACT = "transfer"
REASONS = {
    "misposted": "It was put on the wrong account",
    "asked": "They asked us to",
    "same_payer": "One person or business pays for both",
    "estate": "Whoever acts for the estate asked",
    "other": "Another reason",
}
OLDEST = "oldest"
"""Said in place of an invoice: pay what is owed there, the longest due first."""


def reference_of(transfer: int) -> str:
    """How a transfer is named on both accounts."""
    return f"TRANSFER-{transfer}"


def pays_words(pays: str) -> str:
    """What the money does where it arrives, in words."""
    if pays == OLDEST:
        return "Pays what is owed there, the longest due first"
    return f"Pays invoice {pays}" if pays else "Stays there as credit"
