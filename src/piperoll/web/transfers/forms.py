"""Forms of transfers."""

from __future__ import annotations

from django import forms

from piperoll.transfers.rules import REASONS
from piperoll.web.components.fields import DocumentField, PenceField

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}


class MoveForm(forms.Form):
    """Whose the money is, what it pays there, and why."""

    to = forms.CharField(
        label="The customer who is to have it", max_length=24, help_text="Their reference",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    pays = forms.CharField(
        label="What it pays there", max_length=24, required=False, widget=forms.TextInput(attrs=_SHORT),
        help_text="An invoice, or the word oldest for what is owed longest. Leave it empty to keep it as credit",
    )  # fmt: skip
    reason = forms.ChoiceField(label="Why it is moved", choices=list(REASONS.items()), widget=forms.RadioSelect)
    why = forms.CharField(
        label="In your words", max_length=400, help_text="Whoever decides reads this, and so will an auditor",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    evidence = forms.CharField(
        label="What shows it", max_length=400, required=False, help_text="A letter, a call, an email: where it is kept"
    )


class TransferForm(MoveForm):
    """The same, and how much of the credit."""

    amount = PenceField(label="How much", required=False, help_text="Leave it empty for all that can be moved")
    document = DocumentField(label="A file that shows it", required=False)
    field_order = ("to", "amount", "pays", "reason", "why", "evidence", "document")
