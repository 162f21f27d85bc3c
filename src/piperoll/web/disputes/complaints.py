"""Complaints: recorded, acknowledged, decided, taken further; and the improvement log of what was learnt."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.billing import queries as billing
from piperoll.council.models import Service
from piperoll.customers.queries import by_reference
from piperoll.disputes import complaint_queries
from piperoll.disputes.acknowledge_complaint import acknowledge_complaint
from piperoll.disputes.complaining import complaint_numbered, stage_of_now
from piperoll.disputes.decide_complaint import decide_complaint
from piperoll.disputes.escalate_complaint import escalate_complaint
from piperoll.disputes.finish_lesson import finish_lesson
from piperoll.disputes.open_complaint import open_complaint
from piperoll.disputes.record_lesson import record_lesson
from piperoll.disputes.rules import FINDINGS, SCOPES, STAGES, complaint_reference
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.seeing import NOT_NAMED, look
from piperoll.web.addresses import customer_address
from piperoll.web.components.fields import DatePartsField
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.disputes.wording import SECTION
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.downloads import as_spreadsheet
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs

A_PAGE = 50
_BOX = {"rows": 3}
_TITLES = {"began": "began", "acknowledged": "acknowledged", "lesson": "Learnt"} | {
    finding: words.lower() for finding, words in FINDINGS.items()
}


class OpenForm(forms.Form):
    """What somebody complains of, and what of their recovery waits."""

    words = forms.CharField(label="What they complain of", max_length=500, widget=forms.Textarea(attrs=_BOX))
    scope = forms.ChoiceField(
        label="What waits while it stands", choices=list(SCOPES.items()), widget=forms.RadioSelect, initial="account"
    )
    invoice = forms.ChoiceField(label="Which invoice, if one", required=False)

    def __init__(self, invoices: list[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.use_required_attribute = False
        self.fields["invoice"].choices = [("", "None"), *((one, one) for one in invoices)]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """What was found."""

    finding = forms.ChoiceField(label="What was found", choices=list(FINDINGS.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label="Why", max_length=500, widget=forms.Textarea(attrs=_BOX), help_text="The letter says this, word for word"
    )
    remedy = forms.CharField(
        label="What is done to put it right", max_length=300, required=False, widget=forms.Textarea(attrs=_BOX)
    )


class FurtherForm(forms.Form):
    """Why they are not content."""

    words = forms.CharField(label="Why they are not content", max_length=500, widget=forms.Textarea(attrs=_BOX))


class OmbudsmanForm(FurtherForm):
    """That, and what the ombudsman calls it."""

    reference = forms.CharField(label="The ombudsman’s reference", max_length=40, required=False)


class LessonForm(forms.Form):
    """What is to be done better."""

    words = forms.CharField(label="What is to be done better", max_length=300, widget=forms.Textarea(attrs=_BOX))
    service = forms.ChoiceField(label="Whose it is")
    due_on = DatePartsField(label="By when")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Choose a service"), *services]  # type: ignore[attr-defined]


def _trail(*more: Link) -> object:
    return breadcrumbs(Link("Recovery", reverse("recovery")), *more)


@page(permission="see_complaints", section=SECTION)
@require_GET
def complaints(request: PageRequest) -> HttpResponse:
    """Those that stand, the first due first."""
    today, state = timezone.localdate(), request.GET.get("state", "open")
    state = state if state in complaint_queries.SHOWN else "open"
    found = complaint_queries.complaints(
        state=state, on=today, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )  # fmt: skip
    shown = masked(request, found[:A_PAGE], reference="reference", name=NOT_NAMED, words="")
    pieces = {
        "tabs": tabs(request, "complaints"),
        "states": [(key, words, key == state) for key, words in complaint_queries.SHOWN.items()],
        "table": _table(shown, today),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "disputes/complaints.html", pieces)


def _table(rows: list[Any], today: date) -> Table:
    columns = [
        Column("Complaint"),
        Column("Stage"),
        Column("Acknowledged"),
        Column("Decide by", "day"),
        Column("Stands"),
    ]
    lines = [
        [
            Noted(_name(row), row.name), STAGES[row.stage],
            day(row.acknowledged_on) if row.acknowledged_on else f"by {day(row.acknowledge_by)}", row.decide_by,
            _tag(row, today),
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Complaints", columns, lines, empty="There are none.", caption_hidden=True)


def _name(row: Any) -> object:
    said = complaint_reference(row.id)
    return said if row.name == NOT_NAMED else Link(said, reverse("complaint", args=[row.id]))


def _tag(row: Any, today: date) -> Tag:
    if row.finding:
        return Tag(FINDINGS[row.finding], "grey" if row.finding == "not_upheld" else "green")
    if row.decide_by < today or (not row.acknowledged_on and row.acknowledge_by < today):
        return Tag("Late", "red")
    return Tag("To be decided", "yellow") if row.acknowledged_on else Tag("To be acknowledged", "blue")


@page(permission="see_complaints", section=SECTION)
@require_GET
def complaint(request: PageRequest, number: int) -> HttpResponse:
    """One complaint: its stage, its clock, what happened; and what one may do about it."""
    look(complaint_numbered(number).customer, place=request.path, **deed(request))
    today, may = timezone.localdate(), request.actor.may
    (shown,) = complaint_queries.complaints(state="all", on=today, most=1, complaint=number)
    is_open = shown.finding is None
    pieces = {
        "number": number,
        "title": complaint_reference(number),
        "trail": _trail(Link("Complaints", reverse("complaints"))),
        "heading": Heading(
            complaint_reference(number), f"{STAGES[shown.stage]}, {shown.name}", tags=(_tag(shown, today),)
        ),
        "words": shown.words,
        "facts": _facts(shown),
        "story": Timeline([_event(row) for row in complaint_queries.story(number)]),
        "may_acknowledge": is_open and not shown.acknowledged_on and "acknowledge_complaint" in may,
        "decide": _deciding(shown.stage) if is_open and "decide_complaint" in may else "",
        "may_go_on": not is_open and shown.stage != "ombudsman" and "escalate_complaint" in may,
        "may_learn": "record_lesson" in may,
    }  # fmt: skip
    return render(request, "disputes/complaint.html", pieces)


def _facts(shown: Any) -> Summary:
    facts = [
        Fact("Customer", Link(f"{shown.name} ({shown.reference})", customer_address(shown.reference))),
        Fact("What waits", f"Invoice {shown.invoice}" if shown.invoice else SCOPES[shown.scope]),
        Fact("Received", day(shown.received_on)),
        Fact("This stage began", day(shown.began_on)),
        Fact("Acknowledge by", day(shown.acknowledge_by)),
        Fact("Decide by", day(shown.decide_by)),
        Fact("The ombudsman’s reference", shown.named),
    ]
    return Summary([fact for fact in facts if fact.value])


def _event(row: Any) -> Event:
    title = f"{STAGES[row.stage]} {_TITLES[row.what]}" if row.stage else _TITLES[row.what]
    return Event(title, row.started_at, row.by_name, row.words)


@page(permission="open_complaint", section="Customers")
@require_http_methods(["GET", "POST"])
def open_one(request: PageRequest, reference: str) -> HttpResponse:
    """Record a complaint, from the customer's account."""
    customer = by_reference(reference)
    invoices = [row.number for row in billing.of_customer(customer.pk, most=100)]
    form = OpenForm(invoices, request.POST or None)
    return _filled_in(
        request, form, lambda told: open_complaint(customer=customer.reference, **told, **deed(request)),
        lambda made: f"{complaint_reference(made.complaint)}: acknowledge it by {day(made.acknowledge_by)}.",
        title="Record a complaint", button="Record it", name=customer.name,
        trail=breadcrumbs(Link("Customers", "/customers/"), Link(customer.name, customer_address(reference))),
    )  # fmt: skip


