"""What is typed about collections."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.web.as_at import DayField
from piperoll.web.components.keeping import KeptFileInput

_DAY = {"class": "govuk-input--width-10", "autocomplete": "off"}
LARGEST_REPORT_BYTES = 200 * 1024 * 1024


class CollectForm(forms.Form):
    """The day payers are debited."""

    collect_on = DayField(
        label="Day payers are debited",
        help_text="A working day. The file goes in two working days before",
        widget=forms.TextInput(attrs=_DAY),
    )


class WordsForm(forms.Form):
    """Why, or what was done, in a few words."""

    words = forms.CharField(
        label="In a few words", max_length=200, error_messages={"required": "Say it in a few words"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, label: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["words"].label = label


class ReportForm(forms.Form):
    """A report as it came from Bacs."""

    file = forms.FileField(
        label="Report from Bacs",
        help_text="The XML file: ARUDD, ADDACS, AUDDIS, DDICA, Input… Which one it is, is told by its content.",
        widget=KeptFileInput,
        error_messages={"empty": "The file is empty"},
    )

    def clean_file(self) -> Any:
        """A file small enough to send through a browser."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST_REPORT_BYTES:
            raise forms.ValidationError("The file is larger than 200 MB. Take it in with the command line instead")
        return upload
