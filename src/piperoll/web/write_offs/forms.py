"""Forms of write-offs."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.models import Service
from piperoll.web.as_at import DayField
from piperoll.web.components.fields import DocumentField, HintedRadios, PenceField
from piperoll.write_offs.models import Reason
from piperoll.write_offs.rules import NOT_REASONS, REASONS, SMALL

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
_NOT_HERE = "Not for a write-off: ask for a credit note"


def _narrow() -> forms.Select:
    """A list that gives way on a phone."""
    return forms.Select(attrs={"class": "govuk-!-width-full"})


class AskForm(forms.Form):
    """Which debts, why they will not be paid, and what shows it; each reason says what it needs."""

    invoices = forms.MultipleChoiceField(
        label="Which debts", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one debt"},
    )  # fmt: skip
    amount = PenceField(
        label="How much of them", required=False, help_text="Leave it empty for all; a sum comes off the longest due"
    )
    reason = forms.ChoiceField(label="Why it will not be paid")
    why = forms.CharField(
        label="In your words", max_length=400, help_text="Whoever decides reads this, and so will an auditor",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    evidence = forms.CharField(
        label="What shows it", max_length=400, required=False, help_text="A search, a notice, a note: where it is kept"
    )
    document = DocumentField(label="A file that shows it", required=False)

    def __init__(self, debts: list[tuple[str, str]], needs: dict[str, Reason], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["invoices"].choices = debts  # type: ignore[attr-defined]
        codes = [(code, REASONS[code]) for code in needs if code != SMALL]
        hints = {code: f"Needs {rule.needs}" for code, rule in needs.items() if rule.needs}
        self.fields["reason"].widget = HintedRadios(hints={**hints, **dict.fromkeys(NOT_REASONS, _NOT_HERE)})
        self.fields["reason"].choices = [*codes, *NOT_REASONS.items()]  # type: ignore[attr-defined]


class BackForm(forms.Form):
    """Why it is owed in our books again, and how much of it."""

    why = forms.CharField(label="Why it is written back", max_length=200)
    amount = PenceField(label="How much", required=False, help_text="Leave it empty for all that is still written off")


class WhichForm(forms.Form):
    """Which write-offs the register shows."""

    reason = forms.ChoiceField(
        label="Reason", required=False, choices=[("", "Any"), *REASONS.items()], widget=_narrow()
    )
    since = DayField(label="From", required=False, widget=forms.TextInput(attrs=_SHORT))
    until = DayField(label="To", required=False, widget=forms.TextInput(attrs=_SHORT))
    approver = forms.ChoiceField(label="Approved by", required=False, widget=_narrow())

    def __init__(self, approvers: list[Any], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["approver"].choices = [("", "Anybody"), *((one.username, one.name) for one in approvers)]  # type: ignore[attr-defined]


class ProposeForm(forms.Form):
    """Of which service."""

    service = forms.ChoiceField(label="Service")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["service"].choices = list(Service.objects.order_by("name").values_list("code", "name"))  # type: ignore[attr-defined]
