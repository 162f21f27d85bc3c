"""What pages of reconciliation ask."""

from __future__ import annotations

from django import forms

from piperoll.web.as_at import DayField

_BOX = {"class": "govuk-input--width-10"}


class PeriodForm(forms.Form):
    """A period."""

    since = DayField(label="From", widget=forms.TextInput(attrs=_BOX))
    until = DayField(label="To", widget=forms.TextInput(attrs=_BOX))
