"""What an officer types about a Direct Debit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from piperoll.council.models import Service
from piperoll.direct_debit.choosing import PaysTold
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.rules import CHANNELS, EVERY, PLANS, PROVIDERS
from piperoll.formats.bacs_codes import DDICA
from piperoll.foundations.bank_account import TEN_DIGITS
from piperoll.foundations.money import pounds
from piperoll.web.components.fields import DatePartsField, HintedRadios, PenceField
from piperoll.web.components.keeping import KeptFileInput
from piperoll.web.components.wording import day
from piperoll.web.money_in.forms import not_too_large

SHORT = {"class": "govuk-input--width-10", "autocomplete": "off"}
_DIGITS = {**SHORT, "inputmode": "numeric"}


class WhyForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label="Why", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class EndForm(WhyForm):
    """Why it ends, and who told us."""

    bank_cancelled = forms.BooleanField(
        label="They cancelled with their bank, or the bank told us", required=False,
        help_text="Then their bank needs no message from us",
    )  # fmt: skip


class ClaimForm(forms.Form):
    """An indemnity claim that came on paper or by email."""

    collections = forms.MultipleChoiceField(
        label="What the payer had back", widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": "Say which collections the claim is about"},
    )  # fmt: skip
    bank_reference = forms.CharField(
        label="What the bank calls the claim", max_length=40, help_text="The reference on its letter or email",
        widget=forms.TextInput(attrs=SHORT), error_messages={"required": "Give the bank’s reference of the claim"},
    )  # fmt: skip
    code = forms.ChoiceField(
        label="Ground", widget=HintedRadios(),
        choices=[(code, f"{code}: {reason.meaning}") for code, reason in DDICA.items()],
        error_messages={"required": "Choose the ground on the bank’s letter"},
    )  # fmt: skip
    settles_on = DatePartsField(
        label="Day we are debited", required=False, help_text="If the bank says. Otherwise it is worked out"
    )

    def __init__(self, *given: Any, claimable: Sequence[Any], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["collections"].choices = [  # type: ignore[attr-defined]
            (str(row.id), f"{pounds(row.amount_pence)} on {day(row.collect_on)} (DD-{row.id})") for row in claimable
        ]

    def clean_collections(self) -> list[int]:
        """Their numbers."""
        return [int(one) for one in self.cleaned_data["collections"]]


class AccountForm(forms.Form):
    """A payer's bank account."""

    sort_code = forms.CharField(
        label="Sort code", max_length=12, help_text="Six digits, like 20-29-59", widget=forms.TextInput(attrs=_DIGITS)
    )
    account = forms.CharField(
        label="Account number", max_length=16, help_text="Six to ten digits", widget=forms.TextInput(attrs=_DIGITS)
    )
    account_name = forms.CharField(
        label="Name on the account", max_length=60, help_text="Bacs carries the first 18 letters",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    ten_digits = forms.ChoiceField(
        label="If it has ten digits, which", required=False,
        choices=[("", "It has fewer"), *((key, says.capitalize()) for key, says in TEN_DIGITS.items())],
    )  # fmt: skip


class ChangeBankForm(AccountForm, EndForm):
    """Another account, why, and whether the old bank knows."""

    field_order = ("sort_code", "account", "account_name", "ten_digits", "reason", "bank_cancelled")


class PaysForm(forms.Form):
    """What it pays."""

    services = forms.MultipleChoiceField(
        label="Only these services (everything they owe, when none is chosen)", required=False,
        widget=forms.CheckboxSelectMultiple(),
    )  # fmt: skip
    invoices = forms.CharField(
        label="Only these invoices", max_length=400, required=False, help_text="Their numbers, a space between",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        active = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["services"].choices = list(active)  # type: ignore[attr-defined]

    @property
    def told(self) -> PaysTold:
        """What was chosen."""
        return PaysTold(tuple(self.cleaned_data["services"]), tuple(self.cleaned_data["invoices"].split()))


class PlanForm(forms.Form):
    """How much and when."""

    kind = forms.ChoiceField(
        label="What is collected", choices=list(PLANS.items()), initial="as_due",
        widget=HintedRadios(hints={"as_due": "On the day each bill asks for it", "variable": "All due by then"}),
    )  # fmt: skip
    amount_pence = PenceField(label="Each time (for a fixed sum)", required=False)
    every = forms.ChoiceField(label="How often", required=False, choices=[("", "Choose"), *EVERY.items()])
    days = forms.CharField(
        label="On which days of the month", max_length=40, required=False,
        help_text="Like 1 or 1 15; 31 is the last day", widget=forms.TextInput(attrs=_DIGITS),
    )  # fmt: skip
    first_on = DatePartsField(label="Not before", required=False, help_text="Like 1 1 2027; weeks are counted from it")
    times = forms.IntegerField(
        label="How many times (for a fixed sum)", required=False, min_value=1, widget=forms.TextInput(attrs=_DIGITS)
    )
    until = DatePartsField(label="Until (for a fixed sum)", required=False)

    def clean_days(self) -> tuple[int, ...]:
        """The days as numbers."""
        typed = self.cleaned_data["days"].replace(",", " ").split()
        if not all(one.isascii() and one.isdigit() and len(one) < 3 for one in typed):
            raise forms.ValidationError("Days of the month must be numbers from 1 to 31, like 1 15")
        return tuple(int(one) for one in typed)

    @property
    def told(self) -> PlanTold:
        """The plan as it was typed."""
        said = self.cleaned_data
        return PlanTold(
            said["kind"], said["amount_pence"], said["every"], said["days"], said["first_on"], said["times"],
            said["until"],
        )  # fmt: skip


class SetUpForm(AccountForm):
    """What the payer says, on the telephone or on paper."""

    channel = forms.ChoiceField(
        label="How they give it", choices=list(CHANNELS.items()), initial="phone", widget=HintedRadios()
    )
    is_account_holder = forms.BooleanField(label="They say that the account is theirs", required=False)
    signs_alone = forms.BooleanField(label="They say that nobody else must agree to payments from it", required=False)
    asked = forms.CharField(
        label="How you knew it was them", max_length=200, required=False,
        help_text="What you asked and what they answered", widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    agreed_on = DatePartsField(label="Day it was signed (paper only)", required=False, help_text="Like 20 11 2026")
    payer_name = forms.CharField(label="Payer’s name, if it is not the customer", max_length=120, required=False)
    payer_address = forms.CharField(
        label="Payer’s address", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Notices go to the payer. A line of it on each line, without the postcode",
    )  # fmt: skip
    payer_postcode = forms.CharField(
        label="Payer’s postcode", max_length=10, required=False, widget=forms.TextInput(attrs=SHORT)
    )
    payer_email = forms.CharField(label="Payer’s email (instead of post)", max_length=120, required=False)
    reference = forms.CharField(
        label="Reference on the form (paper only, if it bears one)", max_length=18, required=False,
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    is_converted = forms.BooleanField(
        label="Their bank holds it on paper already (paper only)", required=False, help_text="It is converted by 0S"
    )
    provider = forms.ChoiceField(
        label="Who lodges it and collects", choices=list(PROVIDERS.items()), initial="bacs",
        widget=HintedRadios(hints={"gocardless": "The payer hears from us alone, as they do otherwise"}),
    )  # fmt: skip
    field_order = (
        "channel", "is_account_holder", "signs_alone", "asked", "sort_code", "account", "account_name", "ten_digits",
        "payer_name", "payer_address", "payer_postcode", "payer_email", "agreed_on", "reference", "is_converted",
        "provider",
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if not settings.GOCARDLESS_TOKEN:
            del self.fields["provider"]


class TransferForm(WhyForm):
    """To whom, and why."""

    customer = forms.CharField(
        label="The other customer’s reference", max_length=20, help_text="Like C000000198",
        widget=forms.TextInput(attrs=SHORT),
    )  # fmt: skip
    field_order = ("customer", "reason")


class GuaranteeForm(forms.Form):
    """The Guarantee in Welsh, as a file of text."""

    file = forms.FileField(
        label="The words, as text", widget=KeptFileInput, error_messages={"empty": "The file is empty"},
        help_text="Its heading, then a paragraph a line, with {organisation} and {days} in their places",
    )  # fmt: skip
    source = forms.CharField(
        label="Where they come from", max_length=200, help_text="The bank that gave them, and when"
    )
    valid_from = DatePartsField(label="First day letters carry them", required=False, help_text="Today, when empty")

    def clean_file(self) -> Any:
        """A file small enough to send through a browser."""
        return not_too_large(self.cleaned_data["file"])


class TablesForm(forms.Form):
    """The two files of the modulus check."""

    weights = forms.FileField(label="valacdos.txt", widget=KeptFileInput, error_messages={"empty": "The file is empty"})
    substitutes = forms.FileField(
        label="scsubtab.txt (without it some accounts cannot be checked)", required=False, widget=KeptFileInput,
        error_messages={"empty": "The file is empty"},
    )  # fmt: skip
    source = forms.CharField(label="Where they come from", max_length=200, help_text="The publisher’s page and its day")
    valid_from = DatePartsField(label="First day they hold", required=False, help_text="Today, when it is empty")
