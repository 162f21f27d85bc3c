"""Reasons for write-offs: what each needs, from when, by whose authority; and a form that begins another rule."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.safeguards.rules import FLAGS
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part
from piperoll.write_offs.models import Reason
from piperoll.write_offs.rules import REASONS
from piperoll.write_offs.set_write_off_reason import OLDEST, set_write_off_reason


class ReasonForm(DatedForm):
    """What a reason needs from a day on."""

    code = forms.ChoiceField(label="Reason", choices=list(REASONS.items()))
    needs = forms.CharField(
        label="The evidence it needs", max_length=200, required=False,
        help_text="It follows “Needs”: two searches that did not find them",
    )  # fmt: skip
    flag = forms.ChoiceField(
        label="What the record must say", required=False, choices=[("", "Nothing"), *FLAGS.items()]
    )
    least_age_days = forms.IntegerField(
        label="Days overdue at least", min_value=0, max_value=OLDEST, initial=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )  # fmt: skip
    is_used = forms.BooleanField(required=False, initial=True, label="It may be given")
    field_order = ("code", "needs", "flag", "least_age_days", "is_used")


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def write_off_reasons(request: PageRequest) -> HttpResponse:
    """Every reason, and a form that begins another rule for one."""
    adding = Adding(
        "set_write_off_reason", "Begin another rule", ReasonForm, set_write_off_reason,
        lambda made: f"“{REASONS[made.code]}” from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "Who may write off how much stands under Limits. A reason is given only with what it needs here; “Out of time "
        "in law” is worked out debt by debt, and small balances go by a list."
    )
    return part(request, title="Reasons for write-offs", about=about, table=_reasons, adding=adding)


def _reasons() -> Table:
    today = timezone.localdate()
    columns = [Column("Reason"), Column("Needs"), Column("Holds"), Column("Authority")]
    order = {code: place for place, code in enumerate(REASONS)}
    found = sorted(Reason.objects.all(), key=lambda one: (order[one.code], one.valid_from))
    return Table("Reasons", columns, [_row(one, today) for one in found])


def _row(one: Reason, today: date) -> Row:
    said = REASONS[one.code]
    age = f"{count(one.least_age_days, 'day')} overdue" if one.least_age_days else ""
    flag = f"the flag “{FLAGS[one.flag]}”" if one.flag else ""
    needs = "; ".join(filter(None, [one.needs, flag, age])) or "Nothing more"
    reason = said if one.is_used else Noted(said, Tag("Not given", "grey"))
    return Row([reason, needs[0].upper() + needs[1:], holds(one), authority(one)], quiet=is_over(one, today))
