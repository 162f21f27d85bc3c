"""The forms of funds: how one is known and told, and a receipt placed in one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from piperoll.formats.fund_file import DATES, FIELDS, FIRST, SEPARATORS
from piperoll.funds.register import Standing
from piperoll.web.components.fields import DatePartsField, PenceField

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}


def _lines(label: str, hint: str, *, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "spellcheck": "false", "class": "app-words"})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=20_000, widget=widget)


def _short(label: str, hint: str = "", *, longest: int = 12, needed: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=needed, widget=forms.TextInput(attrs=_SHORT)
    )


class FundForm(forms.Form):
    """Which ledger, how its money is known, and the file it gets."""

    code = _short("Code", "Up to 12 letters and digits, like RENTS", needed=True)
    name = _short("Name", "When it is new", longest=60)
    ledger_code = _short("Its ledger account", "When it is new; its own code unless you give another", longest=24)
    nominal = _short("Nominal of that account", "When it is new")
    patterns = _lines(
        "How it writes references",
        "One a line: the shape, # a digit and @ a letter, then none, luhn, mod11 (and its weights), mod97, or born "
        "for a date of birth beside it; like R10####### luhn. Check digits stand last.",
    )
    samples = _lines(
        "References to try",
        "Real ones of theirs, one a line: one of each shape at least. A date of birth may be invented.",
    )
    words = _lines(
        "Words its payers use", "One a line, like COUNCIL TAX. Words never place money, they say why it waits."
    )
    columns = _lines("Columns of its file", f"One a line, heading = what it holds: {', '.join(FIELDS)}", rows=5)
    separator = forms.ChoiceField(label="Between columns", choices=[(one, f"A {one}") for one in SEPARATORS])
    dates = forms.ChoiceField(label="Dates are written", choices=[(one, one) for one in DATES])
    pence = forms.BooleanField(label="Sums are whole pence, without a point", required=False)
    valid_from = DatePartsField(label="It begins on")
    valid_to = DatePartsField(label="Its last day", required=False)

    @property
    def layout(self) -> dict[str, Any]:
        """How its file is laid out, once the form is valid."""
        told = self.cleaned_data
        columns = "\n".join(told["columns"].splitlines()) or FIRST
        return {"columns": columns} | {name: told[name] for name in ("separator", "dates", "pence")}

    def listed(self, name: str) -> list[str]:
        """The lines of a box, blank ones passed over."""
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


class PlaceForm(forms.Form):
    """Which fund, whose account there, and how much."""

    fund = forms.ChoiceField(label="Fund")
    reference = _short("Account there", "As they write it; check digits are tried", longest=40, needed=True)
    pence = PenceField(label="How much", min_pence=1)
    reason = _short("Why, if it needs saying", longest=200)

    def __init__(self, funds: list[Standing], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["fund"].choices = [("", "Choose"), *((one.code, one.name) for one in funds)]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What the other side took in of a file."""

    lines = forms.IntegerField(label="Lines they took in", min_value=0, widget=forms.TextInput(attrs=_SHORT))
    pence = PenceField(label="What those came to", min_pence=-(10**13))
    note = forms.CharField(
        label="What is known of a difference", max_length=400, required=False, widget=forms.TextInput()
    )


def start_of(today: date) -> dict[str, Any]:
    """What a new fund's form begins with."""
    return {"columns": FIRST, "valid_from": today}
