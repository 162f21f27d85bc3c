"""Forms of refunds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from piperoll.refunds.payees import Source, Told
from piperoll.refunds.rules import METHODS, ORIGINS, REASONS
from piperoll.safeguards.rules import REPRESENTATIVES
from piperoll.web.as_at import DayField
from piperoll.web.components.fields import DocumentField, HintedRadios, PenceField

NEW = "new"
_SHORT = {"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}


class AskForm(forms.Form):
    """How much, why, and where it goes; the questions that do not arise are left out."""

    reason = forms.ChoiceField(label="Why it is paid back", choices=list(REASONS.items()), widget=forms.RadioSelect)
    why = forms.CharField(
        label="In your words", max_length=400, help_text="Whoever decides reads this, and so will an auditor",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    amount = PenceField(label="How much", required=False, help_text="Leave it empty for all that can be paid back")
    method = forms.ChoiceField(
        label="How it is paid", choices=list(METHODS.items()),
        widget=HintedRadios(hints={"card": "To the card it was paid with, through GOV.UK Pay"}),
    )  # fmt: skip
    source = forms.ChoiceField(label="Where it goes", required=False)
    sort_code = forms.CharField(
        label="Sort code", max_length=12, required=False, widget=forms.TextInput(attrs=_SHORT),
        help_text="Only for an account that is not listed",
    )  # fmt: skip
    account = forms.CharField(
        label="Account number", max_length=14, required=False, widget=forms.TextInput(attrs=_SHORT)
    )
    account_name = forms.CharField(label="Name on the account", max_length=60, required=False)
    checked = forms.CharField(
        label="How you checked these bank details", max_length=200, required=False,
        help_text="Like: called back on the number we hold. Never on a number that came with the request",
    )  # fmt: skip
    representative = forms.TypedChoiceField(
        label="Paid to somebody who acts for them", required=False, coerce=int, empty_value=None
    )
    not_set_off = forms.CharField(
        label="Why nothing overdue is paid with it first", max_length=200, required=False,
        help_text="Offer to set it off, above; or say why not",
    )  # fmt: skip
    evidence = forms.CharField(
        label="What shows it", max_length=400, required=False, help_text="A letter, a call, an email: where it is kept"
    )
    document = DocumentField(label="A file that shows it", required=False)

    def __init__(
        self, sources: Sequence[Source], acting: Sequence[Any], *given: Any, may_owe: bool, by_card: bool,
        **named: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **named)
        ways = [(method, name) for method, name in METHODS.items() if by_card or method != "card"]
        self.fields["method"].choices = ways  # type: ignore[attr-defined]
        self.fields["method"].initial = "card" if by_card else "bacs"
        choices = [(one.name, f"{one.words}") for one in sources]
        hints = {one.name: "This money came from it" if one.is_source else ORIGINS[one.origin] for one in sources}
        where = self.fields["source"]
        where.widget = HintedRadios(hints=hints | {NEW: "It is checked, and cools off for some days first"})
        where.choices = [*choices, (NEW, "Another account")]  # type: ignore[attr-defined]
        where.initial = next((one.name for one in sources if one.is_source), NEW if not sources else None)
        if acting:
            people = [(one.id, f"{one.name}, {REPRESENTATIVES[one.kind].lower()}") for one in acting]
            self.fields["representative"].choices = [("", "Nobody: the customer"), *people]  # type: ignore[attr-defined]
        else:
            del self.fields["representative"]
        if not may_owe:
            del self.fields["not_set_off"]

    def clean(self) -> dict[str, Any]:
        """New bank details in full when another account is meant."""
        told = super().clean() or self.cleaned_data
        if told.get("method") == "bacs" and told.get("source") == NEW:
            wanted = {"sort_code": "the sort code", "account": "the account number", "account_name": "the name on it"}
            for name, words in wanted.items():
                if not str(told.get(name, "")).strip():
                    self.add_error(name, f"Enter {words}")
            if not str(told.get("checked", "")).strip():
                self.add_error("checked", "Say how you checked these bank details")
        return told

    def to(self) -> Told:
        """Where it goes, as the verb takes it."""
        told = self.cleaned_data
        if told["source"] != NEW:
            return Told(source=told["source"])
        return Told(
            sort_code=told["sort_code"], account=told["account"], account_name=told["account_name"],
            checked=told["checked"],
        )  # fmt: skip


class SetOffForm(forms.Form):
    """How the customer was told."""

    told = forms.CharField(label="How they were told, and what they said", max_length=200)


class ChooseForm(forms.Form):
    """The day refunds reach their payees, and how."""

    pay_on = DayField(
        label="Day it reaches them", help_text="By Bacs: two working days after the file is made, at the earliest",
        widget=forms.TextInput(attrs=_SHORT),
    )  # fmt: skip
    method = forms.ChoiceField(
        label="How they are paid", choices=list(METHODS.items()), initial="bacs", widget=forms.RadioSelect
    )


class ChequeForm(forms.Form):
    """The number on a cheque."""

    number = forms.CharField(label="Cheque number", max_length=12, widget=forms.TextInput(attrs=_SHORT))


class ConcernForm(forms.Form):
    """What concerns somebody, or what was found."""

    words = forms.CharField(max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *given: Any, label: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["words"].label = label
