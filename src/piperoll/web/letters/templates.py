"""Letter templates: the list, one with its versions, writing another version, approving somebody else's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.documents import plain_english
from piperoll.documents.approve_template import approve_template
from piperoll.documents.load_templates import load_templates
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.documents.rendering.letter_document import blocks
from piperoll.documents.template_queries import in_force, template_called
from piperoll.documents.write_template import Written, write_template
from piperoll.foundations.refusals import Refused
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Heading, Tag, details, inset
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.letters.forms import ApproveForm, NewTemplateForm, PreviewForm, WordsForm, blanks_for, words_of
from piperoll.web.letters.tabs import tabs

SEE = {"permission": "see_letters", "section": "Letters"}


@page(**SEE)
@require_http_methods(["GET", "POST"])
def templates(request: PageRequest) -> HttpResponse:
    """Every template and the state of its words; those Piperoll comes with are loaded from here."""
    if request.method == "POST":
        says = lambda loaded: f"{count(len(loaded.names), 'template')} loaded and approved by you."  # noqa: E731
        said_or_refused(request, lambda: load_templates(**deed(request)), says)
    rows = [_row(one) for one in LetterTemplate.objects.prefetch_related("versions__approval")]
    columns = [Column("Template"), Column("What it is"), Column("Who reads it"), Column("State")]
    pieces = {
        "tabs": tabs("templates"),
        "table": Table("Templates", columns, rows, caption_hidden=True),
        "may_write": "write_template" in request.actor.may,
        "may_load": "load_templates" in request.actor.may,
    }
    return render(request, "letters/templates.html", pieces)


@page(**SEE)
@require_http_methods(["GET", "POST"])
def template(request: PageRequest, name: str) -> HttpResponse:
    """One template: the newest words, how they read, who wrote and approved each version."""
    shown = template_called(name)
    form = ApproveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["version"]
        said_or_refused(
            request,
            lambda: approve_template(name=name, number=number, **deed(request)),
            lambda approved: f"Version {approved.number} may be sent from today.",
        )
    versions = list(shown.versions.select_related("approval"))
    newest, today = versions[0], timezone.localdate()
    sending = in_force(shown, today)
    pieces = {
        "heading": _heading(shown, newest, sending),
        "shown": shown,
        "trail": breadcrumbs(Link("Templates", reverse("letter_templates"))),
        "newest": newest,
        "words": words_shown(newest.subject, newest.body),
        "reading": _reading(newest) if shown.language == "en" else "",
        "versions": _versions(versions, sending),
        "waits": not hasattr(newest, "approval"),
        "is_mine": newest.written_by_user_id == request.actor.user_id,
        "may_approve": "approve_template" in request.actor.may,
        "may_write": "write_template" in request.actor.may,
        "preview": PreviewForm(),
    }
    return render(request, "letters/template.html", pieces)


@page(permission="write_template", section="Letters")
@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    """Write a template of another name."""
    form = NewTemplateForm(request.POST or None)
    written = _written(request, form, {})
    if written:
        return done(request, _said(written), "letter_template", written.name)
    return _form_page(request, form, "Write a template", "letter")


@page(permission="write_template", section="Letters")
@require_http_methods(["GET", "POST"])
def write(request: PageRequest, name: str) -> HttpResponse:
    """Write another version of a template."""
    shown = template_called(name)
    form = WordsForm(request.POST or None, initial=words_of(shown.versions.all()[0]))
    kept = {
        "name": shown.name,
        "kind": shown.kind,
        "language": shown.language,
        "audience": shown.audience,
        "stage": shown.stage,
        "track": shown.track,
    }
    written = _written(request, form, kept)
    if written:
        return done(request, _said(written), "letter_template", name)
    return _form_page(
        request, form, f"New words for {name}", shown.kind, Link(name, reverse("letter_template", args=[name]))
    )


WORDS = "govuk-body govuk-!-text-break-word"
"""Somebody's own words: a line to write on is as wide as the page, not wider."""


def words_shown(subject: str, body: str) -> object:
    """An email's or letter's words as they stand, line by line."""
    lines = together(element("p", *_broken(part), class_=WORDS) for part in body.split("\n\n"))
    heading = element("h3", subject, class_="govuk-heading-s") if subject else ""
    return inset(together([heading, lines]))


