"""The forms of an invoice asked for by hand: whom it is for, and a form for each line."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from piperoll.billing.fees import in_force
from piperoll.billing.one_off import OneOff
from piperoll.council.models import Service, VatRate
from piperoll.customers.models import Customer
from piperoll.ledger.models import Account
from piperoll.web.components.fields import DatePartsField

FIRST_LINES, MOST_LINES = 2, 20
_SHORT = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}
_BOX = {"class": "govuk-input--width-10", "autocomplete": "off"}
_ADDRESS = ("address_1", "address_2", "address_3")


class WhomForm(forms.Form):
    """The service, the customer (one of ours, or a new one) and when it is due."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    service = forms.ChoiceField(label="Service")
    customer_ref = forms.CharField(
        max_length=20, required=False, label="Customer reference", help_text="Like C000000198. Or describe a new one:",
        widget=forms.TextInput(attrs=_BOX),
    )  # fmt: skip
    name = forms.CharField(max_length=120, required=False, label="Name of a new customer")
    customer_kind = forms.ChoiceField(
        required=False, label="Kind of customer", choices=[("", "Tell from the name"), *Customer.KINDS]
    )
    address_1 = forms.CharField(max_length=100, required=False, label="Address line 1")
    address_2 = forms.CharField(max_length=100, required=False, label="Address line 2")
    address_3 = forms.CharField(max_length=100, required=False, label="Town")
    postcode = forms.CharField(max_length=10, required=False, widget=forms.TextInput(attrs=_BOX))
    email = forms.EmailField(required=False, label="Email")
    due_on = DatePartsField(
        required=False, label="Due on", help_text="Like 21 12 2026. Empty: by the service’s own terms."
    )
    instalments = forms.CharField(
        max_length=200, required=False, label="Instalments",
        help_text="A number of monthly parts, like 3, or each as 21/12/2026=10.00; 21/01/2027=12.50",
    )  # fmt: skip
    service_user = forms.CharField(
        max_length=120,
        required=False,
        label="Whom it is for",
        help_text="Only if not the customer: a child, the person cared for",
    )
    purchase_order = forms.CharField(
        max_length=40, required=False, label="Purchase order", widget=forms.TextInput(attrs=_BOX)
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Choose a service"), *services]  # type: ignore[attr-defined]

    @property
    def bill_to(self) -> dict[str, str]:
        """Whom to bill, in a feeder's words."""
        told = self.cleaned_data
        names = ("customer_ref", "name", "customer_kind", *_ADDRESS, "postcode", "email")
        return {name: told[name] for name in names}

    @property
    def terms(self) -> dict[str, str]:
        """When it is due, in a feeder's words."""
        told = self.cleaned_data
        due = {"due_on": told["due_on"].isoformat()} if told["due_on"] else {}
        return due | {name: told[name] for name in ("instalments", "purchase_order", "service_user") if told[name]}


class LineForm(forms.Form):
    """One line: from the fees register, or in its own words."""

    fee = forms.ChoiceField(required=False, label="From the fees register")
    description = forms.CharField(max_length=200, required=False, help_text="Empty: as the fee is called")
    quantity = forms.CharField(max_length=13, required=False, widget=forms.TextInput(attrs=_SHORT))
    unit_price = forms.CharField(
        max_length=14, required=False, label="Price of one, net of VAT", widget=forms.TextInput(attrs=_SHORT)
    )
    vat_code = forms.ChoiceField(required=False, label="VAT code")
    income_code = forms.ChoiceField(required=False, label="Income code")

    def __init__(self, *given: Any, choices: dict[str, list[Any]], **named: Any) -> None:
        super().__init__(*given, **named)
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    @property
    def told(self) -> dict[str, str]:
        """What was filled in, in a feeder's words; nothing when the line was left empty."""
        line = {name: value.strip() for name, value in self.cleaned_data.items() if value.strip()}
        if code := line.pop("fee", ""):
            _, line["fee"], line["concession"] = code.split("|")
        return line


def line_choices(on: date, services: Collection[int] | None = None) -> dict[str, list[Any]]:
    """What a line may be chosen from on a day, of these services or of all."""
    fees = [
        (f"{f.service.code}|{f.code}|{f.concession}", f"{f.service.name}: {f}, £{f.price_pounds:,.2f} a {f.unit}")
        for f in in_force(on)
        if services is None or f.service_id in services
    ]
    income = Account.objects.filter(kind="income", is_active=True).select_related("service").order_by("code")
    if services is not None:
        income = income.filter(service__in=services)
    vat = VatRate.objects.filter(valid_from__lte=on).exclude(valid_to__lt=on).order_by("code")
    return {
        "fee": [("", "None: told below"), *fees],
        "vat_code": [("", "Choose"), *((v.code, f"{v.code}: {v.name}") for v in vat)],
        "income_code": [("", "Choose"), *((a.code, f"{a.code}: {a.name}") for a in income)],
    }


def new_key() -> str:
    """A name for an invoice not asked for before."""
    return str(uuid.uuid4())


def lines_of(data: QueryDict | None, on: date, services: Collection[int] | None = None) -> list[LineForm]:
    """A form for each line there is."""
    asked = data.get("lines", "") if data else ""
    many = int(asked) if asked.isdigit() else FIRST_LINES
    choices = line_choices(on, services)
    return [LineForm(data, prefix=f"line-{n}", choices=choices) for n in range(1, min(max(many, 1), MOST_LINES) + 1)]


def asked_for(whom: WhomForm, lines: list[LineForm]) -> OneOff:
    """The invoice the forms ask for."""
    told = tuple(line.told for line in lines if line.told)
    return OneOff(whom.cleaned_data["service"], whom.cleaned_data["key"], whom.bill_to, told, whom.terms)
