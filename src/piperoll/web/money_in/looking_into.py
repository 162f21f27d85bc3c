"""Looking for a receipt's owner: who has it, notes, what a service is asked, and where the service answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES
from piperoll.council.models import Service
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.suspense import queries
from piperoll.suspense.answer_service import NoSuchQuestion, answer_service
from piperoll.suspense.ask_service import ask_service
from piperoll.suspense.assign_receipt import assign_receipt
from piperoll.suspense.note_receipt import note_receipt
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.receipts import found_or_404, heading, trail_to
from piperoll.web.money_in.wording import NOBODY, first_words

SHORT = {"autocomplete": "off"}
TITLES = {"owner": "Given to {words}", "note": "Note", "question": "Asked a service", "answer": "A service answered"}


class OwnerForm(forms.Form):
    """Whom a receipt is with."""

    to = forms.ChoiceField(label="Who looks after it", required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        who = User.objects.filter(
            is_active=True, role__in=[key for key, role in ROLES.items() if "place_receipt" in role.may]
        )
        choices = [("", "Nobody"), *who.order_by("name").values_list("username", "name")]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """What was found out."""

    words = forms.CharField(label="Note", max_length=500, widget=forms.TextInput(attrs=SHORT))


class QuestionForm(forms.Form):
    """What a service is asked."""

    service = forms.ChoiceField(label="Which service")
    words = forms.CharField(label="What you want to know", max_length=300, widget=forms.TextInput(attrs=SHORT))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Choose a service"), *services]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the service knows."""

    words = forms.CharField(
        label="What you know of it", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whose it is and what it is for, or that it is not yours.",
    )  # fmt: skip


@page(permission="see_receipts", section="Money in")
@require_GET
def looking_into(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Who has a receipt, what was found out and asked; and the forms to do more."""
    shown, owner = found_or_404(receipt_id), queries.owner_of(receipt_id)
    pieces = {
        "shown": shown,
        "heading": heading(shown),
        "trail": trail_to(shown, Link(f"Receipt {shown.id}", reverse("receipt", args=[shown.id]))),
        "owner": owner,
        "asked": queries.questions(request.actor, receipt=receipt_id),
        "is_yours": owner is not None and owner.pk == request.actor.user_id,
        "story": Timeline([_event(row) for row in queries.story(receipt_id)], empty="Nothing was noted or asked yet."),
        "owner_form": OwnerForm(initial={"to": owner.username if owner else ""}, auto_id="owner_%s"),
        "note_form": NoteForm(auto_id="note_%s"),
        "question_form": QuestionForm(auto_id="question_%s"),
    }
    return render(request, "money_in/looking_into.html", pieces)


def _event(row: Any) -> Event:
    title = TITLES[row.what].format(words=row.words or "nobody")
    return Event(title, row.started_at, row.by_name, row.words if row.what != "owner" else "")


@page(permission="assign_receipt", section="Money in")
@require_POST
def assign(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Give a receipt to somebody, or to nobody."""
    to = request.actor.username if "mine" in request.POST else request.POST.get("to", "")[:150]
    said_or_refused(
        request, lambda: assign_receipt(receipt=receipt_id, to=to, **deed(request)),
        lambda made: "It is yours to look into." if made.to == request.actor.username else "Given on.",
    )  # fmt: skip
    return redirect("looking_into", receipt_id)


@page(permission="note_receipt", section="Money in")
@require_POST
def note(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Keep a note."""
    words = request.POST.get("words", "")
    said_or_refused(
        request,
        lambda: note_receipt(receipt=receipt_id, words=words, **deed(request)),
        lambda made: "Your note is kept.",
    )
    return redirect("looking_into", receipt_id)


@page(permission="ask_service", section="Money in")
@require_POST
def ask(request: PageRequest, receipt_id: int) -> HttpResponse:
    """Ask a service."""
    service, words = request.POST.get("service", ""), request.POST.get("words", "")
    said_or_refused(
        request,
        lambda: ask_service(receipt=receipt_id, service=service, words=words, **deed(request)),
        lambda made: f"Asked. They are to answer by {day(made.answer_by)}.",
    )
    return redirect("looking_into", receipt_id)


@page(permission="answer_service", section="Your requests")
@require_GET
def questions(request: PageRequest) -> HttpResponse:
    """What one's services are asked about money, the first due first."""
    today = timezone.localdate()
    columns = [
        Column("Money"),
        Column("The question"),
        Column("Asked by"),
        Column("Answer by"),
        Column("Amount", "money"),
    ]
    rows = [
        [
            Noted(_to_answer(row), f"Received {day(row.received_on)}"),
            Noted(row.words, row.service),
            row.by_name,
            Noted(day(row.answer_by), "overdue") if row.answer_by < today else day(row.answer_by),
            row.amount_pence,
        ]
        for row in queries.questions(request.actor)
    ]
    table = Table("Questions about money", columns, rows, empty="Nothing is asked of you.", caption_hidden=True)
    return render(request, "money_in/questions.html", {"table": table})


def _to_answer(row: Any) -> Link:
    return Link(row.payer_name or NOBODY, reverse("answer_service", args=[row.id]))


@page(permission="answer_service", section="Your requests")
@require_http_methods(["GET", "POST"])
def answer(request: PageRequest, question: int) -> HttpResponse:
    """One question, and what one knows."""
    found = next(iter(queries.questions(request.actor, question=question)), None)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer_service(question=question, words=form.cleaned_data["words"], **deed(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            if found and "see_receipts" in request.actor.may:
                return done(request, "Their answer is kept.", "looking_into", found.receipt_id)
            return done(request, "Thank you: the income team sees your answer.", "service_questions")
    if found is None:
        raise NoSuchQuestion(question=question)
    pieces = {
        "form": form,
        "title": f"{pounds(found.amount_pence)} from {found.payer_name or NOBODY.lower()}",
        "found": found,
        "words": first_words(found.narrative, 400),
        "trail": breadcrumbs(Link("Questions about money", reverse("service_questions"))),
    }
    return render(request, "money_in/answer.html", pieces)
