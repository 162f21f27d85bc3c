"""What an officer types about a customer."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from piperoll.customers.details import Details
from piperoll.customers.models import Customer
from piperoll.foundations.refusals import Refused
from piperoll.web.components.fields import HintedRadios

_SHORT, _LONG = {"class": "govuk-input--width-10"}, {"class": "govuk-input--width-30"}


class CustomerForm(forms.Form):
    """A customer's details; `details` when valid, `refuse` to show what a verb would not take beside its field."""

    kind = forms.ChoiceField(label="Kind of customer", choices=Customer.KINDS, initial="person", widget=HintedRadios())
    name = forms.CharField(
        label="Name", max_length=120, help_text="As a letter addresses them, like Mrs G Achterberg-Pugh"
    )
    trading_as = forms.CharField(label="Trading as (optional)", max_length=120, required=False)
    company_number = forms.CharField(
        label="Company number (optional)", max_length=12, required=False, widget=forms.TextInput(attrs=_SHORT)
    )
    address = forms.CharField(
        label="Address", max_length=400, help_text="A line of it on each line, without the postcode",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )  # fmt: skip
    postcode = forms.CharField(label="Postcode", max_length=10, widget=forms.TextInput(attrs=_SHORT))
    email = forms.CharField(label="Email (optional)", max_length=120, required=False)
    phone = forms.CharField(
        label="Telephone (optional)", max_length=40, required=False, widget=forms.TextInput(attrs=_SHORT)
    )

    def details(self, **kept: str) -> Details:
        """What was typed, with what the form does not ask as it was `kept`."""
        names = {field.name for field in fields(Details)}
        return Details(**{**kept, **{name: value for name, value in self.cleaned_data.items() if name in names}})

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at the field it speaks of, or over the form."""
        field: Any = refusal.facts.get("field")
        self.add_error(field if field in self.fields else None, refusal.sentence)


class ChangeCustomerForm(CustomerForm):
    """The same, with why it changes."""

    reason = forms.CharField(label="Why (optional)", max_length=200, required=False)


class NewCustomerForm(CustomerForm):
    """The same, with the box that says a namesake is somebody else; it appears once there is one."""

    somebody_else = forms.BooleanField(label="This is somebody else: add them all the same", required=False)