def letter_shown(subject: str, body: str) -> object:
    """A letter's words as its reader sees them: headings and lists drawn as such."""
    drawn: list[object] = [element("h3", subject, class_="govuk-heading-s")]
    for block in blocks(body):
        if block["kind"] == "heading":
            drawn.append(element("h4", block["lines"][0], class_="govuk-heading-s"))
        elif block["kind"] == "list":
            items = (element("li", line) for line in block["lines"])
            drawn.append(element("ul", *items, class_="govuk-list govuk-list--bullet"))
        else:
            drawn.append(element("p", *_broken("\n".join(block["lines"])), class_=WORDS))
    return inset(together(drawn))


def _broken(part: str) -> list[object]:
    pieces: list[object] = [piece for line in part.split("\n") for piece in (line, element("br"))]
    return pieces[:-1]


def _written(request: PageRequest, form: forms.Form, kept: dict[str, str]) -> Written | None:
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return write_template(**{**form.cleaned_data, **kept}, **deed(request))
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return None


def _said(written: Written) -> str:
    ease = f"Reading ease {written.reading_ease}: {written.verdict.lower()}."
    return f"Version {written.number} waits for somebody else’s approval. {ease}"


def _form_page(request: PageRequest, form: forms.Form, title: str, kind: str, *above: Link) -> HttpResponse:
    rows = [[f"{{{{ {name} }}}}", about] for name, about in blanks_for(kind).items()]
    pieces = {
        "form": form,
        "title": title,
        "trail": breadcrumbs(Link("Templates", reverse("letter_templates")), *above),
        "blanks": Table("Blanks you may use", [Column("Blank"), Column("Stands for")], rows),
    }
    return render(request, "letters/write_template.html", pieces)


def _row(shown: LetterTemplate) -> Row:
    versions = list(shown.versions.all())
    approved = [one for one in versions if hasattr(one, "approval")]
    state = [Tag(f"Version {approved[0].number} is sent", "green")] if approved else [Tag("Not approved", "red")]
    if approved and approved[0].number != versions[0].number:
        state.append(Tag(f"Version {versions[0].number} waits for approval", "yellow"))
    link = Link(shown.name, reverse("letter_template", args=[shown.name]))
    reader = Noted(shown.get_audience_display(), " · ".join([shown.get_language_display(), *shown.narrowed]))
    return Row([Noted(link, versions[0].subject), shown.get_kind_display(), reader, together(state, between=" ")])


def _heading(shown: LetterTemplate, newest: TemplateVersion, sending: TemplateVersion | None) -> Heading:
    waits = not hasattr(newest, "approval")
    tags = [Tag(f"Version {sending.number} is sent", "green") if sending else Tag("Not approved", "red")]
    tags += [Tag(f"Version {newest.number} waits for approval", "yellow")] if waits and sending else []
    purpose = (shown.get_kind_display(), shown.get_language_display(), shown.get_audience_display(), *shown.narrowed)
    return Heading(shown.name, " · ".join(purpose), tags=tuple(tags))


def _reading(version: TemplateVersion) -> object:
    reading = plain_english.read(version.body)
    facts = [
        Fact("Flesch reading ease", Noted(f"{reading.score} of 100", reading.verdict)),
        Fact("Words", reading.words),
        Fact("Long sentences", len(reading.long_sentences) or "None"),
    ]
    long = [element("p", sentence, class_="govuk-body") for sentence in reading.long_sentences]
    pieces: list[object] = [Summary(facts, title="How it reads")]
    if long:
        pieces.append(details(together(long), "Sentences of more than 25 words"))
    return together(pieces)


def _versions(versions: list[TemplateVersion], sending: TemplateVersion | None) -> Table:
    columns = [Column("Version"), Column("Written"), Column("Approved")]
    rows: list[Any] = []
    for one in versions:
        approval = getattr(one, "approval", None)
        approved = Noted(approval.approved_by, f"From {day(approval.effective_on)}") if approval else "Not yet"
        number = (
            together([str(one.number), " ", Tag("Sent", "green")]) if sending and one.pk == sending.pk else one.number
        )
        rows.append([number, Noted(one.written_by, moment(one.written_at)), approved])
    return Table("Versions", columns, rows)
