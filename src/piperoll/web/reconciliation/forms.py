"""What pages of reconciliation ask."""

from __future__ import annotations

from django import forms

from piperoll.web.as_at import DayField

_BOX = {"class": "govuk-input--width-10"}


class PeriodForm(forms.Form):
    """A period."""

    since = DayField(label="From", widget=forms.TextInput(attrs=_BOX))
    until = DayField(label="To", widget=forms.TextInput(attrs=_BOX))


class ExplainForm(forms.Form):
    """What explains a difference, where there is one."""

    explanation = forms.CharField(
        label="What explains a difference, if there is one", max_length=500, required=False,
        widget=forms.TextInput(),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why not."""

    reason = forms.CharField(label="Why", max_length=300)
