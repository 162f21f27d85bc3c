"""What a payer types of their bill, and what an officer chooses of a customer's invoices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from piperoll.cards import linking
from piperoll.cards.rules import MOST_PENCE
from piperoll.foundations.money import pounds
from piperoll.web.components.fields import DatePartsField, PenceField
from piperoll.web.components.wording import day
from piperoll.web.money_in.forms import not_too_large

_NUMBER = {"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}


class BillForm(forms.Form):
    """The number on a bill and the sum to pay."""

    reference = forms.CharField(
        label="Invoice number", max_length=24,
        help_text="It is at the top of your bill, like AT0000000195",
        widget=forms.TextInput(attrs=_NUMBER), error_messages={"required": "Enter the invoice number"},
    )  # fmt: skip
    born_on = DatePartsField(
        label="Child’s date of birth (optional)", required=False,
        help_text="For school transport you may enter your customer reference above, and this, like 12 3 2014",
    )  # fmt: skip
    amount = PenceField(
        label="Amount", max_pence=MOST_PENCE, help_text="What is left to pay, or part of it",
        error_messages={"required": "Enter the amount"},
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        """Where nobody's date of birth is known, none is asked for."""
        super().__init__(*given, **named)
        if not linking.knows_births():
            del self.fields["born_on"]


class ExportForm(forms.Form):
    """GOV.UK Pay's export of what was settled on a day."""

    settled_on = DatePartsField(label="Day it was settled", help_text="The day that it was paid into our bank account")
    file = forms.FileField(
        label="The export", widget=forms.FileInput,
        help_text="GOV.UK Pay’s own CSV of the transactions settled on that day, as it came",
        error_messages={"empty": "The file is empty"},
    )  # fmt: skip

    def clean_file(self) -> Any:
        """A file small enough to send through a browser."""
        return not_too_large(self.cleaned_data["file"])


class InvoicesForm(forms.Form):
    """A sum for each of a customer's open invoices; those left empty are not paid."""

    def __init__(self, rows: Iterable[Any], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.numbers = [row.number for row in rows]
        for row in rows:
            self.fields[row.number] = PenceField(
                label=f"Invoice {row.number}", max_pence=row.open_pence, required=False,
                help_text=f"{pounds(row.open_pence)} left to pay, due {day(row.due_on)}",
            )  # fmt: skip

    @property
    def sums(self) -> dict[str, int]:
        """Pence by invoice number."""
        return {number: pence for number in self.numbers if (pence := self.cleaned_data.get(number))}

    def clean(self) -> dict[str, Any]:
        """At least one sum."""
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            raise forms.ValidationError("Enter a sum for at least one invoice")
        return said
