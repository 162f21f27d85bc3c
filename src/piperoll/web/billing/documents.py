"""The documents kept with an invoice: attached on a page of its own, opened from the invoice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.billing.attach_document import attach_document
from piperoll.billing.models import SupportingDocument
from piperoll.billing.queries import numbered
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import invoice_address
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.deeds import deed
from piperoll.web.doors import done, page
from piperoll.web.downloads import as_download


class AttachForm(forms.Form):
    """A file."""

    document = forms.FileField(
        label="Document", help_text="A PDF, PNG or JPEG of at most 5 MB", widget=KeptFileInput,
        error_messages={"empty": "The file is empty"},
    )  # fmt: skip


@page(permission="attach_document", section="Invoices")
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Keep a document with an invoice."""
    invoice = numbered(number)
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if form.is_valid():
        upload = form.cleaned_data["document"]
        try:
            kept = attach_document(invoice=invoice.number, name=upload.name, content=upload.read(), **deed(request))
        except Refused as refusal:
            form.add_error("document", refusal.sentence)
        else:
            return done(request, f"{kept.name} is kept with this invoice.", "invoice", invoice.number)
    trail = breadcrumbs(Link("Invoices", reverse("invoices")), Link(invoice.number, invoice_address(invoice.number)))
    return render(request, "billing/attach.html", {"form": form, "number": invoice.number, "trail": trail})


@page(permission="see_invoices", section="Invoices")
@require_GET
def document(request: HttpRequest, number: str, document_id: int) -> HttpResponse:
    """A document exactly as it came. It is offered to be saved, never opened among our pages."""
    found = SupportingDocument.objects.filter(pk=document_id, invoice__number=number).first()
    if found is None:
        raise Http404
    return as_download(found.name, found.kind, bytes(found.content))


def documents_of(invoice: Any) -> list[Link]:
    """A link to each document of an invoice, without reading what is in it."""
    rows = SupportingDocument.objects.filter(invoice_id=invoice.id).defer("content")
    return [Link(row.name, reverse("document", args=[invoice.number, row.pk])) for row in rows]
