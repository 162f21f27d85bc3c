"""A form with one field of every kind."""

from __future__ import annotations

from django import forms

from piperoll.web.components.fields import DatePartsField, HintedRadios, PenceField
from piperoll.web.components.keeping import KeptFileInput

_WAYS = [("bank", "Bank transfer"), ("cheque", "Cheque"), ("card", "Card")]


class EveryFieldForm(forms.Form):
    """Text, words, a sum, a date, choices of four sorts, a file and a password."""

    reference = forms.CharField(label="Reference", help_text="As printed on the bill, like C000012374", max_length=20)
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=400)
    amount = PenceField(label="Amount")
    received_on = DatePartsField(label="Date received", help_text="Like 22 11 2026, or 22 Nov 26")
    way = forms.ChoiceField(
        label="How it was paid", choices=_WAYS, widget=HintedRadios(hints={"cheque": "Made out to the council"})
    )
    service = forms.ChoiceField(
        label="Service", choices=[("", "Choose a service"), ("ASC", "Adult social care"), ("RENT", "Commercial rent")]
    )
    tell = forms.MultipleChoiceField(
        label="Who should know",
        choices=[("service", "The service"), ("manager", "The team manager")],
        widget=forms.CheckboxSelectMultiple,
    )
    sure = forms.BooleanField(
        label="I have checked the remittance", error_messages={"required": "Check the remittance first"}
    )
    remittance = forms.FileField(label="Remittance advice", widget=KeptFileInput)
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
