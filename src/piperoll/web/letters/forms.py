"""What is typed about letters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from piperoll.dispatch.prepare_letters import SOURCES
from piperoll.documents.blanks import BLANKS
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.documents.write_template import LONGEST_BODY
from piperoll.receivables.statements import WHOM
from piperoll.web.as_at import DayField
from piperoll.web.letters.wording import KINDS

_BOX = {"class": "govuk-input--width-10", "autocomplete": "off"}
_LONG = {"class": "govuk-input--width-30", "autocomplete": "off"}


class StageField(forms.ChoiceField):
    """How far a debt has come: which of a letter's words are meant; those of any stage where none is said."""

    def __init__(self, **given: Any) -> None:
        told = {"label": "Stage", "help_text": "Plain words go where a stage has none of its own", "required": False}
        super().__init__(**{**told, "choices": LetterTemplate.STAGES, "initial": LetterTemplate.ANY_STAGE, **given})

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or LetterTemplate.ANY_STAGE)


class TrackField(forms.ChoiceField):
    """Which ladder a debt is on, of a reminder's words; those of any track where none is said."""

    def __init__(self) -> None:
        told = "Of reminders alone: the track’s words go before those of any track"
        super().__init__(
            label="Track", help_text=told, required=False, choices=LetterTemplate.TRACKS,
            initial=LetterTemplate.ANY_TRACK,
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or LetterTemplate.ANY_TRACK)


class WordsForm(forms.Form):
    """What a template says."""

    subject = forms.CharField(
        label="Subject",
        max_length=120,
        help_text="Of the email; a letter’s heading",
        widget=forms.TextInput(attrs=_LONG),
    )
    body = forms.CharField(
        label="Words", max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 16, "autocomplete": "off"}),
        help_text="A blank line ends a paragraph. “# ” begins a heading, “* ” a bullet.",
    )  # fmt: skip


class NewTemplateForm(WordsForm):
    """A template of its own: its name, what it is for and who reads it."""

    name = forms.CharField(
        label="Name", max_length=60, help_text="Small letters, digits and hyphens, like care-welcome",
        widget=forms.TextInput(attrs=_LONG),
    )  # fmt: skip
    kind = forms.ChoiceField(label="What it is", choices=LetterTemplate.KINDS, initial="letter")
    language = forms.ChoiceField(label="Language", choices=LetterTemplate.LANGUAGES)
    audience = forms.ChoiceField(label="Who reads it", choices=LetterTemplate.AUDIENCES)
    stage = StageField()
    track = TrackField()
    field_order = ("name", "kind", "language", "audience", "stage", "track", "subject", "body")


class ApproveForm(forms.Form):
    """The version somebody has read and approves."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PreviewForm(forms.Form):
    """Whose facts to show a template with."""

    customer = forms.CharField(
        label="Show it with a customer’s facts", max_length=40, help_text="Their reference",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )  # fmt: skip


class PrepareForm(forms.Form):
    """What to prepare: a run's documents, or a day's."""

    kind = forms.ChoiceField(label="What", choices=[(kind, KINDS[kind]) for kind in SOURCES])
    of_run = forms.IntegerField(
        label="Run (optional)", required=False, min_value=1, max_value=2**31 - 1, help_text="The run that made them",
        widget=forms.TextInput(attrs=_BOX),
    )  # fmt: skip
    dated = DayField(
        label="Or dated", required=False, widget=forms.TextInput(attrs=_BOX), help_text="When no run is given"
    )
    stage = StageField(help_text="Of the words in emails and texts; plain ones go where a stage has none of its own")

    def clean(self) -> dict[str, Any]:
        """A run goes before a day."""
        told = super().clean() or {}
        if told.get("of_run"):
            told["dated"] = None
        return told


class DeedForm(forms.Form):
    """What to do about one document, and why."""

    deed = forms.ChoiceField(label="What to do", widget=forms.RadioSelect)
    reason = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, choices: list[tuple[str, str]], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["deed"].choices = choices  # type: ignore[attr-defined]


class StatementForm(forms.Form):
    """The days a statement is of."""

    since = DayField(
        label="First day", widget=forms.TextInput(attrs=_BOX), help_text="What was owed before is brought forward"
    )
    until = DayField(label="Last day", widget=forms.TextInput(attrs=_BOX))


class StatementsForm(StatementForm):
    """The same, for many customers."""

    whom = forms.ChoiceField(label="For whom", choices=list(WHOM.items()))


def typed(day: date) -> str:
    """A day as people type it: `1 4 2026`."""
    return f"{day.day} {day.month} {day.year}"


def words_of(version: TemplateVersion) -> dict[str, Any]:
    """A version's words, to change."""
    return {"subject": version.subject, "body": version.body}


def blanks_for(kind: str) -> dict[str, str]:
    """The blanks a kind of template can fill, and what each stands for."""
    return BLANKS[kind]