@page(permission="acknowledge_complaint", section=SECTION)
@require_POST
def acknowledge(request: PageRequest, number: int) -> HttpResponse:
    """By letter."""
    said_or_refused(
        request, lambda: acknowledge_complaint(complaint=number, **deed(request)),
        lambda made: f"Acknowledged: {count(made.letters, 'letter')} to go with the next dispatch.",
    )  # fmt: skip
    return redirect("complaint", number)


@page(permission="decide_complaint", section=SECTION)
@require_http_methods(["GET", "POST"])
def decide(request: PageRequest, number: int) -> HttpResponse:
    """What was found at this stage."""
    title = _deciding(stage_of_now(complaint_numbered(number)).stage)
    return _about(
        request, number, DecideForm, lambda told: decide_complaint(complaint=number, **told, **deed(request)),
        lambda made: f"Decided: {count(made.letters, 'letter')} to go with the next dispatch.",
        title=title, button="Keep the decision and write to them",
    )  # fmt: skip


def _deciding(stage: str) -> str:
    """Our own stages are decided here; what the ombudsman decides is entered."""
    return "Enter what the ombudsman decided" if stage == "ombudsman" else "Decide the complaint"


@page(permission="escalate_complaint", section=SECTION)
@require_http_methods(["GET", "POST"])
def further(request: PageRequest, number: int) -> HttpResponse:
    """To the next stage."""
    is_last_of_ours = stage_of_now(complaint_numbered(number)).stage == "stage_2"
    kind = OmbudsmanForm if is_last_of_ours else FurtherForm
    return _about(
        request, number, kind, lambda told: escalate_complaint(complaint=number, **told, **deed(request)),
        lambda made: f"{STAGES[made.stage]}: decide it by {day(made.decide_by)}.",
        title="Take it to the ombudsman" if is_last_of_ours else "Take it to stage 2", button="Begin the next stage",
    )  # fmt: skip


