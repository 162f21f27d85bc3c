"""What an officer types about where a customer is and how to reach them."""

from __future__ import annotations

from django import forms

from piperoll.customers.models import Address, DeliveryChoice
from piperoll.web.components.fields import DatePartsField, HintedRadios
from piperoll.web.record.forms import SHORT

_ADDRESS_HINTS = {
    "main": "Where they live or work; every bill needs one",
    "billing": "Like: care of a firm of accountants",
    "temporary": "Like: a hospital ward; give its last day if you know it",
}


class AddressForm(forms.Form):
    """An address, what it is for, and its last day."""

    purpose = forms.ChoiceField(
        label="What it is for", choices=Address.PURPOSES, widget=HintedRadios(hints=_ADDRESS_HINTS)
    )
    address = forms.CharField(
        label="Address", max_length=400, help_text="A line of it on each line, without the postcode",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    postcode = forms.CharField(label="Postcode", max_length=10, widget=forms.TextInput(attrs=SHORT))
    until = DatePartsField(label="Its last day (if it is known)", required=False)


class ContactForm(forms.Form):
    """An email address or a telephone number."""

    kind = forms.ChoiceField(
        label="What it is", choices=[("email", "Email"), ("phone", "Telephone")], widget=HintedRadios()
    )
    value = forms.CharField(label="Address or number", max_length=120)


class DeliveryForm(forms.Form):
    """How they want to hear from us."""

    channel = forms.ChoiceField(label="By", choices=DeliveryChoice.CHANNELS, widget=HintedRadios())
    language = forms.ChoiceField(label="In", choices=DeliveryChoice.LANGUAGES, widget=HintedRadios())
    format = forms.ChoiceField(label="As", choices=DeliveryChoice.FORMATS, widget=HintedRadios())
    texts = forms.BooleanField(
        label="Text them too", required=False, help_text="A short text when a bill is on its way, to their mobile"
    )


class MemberForm(forms.Form):
    """Whoever is liable for a joint account."""

    reference = forms.CharField(label="Their customer reference", max_length=24, widget=forms.TextInput(attrs=SHORT))
