"""A template with a real customer's facts: the email's words, and the letter as a PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from piperoll.customers.queries import by_reference
from piperoll.dispatch.previewing import Preview
from piperoll.dispatch.previewing import preview as shown_with
from piperoll.documents import text_length
from piperoll.documents.template_queries import template_called
from piperoll.documents.write_template import TEXTS
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import look
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.letters.forms import PreviewForm
from piperoll.web.letters.templates import words_shown


@page(permission="see_letters", section="Letters")
@require_GET
def preview(request: PageRequest, name: str) -> HttpResponse:
    """The newest words with a customer's facts; what they lack is said in words."""
    form, shown = PreviewForm(request.GET or None), None
    is_text = template_called(name).kind in TEXTS
    if form.is_valid():
        try:
            shown = _preview(request, name, form.cleaned_data["customer"])
        except Refused as refusal:
            form.add_error("customer", refusal.sentence)
    there = reverse("letter_template", args=[name])
    asked = urlencode({"customer": request.GET.get("customer", "")})
    pieces = {
        "name": name,
        "form": form,
        "trail": breadcrumbs(Link("Templates", reverse("letter_templates")), Link(name, there)),
        "words": words_shown("" if is_text else shown.subject, shown.body) if shown else "",
        "as_what": _as_what(is_text, shown) if shown else "",
        "pdf": f"{reverse('preview_template_pdf', args=[name])}?{asked}" if shown and not is_text else "",
    }
    return render(request, "letters/preview.html", pieces)


@page(permission="see_letters", section="Letters")
@require_GET
def as_pdf(request: PageRequest, name: str) -> HttpResponse:
    """The letter drawn."""
    form = PreviewForm(request.GET)
    if not form.is_valid():
        return redirect("preview_template", name)
    content = _preview(request, name, form.cleaned_data["customer"]).pdf()
    return HttpResponse(content, content_type="application/pdf")


def _as_what(is_text: bool, shown: Preview) -> str:
    """How its reader gets it, and what a text costs."""
    return f"As a text: {count(text_length.parts(shown.body), 'message')}" if is_text else "As an email"


def _preview(request: PageRequest, name: str, customer: str) -> Preview:
    version = template_called(name).versions.all()[0]
    whose = by_reference(customer)
    look(whose, place=request.path, **deed(request))
    return shown_with(version, whose, on=timezone.localdate())
