"""The forms for cash: over the counter, counted, and a difference looked at."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.models import BankAccount
from piperoll.foundations.money import pounds
from piperoll.takings.rules import DENOMINATIONS, MOST_PENCE, slip_read, till_read
from piperoll.web.components.fields import PenceField

_PLAIN = {"autocomplete": "off", "spellcheck": "false"}


def accounts() -> list[tuple[str, str]]:
    """Our bank accounts to choose from, those that take payments first."""
    ours = BankAccount.objects.order_by("-receives_payments", "code").values_list("code", "name")
    return [(code, f"{code}: {name}") for code, name in ours]


class CashForm(forms.Form):
    """Cash over the counter."""

    amount_pence = PenceField(label="Amount", max_pence=MOST_PENCE)
    payer = forms.CharField(label="Who pays", max_length=140, required=False, widget=forms.TextInput(attrs=_PLAIN))
    reference = forms.CharField(
        label="Invoice or customer", max_length=40, required=False,
        help_text="The number on their bill, if they have it. Without one it waits to be matched.",
        widget=forms.TextInput(attrs={**_PLAIN, "class": "govuk-input--width-10"}),
    )  # fmt: skip
    till = forms.CharField(
        label="Till",
        max_length=12,
        help_text="Its name, like COUNTER-1",
        widget=forms.TextInput(attrs={**_PLAIN, "class": "govuk-input--width-10"}),
    )
    bank_account = forms.ChoiceField(label="Till is paid into")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["bank_account"].choices = accounts()  # type: ignore[attr-defined]

    def clean_till(self) -> str:
        """Its code as it is kept."""
        till = till_read(self.cleaned_data["till"])
        if not till:
            raise forms.ValidationError("Till must be up to 12 letters, digits and dashes")
        return till


class CountForm(forms.Form):
    """How many of each note and coin, the slip, and why it differs if it does."""

    slip = forms.CharField(
        label="Slip serial", max_length=30, help_text="As printed on the paying-in slip",
        widget=forms.TextInput(attrs={**_PLAIN, "class": "govuk-input--width-10"}),
    )  # fmt: skip
    reason = forms.CharField(
        label="Why it differs", max_length=200, required=False, help_text="Only when it does. Somebody else will look.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for pence in DENOMINATIONS:
            self.fields[many_of(pence)] = forms.IntegerField(
                label=f"How many {coin(pence)}", min_value=0, max_value=1_000_000, required=False,
                error_messages={"invalid": f"How many {coin(pence)} must be a whole number"},
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )  # fmt: skip

    def clean_slip(self) -> str:
        """The serial as it is kept."""
        read = slip_read(self.cleaned_data["slip"])
        if not read:
            raise forms.ValidationError("Slip serial must be 3 to 20 letters and digits")
        return read

    @property
    def counted(self) -> dict[int, int]:
        """How many by pence, of those that are numbers."""
        told = self.cleaned_data if self.is_bound else {}
        return {pence: told.get(many_of(pence)) or 0 for pence in DENOMINATIONS}


class DifferenceForm(forms.Form):
    """What somebody else makes of a difference."""

    reason = forms.CharField(
        label="What you found", max_length=200, required=False,
        help_text="Needed when it is to be counted again.", widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def many_of(pence: int) -> str:
    """The field for how many of a note or coin."""
    return f"many-{pence}"


def coin(pence: int) -> str:
    """A note or coin as people say it: £20, 50p."""
    return pounds(pence).removesuffix(".00") if pence >= 100 else f"{pence}p"
