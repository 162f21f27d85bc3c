"""A case as one document for whoever takes it on: what is owed and why, what was done and said, what protects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from piperoll.cases import queries
from piperoll.cases.rules import EXCHANGES, OUTCOMES, SUGGESTED
from piperoll.customers.models import Customer
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.foundations.money import pounds
from piperoll.recovery import queries as recovery
from piperoll.recovery.ladder import Standing, standing
from piperoll.recovery.rules import STAGES, TRACKS
from piperoll.safeguards import queries as safeguards
from piperoll.safeguards.rules import FLAGS, HOLDS, REPRESENTATIVES

MOST = 500


def document(customer: Customer, *, to: str, reason: str, on: date) -> LetterDocument:
    """The case as it stands on a day."""
    found = standing(on, customer.pk)
    sections = (
        f"{customer.name}, customer {customer.reference}. Handed over because: {reason}",
        _section("Where it stands", _stands(customer, found)),
        _section("What is overdue", map(_instalment, found.items)),
        _section("What protects them, and who acts for them", _protects(customer.pk, on)),
        _section("What was sent and done", map(_done, recovery.done(customer.pk, most=MOST))),
        _section("What was said", _said(customer.pk)),
    )
    return LetterDocument(
        council=council_on_paper(), recipient=Recipient(to, ()), reference=f"HANDOVER-{customer.reference}", dated=on,
        subject=f"Case of {customer.name}", body="\n\n".join(sections),
    )  # fmt: skip


def _section(title: str, facts: Iterable[str]) -> str:
    told = "\n".join(f"* {fact}" for fact in facts)
    return f"# {title}\n\n{told or '* Nothing'}"


def _stands(customer: Customer, found: Standing) -> Iterator[str]:
    row, case = found.row, queries.stands(customer.pk)
    if row is not None:
        yield f"Overdue: {pounds(row.overdue_pence)}, of which {pounds(row.chased_pence)} is chased"
        yield f"Track: {TRACKS.get(row.track, 'none')}. {row.reason}"
    if case is not None:
        yield f"Looked after by {case.officer or case.team or 'nobody'}"
        yield f"Next: {SUGGESTED[case.action].lower()} by {long_date(case.due_on)}. {case.reason}"


def _instalment(one: Any) -> str:
    parts = {
        "disputed or on hold": one.held_pence,
        "in an arrangement": one.arranged_pence,
        "by Direct Debit": one.debit_pence,
    }
    less = ", ".join(f"{pounds(pence)} {words}" for words, pence in parts.items() if pence)
    service = f", {one.service}" if one.service else ""
    due = f"{one.reference}{service}, due {long_date(one.counts_from)}"
    return f"{due}: {pounds(one.open_pence)}{f' ({less})' if less else ''}"


def _protects(customer: int, on: date) -> Iterator[str]:
    for flag in safeguards.flags_on(customer, on):
        yield f"{FLAGS[flag.kind]} since {long_date(flag.valid_from)}: {flag.evidence}"
    for hold in safeguards.holds_on(customer, on):
        whole = f" of invoice {hold.invoice_number}" if hold.invoice_number else ""
        yield f"{HOLDS[hold.kind]}{whole} until {long_date(hold.valid_to)}{f': {hold.note}' if hold.note else ''}"
    for one in safeguards.representatives_on(customer, on):
        yield f"{REPRESENTATIVES[one.kind]}: {one.name}, since {long_date(one.valid_from)}"


def _done(one: Any) -> str:
    asked = f", for {pounds(one.chased_pence)}" if one.chased_pence else ""
    return f"{long_date(one.done_on)}: {STAGES[one.stage].lower()}{asked}, {one.state.replace('_', ' ')}: {one.said}"


def _said(customer: int) -> Iterator[str]:
    for row in queries.told(customer, most=MOST):
        if row.source == "exchange":
            came = f", {OUTCOMES[row.outcome].lower()}" if row.outcome else ""
            yield f"{long_date(row.happened_on)}, {EXCHANGES[row.kind].lower()}{came}, {row.by_name}: {row.words}"
        elif row.source == "caller":
            yield f"{long_date(row.happened_on)}, a caller, {row.by_name}: {row.words}. {row.against}"
