"""The forms of schedules."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.billing.models import Schedule
from piperoll.council.models import Service, VatRate
from piperoll.ledger.models import Account
from piperoll.web.components.fields import DatePartsField, DocumentField

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}
_FIGURE = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}
_PRICE = {"max_digits": 11, "decimal_places": 4, "required": False, "widget": forms.TextInput(attrs=_FIGURE)}


class ScheduleForm(forms.Form):
    """A schedule as it begins."""

    service = forms.ChoiceField()
    customer = forms.CharField(
        max_length=20, label="Customer reference", help_text="Like C000000198", widget=forms.TextInput(attrs=_SHORT)
    )
    reference = forms.CharField(
        max_length=40, help_text="Your own name for it: the lease, the contract", widget=forms.TextInput(attrs=_SHORT)
    )
    description = forms.CharField(max_length=160, help_text="As invoices will say")
    frequency = forms.ChoiceField(label="How often", choices=Schedule.FREQUENCIES)
    starts_on = DatePartsField(label="First day", help_text="Like 25 3 2027")
    anchor_on = DatePartsField(
        required=False, label="Periods count from", help_text="Like 25 12 2026. Empty: from the first day."
    )
    in_advance = forms.ChoiceField(label="Billed", choices=[("yes", "Before each period"), ("no", "After each period")])
    lead_days = forms.IntegerField(
        label="Days before or after", required=False, min_value=0, max_value=90, widget=forms.TextInput(attrs=_FIGURE)
    )
    pro_rata = forms.BooleanField(required=False, initial=True, label="A part of a period costs its part")
    quantity = forms.DecimalField(
        max_digits=9, decimal_places=3, initial=1, widget=forms.TextInput(attrs=_FIGURE), label="How many"
    )
    fee_code = forms.CharField(
        max_length=24, required=False, label="Fee of the register", help_text="Or a price below, with its codes",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    concession = forms.CharField(max_length=24, required=False, widget=forms.TextInput(attrs=_SHORT))
    unit_price_pounds = forms.DecimalField(label="Price of one, net of VAT", **_PRICE)  # type: ignore[arg-type]
    vat_code = forms.ChoiceField(required=False, label="VAT code")
    income_code = forms.ChoiceField(required=False, label="Income code")
    service_user = forms.CharField(
        max_length=120,
        required=False,
        label="Whom it is for",
        help_text="Only if not the customer: a child, the person cared for",
    )
    purchase_order = forms.CharField(max_length=40, required=False, widget=forms.TextInput(attrs=_SHORT))

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        codes = VatRate.objects.order_by("code").values_list("code", "name").distinct()
        income = Account.objects.filter(kind="income", is_active=True).order_by("code").values_list("code", "name")
        for name, found in (("service", services), ("vat_code", codes), ("income_code", income)):
            self.fields[name].choices = [("", "Choose"), *((c, f"{c}: {n}") for c, n in found)]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, Any]:
        """What the verb is asked for."""
        told = dict(self.cleaned_data)
        return told | {"in_advance": told["in_advance"] == "yes", "lead_days": told["lead_days"] or 0}


class ChangeForm(forms.Form):
    """Other terms."""

    valid_from = DatePartsField(label="First day", help_text="Like 1 4 2027")
    unit_price_pounds = forms.DecimalField(label="Another price of one, net of VAT", **_PRICE)  # type: ignore[arg-type]
    uplift_percent = forms.DecimalField(
        max_digits=6, decimal_places=3, required=False, label="Or so much more, in per cent",
        widget=forms.TextInput(attrs=_FIGURE),
    )  # fmt: skip
    quantity = forms.DecimalField(
        max_digits=9, decimal_places=3, required=False, label="Another quantity", widget=forms.TextInput(attrs=_FIGURE)
    )
    reason = forms.CharField(max_length=200, label="Why", help_text="The rent review, the request")


class EndForm(forms.Form):
    """A last day."""

    ends_on = DatePartsField(label="Last day", help_text="Like 30 6 2027")
    reason = forms.CharField(max_length=200, label="Why")


class LateForm(forms.Form):
    """What was agreed."""

    due_to = DatePartsField(label="Everything due to be billed up to", help_text="Like 30 6 2026")
    reason = forms.CharField(
        max_length=200, label="What was agreed", help_text="With whom, when, and the plan that was offered"
    )
    document = DocumentField(label="A file that shows it (optional)", required=False)


class TermForm(forms.Form):
    """A school term."""

    name = forms.CharField(max_length=40, help_text="Like Spring 2027")
    starts_on = DatePartsField(label="First day", help_text="Like 5 1 2027")
    ends_on = DatePartsField(label="Last day", help_text="Like 25 3 2027")