@page(permission="record_lesson", section=SECTION)
@require_http_methods(["GET", "POST"])
def learn(request: PageRequest, number: int) -> HttpResponse:
    """Something to do better."""
    return _about(
        request, number, LessonForm, lambda told: record_lesson(complaint=number, **told, **deed(request)),
        lambda made: f"Lesson {made.lesson} is in the improvement log.",
        title="Record what was learnt", button="Record it",
    )  # fmt: skip


def _about(
    request: PageRequest, number: int, kind: type[forms.Form], act: Any, says: Any, **words: str
) -> HttpResponse:
    found = complaint_numbered(number)
    look(found.customer, place=request.path, **deed(request))
    form = kind(request.POST or None, use_required_attribute=False)
    here = Link(complaint_reference(number), reverse("complaint", args=[number]))
    trail = _trail(Link("Complaints", reverse("complaints")), here)
    return _filled_in(request, form, act, says, name=found.customer.name, trail=trail, number=number, **words)


def _filled_in(request: PageRequest, form: forms.Form, act: Any, says: Any, **pieces: Any) -> HttpResponse:
    if form.is_valid():
        try:
            made = act(form.cleaned_data)
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            number = pieces.get("number") or made.complaint
            return done(request, says(made), "complaint", number)
    heading = Heading(pieces["title"], pieces["name"])
    return render(request, "disputes/ask.html", {"form": form, "heading": heading, **pieces})


@page(permission="see_complaints", section=SECTION)
@require_GET
def lessons(request: PageRequest) -> HttpResponse:
    """The improvement log: what is still to be done first."""
    found = complaint_queries.lessons(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    columns = [Column("Lesson"), Column("Whose"), Column("By", "day"), Column("What was done")]
    rows = [
        Row(
            [
                Noted(row.words, _whose(row)),
                row.service, row.due_on, Noted(row.done, day(row.done_on)) if row.done else _to_do(request, row),
            ],
            quiet=bool(row.done),
        )
        for row in found[:A_PAGE]
    ]  # fmt: skip
    pieces = {
        "trail": _trail(Link("Complaints", reverse("complaints"))),
        "table": Table("Lessons", columns, rows, empty="Nothing was learnt yet.", caption_hidden=True),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "disputes/lessons.html", pieces)


def _whose(row: Any) -> Link:
    return Link(complaint_reference(row.complaint_id), reverse("complaint", args=[row.complaint_id]))


def _to_do(request: PageRequest, row: Any) -> object:
    late = row.due_on < timezone.localdate()
    tag = Tag("Late", "red") if late else Tag("To do", "blue")
    if "finish_lesson" not in request.actor.may:
        return tag
    return Noted(tag, Link("Say what was done", reverse("finish_lesson", args=[row.id]), f"about lesson {row.id}"))


class DoneForm(forms.Form):
    """What was done."""

    words = forms.CharField(label="What was done", max_length=300, widget=forms.Textarea(attrs=_BOX))


@page(permission="finish_lesson", section=SECTION)
@require_http_methods(["GET", "POST"])
def finish(request: PageRequest, lesson: int) -> HttpResponse:
    """What was done about a lesson."""
    form = DoneForm(request.POST or None, use_required_attribute=False)
    if form.is_valid():
        said_or_refused(
            request, lambda: finish_lesson(lesson=lesson, words=form.cleaned_data["words"], **deed(request)),
            lambda made: "Kept in the improvement log.",
        )  # fmt: skip
        return redirect("lessons")
    pieces = {
        "form": form, "heading": Heading("Say what was done", f"Lesson {lesson}"), "title": "Say what was done",
        "button": "Keep it", "trail": _trail(Link("What we learnt", reverse("lessons"))),
    }  # fmt: skip
    return render(request, "disputes/ask.html", pieces)


@page(permission="see_complaints", section=SECTION)
@require_GET
def lessons_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The improvement log as a file."""
    return as_spreadsheet("improvement-log", complaint_queries.as_csv())
