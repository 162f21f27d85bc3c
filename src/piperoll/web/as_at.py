"""Asking a page about another day, `?as_at=2026-10-31`, by what was known at a moment, `&known_at=2026-11-01T09:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from piperoll.web.components.fields import DateParts, DatePartsField
from piperoll.web.components.wording import day, moment

_SPLIT = re.compile(r"[\s/.-]+")


class DayField(forms.Field):
    """A day in one box: 31 10 2026, 31/10/2026, 31 Oct 26 or 2026-10-31."""

    def to_python(self, value: Any) -> date | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return date.fromisoformat(typed)
        except ValueError:
            return self._from_parts(typed)

    def _from_parts(self, typed: str) -> date | None:
        parts = _SPLIT.split(typed)
        wrong = f"{self.label} must be a real date, like 31 10 2026"
        if len(parts) != len(DateParts.parts):
            raise forms.ValidationError(wrong)
        try:
            return DatePartsField(label=self.label, required=False).clean(parts)
        except forms.ValidationError:
            raise forms.ValidationError(wrong) from None


class MomentField(forms.Field):
    """A moment in one box, in the council's time: a day, then perhaps an hour like 9:05 (else the end of the day)."""

    def to_python(self, value: Any) -> datetime | None:
        typed = str(value or "").strip().replace("T", " ")
        if not typed:
            return None
        words, _, clock = typed.rpartition(" ") if ":" in typed else (typed, "", "")
        on = DayField(label=self.label).to_python(words)
        if on is None:
            raise forms.ValidationError(f"{self.label} must be a day and a time, like 31 10 2026 9:05")
        if not clock:
            return timezone.make_aware(datetime.combine(on + timedelta(days=1), time()))
        try:
            return timezone.make_aware(datetime.combine(on, time.fromisoformat(clock.zfill(5))))
        except (ValueError, OverflowError):
            raise forms.ValidationError(f"{self.label} must have a time like 9:05 or 17:30") from None


class AsAtForm(forms.Form):
    """The day and, for who asks, the moment."""

    as_at = DayField(
        label="As at", required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="The end of a day, like 31 10 2026",
    )  # fmt: skip
    known_at = MomentField(
        label="As known at", required=False, widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="Leave empty for what we know now; a time may follow, like 1 11 2026 9:05",
    )  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a page is asked about: a day and a moment's knowledge. `is_now` when neither was named."""

    form: AsAtForm
    on: date
    known_at: datetime
    is_now: bool
    named_moment: bool

    @property
    def counts_to(self) -> date:
        """The last day that counts: none for now, which is whatever stands in the books, what is dated ahead too."""
        return date.max if self.is_now else self.on

    @property
    def is_wrong(self) -> bool:
        """Whether what was typed is no day or moment."""
        return bool(self.form.errors)

    @property
    def words(self) -> str:
        """`as at 31 Oct 2026`, with the moment when one was named."""
        known = f", as known at {moment(self.known_at)}" if self.named_moment else ""
        return f"as at {day(self.on)}{known}"

    @property
    def query(self) -> str:
        """The same question of another page, to put after its address; nothing for now."""
        if self.is_now:
            return ""
        known = f"&known_at={timezone.localtime(self.known_at):%Y-%m-%dT%H:%M:%S}" if self.named_moment else ""
        return f"?as_at={self.on.isoformat()}{known}"


def asked(request: HttpRequest) -> Asked:
    """What the address asks about; a day that is no day is said so on the form, and the page shows now."""
    named = "as_at" in request.GET or "known_at" in request.GET
    form = AsAtForm(request.GET if named else None, use_required_attribute=False)
    told: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    on, known_at = told.get("as_at"), told.get("known_at")
    return Asked(
        form,
        on or timezone.localdate(),
        known_at or timezone.now(),
        is_now=on is None and known_at is None,
        named_moment=known_at is not None,
    )
