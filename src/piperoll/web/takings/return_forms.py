"""The forms for a service's cash-up return: its office and day, sums by income code, and what its authoriser finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from piperoll.council.models import Service
from piperoll.takings.rules import MOST_PENCE, RETURN_KINDS, ReturnLine, till_read
from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.takings.cash_forms import CountForm, accounts

ROWS = 8
_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}


class ReturnForm(CountForm):
    """A return: an income code and its sums in each row; rows left empty are passed over."""

    service = forms.ChoiceField(label="Service")
    office = forms.CharField(
        label="Office", max_length=12, help_text="Its own code, like LIB-NORTH", widget=forms.TextInput(attrs=_SHORT)
    )
    taken_on = DatePartsField(label="Day it was taken")
    bank_account = forms.ChoiceField(label="Paid into")
    slip = forms.CharField(
        label="Slip of the cash", max_length=20, required=False, help_text="The serial printed on it",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    cheque_slip = forms.CharField(
        label="Slip of the cheques", max_length=20, required=False, widget=forms.TextInput(attrs=_SHORT)
    )
    reason = forms.CharField(
        label="Why the cash differs", max_length=200, required=False,
        help_text="Only when the count is not what was taken", widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, services: Sequence[Service], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["service"].choices = [(one.code, one.name) for one in services]  # type: ignore[attr-defined]
        self.fields["bank_account"].choices = accounts()  # type: ignore[attr-defined]
        for place in range(1, ROWS + 1):
            self.fields[f"code-{place}"] = forms.CharField(label="Income code", max_length=30, required=False)
            for kind, name in RETURN_KINDS.items():
                self.fields[f"{kind}-{place}"] = PenceField(label=name, required=False, max_pence=MOST_PENCE)

    def clean_office(self) -> str:
        """Its code as it is kept."""
        office = till_read(self.cleaned_data["office"])
        if not office:
            raise forms.ValidationError("Office must be up to 12 letters, digits and dashes")
        return office

    def clean_slip(self) -> str:
        """As it was typed: the verb reads it when there is cash."""
        return str(self.cleaned_data["slip"])

    @property
    def lines(self) -> list[ReturnLine]:
        """What was taken, once the form is valid."""
        told = self.cleaned_data
        return [
            ReturnLine(kind, told.get(f"code-{place}") or "", pence)
            for place in range(1, ROWS + 1) for kind in RETURN_KINDS
            if (pence := told.get(f"{kind}-{place}"))
        ]  # fmt: skip


class AuthoriseForm(forms.Form):
    """What an authoriser finds."""

    reason = forms.CharField(
        label="What you found", max_length=200, required=False, help_text="Needed when it goes back",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
