"""One account's case: who looks after it, what is next, and setting either."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.cases import agents, queries
from piperoll.cases.calling import may_call
from piperoll.cases.reassign_debts import reassign_debts
from piperoll.cases.record_exchange import ExchangeRecorded, record_exchange
from piperoll.cases.rules import EXCHANGES, OUTCOMES
from piperoll.cases.set_next_action import WhatIsNext, in_words, set_next_action
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.dispatch.deeds import STATES_IN_WORDS
from piperoll.dispatch.models import Document
from piperoll.foundations.money import pounds
from piperoll.recovery.rules import STAGES, TRACKS
from piperoll.web.cases.forms import ExchangeForm, GiveForm, NextForm
from piperoll.web.cases.handing import handed_over, with_whom
from piperoll.web.cases.wording import next_tag, owner, when
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, button
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.parts import asked, part

HERE = "Case"
MOST = 50
_BUTTONS = {
    "record_exchange": ("record_exchange", "Write down a call, letter or note"),
    "set_next_action": ("set_next_action", "Say what is next"),
    "reassign_debts": ("reassign_debt", "Give it to another"),
    "hand_over_case": ("hand_over_case", "Hand it over"),
    "let_case_go_on": ("let_case_go_on", "Let the agent go on"),
    "recall_case": ("recall_case", "Recall it"),
    "make_handover_pack": ("make_handover_pack", "Make the handover pack"),
}
"""What may be done about a case: the page of each deed, and its words."""
_SEEN_TO = {
    "promise": ("customer_arrangements", "Their arrangements and promises"),
    "arrangement": ("customer_arrangements", "Their arrangements and promises"),
    "unheard": ("customer_arrangements", "Their arrangements and promises"),
    "hold": ("customer_safeguards", "Their flags and holds"),
    "credit": ("customer", "Their account"),
    "remind": ("customer_recovery", "Where they stand on their ladder"),
    "call": ("customer_recovery", "Where they stand on their ladder"),
    "review": ("customer_recovery", "Where they stand on their ladder"),
    "refer": ("customer_recovery", "Where they stand on their ladder"),
    "decide": ("customer_recovery", "Where they stand on their ladder"),
    "policy": ("customer_recovery", "Where they stand on their ladder"),
}
"""What is next on an account → the part of its record where that is seen to."""


@page(permission="see_customers", section="Customers")
@require_GET
def case(request: PageRequest, reference: str) -> HttpResponse:
    """Who looks after it, what is next and why."""
    customer = by_reference(reference)
    had = agents.had(customer.pk)
    away = next((row for row in had if row.recalled_on is None), None)
    return part(
        request, customer, HERE, _stands(customer, away), calling(customer), _deeds(customer, request.actor.may, away),
        handed_over(had), log(customer.pk), _given(customer),
    )  # fmt: skip


def _stands(customer: Customer, away: Any) -> object:
    row, today = queries.stands(customer.pk), timezone.localdate()
    if row is None:
        words = "It is on no worklist: nothing was overdue, and nothing set as next, when they were last worked out."
        return element("p", words, class_="govuk-body")
    facts = [
        Fact("With", with_whom(away)),
        Fact("Next", Noted(next_tag(row.action), when(row, today))),
        Fact("But since", queries.stopped(row.customer_id, today)),
        Fact("Why", row.reason),
        Fact("Look under", _seen_to(row.action, customer)),
        Fact("Looked after by", Noted(owner(row), "given by hand" if row.is_by_hand else "by the rules")),
        Fact("Overdue", pounds(row.overdue_pence) + (f", since {day(row.overdue_since)}" if row.overdue_since else "")),
        Fact("Track", TRACKS.get(row.track, "")),
    ]
    return Summary([fact for fact in facts if fact.value], "The case today")


def _seen_to(action: str, customer: Customer) -> object:
    address, words = _SEEN_TO.get(action, ("", ""))
    return Link(words, reverse(address, args=[customer.reference])) if address else ""


def _deeds(customer: Customer, may: frozenset[str], away: Any) -> object:
    not_now = {"hand_over_case"} if away else {"recall_case"}
    not_now |= set() if away and away.told_to_hold_on else {"let_case_go_on"}
    shown = [
        button(
            words, href=reverse(address, args=[customer.reference]), kind="secondary" if n else "",
            data_shortcut=None if n else "w",
        )
        for n, (verb, (address, words)) in enumerate(_BUTTONS.items()) if verb in may and verb not in not_now
    ]  # fmt: skip
    return element("div", together(shown), class_="govuk-button-group") if shown else ""


def _given(customer: Customer) -> Table | str:
    found = queries.given(customer.pk, most=MOST)
    if not found:
        return ""
    rows = [[row.owner, row.at, row.by_name, row.reason] for row in found]
    return Table("Given to", [Column("Whom"), Column("When"), Column("By"), Column("Why")], rows)


def calling(customer: Customer) -> object:
    """Whether they may be telephoned now, and why or why not; how often they were called this week."""
    found = may_call(customer.pk, on=timezone.localdate(), at=timezone.now())
    numbers = [one.value for one in customer.contacts.filter(kind="phone", valid_to=None)] if found.allowed else []
    facts = [
        Fact("Call them now?", Tag("Yes", "green") if found.allowed else Tag("No", "red")),
        Fact("Mind" if found.allowed else "Why not", " ".join(found.reasons)),
        Fact("Number", ", ".join(numbers)),
        Fact("Called", f"{found.calls} of {found.most} times in seven days"),
    ]
    return Summary([fact for fact in facts if fact.value], "Before you call")


def log(customer: int) -> object:
    """What was said, written and sent, newest first."""
    found = queries.told(customer, most=MOST)
    heading = element("h2", "What was said, written and sent", class_="govuk-heading-m")
    return together([heading, Timeline([_event(row) for row in found], "Nothing was said or sent yet.")])


def _event(row: Any) -> Event:
    if row.source == "letter":
        link = Link(dict(Document.KINDS)[row.kind], reverse("letter_document", args=[row.id]))
        return Event(link, row.at, row.by_name, f"To {row.words}: {STATES_IN_WORDS[row.outcome]}")
    if row.source == "caller":
        told = "A caller was told about the account" if row.kind == "told" else "A caller was not told anything"
        return Event(told, row.at, row.by_name, f"{row.words}. {row.against}")
    came = f": {OUTCOMES[row.outcome].lower()}" if row.outcome else ""
    return Event(f"{EXCHANGES[row.kind]}{came}", row.at, row.by_name, _more(row))


def _more(row: Any) -> object:
    """The words of an entry, its number, and what became of its clock."""
    said = [f"Entry {row.id}"]
    said += [f"of {day(row.happened_on)}"] if row.happened_on != timezone.localdate(row.at) else []
    said += [f"corrects entry {row.corrects_id}"] if row.corrects_id else []
    if row.is_answered:
        said.append(f"answered {day(row.answered_on)}")
    elif row.answer_by:
        late = row.answer_by < timezone.localdate()
        said.append(f"waits for an answer by {day(row.answer_by)}" + (": it is late" if late else ""))
    said += [f"the call was not to be made: {row.against}"] if row.against else []
    return Noted(row.words, ", ".join(said))


@page(permission="record_exchange", section="Customers")
@require_http_methods(["GET", "POST"])
def exchange(request: Any, reference: str) -> HttpResponse:
    """Write down what was said or written, and what is next."""
    customer = by_reference(reference)
    form = ExchangeForm(request.POST or None, may=request.actor.may, use_required_attribute=False)
    return asked(
        request, customer, form, title="Write it down", button="Keep it", back=HERE,
        act=lambda told: record_exchange(customer=customer.reference, told=form.told(), **deed(request)),
        says=kept,
    )  # fmt: skip


def kept(made: ExchangeRecorded) -> str:
    """What came of writing something down."""
    said = [f"Kept as entry {made.exchange}."]
    said += [f"It is to be answered by {day(made.answer_by)}."] if made.answer_by else []
    said += [f"It answers {count(made.answered, 'entry', 'entries')}."] if made.answered else []
    said += [f"{STAGES[made.stage]} is done."] if made.stage else []
    said += [f"The ladder waits until {day(made.waits_until)}."] if made.waits_until else []
    return " ".join(said)


@page(permission="set_next_action", section="Customers")
@require_http_methods(["GET", "POST"])
def next_action(request: Any, reference: str) -> HttpResponse:
    """Say what is next and by which day."""
    customer = by_reference(reference)
    return asked(
        request, customer, NextForm(request.POST or None, use_required_attribute=False), title="What is next",
        button="Set it", back=HERE,
        act=lambda told: set_next_action(customer=customer.reference, **told, **deed(request)),
        says=lambda made: in_words(WhatIsNext(made.action, made.due_on, made.due_time)) + ".",
    )  # fmt: skip


@page(permission="reassign_debts", section="Customers")
@require_http_methods(["GET", "POST"])
def give(request: Any, reference: str) -> HttpResponse:
    """Give the account to another officer or team."""
    customer = by_reference(reference)
    return asked(
        request, customer, GiveForm(request.POST or None, use_required_attribute=False), title="Give it to another",
        button="Give it", back=HERE,
        act=lambda told: reassign_debts(customers=[customer.reference], **told, **deed(request)),
        says=lambda made: f"Looked after by {made.owner} now.",
    )  # fmt: skip
