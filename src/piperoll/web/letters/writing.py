"""Writing to one customer: choose a template, see what each reader would get, then send exactly that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.dispatch.composing import Addressed, Composed, compose
from piperoll.dispatch.send_letter import send_letter
from piperoll.dispatch.send_text import send_text
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.documents.template_queries import in_force, template_called
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import HintedRadios
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import warning
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.letters.forms import StageField
from piperoll.web.letters.templates import letter_shown, words_shown
from piperoll.web.letters.wording import CHANNELS

VERBS: dict[str, Callable[..., Any]] = {"letter": send_letter, "text": send_text}
KIND_WORDS = {"letter": "Letter", "text": "Text message"}


class ChooseForm(forms.Form):
    """Which approved template to write from."""

    template = forms.ChoiceField(label="Which words", widget=HintedRadios)
    stage = StageField()

    def __init__(self, offered: list[TemplateVersion], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        told = [(one.template.name, f"{KIND_WORDS[one.template.kind]}: {one.subject}") for one in offered]
        hints = {one.template.name: one.template.name for one in offered}
        self.fields["template"].widget = HintedRadios(choices=told, hints=hints)
        self.fields["template"].choices = told  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """The template, the stage, and the seal of what was shown."""

    template = forms.CharField(max_length=60, widget=forms.HiddenInput)
    stage = StageField(widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


@page(permission="send_letter", section="Customers")
@require_http_methods(["GET", "POST"])
def write(request: PageRequest, reference: str) -> HttpResponse:
    """Choose, see, send. Nothing goes that was not shown."""
    customer = by_reference(reference)
    choosing = ChooseForm(_offered(), request.GET or None)
    composed, sending = None, SendForm(request.POST or None)
    if request.method == "POST" and sending.is_valid():
        try:
            return _send(request, customer, **sending.cleaned_data)
        except Refused as refusal:
            choosing = ChooseForm(_offered(), sending.cleaned_data)
            choosing.add_error(None, refusal.sentence)
    elif choosing.is_valid():
        try:
            chosen = choosing.cleaned_data
            composed = compose(
                template_called(chosen["template"]), customer, stage=chosen["stage"], on=timezone.localdate()
            )
        except Refused as refusal:
            choosing.add_error("template", refusal.sentence)
    there = customer_address(customer.reference)
    pieces = {
        "customer": customer,
        "trail": breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, there)),
        "form": choosing,
        "composed": composed,
        "what": KIND_WORDS[composed.kind].lower() if composed else "",
        "mind": together([warning(words) for words in composed.mind]) if composed else "",
        "readers": together([_reader(composed, one) for one in composed.readers]) if composed else "",
        "sending": _to_send(composed, request.GET["template"]) if composed else None,
    }
    return render(request, "letters/write.html", pieces)


def _offered() -> list[TemplateVersion]:
    """The newest approved words of every template an officer may write from, variants left to the reader."""
    today = timezone.localdate()
    found = LetterTemplate.objects.filter(
        kind__in=LetterTemplate.OF_THEIR_OWN, language="en", audience="self", stage=LetterTemplate.ANY_STAGE
    )
    return [version for one in found if (version := in_force(one, today))]


def _to_send(composed: Composed, template: str) -> SendForm:
    return SendForm(initial={"template": template, "stage": composed.stage, "seen": composed.seal})


def _send(request: PageRequest, customer: Customer, *, template: str, stage: str, seen: str) -> HttpResponse:
    verb = VERBS.get(template_called(template).kind, send_letter)
    request.actor.must(verb.__name__)
    written = verb(customer=customer.pk, template=template, stage=stage, seen=seen, **deed(request))
    said = f"Written to {', '.join(written.to)}. It goes with the next dispatch."
    return done(request, said, "letter_batch", written.run)


def _reader(composed: Composed, one: Addressed) -> object:
    """Who gets it, why, how, and what they read."""
    there = one.route
    where = {"email": there.email, "text": there.phone}.get(there.channel) or together(
        [*there.lines, there.postcode], between=", "
    )
    facts = [
        Fact("Why them", there.why), Fact("By", CHANNELS[there.channel]), Fact("Where", where),
        Fact("Words", f"{one.version.template.name}, version {one.version.number}"),
        Fact("Length", count(one.parts, "message") if composed.kind == "text" else ""),
    ]  # fmt: skip
    said = one.words
    words = letter_shown(said.subject, said.body) if composed.kind == "letter" else words_shown("", said.body)
    return element("section", Summary([fact for fact in facts if fact.value], title=there.name), words)
