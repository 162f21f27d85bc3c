"""What is decided about one mandate: its words, its core reference, the name Bacs carries, the Guarantee."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from piperoll.formats.standard18 import core_reference_fault
from piperoll.foundations.references import mod97_check_digits

CHANNELS = {"phone": "By telephone", "page": "On our page", "paper": "On paper"}
PAPERLESS = ("phone", "page")
PROVIDERS = {"bacs": "Our own Bacs files", "gocardless": "GoCardless"}
"""Who asks the payer's bank for us."""
INSTRUCTIONS = {"0N": "New instruction", "0C": "Cancel instruction", "0S": "Convert a paper instruction"}
PAYS = {"everything": "Everything they owe", "service": "A service’s invoices", "invoice": "One invoice"}
PLANS = {"as_due": "Each instalment when it is due", "variable": "What is due, on chosen days", "fixed": "A fixed sum"}
EVERY = {
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "four_weekly": "Every four weeks",
    "monthly": "Every month",
    "quarterly": "Every three months",
    "yearly": "Every year",
}
WEEKS = {"weekly": 1, "fortnightly": 2, "four_weekly": 4}
MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
KINDS_OF_NOTICE = {
    "confirmation": "Confirmation",
    "advance": "Advance notice",
    "changed": "Change confirmed",
    "cancelled": "Cancellation confirmed",
    "unpaid": "Came back unpaid",
}
REFERENCE_DIGITS = 8
NAME_LENGTH = 18
_CARRIED = re.compile(r"[^A-Z0-9.&/ -]")
_BLANKS = re.compile(r" +")

GUARANTEE = (
    "This Guarantee is offered by all banks and building societies that accept instructions to pay Direct Debits.",
    "If there are any changes to the amount, date or frequency of your Direct Debit {organisation} will notify you "
    "{days} working days in advance of your account being debited or as otherwise agreed. If you request "
    "{organisation} to collect a payment, confirmation of the amount and date will be given to you at the time of the "
    "request.",
    "If an error is made in the payment of your Direct Debit, by {organisation} or your bank or building society, "
    "you are entitled to a full and immediate refund of the amount paid from your bank or building society.",
    "If you receive a refund you are not entitled to, you must pay it back when {organisation} asks you to.",
    "You can cancel a Direct Debit at any time by simply contacting your bank or building society. Written "
    "confirmation may be required. Please also notify us.",
)
"""The Direct Debit Guarantee. Fixed by the scheme: only the organisation's name and the number of days may vary."""


HEADING = "The Direct Debit Guarantee"
ORGANISATION, DAYS = "{organisation}", "{days}"


def guarantee(organisation: str, days: int, words: Sequence[str] = GUARANTEE) -> tuple[str, ...]:
    """The Guarantee's paragraphs for an organisation with so many working days' notice; `words` if not English."""
    return tuple(text.replace(ORGANISATION, organisation).replace(DAYS, str(days)) for text in words)


def core_reference(prefix: str, number: int) -> str:
    """The reference of a mandate counted from 1: the council's prefix, DD, eight digits and two check digits.

    All have the same length and differ in their digits, so none is part of another.
    """
    body = f"{number:0{REFERENCE_DIGITS}d}"
    return f"{prefix}DD{body}{mod97_check_digits(body)}"


def reference_fault(reference: str) -> str | None:
    """What is wrong with a reference that a paper form bears already, or None.

    Source: service users' guides on core references, as `formats.standard18` checks them; 18 places at most.
    """
    if _CARRIED.search(reference):
        return "may hold only A-Z 0-9 . & / - and blanks"
    if len(reference) > NAME_LENGTH:
        return f"has {len(reference)} places and may have {NAME_LENGTH}"
    if reference != reference.strip():
        return "must not begin or end with a blank"
    return core_reference_fault(reference)


def overlaps(one: str, other: str) -> bool:
    """Whether one reference is, or is part of, another: a bank might take one for the other."""
    return one in other or other in one


def carried(name: str) -> str:
    """A name as Bacs carries it: 18 capitals, accents taken off, whatever else it cannot carry made a blank."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() if not name.isascii() else name
    return _BLANKS.sub(" ", _CARRIED.sub(" ", plain.upper())).strip()[:NAME_LENGTH].rstrip()
