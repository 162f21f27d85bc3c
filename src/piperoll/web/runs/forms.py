"""The form that takes in a service's charges."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.money_in.forms import not_too_large


class RaiseInvoicesForm(forms.Form):
    """A feeder file, the invoice date, and what the service said it holds."""

    feeder = forms.FileField(
        label="Feeder file",
        help_text="The service's CSV of charges.",
        widget=KeptFileInput,
        error_messages={"empty": "The file is empty"},
    )
    on = DatePartsField(label="Invoice date", help_text="Like 23 11 2026")
    lines = forms.IntegerField(
        label="How many charges the service says it holds", required=False, min_value=0, max_value=10**9,
        help_text="If you were told: a file cut short is then noticed.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"invalid": "Enter a whole number of charges"},
    )  # fmt: skip
    net = PenceField(label="What the service says they are worth, net of VAT", required=False, min_pence=0)
    looked_at = forms.CharField(
        label="Why what the quality checks flag is right", max_length=200, required=False,
        help_text="Only if you looked at it. Empty, flagged charges are held back, for you to look at in a preview.",
    )  # fmt: skip

    def clean_feeder(self) -> Any:
        """A file small enough to send through a browser."""
        return not_too_large(self.cleaned_data["feeder"])
