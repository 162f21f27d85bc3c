"""One document: where it stands, what happened to it, what may be done; and what a customer or an invoice was sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.billing.queries import numbered
from piperoll.customers.queries import by_reference
from piperoll.dispatch import finding
from piperoll.dispatch.models import Copy, Document, Message
from piperoll.dispatch.record_bounce import record_bounce
from piperoll.dispatch.record_returned_mail import record_returned_mail
from piperoll.dispatch.release_document import release_document
from piperoll.dispatch.reprint_document import reprint_document
from piperoll.dispatch.settle_document import settle_document
from piperoll.dispatch.void_document import void_document
from piperoll.dispatch.words import words_of
from piperoll.documents.models import LetterTemplate
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.letters.forms import DeedForm
from piperoll.web.letters.templates import letter_shown, words_shown
from piperoll.web.letters.wording import CHANNELS, KINDS, documents_table, state_tag
from piperoll.web.names import name_of
from piperoll.web.paging import page_number, pages

A_PAGE = 50
HAPPENED = {
    "pull": "Pulled", "release": "Released", "claim": "Handed to the mail server", "give_back": "To be tried later",
    "send": "Sent", "refuse": "Refused by the mail server", "doubt": "In doubt", "find_sent": "Found to have gone",
    "find_unsent": "Found not to have gone", "deliver": "Delivered", "bounce": "Bounced", "return": "Came back",
    "void": "Voided",
}  # fmt: skip
DEEDS: dict[str, tuple[str, str, Callable[..., Any]]] = {
    "release_document": ("Let it go after all", "It goes with the next dispatch.", release_document),
    "void_document": ("Void it: it must never go", "It will never be sent.", void_document),
    "went": ("It went", "It is sent.", partial(settle_document, went=True)),
    "did_not_go": (
        "It did not go: send it again", "It goes with the next dispatch.", partial(settle_document, went=False),
    ),
    "record_bounce": ("The email came back", "It goes by post instead.", record_bounce),
    "record_returned_mail": (
        "The letter came back", "It is recorded, and whoever it was for is looked for.", record_returned_mail,
    ),
}  # fmt: skip
FOR_STATE = {
    "prepared": ("void_document",),
    "pulled": ("release_document", "void_document"),
    "in_doubt": ("went", "did_not_go"),
    "sent": ("record_bounce", "record_returned_mail"),
    "delivered": ("record_bounce", "record_returned_mail"),
}


@page(permission="see_letters", section="Letters")
@require_http_methods(["GET", "POST"])
def document(request: PageRequest, number: int) -> HttpResponse:
    """Everything of one document."""
    shown = finding.document_numbered(number)
    look(shown.customer, place=request.path, **deed(request))
    choices, may_copy = _choices(request, shown), "reprint_document" in request.actor.may
    form = DeedForm(choices, request.POST or None)
    if request.method == "POST" and choices and form.is_valid():
        _, said, act = DEEDS[form.cleaned_data["deed"]]
        try:
            act(document=number, reason=form.cleaned_data["reason"], **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return done(request, said, "letter_document", number)
    copy = (
        Copy.objects.select_related("purge").filter(document=shown, media__in=finding.AS_READ).order_by("-id").first()
    )
    purged = getattr(copy, "purge", None)
    is_written = shown.kind in LetterTemplate.OF_THEIR_OWN
    pieces = {
        "shown": shown,
        "heading": Heading(
            f"{KINDS[shown.kind]} {shown.number}", f"To {shown.recipient}",
            None if is_written else Figure(pounds(shown.amount_pence), "on it"), tags=(state_tag(shown.outbox.state),),
        ),
        "trail": breadcrumbs(
            Link("Letters", reverse("letter_batches")),
            Link(f"Run {shown.outbox.batch_id}", reverse("letter_batch", args=[shown.outbox.batch_id])),
        ),
        "facts": _facts(shown, copy),
        "log": _log(shown),
        "words": _words(shown) if is_written and not purged else "",
        "form": form if choices else None,
        "copy": reverse("letter_copy", args=[number]) if copy and not purged and may_copy else "",
    }  # fmt: skip
    return render(request, "letters/document.html", pieces)


@page(permission="reprint_document", section="Letters")
@require_GET
def copy(request: PageRequest, number: int) -> HttpResponse:
    """The bytes exactly as they were sent; that somebody took them out is on record."""
    look(finding.document_numbered(number).customer, place=request.path, **deed(request))
    again = reprint_document(document=number, **deed(request))
    headers = {"Content-Disposition": f'inline; filename="{again.file_name}"'}
    kind = f"{again.media}; charset=utf-8" if again.media == "text/plain" else again.media
    return HttpResponse(again.content, content_type=kind, headers=headers)


@page(permission="see_customers", section="Customers")
@require_GET
def of_customer(request: PageRequest, reference: str) -> HttpResponse:
    """What a customer was sent, the newest first."""
    customer = by_reference(reference)
    trail = breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference)))
    return _listed(request, customer.name, trail, customer=customer.pk)


@page(permission="see_invoices", section="Invoices")
@require_GET
def of_invoice(request: PageRequest, number: str) -> HttpResponse:
    """To whom an invoice was sent, and how."""
    invoice = numbered(number)
    trail = breadcrumbs(Link("Invoices", "/invoices/"), Link(invoice.number, invoice_address(invoice.number)))
    return _listed(request, f"Invoice {invoice.number}", trail, invoice=invoice.id)


def _listed(request: PageRequest, caption: str, trail: object, **whose: int) -> HttpResponse:
    found = finding.documents_of(**whose, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)  # type: ignore[arg-type]
    pieces = {
        "caption": caption,
        "trail": trail,
        "table": documents_table(
            found[:A_PAGE],
            may=request.actor.may,
            caption="Letters sent",
            empty="Nothing has been sent yet.",
            with_customer=False,
        ),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "letters/sent.html", pieces)


def _choices(request: PageRequest, shown: Document) -> list[tuple[str, str]]:
    """What this person may do to it, as it stands."""
    fits = {"post": "record_returned_mail", "email": "record_bounce"}
    offered = []
    for name in FOR_STATE.get(shown.outbox.state, ()):
        verb = "settle_document" if name in ("went", "did_not_go") else name
        wrong_way = name.startswith("record_") and fits.get(shown.channel) != name
        if verb in request.actor.may and not wrong_way:
            offered.append((name, DEEDS[name][0]))
    return offered


def _facts(shown: Document, copy: Copy | None) -> Summary:
    address = together([*shown.lines.split("\n"), shown.postcode], between=", ") if shown.lines else shown.postcode
    facts = [
        Fact("Customer", Link(shown.customer.name, customer_address(shown.customer.reference))),
        Fact("Recipient", shown.recipient),
        Fact("Why them", shown.why or "Nobody can be reached"),
        Fact("By", CHANNELS[shown.channel]),
        Fact(
            *{"email": ("Email", shown.email), "text": ("Mobile", shown.phone)}.get(shown.channel, ("Address", address))
        ),
        Fact("Dated", day(shown.dated)),
        Fact("Why it waits", shown.outbox.reason),
        Fact("Copy kept until", day(copy.keep_until) if copy else ""),
        Fact("Copy purged on", day(copy.purge.purged_on) if copy and hasattr(copy, "purge") else ""),
        Fact("SHA-256", element("span", bytes(copy.sha256).hex(), class_="app-break") if copy else ""),
    ]
    always = ("Customer", "Recipient", "Why them", "By")
    return Summary([fact for fact in facts if fact.value or fact.key in always], title="This document")


def _words(shown: Document) -> object:
    """What an officer wrote."""
    words = words_of(Message.objects.get(pk=shown.source_id))
    return letter_shown(words.subject, words.body) if shown.kind == "letter" else words_shown("", words.body)


def _log(shown: Document) -> Timeline:
    events = [
        Event(HAPPENED[row.event], row.happened_at, row.by_name, f"{row.reason} {row.reference}".strip() or None)
        for row in finding.log_of(shown.pk)
    ]  # fmt: skip
    prepared = Event("Prepared", shown.prepared_at, name_of(shown.run.by_username))
    return Timeline([*events, prepared])
