"""Form fields of the trade: a sum in pounds, a date in three boxes, choices with hints, a file fit to be kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from piperoll.formats.attachments import Document, NotADocument, checked
from piperoll.formats.written_days import LONGEST, WrittenWrong, must_be_one
from piperoll.foundations.money import pence_from_pounds, plain_pounds, pounds
from piperoll.web.components.keeping import KeptFileInput

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class PenceField(forms.Field):
    """A sum typed in pounds, cleaned to whole pence; `£1,234.50` and `1234.5` are both fine."""

    def __init__(self, *, min_pence: int = 1, max_pence: int = 10**13, **given: Any) -> None:
        self.min_pence, self.max_pence = min_pence, max_pence
        super().__init__(
            **{"widget": forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal"}), **given}
        )
        self.widget.prefix = "£"

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        try:
            pence = pence_from_pounds(str(value))
        except ValueError:
            raise forms.ValidationError(f"{self.label} must be a sum of money, like 12.50") from None
        if not self.min_pence <= pence <= self.max_pence:
            raise forms.ValidationError(
                f"{self.label} must be between {pounds(self.min_pence)} and {pounds(self.max_pence)}"
            )
        return pence

    def prepare_value(self, value: Any) -> Any:
        return plain_pounds(value) if isinstance(value, int) else value


class DateParts(forms.Widget):
    """Day, month and year in three boxes; the month may be a word."""

    template_name = "components/date.html"
    use_fieldset = True
    parts = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return [data.get(f"{name}_{part}") for part, _, _ in self.parts]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part, _, _ in self.parts)

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        values = [value.day, value.month, value.year] if isinstance(value, date) else value or ["", "", ""]
        whole = context["widget"]["attrs"].get("id", name)
        context["widget"]["boxes"] = [
            {"name": f"{name}_{part}", "id": f"{whole}-{part}", "label": label, "width": width, "value": one or ""}
            for (part, label, width), one in zip(self.parts, values, strict=True)
        ]
        return context


class DatePartsField(forms.Field):
    """A date in three boxes, cleaned to a date; says which part is missing."""

    widget = DateParts

    def clean(self, value: Any) -> date | None:
        parts = [str(part or "").strip() for part in value or ["", "", ""]]
        if not any(parts):
            self.validate(None)
            return None
        missing = [name for part, name in zip(parts, ("day", "month", "year"), strict=True) if not part]
        if missing:
            raise forms.ValidationError(f"{self.label} must include a {' and a '.join(missing)}")
        try:
            day, month, year = int(parts[0]), _month(parts[1]), int(parts[2])
            return date(year + 2000 if year < 100 else year, month, day)
        except (ValueError, OverflowError):
            raise forms.ValidationError(f"{self.label} must be a real date, like 22 11 2026") from None


def _month(text: str) -> int:
    return _MONTHS.index(text[:3].lower()) + 1 if text[:3].isalpha() else int(text)


class WrittenDaysField(forms.CharField):
    """How somebody else's files write days: `dd/mm/yyyy`."""

    def __init__(self) -> None:
        super().__init__(
            label="Dates are written", max_length=LONGEST, initial="dd/mm/yyyy",
            help_text="Like dd/mm/yyyy, yymmdd, dd-mon-yyyy, dd month yyyy, or yyddd (the day of the year)",
            widget=forms.TextInput(
                attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
            ),
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        told = str(super().clean(value))
        try:
            must_be_one(told)
        except WrittenWrong as fault:
            raise forms.ValidationError(f"{self.label} {fault}") from None
        return told


class HourField(forms.TimeField):
    """An hour of the day as people write it: 15:00, 9.30, 3pm, 3:30 pm."""

    formats = ("%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p")

    def __init__(self, **given: Any) -> None:
        words = {"invalid": "Enter an hour, like 15:00 or 3pm"} | given.pop("error_messages", {})
        box = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})
        super().__init__(**{"input_formats": self.formats, "widget": box, "error_messages": words, **given})

    def to_python(self, value: Any) -> Any:
        """Blanks inside do not matter."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class DocumentField(forms.FileField):
    """A PDF, PNG or JPEG, told by what is in it, cleaned to a Document; says why a file will not do."""

    def __init__(self, **given: Any) -> None:
        words = {"empty": "The file is empty"}
        hint = "A PDF, PNG or JPEG of at most 5 MB. It is kept exactly as it is."
        super().__init__(**{"widget": KeptFileInput, "help_text": hint, "error_messages": words, **given})

    def clean(self, data: Any, initial: Any = None) -> Document | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return checked(upload.name, upload.read())
        except NotADocument as refusal:
            raise forms.ValidationError(refusal.sentence) from None


class HintedRadios(forms.RadioSelect):
    """Radios with a hint under some of them: `hints={"value": "what it means"}`."""

    def __init__(self, *given: Any, hints: dict[str, str] | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.hints = hints or {}
