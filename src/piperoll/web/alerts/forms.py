"""The forms of alerts: what was found out about one, and what should come when."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.models import BankAccount, Service
from piperoll.interfaces.expect_file import KINDS, REPORTS, WEEKDAYS, called
from piperoll.takings.models import FileProfile
from piperoll.web.components.fields import DatePartsField, HourField


class ReasonForm(forms.Form):
    """What somebody found out."""

    reason = forms.CharField(
        label="What you found out", help_text="Whoever asks later reads this", max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ExpectForm(forms.Form):
    """A file, the weekdays it comes on, and the hour it is late from."""

    what = forms.ChoiceField(label="What should come")
    weekdays = forms.TypedMultipleChoiceField(
        label="On", choices=list(WEEKDAYS.items()), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Never on a bank holiday. Tick none when it should come no longer.",
    )  # fmt: skip
    by_hour = HourField(
        label="By", help_text="Like 09:30; it is late from then on",
        error_messages={"required": "Enter the hour it should have come by"},
    )  # fmt: skip
    valid_from = DatePartsField(label="From")
    authority = forms.CharField(
        label="On whose authority", help_text="The contract or agreement", max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["what"].choices = _choices()  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the verb is handed, once the form is valid."""
        told = dict(self.cleaned_data)
        kind, _, subject = told.pop("what").partition(" ")
        return {"kind": kind, "subject": subject} | told


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    codes = {
        "statement": BankAccount.objects.order_by("code").values_list("code", flat=True),
        "feeder": Service.objects.filter(is_active=True).order_by("code").values_list("code", flat=True),
        "payments": FileProfile.objects.order_by("code").values_list("code", flat=True),
        "reports": ["", *REPORTS],
    }
    groups = ((kind, [(f"{kind} {code}", called(kind, code)) for code in codes[kind]]) for kind in KINDS)
    return [(KINDS[kind], choices) for kind, choices in groups if choices]
