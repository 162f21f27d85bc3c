"""What kind of movement a bank line is, in one vocabulary for every format."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kind of a statement line, whichever bank or format it came from."""

    CREDIT_TRANSFER = "credit transfer"
    FASTER_PAYMENT = "faster payment"
    CHAPS = "CHAPS"
    STANDING_ORDER = "standing order"
    DIRECT_DEBIT = "direct debit"
    DIRECT_DEBIT_COLLECTION = "direct debit collection"
    UNPAID_DIRECT_DEBIT = "unpaid direct debit"
    DIRECT_DEBIT_INDEMNITY = "direct debit indemnity claim"
    CHEQUE = "cheque"
    UNPAID_CHEQUE = "unpaid cheque"
    CASH = "cash"
    CARD_SETTLEMENT = "card settlement"
    CARD = "card"
    RETURNED_CREDIT = "returned credit"
    TRANSFER = "transfer"
    CHARGE = "charge"
    INTEREST = "interest"
    REVERSAL = "reversal"
    OTHER = "other"
