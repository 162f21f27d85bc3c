"""Forms about users."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.authority.rules import ROLES
from piperoll.council.models import Service
from piperoll.web.components.fields import HintedRadios

HINTS = {
    "assistant": "Customers and invoices; sees everything else",
    "officer": "That, and bank statements, matching and suspense",
    "senior": "All of an officer’s work, and decides requests",
    "collections": "Customers; sees everything else",
    "manager": "All of a senior’s work, and set-up",
    "ar_manager": "The same; limits name this role apart",
    "finance_director": "Decides requests; sees everything else",
    "requester": "Asks for their own service; sees nothing else",
    "approver": "Decides for their own service; sees nothing else",
    "auditor": "Sees everything, changes nothing",
    "administrator": "Users and set-up; no money",
}
_CHOICES = [(key, role.name) for key, role in ROLES.items()]


class AddUserForm(forms.Form):
    """A new member of staff."""

    name = forms.CharField(max_length=80, help_text="As it stands beside what they do")
    username = forms.CharField(
        max_length=60,
        help_text="What they sign in with: small letters, digits and . _ @ -",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    email = forms.EmailField(required=False, label="Email")
    role = forms.ChoiceField(choices=_CHOICES, widget=HintedRadios(hints=HINTS))


class ServicesForm(forms.Form):
    """Which services somebody of a service works for."""

    services = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        active = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["services"].choices = list(active)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """What somebody may do from now on."""

    role = forms.ChoiceField(choices=_CHOICES, widget=HintedRadios(hints=HINTS))
