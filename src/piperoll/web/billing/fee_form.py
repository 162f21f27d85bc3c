"""The form that begins a fee, or another price of one."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.models import Service, VatRate
from piperoll.ledger.models import Account
from piperoll.web.set_up.forms import DatedForm

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}


class FeeForm(DatedForm):
    """A fee's code, name, unit and price, and for whom it is less."""

    service = forms.ChoiceField()
    code = forms.CharField(max_length=24, help_text="Like BIN-1100", widget=forms.TextInput(attrs=_SHORT))
    name = forms.CharField(max_length=120, help_text="As invoices will say")
    concession = forms.CharField(
        max_length=24, required=False, help_text="A code like UNDER-18; empty for everybody",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    unit = forms.CharField(max_length=24, help_text="Like lift, hour, year", widget=forms.TextInput(attrs=_SHORT))
    price_pounds = forms.DecimalField(
        label="Price of one, net of VAT", max_digits=11, decimal_places=4,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"}),
    )  # fmt: skip
    vat_code = forms.ChoiceField(label="VAT code")
    income_code = forms.ChoiceField(label="Income code")
    field_order = ("service", "code", "name", "concession", "unit", "price_pounds", "vat_code", "income_code")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        codes = VatRate.objects.order_by("code").values_list("code", "name").distinct()
        income = Account.objects.filter(kind="income", is_active=True).order_by("code").values_list("code", "name")
        for name, found, first in (
            ("service", services, "Choose a service"), ("vat_code", codes, "Choose"), ("income_code", income, "Choose"),
        ):  # fmt: skip
            self.fields[name].choices = [("", first), *((c, f"{c}: {n}") for c, n in found)]  # type: ignore[attr-defined]
