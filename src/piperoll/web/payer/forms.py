"""What a payer types on their own page."""

from __future__ import annotations

from django import forms

from piperoll.direct_debit.accept_invitation import AccountTold
from piperoll.foundations.bank_account import TEN_DIGITS
from piperoll.web.components.fields import HintedRadios

_YES = [("yes", "Yes"), ("no", "No")]
_DIGITS = {"class": "govuk-input--width-10", "autocomplete": "off", "inputmode": "numeric"}


class PayerForm(forms.Form):
    """The two questions that decide whether it can be done without paper, and the bank account."""

    holder = forms.ChoiceField(
        label="Is the bank account yours?", choices=_YES, widget=HintedRadios(),
        error_messages={"required": "Say whether the bank account is yours"},
    )  # fmt: skip
    alone = forms.ChoiceField(
        label="Can you alone agree to payments from it?", choices=_YES,
        widget=HintedRadios(hints={"no": "Somebody else must sign too"}),
        error_messages={"required": "Say whether you alone can agree to payments from it"},
    )  # fmt: skip
    account_name = forms.CharField(
        label="Name on the account", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter the name on the account"},
    )  # fmt: skip
    sort_code = forms.CharField(
        label="Sort code", max_length=12, widget=forms.TextInput(attrs=_DIGITS),
        help_text="Six digits, like 20-29-59. It is on your card and your statements",
        error_messages={"required": "Enter the sort code"},
    )  # fmt: skip
    account = forms.CharField(
        label="Account number", max_length=16, widget=forms.TextInput(attrs=_DIGITS),
        help_text="Six to ten digits, usually eight", error_messages={"required": "Enter the account number"},
    )  # fmt: skip
    ten_digits = forms.ChoiceField(
        label="If it has ten digits, which bank is it?", required=False,
        choices=[("", "It has fewer"), *((key, says.capitalize()) for key, says in TEN_DIGITS.items())],
    )  # fmt: skip

    @property
    def told(self) -> AccountTold:
        """The account as it was typed."""
        said = self.cleaned_data
        return AccountTold(
            said["sort_code"], said["account"], said["account_name"], said["ten_digits"], said["holder"] == "yes",
            said["alone"] == "yes",
        )  # fmt: skip
