"""What an officer types about flags, holds, representatives and calls."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.customers.models import DeliveryChoice
from piperoll.safeguards.rules import CALLERS, CHECKS, FLAGS, HOLDS, INSOLVENCIES, REPRESENTATIVES
from piperoll.web.components.fields import DatePartsField, HintedRadios, PenceField

SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}
_FLAG_HINTS = {
    "vulnerable": "Say below what they need, never a diagnosis",
    "deceased": "Say below when they died",
    "gone_away": "Post came back, or somebody told us",
    "insolvent": "Say below which order, its day and reference",
    "minor": "Say below when they were born; it ends by itself",
    "restricted": "An employee or councillor: seen only by grant",
}
_REPRESENTATIVE_HINTS = {
    "attorney": "A lasting or enduring power over property and affairs",
    "deputy": "Appointed by the Court of Protection",
    "appointee": "For benefits; never liable themself",
    "executor": "With a will or letters of administration",
    "informal": "With the customer’s consent; told, never billed",
}


class WhyForm(forms.Form):
    """Why something ends."""

    reason = forms.CharField(label="Why", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class FlagForm(forms.Form):
    """A flag, its evidence and who looks after it."""

    kind = forms.ChoiceField(
        label="What is true of them", choices=list(FLAGS.items()), widget=HintedRadios(hints=_FLAG_HINTS)
    )
    happened_on = DatePartsField(
        label="Day of death, of birth, of the order, or of going away (if it applies)", required=False,
        help_text="Like 3 11 2026",
    )  # fmt: skip
    insolvency = forms.ChoiceField(
        label="Kind of insolvency (if it applies)", required=False,
        choices=[("", "Not insolvent"), *((code, name.capitalize()) for code, name in INSOLVENCIES.items())],
    )  # fmt: skip
    reference = forms.CharField(
        label="Reference (optional)", max_length=40, required=False, help_text="The court’s or the register’s",
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    needs = forms.CharField(
        label="What they need (if vulnerable)", max_length=200, required=False,
        help_text="Like: telephone before writing, speak slowly",
    )  # fmt: skip
    evidence = forms.CharField(
        label="Evidence", max_length=200, help_text="What we saw or were told, when, and by whom"
    )
    owner = forms.CharField(
        label="Who looks after it (optional)", max_length=60, required=False, help_text="A user name; you, when empty",
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    review_on = DatePartsField(label="When it is looked at again", help_text="Like 1 2 2027")


class HoldForm(forms.Form):
    """A hold, its reason and its last day."""

    kind = forms.ChoiceField(label="Why work stops", choices=list(HOLDS.items()), widget=HintedRadios())
    invoice = forms.CharField(
        label="Invoice (optional)", max_length=24, required=False, help_text="For this invoice alone; all, when empty",
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    due_on = DatePartsField(
        label="One instalment of it (optional)", required=False, help_text="The day it is due; all of them, when empty"
    )
    amount_pence = PenceField(
        label="A sum of it (optional)", required=False, help_text="What is disputed: the rest is still asked for"
    )
    until = DatePartsField(
        label="Last day", required=False, help_text="Like 23 12 2026. Breathing space lasts 60 days when this is empty."
    )
    note = forms.CharField(label="Note (optional)", max_length=200, required=False)


class RepresentativeForm(forms.Form):
    """Somebody who acts for a customer, and the proof we saw."""

    kind = forms.ChoiceField(
        label="What they are", choices=list(REPRESENTATIVES.items()), widget=HintedRadios(hints=_REPRESENTATIVE_HINTS)
    )
    name = forms.CharField(label="Name", max_length=120, help_text="As a letter addresses them")
    address = forms.CharField(
        label="Address", max_length=400, help_text="A line of it on each line, without the postcode",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    postcode = forms.CharField(label="Postcode", max_length=10, widget=forms.TextInput(attrs=SHORT))
    email = forms.CharField(label="Email (optional)", max_length=120, required=False)
    phone = forms.CharField(
        label="Telephone (optional)", max_length=40, required=False, widget=forms.TextInput(attrs=SHORT)
    )
    by_email = forms.BooleanField(label="Letters go to them by email", required=False)
    language = forms.ChoiceField(
        label="Their language", choices=DeliveryChoice.LANGUAGES, widget=HintedRadios(), initial="en"
    )
    format = forms.ChoiceField(
        label="How they read", choices=DeliveryChoice.FORMATS, widget=HintedRadios(), initial="standard"
    )
    may_be_told = forms.BooleanField(label="They may be told about the account", required=False, initial=True)
    is_billed = forms.BooleanField(label="Bills and letters go to them instead of the customer", required=False)
    proof = forms.CharField(label="Proof you saw", max_length=200, help_text="Like: BF57, court order 1399, the will")
    proof_seen_on = DatePartsField(label="Day you saw it", help_text="Like 20 11 2026")
    until = DatePartsField(label="Their last day (if it is known)", required=False)


class HowTheyHearForm(forms.Form):
    """How somebody who acts for a customer wants to hear from us."""

    channel = forms.ChoiceField(label="By", choices=DeliveryChoice.CHANNELS, widget=HintedRadios())
    language = forms.ChoiceField(label="In", choices=DeliveryChoice.LANGUAGES, widget=HintedRadios())
    format = forms.ChoiceField(label="As", choices=DeliveryChoice.FORMATS, widget=HintedRadios())


class CallForm(forms.Form):
    """Who is calling and how they answered."""

    caller = forms.ChoiceField(label="Who is calling", choices=list(CALLERS.items()), widget=HintedRadios())
    name = forms.CharField(label="The name they give", max_length=120)
    representative = forms.TypedChoiceField(
        label="Which of those who act for them", required=False, coerce=int, empty_value=None
    )
    passed = forms.MultipleChoiceField(
        label="What they got right", choices=list(CHECKS.items()), required=False,
        widget=forms.CheckboxSelectMultiple(), help_text="Three right answers and none wrong open the account",
    )  # fmt: skip
    failed = forms.MultipleChoiceField(
        label="What they got wrong", choices=list(CHECKS.items()), required=False, widget=forms.CheckboxSelectMultiple()
    )
    about = forms.CharField(label="What it is about (optional)", max_length=200, required=False)

    def __init__(self, representatives: list[tuple[int, str]], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if not representatives:
            callers = [(code, words) for code, words in CALLERS.items() if code != "representative"]
            self.fields["caller"].choices = callers  # type: ignore[attr-defined]
        if representatives:
            self.fields["representative"].choices = [("", "None of them"), *representatives]  # type: ignore[attr-defined]
        else:
            del self.fields["representative"]
