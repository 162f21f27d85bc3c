"""The blanks a letter template may have, and filling them: a closed list, so that no letter leaves with a hole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from piperoll.foundations.refusals import Refused

_BLANK = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_HALF = re.compile(r"\{\{|\}\}")

_ALWAYS = {
    "recipient_name": "Whom the letter is to",
    "customer_name": "The customer, as letters address them",
    "customer_reference": "The customer’s reference",
    "today": "The day of the letter",
    "council_name": "The council",
    "council_phone": "The council’s telephone number",
    "council_email": "The council’s email address",
    "council_website": "Where to pay online",
}
_STANDING = {
    "balance": "What they would have to pay to be square",
    "overdue": "The part of it that is overdue",
}
_INVOICE = {
    "document_number": "The invoice’s number",
    "document_date": "The day of the invoice",
    "service": "The service that bills",
    "amount": "What the invoice comes to",
    "due_date": "The day the first payment is due",
}
_MANDATE = {
    "payer_name": "Whose bank account it is",
    "mandate_reference": "The Direct Debit’s reference",
    "service_user_number": "The council’s number with Bacs",
    "bank_account": "The end of the account number",
    "notice_days": "How many working days’ notice we give",
    "pays": "What the Direct Debit pays",
}
_ON_ANY_SCREEN = ("customer_reference", "today", "council_name", "council_phone", "council_email", "council_website")
"""Blanks that may stand on a telephone which lies on a table: no name, no sum, no service."""
BLANKS: dict[str, dict[str, str]] = {
    "invoice": {**_ALWAYS, **_INVOICE},
    "statement": {
        **_ALWAYS, **_STANDING, "statement_from": "Its first day", "statement_to": "Its last day",
    },
    "credit_note": {
        **_ALWAYS, "document_number": "The credit note’s number", "document_date": "The day of the credit note",
        "service": "The service that bills", "amount": "What it takes off",
    },
    "dd_confirmed": {**_ALWAYS, **_MANDATE},
    "dd_notice": {
        **_ALWAYS, **_MANDATE, "collections": "What will be taken and when, a line each", "total": "It all comes to",
    },
    "dd_changed": {**_ALWAYS, **_MANDATE, "what_changed": "What changed, in a sentence"},
    "dd_cancelled": {**_ALWAYS, **_MANDATE},
    "dd_unpaid": {**_ALWAYS, **_MANDATE, "what_changed": "What came back, and what happens next"},
    "refund": {
        **_ALWAYS, "amount": "What is paid back", "refund_reference": "The refund’s reference",
        "paid_to": "Whom it is paid to, with the end of the account number", "pay_day": "The day it is paid",
        "paid_for": "The money it is paid back from, a line each",
    },
    "reminder": {
        **_ALWAYS, "overdue": "What the letter asks for", "owed": "The instalments it is made of, a line each",
        "reply_by": "The last day to answer a letter of claim",
    },
    "complaint_in": {
        **_ALWAYS, "complaint_reference": "The complaint’s reference", "document_date": "The day it came",
        "answer_day": "The day by which it is decided",
    },
    "complaint": {
        **_ALWAYS, "complaint_reference": "The complaint’s reference", "document_date": "The day it came",
        "decision": "What was found, in a sentence", "why": "Why", "remedy": "What is done to put it right",
        "what_next": "The right to go on",
    },
    "claim_notice": {
        **_ALWAYS, "overdue": "What the claim would be for", "reply_by": "The last of the 14 days",
        "letter_day": "The day of the letter of claim",
    },
    "pay_link": {
        **_ALWAYS, "amount": "What the link asks for", "pay_link": "The address it opens",
        "bills": "What it pays, a line each", "pay_by": "The last day it works",
    },
    "dispute": {
        **_ALWAYS, "document_number": "The invoice’s number", "document_date": "The day they told us",
        "service": "The service that bills", "decision": "What we found, in a sentence", "why": "Why",
        "what_next": "What happens next",
    },
    "arrangement": {
        **_ALWAYS, "arrangement_reference": "The arrangement’s reference", "amount": "What is paid by it in all",
        "payments": "What is to be paid by which day, a line each",
        "how_paid": "How it is paid, like: by standing order", "owed": "The debts it is for, a line each",
    },
    "arr_late": {
        **_ALWAYS, "arrangement_reference": "The arrangement’s reference", "amount": "What is missing",
        "missed_day": "The day it was to be paid", "answer_day": "The last day to pay it or to answer",
    },
    "letter": {**_ALWAYS, **_STANDING},
    "bill_text": {**_ALWAYS, **_INVOICE},
    "rem_text": {name: _ALWAYS[name] for name in _ON_ANY_SCREEN},
    "text": {**_ALWAYS, **_STANDING},
}  # fmt: skip
"""Kind of template → blank → what it stands for."""


class NoSuchBlank(Refused):
    """{blank!r} is not a blank this kind of letter can fill. It can fill {known}."""


class HalfABlank(Refused):
    """A blank is begun or ended but not both: write it like {example}."""


class NothingToFillIn(Refused):
    """There is nothing to fill {blank} with for this letter: {meaning} is not known. Use another template."""


def blanks_in(text: str) -> Iterator[str]:
    """The blanks a text asks for, in order."""
    return (found[1] for found in _BLANK.finditer(text))


def must_be_known(kind: str, *texts: str) -> None:
    """Raise NoSuchBlank or HalfABlank unless every blank in the texts is one this kind can fill."""
    known = BLANKS[kind]
    for text in texts:
        for blank in blanks_in(text):
            if blank not in known:
                raise NoSuchBlank(blank=blank, known=", ".join(known))
        if _HALF.search(_BLANK.sub("", text)):
            raise HalfABlank(example="{{ customer_name }}")


def without(text: str) -> str:
    """The text with its blanks left out."""
    return _BLANK.sub("", text)


def fill(kind: str, text: str, values: Mapping[str, str]) -> str:
    """The text with its blanks filled. Raises NothingToFillIn for one without a value."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if not values.get(name):
            raise NothingToFillIn(blank=name, meaning=BLANKS[kind][name].lower())
        return values[name]

    return _BLANK.sub(value, text)
