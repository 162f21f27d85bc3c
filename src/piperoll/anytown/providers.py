"""What GoCardless and GOV.UK Pay pay out to Anytown: sums that the steps of the day make and its bank shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from piperoll.anytown.payments import Payment

COLLECTED_PENCE, BY_CARD_PENCE, FEE_PENCE = 20_00, 25_00, 20
"""What a payer's Direct Debit through GoCardless takes, what another pays by card, and what either provider keeps."""
PAYOUT = "ANYTOWN-PO000001"


def paid_out(on: date) -> Iterator[Payment]:
    """Both as the bank shows them."""
    collected, by_card = COLLECTED_PENCE - FEE_PENCE, BY_CARD_PENCE - FEE_PENCE
    yield Payment(on, collected, "GOCARDLESS", "", "", "BGC", PAYOUT, (), "GoCardless pays out, less its fee")
    yield Payment(on, by_card, "STRIPE PAYMENTS UK", "", "", "BGC", "PAYOUT", (), "GOV.UK Pay pays out, less its fee")
