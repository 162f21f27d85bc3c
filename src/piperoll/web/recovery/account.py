"""Where one account stands on its ladder, why, what was done about it, and recording a step somebody took."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.queries import by_reference
from piperoll.dispatch.deeds import STATES_IN_WORDS
from piperoll.foundations.money import pounds
from piperoll.recovery import queries
from piperoll.recovery.ladder import Standing, standing
from piperoll.recovery.record_recovery_step import record_recovery_step
from piperoll.recovery.rules import STAGES, TRACKS
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, button
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.parts import asked, part
from piperoll.web.recovery.wording import PARTS, why_tag
from piperoll.write_offs.limitation import last_days

HERE = "Recovery"
MOST = 100
"""So much of a long story is shown."""


class StepForm(forms.Form):
    """What came of a step."""

    note = forms.CharField(
        label="What came of it", max_length=200, help_text="Like: spoke to her, will pay £20 on Friday",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


@page(permission="see_customers", section="Customers")
@require_GET
def stands(request: PageRequest, reference: str) -> HttpResponse:
    """The next step today and why; what of each instalment is chased; what was done."""
    customer, today = by_reference(reference), timezone.localdate()
    found = standing(today, customer.pk)
    is_work = found.row is not None and found.row.why == "person" and "record_recovery_step" in request.actor.may
    step = (
        button("Record that it was done", href=reverse("record_recovery_step", args=[customer.reference]))
        if is_work
        else ""
    )
    claim = ""
    if "see_recovery" in request.actor.may:
        link = Link("Before a claim: may one be issued?", reverse("before_a_claim", args=[customer.reference]))
        claim = element("p", link, class_="govuk-body")
    return part(request, customer, HERE, _next(found), step, _instalments(found), claim, _done(customer.pk))


@page(permission="record_recovery_step", section="Customers")
@require_http_methods(["GET", "POST"])
def record(request: Any, reference: str) -> HttpResponse:
    """Say that the step somebody had to take was taken."""
    customer = by_reference(reference)
    found = standing(timezone.localdate(), customer.pk)
    return asked(
        request, customer, StepForm(request.POST or None, use_required_attribute=False),
        title="Record a step", button="Record it", back=HERE,
        about=found.row.reason if found.row else "Nothing is overdue.",
        act=lambda told: record_recovery_step(customer=customer.reference, **told, **deed(request)),
        says=lambda made: f"Recorded: {STAGES[made.stage].lower()}, for {count(made.instalments, 'instalment')}.",
    )  # fmt: skip


def _next(found: Standing) -> object:
    row = found.row
    if row is None:
        return element("p", "Nothing is overdue.", class_="govuk-body")
    facts = [
        Fact("Next step", why_tag(row)),
        Fact("Why", row.reason),
        Fact("Track", TRACKS.get(row.track, "None: nothing of it is chased")),
        Fact("Overdue", pounds(row.overdue_pence)),
        *(Fact(f"Less {words}", pounds(pence)) for name, words in PARTS.items() if (pence := getattr(row, name))),
        Fact("Chased", pounds(row.chased_pence) + (f", since {day(row.since)}" if row.since else "")),
    ]
    return Summary(facts, "Where it stands today")


def _instalments(found: Standing) -> Table | str:
    if not found.items:
        return ""
    columns = [
        Column("Instalment"), Column("Due", "day"), Column("In time until", "day"), Column("Open", "money"),
        Column("Disputed or held", "money"), Column("In an arrangement", "money"), Column("By Direct Debit", "money"),
        Column("Chased", "money"),
    ]  # fmt: skip
    last = {row.item_id: row.last_day for row in last_days([one.item_id for one in found.items[:MOST]])}
    rows = [
        [
            Noted(one.reference, one.service or ""), one.counts_from, last.get(one.item_id), one.open_pence,
            one.held_pence or "", one.arranged_pence or "", one.debit_pence or "", one.chased_pence,
        ]
        for one in found.items[:MOST]
    ]  # fmt: skip
    many = len(found.items)
    return Table("What is overdue" + (f" (the first {MOST} of {many:,})" if many > MOST else ""), columns, rows)


def _done(customer: int) -> Table:
    columns = [Column("Day", "day"), Column("Step"), Column("It asked for", "money"), Column("What came of it")]
    found = queries.done(customer, most=MOST)
    rows = [[one.done_on, STAGES[one.stage], one.chased_pence or "", _came_of(one)] for one in found]
    return Table("What was done", columns, rows, empty="Nothing was sent or done about it yet.")


def _came_of(one: Any) -> object:
    if not one.document_id:
        return one.said
    words = STATES_IN_WORDS[one.state].capitalize()
    return Noted(Link(words, reverse("letter_document", args=[one.document_id])), f"to {one.said}")
