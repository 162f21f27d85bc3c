"""The forms with which cheques are paid in."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.models import BankAccount
from piperoll.takings.rules import MOST_PENCE, Cheque, slip_read
from piperoll.web.components.fields import DatePartsField, PenceField

ROWS, ROWS_ADDED, MOST_ROWS = 10, 10, 300


class SlipForm(forms.Form):
    """A paying-in slip."""

    slip = forms.CharField(
        label="Slip serial", max_length=30,
        help_text="As printed on the paying-in slip. The bank shows it on the statement.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    total_pence = PenceField(label="Total of the slip", max_pence=MOST_PENCE)
    cheques = forms.IntegerField(
        label="How many cheques", min_value=1, max_value=MOST_ROWS, initial=ROWS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip
    bank_account = forms.ChoiceField(label="Paid into")
    banked_on = DatePartsField(label="Banking date", help_text="The day they are paid in")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        ours = BankAccount.objects.order_by("-receives_payments", "code").values_list("code", "name")
        self.fields["bank_account"].choices = [(code, f"{code}: {name}") for code, name in ours]  # type: ignore[attr-defined]

    def clean_slip(self) -> str:
        """The serial as it is kept."""
        read = slip_read(self.cleaned_data["slip"])
        if not read:
            raise forms.ValidationError("Slip serial must be 3 to 20 letters and digits")
        return read


class ChequesForm(forms.Form):
    """A line for each cheque. Lines left empty are passed over; asking for more lines adds some."""

    def __init__(self, rows: int, sent: Any | None) -> None:
        self.rows = rows
        if sent is not None:
            asked = sent.get("rows", "")
            self.rows = min(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else rows, MOST_ROWS)
            if "more" in sent:
                self.rows = min(self.rows + ROWS_ADDED, MOST_ROWS)
        super().__init__(sent)
        for place in range(1, self.rows + 1):
            self.fields[f"drawer-{place}"] = forms.CharField(label="Drawer", max_length=140, required=False)
            self.fields[f"number-{place}"] = forms.CharField(label="Number", max_length=10, required=False)
            self.fields[f"reference-{place}"] = forms.CharField(label="Reference", max_length=40, required=False)
            self.fields[f"amount-{place}"] = PenceField(label="Amount", required=False, max_pence=MOST_PENCE)

    @property
    def entered(self) -> list[tuple[int, Cheque]]:
        """(line, cheque) of each line with something on it, once the form is valid."""
        lines = (
            (place, [self.cleaned_data.get(f"{name}-{place}") for name in _NAMES]) for place in range(1, self.rows + 1)
        )
        return [
            (place, Cheque(amount or 0, drawer or "", number or "", reference or ""))
            for place, (amount, drawer, number, reference) in lines
            if amount or drawer or number or reference
        ]

    @property
    def entered_pence(self) -> int:
        """What the sums come to, leaving out those that are no sums."""
        if not self.is_bound:
            return 0
        return sum(self.cleaned_data.get(f"amount-{place}") or 0 for place in range(1, self.rows + 1))

    def explain(self, wrong: list[tuple[int, str]]) -> None:
        """Say beside its line what is wrong with each cheque, counted among those entered."""
        lines = [line for line, _ in self.entered]
        for place, why in wrong:
            self.add_error(f"amount-{lines[place - 1]}", f"Cheque {lines[place - 1]}: {why}")


_NAMES = ("amount", "drawer", "number", "reference")
