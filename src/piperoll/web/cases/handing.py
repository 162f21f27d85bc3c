"""A case handed over and recalled by page: to whom, for how much, what agents were told; and its pack."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from piperoll.cases import agents
from piperoll.cases.hand_over_case import hand_over_case
from piperoll.cases.let_case_go_on import let_case_go_on
from piperoll.cases.make_handover_pack import make_handover_pack
from piperoll.cases.recall_case import recall_case
from piperoll.cases.rules import AGENTS, CAUSES, NOTICES, TAKERS
from piperoll.customers.queries import by_reference
from piperoll.dispatch.deeds import STATES_IN_WORDS
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address
from piperoll.web.cases.forms import HandoverForm, PackForm, RecallForm
from piperoll.web.components.html import together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.downloads import as_download
from piperoll.web.record.parts import asked, part_address

HERE = "Case"


def with_whom(away: Any) -> object:
    """Who has it now, and since when."""
    if away is None:
        return ""
    held = f", told to hold it on {day(away.told_to_hold_on)}" if away.told_to_hold_on else ""
    until = f", until {day(away.until)}" if away.taker in AGENTS else ""
    said = f"{TAKERS[away.taker]}, since {day(away.handed_on)}{until}{held}"
    return Noted(Tag(away.name, "purple"), said)


def handed_over(had: Any) -> object:
    """Who has or had the case, and what agents were told."""
    if not had:
        return ""
    columns = [
        Column("Whom"), Column("From", "day"), Column("For", "money"), Column("Still open", "money"), Column("Why"),
        Column("Back"),
    ]  # fmt: skip
    rows = [
        [
            Noted(row.name, ", ".join(filter(None, (TAKERS[row.taker], row.court_order, row.email)))),
            row.handed_on, row.pence, row.open_pence, Noted(row.reason, row.by_name),
            Noted(day(row.recalled_on), f"{CAUSES[row.cause]}: {row.why_back}") if row.recalled_on else "",
        ]
        for row in had
    ]  # fmt: skip
    told = agents.told([row.id for row in had])
    notices = [
        [
            Link(row.subject, reverse("letter_document", args=[row.document_id])), NOTICES[row.what], row.recipient,
            row.told_on, STATES_IN_WORDS[row.state],
        ]
        for row in told
    ]  # fmt: skip
    heads = [Column("Notice"), Column("What"), Column("To"), Column("Day", "day"), Column("Where it stands")]
    return together(
        [Table("Handed over", columns, rows), Table("What agents were told", heads, notices) if notices else ""]
    )


@page(permission="hand_over_case", section="Customers")
@require_http_methods(["GET", "POST"])
def hand_over(request: Any, reference: str) -> HttpResponse:
    """Somebody else takes the case on: here, or an agent who is written to."""
    customer = by_reference(reference)
    form = HandoverForm(request.POST or None, use_required_attribute=False)
    return asked(
        request, customer, form, title="Hand it over", button="Hand it over", back=HERE,
        about="What is chased of their invoices goes. What an agent has we chase no more, until the case is recalled.",
        act=lambda told: hand_over_case(customer=customer.reference, told=form.told(), **deed(request)),
        says=lambda made: f"{made.name} has it: {count(made.debts, 'debt')}, {pounds(made.pence)}."
        + (" They are told with the next dispatch; send them its papers by your secure way." if made.notices else ""),
    )  # fmt: skip


@page(permission="let_case_go_on", section="Customers")
@require_http_methods(["GET", "POST"])
def go_on(request: Any, reference: str) -> HttpResponse:
    """The agent who holds the case goes on."""
    customer = by_reference(reference)
    return asked(
        request, customer, RecallForm(request.POST or None, use_required_attribute=False), title="Let the agent go on",
        button="Let them go on", back=HERE,
        about="What they held it for is settled. They are told with the next dispatch.",
        act=lambda told: let_case_go_on(customer=customer.reference, **told, **deed(request)),
        says=lambda made: f"{made.name} is told to go on.",
    )  # fmt: skip


@page(permission="recall_case", section="Customers")
@require_http_methods(["GET", "POST"])
def recall(request: Any, reference: str) -> HttpResponse:
    """The case comes back from whoever has it."""
    customer = by_reference(reference)
    return asked(
        request, customer, RecallForm(request.POST or None, use_required_attribute=False), title="Recall it",
        button="Recall it", back=HERE, about="An agent is told to stop with the next dispatch. They are not told why.",
        act=lambda told: recall_case(customer=customer.reference, **told, **deed(request)),
        says=lambda made: f"Recalled from {made.name}. Say what is next.",
    )  # fmt: skip


@page(permission="make_handover_pack", section="Customers")
@require_http_methods(["GET", "POST"])
def pack(request: PageRequest, reference: str) -> HttpResponse:
    """Everything about the case in one ZIP, and who took it out on record."""
    customer = by_reference(reference)
    form = PackForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        try:
            made = make_handover_pack(customer=customer.reference, **form.cleaned_data, **deed(request))
            return as_download(f"case-{customer.reference}.zip", "zip", made.content)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    about = "Its story, a statement of two years, and every letter as it went. Who took it out, and why, is on record."
    trail = breadcrumbs(
        Link("Customers", "/customers/"), Link(customer.name, customer_address(customer.reference)),
        Link(HERE, part_address(customer, HERE)),
    )  # fmt: skip
    pieces = {
        "title": "Make the handover pack", "about": about, "button": "Make the pack", "form": form,
        "customer": customer, "trail": trail,
    }  # fmt: skip
    return render(request, "record/ask.html", pieces)
