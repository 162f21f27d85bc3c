"""What kind of movement a bank line is, in one vocabulary for every format."""

from __future__ import annotations

import re
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


_WORDS = {
    Kind.CREDIT_TRANSFER: "BGC BGS BAC BACS BCR DIRECTDEP ACH NACH TRF NTRF FTRF STRF",
    Kind.FASTER_PAYMENT: "FPI FPO FP FPS EBP FPC FASTERPAYMENT FASTERPAYMENTS BBP",
    Kind.CHAPS: "F/FLOW CHAPS CHP CHA",
    Kind.STANDING_ORDER: "STO S/O SO NSTO STANDINGORDER REPEATPMT",
    Kind.DIRECT_DEBIT: "DD D/D DDR DDT NDDT DIRECTDEBIT",
    Kind.DIRECT_DEBIT_COLLECTION: "DDC",
    Kind.UNPAID_DIRECT_DEBIT: "ARU U/D UDD UNPAIDD/D UNPAIDDD UNPAIDDIRECTDEBIT",
    Kind.DIRECT_DEBIT_INDEMNITY: "DDIC DDICA",
    Kind.CHEQUE: "CHQ CHK NCHK CHEQUE COUNTERCREDIT CLR NCLR DPC",
    Kind.UNPAID_CHEQUE: "CUI UNPAIDCHEQUE RTI NRTI UNP",
    Kind.CASH: "CSH CASH CDM CPT ATM TLR C/L",
    Kind.CARD: "POS DEB CARD VIS CARDPURCHASE",
    Kind.TRANSFER: "TFR FT FUNDTRANSFER FUNDSTRANSFER CMI NCMI BOOK",
    Kind.CHARGE: "CHG NCHG COM NCOM FEE BNK BANKCHARGE BANKCHARGES COMMISSION",
    Kind.INTEREST: "INT NINT INTEREST Z4",
    Kind.REVERSAL: "COR REV CORRECTION REVERSAL",
    Kind.RETURNED_CREDIT: "RA ARUCS",
}
_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}

_LEADING = frozenset(
    (
        "FPI",
        "FPO",
        "FPS",
        "EBP",
        "BGC",
        "BGS",
        "BAC",
        "CHQ",
        "DDC",
        "ARU",
        "STO",
        "TFR",
        "CHP",
        "D/D",
        "U/D",
        "DDR",
        "S/O",
    )
)
_GENERIC = frozenset(("", "TRF", "NTRF", "FTRF", "STRF", "MSC", "NMSC", "FMSC", "SMSC", "399", "699"))

_NARRATIVES = tuple(
    (re.compile(pattern), sign, kind)
    for pattern, sign, kind in (
        (r"\bDDICA?\b", 0, Kind.DIRECT_DEBIT_INDEMNITY),
        (r"\b(UNPAID|RETURNED) (DD|D/D|DIRECT DEBIT)\b", 0, Kind.UNPAID_DIRECT_DEBIT),
        (r"\b(UNPAID|RETURNED) (CHQ|CHEQUE)", 0, Kind.UNPAID_CHEQUE),
        (r"\b(DD|D/D|DIRECT DEBIT) COLLECTION", 1, Kind.DIRECT_DEBIT_COLLECTION),
        (r"\bBARCLAYCARD STL|\bWORLDPAY|^TT- ?\w+|\bCARD SETTLEMENT\b|\bELAVON\b", 1, Kind.CARD_SETTLEMENT),
    )
)


def kind_of(type_code: str, amount_pence: int, narrative: str = "", known: Kind | None = None) -> Kind:
    """A line's kind: what its narrative says outright, else `known` from the format's codes, else its type word.

    `type_code` is a UK bank's word (`FPI`, `D/D`, `Unpaid D/D`) or an MT940 type (`NTRF`). Where that says nothing in
    particular, a bank's word at the head of the narrative does. OTHER when nothing tells.
    """
    text = narrative.upper()
    if _tells(text):
        for pattern, sign, kind in _NARRATIVES:
            if pattern.search(text) and sign * amount_pence >= 0:
                return kind
    if type_code in _GENERIC and (word := narrative.split(" ", 1)[0]) in _LEADING:
        return _BY_WORD[word]
    return known or kind_of_word(type_code) or Kind.OTHER


def kind_of_word(word: str) -> Kind | None:
    """The kind a bank's own type word names, or None."""
    return _BY_WORD.get(word) or _BY_WORD.get(word.replace(" ", "").upper())


def _tells(text: str) -> bool:
    """Whether any of the patterns could match: asked of every line, so asked the quick way."""
    return (
        "DDIC" in text
        or "UNPAID" in text
        or "RETURNED" in text
        or "COLLECTION" in text
        or "BARCLAYCARD" in text
        or "WORLDPAY" in text
        or "TT-" in text
        or "SETTLEMENT" in text
        or "ELAVON" in text
    )
