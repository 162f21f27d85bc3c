"""The forms of self-service: a customer asked for, and an invoice asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.billing import request_customer, request_invoice
from piperoll.billing.self_service import services_of
from piperoll.foundations.actors import Actor
from piperoll.web.components.fields import DatePartsField, DocumentField
from piperoll.web.customers.forms import CustomerForm

_BOX = {"class": "govuk-input--width-10", "autocomplete": "off"}


class _OfAService(forms.Form):
    """Something asked for in the name of one of somebody's services; the only one is chosen already."""

    service = forms.ChoiceField(label="Your service")
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, who: Actor, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.use_required_attribute = False
        choices = [(one.code, one.name) for one in services_of(who)]
        field: Any = self.fields["service"]
        field.choices = choices if len(choices) == 1 else [("", "Choose a service"), *choices]


class AskForCustomerForm(_OfAService, CustomerForm):
    """A customer, what for, and the box that says nobody like them is the same; it appears once somebody is."""

    reason = forms.ChoiceField(
        label="Why they are new", choices=list(request_customer.REASONS.items()), widget=forms.RadioSelect,
        initial="first_bill",
    )  # fmt: skip
    why = forms.CharField(
        label="What they are to be billed for", help_text="Whoever decides reads this",
        max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    document = DocumentField(label="A file that shows it (optional)", required=False)
    somebody_else = forms.BooleanField(label="None of these: ask for a new customer", required=False)
    field_order = ("service", "kind", "name", "trading_as", "company_number", "address", "postcode", "email", "phone")


class AskForInvoiceForm(_OfAService):
    """Whom to bill for what, and when it is due. The charges have a form each."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    customer_ref = forms.CharField(
        max_length=20, label="Customer reference", help_text="Like C000000198", widget=forms.TextInput(attrs=_BOX)
    )
    reason = forms.ChoiceField(
        label="What sort of charge", choices=list(request_invoice.REASONS.items()), widget=forms.RadioSelect,
        initial="supplied",
    )  # fmt: skip
    why = forms.CharField(
        label="What it is for", help_text="Whoever decides reads this", max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    due_on = DatePartsField(
        required=False, label="Due on (optional)", help_text="Like 21 12 2026. Empty: by the service’s own terms."
    )
    service_user = forms.CharField(
        max_length=120,
        required=False,
        label="Whom it is for (optional)",
        help_text="Only if not the customer: a child, the person cared for",
    )
    purchase_order = forms.CharField(
        max_length=40, required=False, label="Purchase order (optional)", widget=forms.TextInput(attrs=_BOX)
    )
    field_order = ("service", "customer_ref", "service_user", "reason", "why", "due_on", "purchase_order")

    @property
    def terms(self) -> dict[str, str]:
        """When it is due, in a feeder's words."""
        told = self.cleaned_data
        due = {"due_on": told["due_on"].isoformat()} if told["due_on"] else {}
        return due | {name: told[name] for name in ("purchase_order", "service_user") if told[name]}


class FindForm(forms.Form):
    """Whom to look for."""

    q = forms.CharField(max_length=80, label="Reference or name", widget=forms.TextInput(attrs={"autocomplete": "off"}))
    postcode = forms.CharField(
        max_length=10, required=False, label="Postcode (optional)", widget=forms.TextInput(attrs=_BOX)
    )


class EvidenceForm(forms.Form):
    """What shows why."""

    document = DocumentField(label="A file that shows it (optional)", required=False)
