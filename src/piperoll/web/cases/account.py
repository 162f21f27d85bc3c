"""One account's case: who looks after it, what is next, and setting either."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.cases import queries
from piperoll.cases.reassign_debts import reassign_debts
from piperoll.cases.set_next_action import WhatIsNext, in_words, set_next_action
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.recovery.rules import TRACKS
from piperoll.web.cases.forms import GiveForm, NextForm
from piperoll.web.cases.wording import next_tag, owner, when
from piperoll.web.components.html import element, together
from piperoll.web.components.links import button
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.parts import asked, part

HERE = "Case"
MOST = 50


@page(permission="see_customers", section="Customers")
@require_GET
def case(request: PageRequest, reference: str) -> HttpResponse:
    """Who looks after it, what is next and why."""
    customer = by_reference(reference)
    return part(request, customer, HERE, _stands(customer), _deeds(customer, request.actor.may), _given(customer))


def _stands(customer: Customer) -> object:
    row, today = queries.stands(customer.pk), timezone.localdate()
    if row is None:
        words = "It is on no worklist: nothing was overdue, and nothing set as next, when they were last worked out."
        return element("p", words, class_="govuk-body")
    facts = [
        Fact("Next", Noted(next_tag(row.action), when(row, today))),
        Fact("Why", row.reason),
        Fact("Looked after by", Noted(owner(row), "given by hand" if row.is_by_hand else "by the rules")),
        Fact("Overdue", pounds(row.overdue_pence) + (f", since {day(row.overdue_since)}" if row.overdue_since else "")),
        Fact("Track", TRACKS.get(row.track, "")),
    ]
    return Summary([fact for fact in facts if fact.value], "The case today")


def _deeds(customer: Customer, may: frozenset[str]) -> object:
    buttons = {"set_next_action": "Say what is next", "reassign_debts": "Give it to another"}
    addresses = {"set_next_action": "set_next_action", "reassign_debts": "reassign_debt"}
    shown = [
        button(words, href=reverse(addresses[verb], args=[customer.reference]), kind="secondary")
        for verb, words in buttons.items() if verb in may
    ]  # fmt: skip
    return element("div", together(shown), class_="govuk-button-group") if shown else ""


def _given(customer: Customer) -> Table | str:
    found = queries.given(customer.pk, most=MOST)
    if not found:
        return ""
    rows = [[row.owner, row.at, row.by_name, row.reason] for row in found]
    return Table("Given to", [Column("Whom"), Column("When"), Column("By"), Column("Why")], rows)


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
