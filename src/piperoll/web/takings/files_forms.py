"""The forms for files of payments: taking one in, and how they are laid out."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms

from piperoll.formats.payment_files import Layout
from piperoll.formats.payment_lines import DELIMITERS, LONGEST_LINE
from piperoll.ledger.models import Method
from piperoll.takings.models import FileProfile
from piperoll.web.components.fields import WrittenDaysField
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.money_in.forms import not_too_large
from piperoll.web.takings.cash_forms import accounts

_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
_TINY = {"class": "govuk-input--width-5", "autocomplete": "off", "spellcheck": "false"}
LAYOUT = tuple(field.name for field in fields(Layout))


def _words(
    label: str, hint: str = "", *, needed: bool = False, tiny: bool = False, longest: int = 80
) -> forms.CharField:
    attrs = _TINY if tiny else _SHORT
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=longest,
        strip=False,
        widget=forms.TextInput(attrs=attrs),
    )


class TakeInForm(forms.Form):
    """A file and the profile by which it is read."""

    profile = forms.ChoiceField(label="From")
    file = forms.FileField(
        label="Their file", widget=forms.FileInput, help_text="As it came. It must prove its own total.",
        error_messages={"empty": "The file is empty"},
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        approved = FileProfile.objects.filter(versions__approval__isnull=False).distinct()
        self.fields["profile"].choices = [(one.code, one.name) for one in approved]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """A file small enough to send through a browser."""
        return not_too_large(self.cleaned_data["file"])


class ProfileForm(forms.Form):
    """Whose files, and how they are laid out, with lines of one to try it on."""

    code = _words("Code", "Up to 12 letters and digits, like ALLPAY", needed=True, longest=12)
    name = _words("Who takes the payments", needed=True, longest=60)
    method = forms.ChoiceField(label="Method of payment")
    bank_account = forms.ChoiceField(label="They pay into")
    bank_words = _words(
        "Words in the bank’s narrative", "What the statement says of their credit", needed=True, longest=40
    )
    kind = forms.ChoiceField(
        label="Cells are",
        choices=[("fixed", "In fixed places"), *((name, f"Separated by a {name}") for name in DELIMITERS)],
    )
    headers = forms.IntegerField(
        label="Heading lines to pass over", min_value=0, max_value=100, initial=0, widget=forms.TextInput(attrs=_TINY)
    )
    line_length = forms.IntegerField(
        label="Characters in a line", min_value=0, max_value=LONGEST_LINE, initial=0, required=False,
        widget=forms.TextInput(attrs=_TINY), help_text="Only where a file in fixed places has no line ends",
    )  # fmt: skip
    payment_starts = _words("Payments begin with", "Empty when every line is one")
    reference_at = _words("Reference", "Characters, like 8-23, or the number of a column", needed=True, tiny=True)
    reference_drops = _words("Dropped from the front of references")
    reference_masks = _words(
        "References of ours look like",
        "# a digit, @ a letter, ? anything; several with spaces between. With luhn, mod11 or mod97 after one, its "
        "check digits must be right",
    )
    reference_part = _words("Which of its characters are ours", "Like 5-16, when more stands around it", tiny=True)
    amount_at = _words("Sum", needed=True, tiny=True)
    pence = forms.BooleanField(label="Sums are whole pence, without a point", required=False)
    decimal_comma = forms.BooleanField(label="Pence come after a comma, like 1.204,50", required=False)
    minus_at = _words("Taken back when", "The place that says so, if there is one", tiny=True)
    minus_words = _words("…that place holds", "One of these words, with spaces between")
    date_at = _words("Date", needed=True, tiny=True)
    date_format = WrittenDaysField()
    date_starts = _words("The day’s line begins with", "When the day is not on each payment: it holds for those below")
    payer_at = _words("Payer’s name", tiny=True)
    note_at = _words("Note", tiny=True)
    total_starts = _words("The total’s line begins with")
    total_at = _words("Total", tiny=True)
    count_starts = _words("The count’s line begins with")
    count_at = _words("Count", tiny=True)
    sample = forms.CharField(
        label="Lines of a file of theirs", strip=False, max_length=200_000, required=False,
        help_text="Some lines, with its total if it has one. They are tried, and not kept.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "app-words"}),
    )  # fmt: skip
    sample_file = forms.FileField(
        label="Or a file of theirs", required=False, widget=KeptFileInput,
        help_text="A spreadsheet, say. It is tried, and not kept.", error_messages={"empty": "The file is empty"},
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        agents = Method.objects.filter(kind="agent").values_list("code", "name")
        self.fields["method"].choices = list(agents)  # type: ignore[attr-defined]
        self.fields["bank_account"].choices = accounts()  # type: ignore[attr-defined]

    def clean_sample_file(self) -> Any:
        """A file small enough to send through a browser."""
        upload = self.cleaned_data["sample_file"]
        return not_too_large(upload) if upload else upload

    def clean(self) -> dict[str, Any]:
        """Something must be there to try the layout on."""
        told = super().clean() or {}
        if not self.errors and not (told["sample"].strip() or told["sample_file"]):
            self.add_error("sample", "Paste some lines of a file of theirs, or choose one")
        return told

    @property
    def tried_on(self) -> bytes:
        """What the layout is tried on: the file where one is chosen, else the lines."""
        upload, typed = self.cleaned_data["sample_file"], str(self.cleaned_data["sample"])
        return bytes(upload.read()) if upload else typed.encode()

    @property
    def layout(self) -> dict[str, Any]:
        """The layout as it is kept, once the form is valid."""
        return {name: self.cleaned_data[name] for name in LAYOUT} | {
            "line_length": self.cleaned_data["line_length"] or 0
        }
