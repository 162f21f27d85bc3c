"""The two forms of a person's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from piperoll.authority.models import User


class SignInForm(forms.Form):
    """A username and its password."""

    username = forms.CharField(
        max_length=60,
        error_messages={"required": "Enter your username"},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        strip=False,
        max_length=200,
        error_messages={"required": "Enter your password"},
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class ChangePasswordForm(forms.Form):
    """The password in use and the one to come. Pass the user, whose password it is."""

    current = forms.CharField(
        label="Current password",
        strip=False,
        max_length=200,
        error_messages={"required": "Enter your current password"},
        widget=forms.PasswordInput(
            attrs={"autocomplete": "current-password", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    new = forms.CharField(
        label="New password",
        strip=False,
        max_length=200,
        help_text="12 characters or more. Three words that do not belong together are easy to keep in mind.",
        error_messages={"required": "Enter a new password"},
        widget=forms.PasswordInput(
            attrs={"autocomplete": "new-password", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, user: User, *given: Any, **named: Any) -> None:
        self.user = user
        super().__init__(*given, **named)

    def clean_current(self) -> str:
        """The current password must be right."""
        current = str(self.cleaned_data["current"])
        if not self.user.check_password(current):
            raise forms.ValidationError("The current password is not right")
        return current

    def clean_new(self) -> str:
        """The new password must be a good one, and not the one in use."""
        new = str(self.cleaned_data["new"])
        if new == self.cleaned_data.get("current"):
            raise forms.ValidationError("The new password is the one you have: choose another")
        validate_password(new, self.user)
        return new
