"""Forms of set-up. What may be stored is for the verbs to say; these say what to type."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.change_council import DETAILS, SCHEMES
from piperoll.council.models import Council, Service, VatRate
from piperoll.council.rules import FIGURES
from piperoll.web.components.fields import DatePartsField

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}


class CouncilForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes no argument when it runs
    """The council's own details. How references are written is locked once numbers were given out."""

    class Meta:
        model = Council
        fields = (*DETAILS, *dict.fromkeys(name for names in SCHEMES.values() for name in names))
        widgets = {
            "address": forms.Textarea(attrs={"rows": 5}),
            "help_text": forms.Textarea(attrs={"rows": 4}),
            "brand_colour": forms.TextInput(attrs=_SHORT),
            "direct_debit_user_number": forms.TextInput(attrs=_SHORT),
            "vat_number": forms.TextInput(attrs=_SHORT),
            "phone": forms.TextInput(attrs=_SHORT),
            "invoice_prefix": forms.TextInput(attrs=_SHORT),
            "customer_prefix": forms.TextInput(attrs=_SHORT),
            "invoice_digits": forms.TextInput(attrs=_SHORT),
            "customer_digits": forms.TextInput(attrs=_SHORT),
        }
        labels = {"phone": "Telephone", "opening_hours": "When you are open"}
        help_texts = {
            "vat_number": "As it stands on VAT invoices",
            "pay_page": "Like https://income.anytown.gov.uk/pay/?reference={reference}&amount={amount}; "
            "empty, the code holds the invoice’s number alone",
            "brand_colour": "Like #1d4f5f, dark enough for white words",
            "direct_debit_user_number": "Six digits from your bank; empty when you do not collect by Direct Debit",
        }

    def __init__(self, locked: list[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for series in locked:
            for name in SCHEMES[series]:
                self.fields[name].disabled = True
                self.fields[name].help_text = f"Fixed: {series} numbers were given out"

    def clean_address(self) -> str:
        """Lines end as the books keep them."""
        return str(self.cleaned_data["address"]).replace("\r\n", "\n")

    def clean_help_text(self) -> str:
        """Lines end as the books keep them."""
        return str(self.cleaned_data["help_text"]).replace("\r\n", "\n")


class ServiceForm(forms.Form):
    """A service: its code, name and email."""

    code = forms.CharField(
        max_length=12, help_text="As its files will name it: capitals and digits", widget=forms.TextInput(attrs=_SHORT)
    )
    name = forms.CharField(max_length=80)
    email = forms.EmailField(required=False, label="Email", help_text="Who to write to about its charges")


class ChangeServiceForm(forms.Form):
    """What of a service may change. Its code may not: bills name it."""

    name = forms.CharField(max_length=80)
    email = forms.EmailField(required=False, label="Email", help_text="Who to write to about its charges")
    manager_email = forms.EmailField(
        required=False, label="Its manager’s email", help_text="Written to when an answer to a dispute is late"
    )
    head_email = forms.EmailField(
        required=False, label="Its head of service’s email", help_text="Written to when it is later still"
    )
    is_active = forms.BooleanField(
        required=False, label="Takes charges", help_text="Without this its charges are rejected"
    )


class BankAccountForm(forms.Form):
    """One of our own accounts at a bank."""

    code = forms.CharField(max_length=12, help_text="A short name, like MAIN", widget=forms.TextInput(attrs=_SHORT))
    name = forms.CharField(max_length=80)
    sort_code = forms.CharField(max_length=10, help_text="Like 08-99-99", widget=forms.TextInput(attrs=_SHORT))
    account_number = forms.CharField(max_length=12, help_text="Eight digits", widget=forms.TextInput(attrs=_SHORT))
    iban = forms.CharField(max_length=42, required=False, label="IBAN", help_text="When statements name the account so")
    nominal = forms.CharField(
        max_length=12, label="Nominal code", help_text="What the main ledger calls it",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    receives_payments = forms.BooleanField(
        required=False, label="Print it on bills as the account to pay", help_text="Instead of the one printed now"
    )


class IncomeAccountForm(forms.Form):
    """An income code of a service."""

    code = forms.CharField(
        max_length=12, help_text="As feeder files will name it", widget=forms.TextInput(attrs=_SHORT)
    )
    name = forms.CharField(max_length=80, help_text="What it earns")
    service = forms.ChoiceField()
    nominal = forms.CharField(
        max_length=12, label="Nominal code", help_text="What the main ledger calls it",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    vat_code = forms.ChoiceField(required=False, label="VAT code", help_text="When its charges may carry only one")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        codes = VatRate.objects.order_by("code").values_list("code", "name").distinct()
        self.fields["service"].choices = [("", "Choose a service"), *services]  # type: ignore[attr-defined]
        self.fields["vat_code"].choices = [("", "Any"), *((c, f"{c}: {n}") for c, n in codes)]  # type: ignore[attr-defined]


class HolidayForm(forms.Form):
    """A day banks do not work."""

    day = DatePartsField(label="Day", help_text="Like 10 5 2027")
    name = forms.CharField(max_length=80, help_text="Like Coronation holiday")


class DatedForm(forms.Form):
    """What every value that changes with time asks: from when, on whose authority, where that is written."""

    valid_from = DatePartsField(
        label="First day it holds", help_text="Like 1 4 2027. What holds before ends the day before."
    )
    authority = forms.CharField(max_length=120, help_text="The policy, decision or law")
    source = forms.CharField(max_length=200, required=False, help_text="Where that is written")
    to_verify = forms.BooleanField(required=False, label="Still to be checked")


class FigureForm(DatedForm):
    """Another value of a figure, for one service or for all."""

    name = forms.ChoiceField(
        label="Figure", choices=[(name, f"{kind.name}, in {kind.unit}") for name, kind in FIGURES.items()]
    )
    service = forms.ChoiceField(required=False)
    value = forms.DecimalField(
        max_digits=14, decimal_places=4, widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"})
    )
    field_order = ("name", "service", "value")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Every service"), *services]  # type: ignore[attr-defined]


class VatRateForm(DatedForm):
    """Another rate of a VAT code, or a new code's first."""

    code = forms.CharField(max_length=4, label="VAT code", widget=forms.TextInput(attrs=_SHORT))
    name = forms.CharField(max_length=40, help_text="Like Standard")
    percent = forms.DecimalField(
        label="Rate in per cent", max_digits=5, decimal_places=2,
        widget=forms.TextInput(attrs={**_SHORT, "inputmode": "decimal"}),
    )  # fmt: skip
    is_supply = forms.BooleanField(required=False, label="A business supply")
    is_taxable = forms.BooleanField(required=False, label="Taxable", help_text="Standard, reduced or zero rated")
    field_order = ("code", "name", "percent", "is_supply", "is_taxable")
