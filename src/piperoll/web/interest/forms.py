"""Asking for late charges."""

from __future__ import annotations

from django import forms

from piperoll.web.components.fields import DocumentField, PenceField


class LateChargesForm(forms.Form):
    """Why, and what recovering it cost beyond the fixed sums."""

    why = forms.CharField(
        label="Why it is charged", max_length=400, help_text="Whoever decides reads this, and so will an auditor",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    costs = PenceField(
        label="Costs beyond the fixed sums", required=False,
        help_text="Only what recovering these debts reasonably cost more than that",
    )  # fmt: skip
    costs_for = forms.CharField(label="What the costs were for", max_length=120, required=False)
    document = DocumentField(label="A file that shows it", required=False)
