"""Before a claim: whether one may be issued today and every reason why not; what came back, and what we did then."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.recovery import claiming
from piperoll.recovery.give_claim_notice import give_claim_notice
from piperoll.recovery.protocol import REPLIES
from piperoll.recovery.record_claim_reply import record_claim_reply
from piperoll.recovery.record_deferred_payment import record_deferred_payment
from piperoll.recovery.supply_claim_documents import supply_claim_documents
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, newest
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.parts import asked

HERE = "Recovery"
MOST = 50
WHAT = {
    "reply": "They replied",
    "documents": "Documents supplied",
    "notice": "Notice that a claim follows",
    "property": "They own a property",
    "no_property": "They own no property",
}
_AFTER_THE_LETTER = {"record_claim_reply", "supply_claim_documents", "give_claim_notice"}
_WORDS = {"rows": 3}


class ReplyForm(forms.Form):
    """What came back."""

    says = forms.MultipleChoiceField(
        label="What the reply form says", choices=list(REPLIES.items()), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one"},
    )  # fmt: skip
    words = forms.CharField(label="What they wrote", max_length=200, widget=forms.Textarea(attrs=_WORDS))
    received_on = DatePartsField(label="The day it came")
    is_complete = forms.BooleanField(label="The form is filled in", required=False, initial=True)


class DocumentsForm(forms.Form):
    """What was supplied."""

    words = forms.CharField(
        label="Which documents, or why there are none", max_length=200, widget=forms.Textarea(attrs=_WORDS)
    )


class DeferredForm(forms.Form):
    """A property, an offer, a refusal."""

    owns_property = forms.BooleanField(label="They own a property", required=False)
    offered_on = DatePartsField(label="The day a deferred payment was offered", required=False)
    refused_on = DatePartsField(label="The day they refused it", required=False)
    evidence = forms.CharField(label="What shows it", max_length=200, widget=forms.TextInput())


@page(permission="see_recovery", section="Customers")
@require_GET
def before_a_claim(request: PageRequest, reference: str) -> HttpResponse:
    """Whether a claim may be issued, and every reason why not."""
    customer, today = by_reference(reference), timezone.localdate()
    found = claiming.may_claim(customer, today)
    tag = Tag("A claim may be issued", "green") if found.answer.allowed else Tag("No claim today", "red")
    here = [
        Link(words, reverse(name, args=[customer.reference]))
        for name, words in (
            ("record_claim_reply", "Record a reply"),
            ("supply_claim_documents", "Record documents supplied"),
            ("give_claim_notice", "Give notice of a claim"),
            ("record_deferred_payment", "Record a deferred payment"),
            ("record_acknowledgement", "Record a signed acknowledgement"),
        )
        if name in request.actor.may and (found.letter or name not in _AFTER_THE_LETTER)
    ]
    pieces = {
        "heading": Heading(
            "Before a claim", customer.name, Figure(pounds(found.chased_pence), "chased today"), (tag,)
        ),
        "trail": breadcrumbs(
            Link("Customers", "/customers/"), Link(customer.name, customer_address(reference)),
            Link(HERE, customer_address(reference) + "recovery/"),
        ),
        "reasons": found.answer.reasons,
        "allowed": found.answer.allowed,
        "facts": _facts(found),
        "acts": here,
        "history": _history(claiming.history(customer, most=MOST + 1)),
    }  # fmt: skip
    return render(request, "recovery/claim.html", pieces)


def _facts(found: claiming.Claiming) -> Summary:
    letter = found.letter
    sent: object = "None went"
    if letter:
        sent = Link(
            f"{day(letter.sent_on)}, for {pounds(letter.pence)}", reverse("letter_document", args=[letter.document_id])
        )
    earliest = day(found.earliest.day) if found.earliest.day else "No day yet"
    return Summary(
        [Fact("Letter of claim", sent), Fact("Not before", earliest), Fact("By which rule", found.earliest.why)]
    )


def _history(rows: list[Any]) -> Table:
    columns = [Column("Day", "day"), Column("What"), Column("In words"), Column("By")]
    lines = [[row.on_day, WHAT[row.what], _recorded(row), row.by_name] for row in rows[:MOST]]
    return Table(newest("What was recorded", rows, MOST), columns, lines, empty="Nothing was recorded before a claim.")


def _recorded(row: Any) -> object:
    """What was recorded; of a reply the boxes it ticks first."""
    ticked = "; ".join(REPLIES[one] for one in row.says)
    if not row.is_complete:
        ticked += " (the form is not filled in)"
    return Noted(ticked, row.words) if ticked else row.words


def _step(request: PageRequest, reference: str, form: forms.Form, **told: Any) -> HttpResponse:
    there = reverse("before_a_claim", args=[reference])
    return asked(request, by_reference(reference), form, back=HERE, then=lambda done: there, **told)


def _until(made: Any) -> str:
    return f"No claim before {day(made.earliest)}: {made.why}" if made.earliest else f"No claim yet. {made.why}"


@page(permission="record_claim_reply", section="Customers")
@require_http_methods(["GET", "POST"])
def reply(request: PageRequest, reference: str) -> HttpResponse:
    """What came back to a letter of claim."""
    return _step(
        request, reference, ReplyForm(request.POST or None, use_required_attribute=False),
        title="Record a reply to a letter of claim", button="Record it", says=_until,
        act=lambda told: record_claim_reply(customer=reference, **told, **deed(request)),
    )  # fmt: skip


@page(permission="supply_claim_documents", section="Customers")
@require_http_methods(["GET", "POST"])
def documents(request: PageRequest, reference: str) -> HttpResponse:
    """Documents they asked for went today."""
    return _step(
        request, reference, DocumentsForm(request.POST or None, use_required_attribute=False),
        title="Record documents supplied", button="Record it", says=_until,
        act=lambda told: supply_claim_documents(customer=reference, **told, **deed(request)),
    )  # fmt: skip


@page(permission="record_deferred_payment", section="Customers")
@require_http_methods(["GET", "POST"])
def deferred(request: PageRequest, reference: str) -> HttpResponse:
    """A property, and what came of a deferred payment."""
    return _step(
        request, reference, DeferredForm(request.POST or None, use_required_attribute=False),
        title="Record a deferred payment", button="Record it",
        about="Care charges are not sued for while a deferred payment could be made (Care Act 2014 s.69).",
        says=lambda made: made.bar or "It stands in the way of a claim no more.",
        act=lambda told: record_deferred_payment(customer=reference, **told, **deed(request)),
    )  # fmt: skip


@page(permission="give_claim_notice", section="Customers")
@require_http_methods(["GET", "POST"])
def notice(request: PageRequest, reference: str) -> HttpResponse:
    """Fourteen days’ notice, by letter."""
    return _step(
        request, reference, forms.Form(request.POST if request.method == "POST" else None),
        title="Give notice of a claim", button="Write the notice",
        about="They replied and nothing is agreed. The letter gives 14 days, which begin as it is dispatched.",
        says=lambda made: f"{count(made.letters, 'letter')} to go with the next dispatch.",
        act=lambda told: give_claim_notice(customer=reference, **deed(request)),
    )  # fmt: skip
