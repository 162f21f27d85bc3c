"""The form on which an officer says what a receipt pays."""

from __future__ import annotations

from typing import Any

from django import forms

from piperoll.web.components.fields import PenceField
from piperoll.web.components.wording import day

ON_ACCOUNT = "on_account"


class PlacingForm(forms.Form):
    """A sum for each open item, one to keep on the account, and how the officer knows.

    Before anything is typed the oldest items are filled in as far as the money goes, and the rest stays on the account.
    """

    def __init__(self, owed: list[Any], available_pence: int, sent: Any | None) -> None:
        self.owed = owed
        super().__init__(sent, initial=_filled_in(owed, max(available_pence, 0)))
        for row in owed:
            label = f"The sum for {row.reference} due {day(row.due_on)}"
            self.fields[name_of(row)] = PenceField(label=label, required=False, min_pence=0)
        self.fields[ON_ACCOUNT] = PenceField(label="The sum to keep on the account", required=False, min_pence=0)
        self.fields["reason"] = forms.CharField(
            label="How you know", required=False, max_length=400, widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text="Kept with the receipt, for whoever looks next. You may leave it empty.",
        )  # fmt: skip

    @property
    def allocations(self) -> dict[int, int]:
        """Pence by item, once the form is valid."""
        return {row.id: pence for row in self.owed if (pence := self.cleaned_data[name_of(row)])}

    @property
    def entered_pence(self) -> int:
        """What the sums come to, leaving out those that are no sums."""
        sums = self.cleaned_data if self.is_bound else self.initial
        return sum(sums.get(name) or 0 for name in (*map(name_of, self.owed), ON_ACCOUNT))


def name_of(row: Any) -> str:
    """The field for an item."""
    return f"item-{row.id}"


def _filled_in(owed: list[Any], left: int) -> dict[str, int]:
    sums = {}
    for row in owed:
        taken = min(left, row.open_pence)
        if taken:
            sums[name_of(row)] = taken
        left -= taken
    return {**sums, ON_ACCOUNT: left} if left else sums
