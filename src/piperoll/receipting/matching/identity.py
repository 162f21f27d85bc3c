"""Who paid, and what they wrote: the evidence added to every option, however it was found."""

from __future__ import annotations

from collections.abc import Hashable
from math import log2

from piperoll.foundations.money import pounds
from piperoll.receipting.matching.case import Case
from piperoll.receipting.matching.debtor_names import compare_all
from piperoll.receipting.matching.evidence import Kind
from piperoll.receipting.matching.names import PERSONS, Agreement, title_of
from piperoll.receipting.matching.option import Option
from piperoll.receipting.matching.references import Trust


def identify(case: Case, option: Option) -> None:
    """Add the customer quoted, the bank account, the name, the address, the nearly-right reference, the service."""
    customer, weigh = option.customer, case.weights
    if customer in case.quoted_customers:
        option.add(*case.quoted_customers[customer])
    if customer in case.known_customers:
        option.add(Kind.ACCOUNT, weigh.known_account, "payer's bank account has paid for this customer before")
    elif case.known_customers:
        option.add(Kind.ACCOUNT, weigh.other_account, "payer's bank account is known for other customers")
    _name(case, option)
    if customer in case.named_by_them:
        _named(case, option)
    if case.addressed(customer):
        option.add(Kind.ADDRESS, weigh.address, "they wrote the customer's address")
    _birth(case, option)
    _before(case, option)
    if Kind.REFERENCE not in option.evidence:
        _nearly(case, option)
    if case.stray and not {Kind.REFERENCE, Kind.CUSTOMER} & option.evidence.keys():
        option.add(Kind.STRAY, weigh.stray_reference, f"they quote {case.stray}, which is no bill of ours")
    if Kind.REFERENCE not in option.evidence and (said := case.no_bill(option.parts[0][0])):
        option.add(Kind.NO_BILL, weigh.no_bill, f"they say it is for something else ({said.lower()})")
    if worded := next((item for item, _ in option.parts if case.worded(item)), None):
        option.add(Kind.WORDS, weigh.service_words, f"they wrote what it is for ({worded.words.lower()})")


def _name(case: Case, option: Option) -> None:
    """Worth as much as it is rare: a name that one debtor in 500 shares is worth 9 bits.

    Whoever pays from a known account, or says it is for another, may bear any name.
    """
    level, weigh, shown = case.agreement(option.customer), case.weights, case.line.payer_name
    vouched = case.for_another or option.customer in case.known_customers or option.customer in case.named_by_them
    if level is Agreement.UNKNOWN or (vouched and level <= Agreement.PARTLY):
        return
    if level is Agreement.CLASH:
        option.add(Kind.NAME, weigh.name_clash, f"payer's name differs ({shown})")
    elif level is Agreement.PARTLY:
        option.add(Kind.NAME, weigh.name_partly, f"payer's surname agrees ({shown})")
    elif not case.for_another:
        if rule := case.book.rule_of(option.customer, shown):
            option.add(Kind.NAME, weigh.by_rule, f"they pay under this name, by rule {rule} ({shown})")
            return
        bits = min(weigh.name_at_most, log2(max(2, case.book.customers_in_all) / _bearers(case, option.customer)))
        bits += weigh.for_name(level) + _title(case, option)
        themselves = compare_all(shown, (face for face in case.book.faces_of(option.customer) if not face.acts))
        words = "payer's name agrees" if themselves >= level else "somebody who acts for them pays"
        option.add(Kind.NAME, bits, f"{words} ({shown})")


def _bearers(case: Case, customer: Hashable) -> float:
    """How many strangers in as many as our customers bear the payer's name; a whole one is rarer than it is counted."""
    counted = case.sharing(customer)
    return case.book.bearers(customer, counted) if case.agreement(customer) is Agreement.SAME else counted


def _named(case: Case, option: Option) -> None:
    """They wrote whom it is for, and that is this customer's name: worth as much as it is rare."""
    theirs = case.named_by_them[option.customer]
    sharing = sum(level >= theirs for level in case.named_by_them.values())
    bits = min(case.weights.name_at_most, log2(max(2, case.book.customers_in_all) / sharing))
    option.add(Kind.NAMED, bits, f"they say that it is for {case.said_for}")


def _title(case: Case, option: Option) -> float:
    """What a title shown takes away when it is not theirs."""
    untitled = not title_of(case.line.payer_name) or case.entitled(option.customer)
    people = any(face.last or face.kind in PERSONS for face in case.book.faces_of(option.customer))
    return 0.0 if untitled or not people else case.weights.title_differs


def _before(case: Case, option: Option) -> None:
    """What was paid before under this very name: this sum towards this debt, or other bills of theirs."""
    if len(option.parts) == 1 and (times := case.paid_before(option.parts[0][0])):
        words = f"under this name {pounds(case.line.amount_pence)} was paid towards it before ({times} times)"
        option.add(Kind.BEFORE, case.weights.paid_before, words.replace("(1 times)", "(once)"))
    elif case.shown_before(option.customer):
        option.add(Kind.BEFORE, case.weights.shown_before, "their bills were paid under this very name before")


def _birth(case: Case, option: Option) -> None:
    """The date of birth they wrote: of everybody the items are for, or of somebody else."""
    agreed = [case.born(item) for item, _ in option.parts]
    if False in agreed:
        option.add(Kind.BORN, case.weights.born_another, "the date of birth they wrote is another's")
    elif True in agreed:
        option.add(Kind.BORN, case.weights.born, f"the date of birth agrees ({option.parts[0][0].for_whom})")


def _nearly(case: Case, option: Option) -> None:
    for item, _ in option.parts:
        if how := case.resembles(item):
            words = f"{item.reference} is what they wrote, {how}"
            option.add(Kind.REFERENCE, case.weights.nearly_reference, words)
            option.trust = option.trust or Trust.REPAIRED
            return
