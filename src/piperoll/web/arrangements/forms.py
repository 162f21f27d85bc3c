"""Forms of arrangements and promises."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from piperoll.arrangements.rules import ENDS, EVERY, HEARD, METHODS, PROMISES, REASONS, STATES, Plan
from piperoll.foundations.money import pounds
from piperoll.web.components.fields import DatePartsField, HintedRadios, PenceField
from piperoll.web.components.wording import day

_WORDS = forms.TextInput(attrs={"autocomplete": "off"})
_NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric", "autocomplete": "off"}


class PlanForm(forms.Form):
    """How a sum is paid over time."""

    every = forms.ChoiceField(label="How often", choices=list(EVERY.items()), initial="monthly")
    amount_pence = PenceField(label="How much each time", required=False, help_text="The last payment is what remains")
    times = forms.IntegerField(
        label="Or in how many payments", required=False, min_value=1, max_value=600,
        widget=forms.TextInput(attrs=_NARROW),
    )  # fmt: skip
    first_on = DatePartsField(label="First payment", help_text="Like 1 12 2026; at most three months ahead")
    method = forms.ChoiceField(
        label="How they will pay", widget=HintedRadios(), choices=list(METHODS.items()), initial="any"
    )
    mandate = forms.ChoiceField(label="Which Direct Debit", required=False)
    interest_runs = forms.BooleanField(
        label="Interest goes on while it is kept", required=False, help_text="Leave it empty, and no day of it counts"
    )
    why = forms.CharField(
        label="Why it is paid so", max_length=200, help_text="Like: hours cut at work, paid on Fridays", widget=_WORDS
    )

    def __init__(self, mandates: list[Any], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if mandates:
            named_so = [(row.reference, f"{row.reference}, {row.payer_name}") for row in mandates]
            self.fields["mandate"].choices = [("", "None"), *named_so]  # type: ignore[attr-defined]
        else:
            del self.fields["mandate"]
            ways = [(code, words) for code, words in METHODS.items() if code != "direct_debit"]
            self.fields["method"].choices = ways  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """What was chosen."""
        told = self.cleaned_data
        return Plan(
            told["every"], told["first_on"], told["amount_pence"], told["times"], told["method"],
            told.get("mandate") or "", told["interest_runs"],
        )  # fmt: skip


class AgreeForm(PlanForm):
    """Which debts go in, how they are paid, and why."""

    debts = forms.MultipleChoiceField(
        label="Which debts", widget=forms.CheckboxSelectMultiple,
        help_text="The others are chased as before", error_messages={"required": "Choose at least one debt"},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="Reason", choices=[("", "Choose"), *((k, v) for k, v in REASONS.items() if k != "changed")]
    )
    field_order = ("debts", "every", "amount_pence", "times", "first_on", "method", "mandate", "interest_runs",
                   "reason", "why")  # fmt: skip

    def __init__(self, debts: list[Any], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        fit = [row for row in debts if not row.why_not]
        self.fields["debts"].choices = [(str(row.item_id), _debt(row)) for row in fit]  # type: ignore[attr-defined]
        self.fields["debts"].initial = [str(row.item_id) for row in fit]


def _debt(row: Any) -> str:
    due: date | None = row.due_on
    return f"{row.reference}, {row.service}: {pounds(row.open_pence)}" + (f", due {day(due)}" if due else "")


class WhyForm(forms.Form):
    """Why it ends."""

    why = forms.CharField(label="Why", max_length=200, widget=_WORDS)


class ReviewForm(forms.Form):
    """What was found, and when to look next."""

    found = forms.CharField(
        label="What you found", max_length=200, help_text="Like: same wage, still fits", widget=_WORDS
    )
    next_on = DatePartsField(label="Look again on", required=False, help_text="Leave it empty for the usual time")


class PromiseForm(forms.Form):
    """What was promised, by whom, for when."""

    amount_pence = PenceField(label="How much")
    by_on = DatePartsField(label="By which day", help_text="Like 1 12 2026")
    promised_by = forms.CharField(label="Who promised", max_length=120, widget=_WORDS)
    heard = forms.ChoiceField(label="How we heard", choices=list(HEARD.items()), initial="phone")
    note = forms.CharField(label="What else was said", required=False, max_length=200, widget=_WORDS)


class WhichForm(forms.Form):
    """Which arrangements are shown."""

    state = forms.ChoiceField(
        label="Which", required=False, widget=forms.Select(attrs={"class": "govuk-!-width-full"}),
        choices=[("", "All that stand"), *STATES.items(), ("review", "Due to be looked at"), *ENDS.items()],
    )  # fmt: skip


class WhichPromisesForm(forms.Form):
    """Which promises are shown."""

    state = forms.ChoiceField(
        label="Which", required=False, choices=[("", "All"), *PROMISES.items()],
        widget=forms.Select(attrs={"class": "govuk-!-width-full"}),
    )  # fmt: skip
