"""The forms of care."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.billing.models import CareAssessment
from piperoll.ledger.models import Account
from piperoll.web.components.fields import DatePartsField, DocumentField, PenceField
from piperoll.web.components.keeping import KeptFileInput

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}
_FIGURE = {"class": "govuk-input--width-5", "inputmode": "decimal", "autocomplete": "off"}


class _Earning(forms.Form):
    """What earns on an income code with a VAT code of its own."""

    income_code = forms.ChoiceField(label="Income code")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        found = Account.objects.filter(kind="income", is_active=True, service__isnull=False).exclude(vat_code="")
        codes = [(one.code, f"{one.code}: {one.name}") for one in found.order_by("code")]
        self.fields["income_code"].choices = [("", "Choose"), *codes]  # type: ignore[attr-defined]


class AssessForm(_Earning):
    """An assessment."""

    kind = forms.ChoiceField(label="How they pay", choices=[("", "Choose"), *CareAssessment.KINDS])
    weekly_pence = PenceField(label="A week, if it is so much a week", required=False)
    valid_from = DatePartsField(label="First week", help_text="A Monday, like 26 10 2026")
    reason = forms.CharField(max_length=200, label="The assessment or review it comes from")
    field_order = ("kind", "weekly_pence", "valid_from", "income_code", "reason")

    def clean_weekly_pence(self) -> int:
        """Nothing typed is no sum."""
        return int(self.cleaned_data["weekly_pence"] or 0)


class ShareForm(_Earning):
    """What another body bears."""

    payer = forms.CharField(
        max_length=20, label="The body’s customer reference", help_text="Like C000000198",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    percent = forms.DecimalField(
        max_digits=5, decimal_places=2, label="Per cent of the cost", widget=forms.TextInput(attrs=_FIGURE)
    )
    valid_from = DatePartsField(label="First week", help_text="A Monday, like 26 10 2026")
    valid_to = DatePartsField(label="Last day, if it is known", required=False)
    reason = forms.CharField(max_length=200, label="The agreement it comes from")
    field_order = ("payer", "percent", "valid_from", "valid_to", "income_code", "reason")


class BackdatingForm(forms.Form):
    """Weeks that may be billed so far back."""

    weeks_from = DatePartsField(label="First week", help_text="A Monday, like 27 4 2026")
    weeks_to = DatePartsField(label="Last day", help_text="Like 18 10 2026")
    reason = forms.CharField(
        max_length=200, label="What was agreed", help_text="With whom, when, and the plan that was offered"
    )
    document = DocumentField(label="A file that shows it (optional)", required=False)


class CreditCareForm(forms.Form):
    """Why weeks of a care that is over were too much."""

    why = forms.CharField(
        max_length=200, label="What is wrong", help_text="Whoever decides reads this, and so will an auditor"
    )


class CareFileForm(forms.Form):
    """The weeks of a file."""

    file = forms.FileField(
        label="CSV of weeks", widget=KeptFileInput, error_messages={"empty": "The file is empty"},
        help_text="customer_ref, package, week (its Monday), units, unit_cost, description",
    )  # fmt: skip


class BillCareForm(forms.Form):
    """Up to which Sunday."""

    weeks_to = DatePartsField(label="Weeks up to", help_text="A Sunday that is over, like 22 11 2026")
