"""Forms of disputes."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.billing.credit_rules import REASONS
from piperoll.council.models import Service
from piperoll.disputes.models import Code
from piperoll.disputes.queries import STATES
from piperoll.disputes.rules import CREDITED, KINDS, NOT_CHOSEN, OF_A_QUERY, OUTCOMES
from piperoll.web.components.fields import HintedRadios, PenceField

_WIDE = {"class": "govuk-!-width-full"}
_HINTS = {
    "dispute": "They say they do not owe it: that sum is held, and a service is asked",
    "query": "They ask something: nothing is held",
}
_COMES_TO = {
    "upheld": "All of the disputed sum is asked to be credited",
    "part_upheld": "Part of it is asked to be credited: say how much",
    "not_upheld": "The invoice is right; the sum is asked for again",
    "withdrawn": "They no longer say so",
}


def _services() -> list[tuple[str, str]]:
    return list(Service.objects.filter(is_active=True).values_list("code", "name"))


class WhichForm(forms.Form):
    """Which disputes the list shows."""

    state = forms.ChoiceField(
        label="Which", required=False, choices=[*STATES.items(), ("", "All of them")], widget=forms.Select(attrs=_WIDE)
    )
    service = forms.ChoiceField(label="With", required=False, widget=forms.Select(attrs=_WIDE))
    customer = forms.CharField(
        label="Customer", required=False, max_length=16,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["service"].choices = [("", "Any service"), *_services()]  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """What a customer says, about which invoice and how much of it."""

    invoice = forms.ChoiceField(label="Which invoice", widget=forms.Select(attrs=_WIDE))
    kind = forms.ChoiceField(
        label="Is it a dispute or a query?", choices=list(KINDS.items()), widget=HintedRadios(hints=_HINTS)
    )
    code = forms.ChoiceField(label="What it is about", widget=forms.Select(attrs=_WIDE))
    words = forms.CharField(
        label="What the customer says", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In their words as far as you can: the service reads this",
    )  # fmt: skip
    amount = PenceField(
        label="How much they dispute", required=False, help_text="Leave it empty for all that is open of the invoice"
    )
    line_number = forms.IntegerField(
        label="Which line of it", required=False, min_value=1, help_text="Only if it is about one",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
    )  # fmt: skip

    def __init__(self, invoices: list[tuple[str, str]], codes: dict[str, Code], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.use_required_attribute = False
        one = len(invoices) == 1
        self.fields["invoice"].choices = invoices if one else [("", "Choose an invoice"), *invoices]  # type: ignore[attr-defined]
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            ("", "Choose what it is about"),
            *((row.code, f"{row.name} ({row.answer_days} working days)") for row in codes.values()),
        ]  # fmt: skip


class AnswerForm(forms.Form):
    """What the service knows."""

    words = forms.CharField(
        label="What you know of it", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What happened, what shows it, and whether you think the bill is right",
    )  # fmt: skip


class AssignForm(forms.Form):
    """Who is to answer."""

    service = forms.ChoiceField(label="Which service")
    words = forms.CharField(
        label="What is still unclear", max_length=300, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["service"].choices = [("", "Choose a service"), *_services()]  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What a dispute or query came to."""

    outcome = forms.ChoiceField(label="What it came to", widget=HintedRadios(hints=_COMES_TO))
    why = forms.CharField(
        label="Why", max_length=500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The letter to the customer says this, word for word",
    )  # fmt: skip
    credit = PenceField(label="How much comes off the invoice", required=False, help_text="Only when upheld in part")
    credit_reason = forms.ChoiceField(
        label="Why it comes off, for the credit note", choices=list(REASONS.items()), required=False,
        widget=forms.Select(attrs=_WIDE),
    )  # fmt: skip

    def __init__(self, kind: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.use_required_attribute = False
        known = OF_A_QUERY if kind == "query" else [one for one in OUTCOMES if one not in NOT_CHOSEN]
        self.fields["outcome"].choices = [(one, OUTCOMES[one]) for one in known]  # type: ignore[attr-defined]
        if kind == "query":
            del self.fields["credit"], self.fields["credit_reason"]

    def told(self) -> dict[str, Any]:
        """What the verb takes: a sum only where something comes off."""
        told = {name: self.cleaned_data[name] for name in ("outcome", "why")}
        if told["outcome"] in CREDITED:
            pence = self.cleaned_data["credit"] if told["outcome"] == "part_upheld" else None
            told |= {"credit_pence": pence, "credit_reason": self.cleaned_data["credit_reason"] or "price_error"}
        return told
