"""What is decided about one refund: the safeguards, each with its source and its words; reasons, methods and ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.foundations.money import pounds

ACT = "refund"
METHODS = {"bacs": "Bacs Direct Credit", "card": "Card", "cheque": "Cheque"}
REASONS = {
    "overpaid": "They paid too much",
    "twice": "They paid twice",
    "credited": "It was credited after they had paid",
    "not_ours": "It was paid to us by mistake",
    "guarantee": "We took a Direct Debit wrongly",
    "other": "Another reason",
}
ORIGINS = {
    "receipt": "The account the money came from",
    "collection": "The account the Direct Debit was taken from",
    "told": "Details given to us",
    "awacs": "Details the payee’s bank told us of",
}
ENDS = {
    "cancelled": "Cancelled before it was paid",
    "returned": "Came back",
    "stopped": "Cheque stopped",
    "withdrawn": "File withdrawn",
}
STATES = {
    "approved": "To be paid",
    "chosen": "In a run, not released",
    "sent": "On its way",
    "paid": "Paid",
} | ENDS
EXCLUSIONS = {
    "cleared": "The money is not cleared",
    "cooling": "New bank details cool off",
    "checks": "Checks before payment are not finished",
}
CHECKS_NOT_FINISHED = "The checks before payment are not finished."
"""All that anybody is told of a refund that waits for more than a day in the calendar: whatever it waits for."""

PAID_BY_CARD = "It was paid by card, and card rules have it go back to that card: choose Card."

TITLES = {
    "customer": "The customer",
    "estate": "Who may be paid",
    "claim": "Claims and disputes",
    "once": "Refunded before",
    "arrears": "Other arrears",
    "cleared": "Cleared money",
    "account": "Where it goes",
    "cooling": "New bank details",
    "moved": "Moved from another account",
    "split": "Counted together",
}
SOURCES = {
    "customer": "The rules under Set-up, Safeguards",
    "estate": "Administration of Estates Act 1925; Mental Capacity Act 2005",
    "claim": "Direct Debit and card schemes: nothing is refunded while a claim is open, or it would be paid twice",
    "once": "Financial regulations: a payment is refunded once",
    "arrears": "Council policy on set-off; SI 2020/1311 reg 7; Insolvency Act 1986 s.323",
    "cleared": "Direct Debit scheme: days of return; cheque clearing",
    "account": "Financial regulations: back to where the money came from",
    "cooling": "Council policy on changes of bank details",
    "moved": "Money Laundering Regulations 2017: money moved, then refunded elsewhere, is a sign",
    "split": "Financial regulations: limits count a year together",
}


@dataclass(frozen=True)
class Facts:
    """What the books know of a refund asked for, on a day. Sentences are empty when they do not apply."""

    method: str
    amount_pence: int
    bar: str = ""
    must_act: str = ""
    acts: str = ""
    is_theirs: bool = True
    claim: int | None = None
    dispute: str = ""
    refunded_before: str = ""
    overdue_pence: int = 0
    set_off_bar: str = ""
    not_set_off: str = ""
    uncleared: str = ""
    cleared_on: date | None = None
    origin: str = ""
    last_four: str = ""
    bank_check: str = ""
    by_card: bool = False
    checked: str = ""
    cooled_on: date | None = None
    others: int = 0
    moved: str = ""
    moved_source_known: bool = False
    moved_to_source: bool = False
    earlier_many: int = 0
    earlier_pence: int = 0


@dataclass(frozen=True)
class Check:
    """One safeguard as it stands: `well`, `mind` (look twice), `wait` until a day, or `stop`; and why, in words."""

    name: str
    verdict: str
    words: str
    until: date | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES[self.name]

    @property
    def source(self) -> str:
        """Where the rule comes from."""
        return SOURCES[self.name]


def checks(facts: Facts, on: date) -> list[Check]:
    """Every safeguard of a refund as it stands on a day."""
    found = (_customer(facts), _estate(facts), _claim(facts), _once(facts), _arrears(facts))
    return [*found, _cleared(facts, on), _account(facts), _cooling(facts, on), _moved(facts), _split(facts)]


def stopped(found: list[Check]) -> list[Check]:
    """Those that forbid it."""
    return [one for one in found if one.verdict == "stop"]


def waiting(found: list[Check]) -> list[Check]:
    """Those that put it off."""
    return [one for one in found if one.verdict == "wait"]


def _customer(facts: Facts) -> Check:
    return Check("customer", "stop", facts.bar) if facts.bar else Check("customer", "well", "Nothing bars it.")


def _estate(facts: Facts) -> Check:
    if not facts.must_act:
        return Check("estate", "well", f"Paid to {facts.acts}." if facts.acts else "The customer.")
    if not facts.acts:
        return Check("estate", "stop", f"{facts.must_act} Name them, and the proof we saw.")
    if not facts.is_theirs:
        return Check(
            "estate", "stop", f"{facts.must_act} Give the bank details of {facts.acts}, not the customer’s own."
        )
    return Check("estate", "mind", f"{facts.must_act} Paid to {facts.acts}.")


def _claim(facts: Facts) -> Check:
    if facts.claim:
        return Check("claim", "stop", f"Claim {facts.claim} is open: the bank pays them back, so we must not.")
    if facts.dispute:
        words = f"Dispute {facts.dispute} of the card payment is open: if it is lost, the bank pays them back."
        return Check("claim", "stop", words)
    return Check("claim", "well", "None is open.")


def _once(facts: Facts) -> Check:
    if facts.refunded_before:
        return Check("once", "stop", f"{facts.refunded_before} was refunded before: a payment is refunded once.")
    return Check("once", "well", "No part of this money was refunded before.")


def _arrears(facts: Facts) -> Check:
    owed = f"{pounds(facts.overdue_pence)} is overdue"
    if not facts.overdue_pence:
        return Check("arrears", "well", "Nothing of theirs is overdue.")
    if facts.set_off_bar:
        return Check("arrears", "mind", f"{owed}, and nothing may be set off against it. {facts.set_off_bar}")
    if facts.not_set_off:
        return Check("arrears", "mind", f"{owed}, and is not set off: {facts.not_set_off}")
    return Check("arrears", "stop", f"{owed}. Offer to set the credit off first, or say why not.")


def _cleared(facts: Facts, on: date) -> Check:
    if facts.cleared_on and facts.cleared_on > on:
        words = f"{facts.uncleared} may still come back: it waits until {facts.cleared_on:%-d %B %Y}."
        return Check("cleared", "wait", words, facts.cleared_on)
    return Check("cleared", "well", "All that came in on the account is cleared.")


def _account(facts: Facts) -> Check:
    if facts.method == "cheque":
        words = "A cheque: it does not go back to an account the money came from."
        return Check("account", "mind", f"{words} {PAID_BY_CARD}" if facts.by_card else words)
    if facts.method == "card":
        return Check("account", "well", "The card it was paid with, through GOV.UK Pay.")
    words = f"{ORIGINS[facts.origin]}, ••••{facts.last_four}. Bank account check: {facts.bank_check}."
    if facts.by_card:
        words += f" {PAID_BY_CARD}"
    if facts.others:
        who = "Another customer was" if facts.others == 1 else f"{facts.others} other customers were"
        words += f" {who} refunded to it in the last year."
    is_known = facts.origin in ("receipt", "collection") and not facts.others and not facts.by_card
    return Check("account", "well" if is_known else "mind", words)


def _cooling(facts: Facts, on: date) -> Check:
    if facts.origin != "told" or facts.method != "bacs":
        return Check("cooling", "well", "No details are new.")
    if facts.cooled_on and facts.cooled_on > on:
        words = f"{_how(facts)} They cool off until {facts.cooled_on:%-d %B %Y}."
        return Check("cooling", "wait", words, facts.cooled_on)
    return Check("cooling", "mind", f"{_how(facts)} They have cooled off.")


def _how(facts: Facts) -> str:
    """How details given to us were checked, as a sentence."""
    return f"How they were checked: {facts.checked.rstrip('.')}."


def _moved(facts: Facts) -> Check:
    """Credit moved from another account goes back to where it first came from, or nowhere when we know that account."""
    if not facts.moved:
        return Check("moved", "well", "None of it was.")
    if facts.method == "card":
        return Check("moved", "mind", f"{facts.moved} It goes to the card it first came from.")
    if facts.moved_to_source:
        return Check("moved", "mind", f"{facts.moved} It goes to the account it first came from.")
    if facts.moved_source_known:
        return Check("moved", "stop", f"{facts.moved} It may go only to the account it first came from.")
    return Check("moved", "mind", f"{facts.moved} We know of no account it first came from.")


def _split(facts: Facts) -> Check:
    if not facts.earlier_many:
        return Check("split", "well", "The first in twelve months.")
    together = pounds(facts.earlier_pence + facts.amount_pence)
    refunds = "refund" if facts.earlier_many == 1 else "refunds"
    words = f"{facts.earlier_many} {refunds} in the last twelve months: with this one it counts as {together}."
    return Check("split", "mind", words)


def reference_of(refund: int) -> str:
    """How a refund is named: on the customer's account, to the payee's bank, and when it comes back."""
    return f"REFUND-{refund}"


def contra_words(refund_run: int) -> str:
    """What the contra says of a refund run: the words by which its debit is known on our statement."""
    return f"REFUND RUN {refund_run}"
