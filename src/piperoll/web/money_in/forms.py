"""Forms of money in."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.council.models import BankAccount
from piperoll.formats.csv_profiles import PROFILES
from piperoll.web.components.fields import PenceField
from piperoll.web.components.keeping import KeptFileInput

LARGEST_FILE_BYTES = 200 * 1024 * 1024


class UploadStatementForm(forms.Form):
    """A bank's file, whose account it must be, and a balance for a file that carries none."""

    file = forms.FileField(
        label="Statement file",
        help_text=(
            "camt.053, MT940, BAI2, Bankline, or a bank's CSV or spreadsheet, as downloaded. "
            "Its format is told by its content."
        ),
        widget=KeptFileInput,
        error_messages={"empty": "The file is empty"},
    )
    bank_account = forms.ChoiceField(
        label="Bank account", required=False, help_text="Only needed when the file does not name its account."
    )
    closing = PenceField(
        label="Closing balance",
        required=False,
        min_pence=-(10**13),
        help_text="Only for a file without balances: what the bank says you had at its end.",
    )
    profile = forms.ChoiceField(
        label="CSV layout",
        required=False,
        choices=[("", "Tell it by the content"), *((profile.name, profile.name) for profile in PROFILES)],
        help_text="Only when a CSV is not recognised.",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        ours = BankAccount.objects.values_list("code", "name")
        choices = [("", "As the file says"), *((code, f"{code}: {name}") for code, name in ours)]
        self.fields["bank_account"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """A file small enough to send through a browser."""
        return not_too_large(self.cleaned_data["file"])


class ReasonForm(forms.Form):
    """Why, in a few words."""

    reason = forms.CharField(
        label="Reason", max_length=400, error_messages={"required": "Say why, in a few words"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


def not_too_large(upload: Any) -> Any:
    """The upload, unless it is too large for a browser to send. Raises ValidationError."""
    if upload.size > LARGEST_FILE_BYTES:
        raise forms.ValidationError("The file is larger than 200 MB. Take it in with the command line instead")
    return upload
