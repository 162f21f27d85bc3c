"""The forms of remittances: a payer's list taken in, and how lists in text or PDF look."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.formats.pdf_lines import LARGEST
from piperoll.formats.remittance_layouts import LONGEST_PATTERN
from piperoll.receipting.import_remittance import LONGEST_REFERENCE
from piperoll.receipting.models import RemittanceProfile
from piperoll.web.components.fields import DatePartsField, PenceField, WrittenDaysField
from piperoll.web.components.forms import left_empty
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.money_in.forms import not_too_large

PATTERNS = ("line", "reference_masks", "total", "payment", "paid_on", "date_format")


class RemittanceForm(forms.Form):
    """A payer's list, and the payment it is behind. By a layout, what the list says itself may be left empty."""

    profile = forms.ChoiceField(
        label="How it is read", required=False, help_text="Text and PDF need a layout of the payer’s lists."
    )
    file = forms.FileField(
        label="Their list", help_text="CSV, XLSX, text or PDF, as it came.", widget=KeptFileInput,
        error_messages={"empty": "The file is empty"},
    )  # fmt: skip
    payer = forms.CharField(
        label="Who pays", max_length=140, required=False,
        help_text="As on their letter; the bank may show it shortened.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    reference = forms.CharField(
        label="Their payment reference", max_length=LONGEST_REFERENCE, required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    paid_on = DatePartsField(
        label="Paid on", help_text="The day the payer gives; the bank may show it some days later.", required=False
    )
    total = PenceField(label="Total of the payment", min_pence=1, required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        read = RemittanceProfile.objects.filter(versions__approval__isnull=False).distinct()
        choices = [("", "By the names of its columns: CSV or XLSX"), *((one.code, one.payer) for one in read)]
        self.fields["profile"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            del self.fields["profile"]

    def clean_file(self) -> Any:
        """A file small enough to send through a browser."""
        return not_too_large(self.cleaned_data["file"])

    def clean(self) -> dict[str, Any]:
        """Without a layout all of the payment must be told."""
        told = super().clean() or {}
        if not told.get("profile"):
            for name in ("payer", "reference", "paid_on", "total"):
                if name not in self.errors and told.get(name) in (None, ""):
                    self.add_error(name, left_empty(str(self.fields[name].label)))
        return told


def _pattern(label: str, hint: str, *, needed: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=needed, max_length=LONGEST_PATTERN, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class LayoutForm(forms.Form):
    """Whose lists, how their lines look, and one to try it on."""

    payer = forms.CharField(
        label="Who pays", max_length=140, help_text="As on their letter; the bank may show it shortened.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    code = forms.CharField(
        label="Code", max_length=12, help_text="Up to 12 letters and digits, like SHIRE",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    line = _pattern(
        "A payment’s line",
        "Like {reference} | {name} | {amount}; a PDF’s columns have | between them. Also "
        "{pence}, {word} and {any}; in fixed places with widths, {name:20}",
        needed=True,
    )
    reference_masks = _pattern(
        "References of ours look like",
        "# a digit, @ a letter, ? anything; several with spaces between. A line with another is no payment",
    )  # fmt: skip
    total = _pattern("The total’s line", "Like Total paid | {amount}")
    payment = _pattern("The line of its reference", "Like Payment reference | {payment}")
    paid_on = _pattern("The line of its day", "Like Payment date | {day}")
    date_format = WrittenDaysField()
    sample = forms.FileField(
        label="A list of theirs", widget=KeptFileInput, help_text="Text or PDF. It is tried, and not kept.",
        error_messages={"empty": "The file is empty"},
    )  # fmt: skip

    def clean_sample(self) -> Any:
        """A file no larger than a list can be."""
        upload = self.cleaned_data["sample"]
        if upload.size > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST // 1_000_000} MB")
        return upload

    @property
    def layout(self) -> dict[str, str]:
        """The layout as it is kept, once the form is valid."""
        return {name: self.cleaned_data[name] for name in PATTERNS}

    def wrong(self, field: str, why: str) -> None:
        """Say what is wrong with a layout at its field."""
        known = field if field in self.fields else None
        self.add_error(known, f"{self.fields[field].label} {why}" if known else f"{field} {why}")
