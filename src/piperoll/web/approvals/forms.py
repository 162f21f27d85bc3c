"""Forms of approvals."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.authority.models import User
from piperoll.authority.rules import ROLES
from piperoll.web.components.fields import DatePartsField, DocumentField, HintedRadios

_DECISIONS = [("approve", "Approve"), ("refuse", "Refuse"), ("return", "Return with a question")]
_HINTS = {
    "approve": "It is done at once, or waits for the second person where the limit asks for two",
    "refuse": "It is over; whoever asked reads why",
    "return": "Whoever asked answers, and it waits again",
}


class DecisionForm(forms.Form):
    """What is decided, and why."""

    decision = forms.ChoiceField(
        choices=_DECISIONS, widget=HintedRadios(hints=_HINTS), error_messages={"required": "Choose what you decide"}
    )
    reason = forms.CharField(
        label="Why, or what you ask", max_length=400, required=False, help_text="Needed to refuse or return",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A refusal or a question in words."""
        told = super().clean() or self.cleaned_data
        if told.get("decision") in ("refuse", "return") and not str(told.get("reason", "")).strip():
            self.add_error("reason", "Say why, or what you ask, in a few words")
        return told


class AnswerForm(forms.Form):
    """An answer to what was asked."""

    answer = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))


class EvidenceForm(forms.Form):
    """A file that shows why."""

    document = DocumentField(label="Keep a file with it")


class CoverForm(forms.Form):
    """Who stands in for whom, and between which days."""

    user = forms.ChoiceField(label="Who is away")
    deputy = forms.ChoiceField(label="Who stands in")
    valid_from = DatePartsField(label="First day", help_text="Like 30 11 2026")
    valid_to = DatePartsField(label="Last day", help_text="Like 4 12 2026")
    reason = forms.CharField(max_length=200, help_text="Like annual leave")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        deciders = [key for key, role in ROLES.items() if "decide_request" in role.may]
        people = User.objects.filter(is_active=True, role__in=deciders)
        choices = [("", "Choose a person"), *((one.username, f"{one.name}, {ROLES[one.role].name}") for one in people)]
        for name in ("user", "deputy"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
