"""What the matching engine is told: bank lines, what is owed and by whom, who paid before, and lists of payments.

Plain facts, no database. Keys (`item_id`, `customer`, `payer_account`) are opaque to the engine: the live system
hands in row ids and keyed hashes of bank accounts, `match-bench` hands in the texts it read.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from piperoll.foundations.fund_references import FundReference


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line of a bank statement; `amount_pence` is signed, money in is positive.

    `kind` is the bank's own type code (FPI, BGC, DDC…). `references` are what the payer or the bank gave as a
    reference; `narrative` is every other scrap of text. `payer_account` is an opaque key, or None when unknown.
    """

    line_id: Hashable
    booked_on: date
    amount_pence: int
    kind: str = ""
    payer_name: str = ""
    payer_account: Hashable | None = None
    references: tuple[str, ...] = ()
    narrative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing owed: an invoice, or one instalment of it. `open_pence` is 0 once paid, negative for a credit note.

    Several items may share a `reference` (the invoice number): money for it goes to the oldest `due_on` first.
    `also` holds other texts that name it (a purchase order, a plan's reference); `earlier` are the payments towards it
    before, each the payer's name as the bank showed it and the pence; `words` say what it is for, `for_whom` whom,
    where that is another than the customer, and `born_on` when they were born, if that is known.
    """

    item_id: Hashable
    reference: str
    customer: Hashable
    due_on: date
    amount_pence: int
    open_pence: int
    invoiced_on: date | None = None
    settled_on: date | None = None
    instalment_pence: int | None = None
    also: tuple[str, ...] = ()
    earlier: tuple[tuple[str, int], ...] = ()
    words: str = ""
    for_whom: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes, and every name they go by.

    `first` and `last` are a person's names, empty for a body; `title` is theirs, unless `name` begins with it. `kind`
    is "person", "sole trader", "company", "public body"…. `address` begins with its first line. `rule`: a name of
    somebody else under which they pay, by that rule. `acts`: a name of somebody who acts for them.
    """

    customer: Hashable
    reference: str
    name: str
    kind: str = "person"
    first: str = ""
    last: str = ""
    trading: str = ""
    title: str = ""
    address: str = ""
    postcode: str = ""
    rule: int | None = None
    acts: bool = False


@dataclass(frozen=True, slots=True)
class PayerHabit:
    """What is known of a payer's bank account: how many `times` it has paid for this customer before.

    A Direct Debit mandate on the account is a habit too (`times` 1 or more).
    """

    payer_account: Hashable
    customer: Hashable
    times: int = 1


@dataclass(frozen=True, slots=True)
class OtherLedger:
    """Another system whose money comes to the same bank: how it writes references, and the words its payers use.

    References are a regular expression (`pattern`) or shapes with check digits (`references`); `key` is what the caller
    calls it, its name unless told.
    """

    name: str
    pattern: str = ""
    words: tuple[str, ...] = ()
    references: tuple[FundReference, ...] = ()
    key: str = ""


class AdviceKind(StrEnum):
    """The lists that say what a lump sum at the bank is made of."""

    REMITTANCE = "remittance advice"
    COLLECTION = "Direct Debit run"
    CHEQUES = "paying-in slip"
    CARDS = "card settlement"


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One payment in a list: the reference as they wrote it, who paid if known, and signed pence.

    `item_id` is given when the list is our own and already names the item (a Direct Debit run).
    `mandate` is the Direct Debit reference, for unpaid Direct Debits to be found by.
    """

    reference: str
    amount_pence: int
    payer_name: str = ""
    description: str = ""
    item_id: Hashable | None = None
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """A list of payments behind one bank line; `total_pence` is what the bank should show, after `fee_pence`.

    `advice_id` tells lists apart; `reference` is what the bank line quotes: the slip's serial, the service user number
    of the run, the merchant's number.
    """

    advice_id: Hashable
    kind: AdviceKind
    reference: str
    on: date
    total_pence: int
    lines: tuple[AdviceLine, ...]
    payer_name: str = ""
    fee_pence: int = 0
