"""The form of a household's income and expenditure, and of referrals to advice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from piperoll.arrangements.affordability import FLEXIBLE, LINES, SECTIONS, Amount, People
from piperoll.arrangements.households import Standing
from piperoll.arrangements.record_household import HouseholdTold
from piperoll.arrangements.rules import CAME_OF_ADVICE, EMPLOYMENTS, TENURES
from piperoll.web.components.fields import PenceField

RHYTHMS = [
    ("weekly", "a week"), ("fortnightly", "every two weeks"), ("four_weekly", "every four weeks"),
    ("monthly", "a month"), ("quarterly", "a quarter"), ("annual", "a year"),
]  # fmt: skip
DEBTS = 4
_FEW = {"class": "govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off"}
_WORDS = forms.TextInput(attrs={"autocomplete": "off"})


def _how_many(label: str, least: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=20, initial=least, widget=forms.TextInput(attrs=_FEW)
    )  # fmt: skip


class HouseholdForm(forms.Form):
    """What a household has and spends, section by section; each amount with how often it comes."""

    told_by = forms.CharField(label="Who told us", max_length=120, widget=_WORDS)
    adults = _how_many("Adults", 1)
    under_14 = _how_many("Children under 14", 0)
    from_14 = _how_many("Children from 14 to 18", 0)
    vehicles = _how_many("Vehicles", 0)
    tenure = forms.ChoiceField(label="Where they live", choices=[("", "Choose"), *TENURES.items()])
    employment = forms.ChoiceField(label="What they do", choices=[("", "Choose"), *EMPLOYMENTS.items()])
    savings_pence = PenceField(
        label="Put aside each month", required=False, min_pence=0, help_text="Empty: as much as is accepted"
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for code, (_, label) in LINES.items():
            self.fields[code] = PenceField(label=label, required=False)
            self.fields[f"{code}_every"] = forms.ChoiceField(
                label=f"{label}: how often", choices=RHYTHMS, initial="monthly", required=False
            )
        for code in FLEXIBLE:
            self.fields[f"why_{code}"] = forms.CharField(
                label=f"{LINES[code][1]}: why so much", required=False, max_length=200, widget=_WORDS,
                help_text="Only when it is above what the guidance expects; it is no reason to refuse",
            )  # fmt: skip
        for n in range(1, DEBTS + 1):
            self.fields[f"debt_{n}"] = forms.CharField(
                label=f"Somebody else they owe ({n})", required=False, max_length=80, widget=_WORDS
            )
            self.fields[f"debt_{n}_pence"] = PenceField(label=f"How much they owe there ({n})", required=False)

    def clean(self) -> dict[str, Any]:
        """Somebody else they owe is told with how much, or not at all."""
        said = super().clean() or {}
        for n in range(1, DEBTS + 1):
            if said.get(f"debt_{n}") and f"debt_{n}_pence" not in self.errors and not said.get(f"debt_{n}_pence"):
                self.add_error(f"debt_{n}_pence", f"Enter how much they owe {said[f'debt_{n}']}")
        return said

    def people(self) -> Iterator[forms.BoundField]:
        """Who lives from it."""
        for name in ("adults", "under_14", "from_14", "vehicles", "tenure", "employment"):
            yield self[name]

    def sections(self) -> Iterator[tuple[str, list[tuple[forms.BoundField, ...]]]]:
        """Each section's words, and its rows: an amount, how often, and for flexible costs why."""
        for section, words in SECTIONS.items():
            codes = [code for code, (where, _) in LINES.items() if where == section]
            yield words, [
                (self[code], self[f"{code}_every"], *([self[f"why_{code}"]] if code in FLEXIBLE else []))
                for code in codes
            ]  # fmt: skip

    def debts(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Whom else they owe."""
        for n in range(1, DEBTS + 1):
            yield self[f"debt_{n}"], self[f"debt_{n}_pence"]

    def told(self) -> HouseholdTold:
        """What was entered."""
        said = self.cleaned_data
        return HouseholdTold(
            lines={code: Amount(said[code], said[f"{code}_every"] or "monthly") for code in LINES if said[code]},
            people=People(said["adults"], said["under_14"], said["from_14"], said["vehicles"]),
            tenure=said["tenure"], employment=said["employment"], told_by=said["told_by"],
            savings_pence=said["savings_pence"],
            debts=[
                (said[f"debt_{n}"] or "Somebody else", said[f"debt_{n}_pence"])
                for n in range(1, DEBTS + 1) if said[f"debt_{n}_pence"]
            ],
            explanations={code: said[f"why_{code}"] for code in FLEXIBLE if said[f"why_{code}"]},
        )  # fmt: skip


def as_before(stands: Standing | None) -> dict[str, Any]:
    """The newest statement as a form begins with it."""
    if stands is None:
        return {}
    was = stands.household
    told: dict[str, Any] = {
        "adults": was.adults, "under_14": was.under_14, "from_14": was.from_14, "vehicles": was.vehicles,
        "tenure": was.tenure, "employment": was.employment, "savings_pence": was.savings_pence,
        **{f"why_{group}": why for group, why in was.explanations.items()},
    }  # fmt: skip
    for code, amount in stands.lines.items():
        told |= {code: amount.pence, f"{code}_every": amount.every}
    for n, (name, balance, _) in enumerate(stands.others[:DEBTS], 1):
        told |= {f"debt_{n}": name, f"debt_{n}_pence": balance}
    return told


class ReferForm(forms.Form):
    """To whom, and why."""

    agency = forms.CharField(label="Which agency", max_length=80, help_text="Like: Citizens Advice", widget=_WORDS)
    why = forms.CharField(label="Why", max_length=200, widget=_WORDS)


class AdviceOutcomeForm(forms.Form):
    """What came of it."""

    what = forms.ChoiceField(label="What came of it", choices=list(CAME_OF_ADVICE.items()), widget=forms.RadioSelect)
    note = forms.CharField(label="In a few words", max_length=200, required=False, widget=_WORDS)
