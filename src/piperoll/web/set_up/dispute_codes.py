"""What disputes may be about: which service answers, in how many working days, from when; and a form for another."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.council.models import Service
from piperoll.disputes.models import Code
from piperoll.disputes.set_dispute_code import LONGEST, set_dispute_code
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part


class CodeForm(DatedForm):
    """What a code means from a day on."""

    code = forms.CharField(label="Code", max_length=24, help_text="Small letters, like not_delivered")
    name = forms.CharField(label="What it means", max_length=80)
    service = forms.ChoiceField(label="Who answers", required=False)
    answer_days = forms.IntegerField(
        label="Working days to answer in", min_value=1, max_value=LONGEST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )  # fmt: skip
    is_used = forms.BooleanField(required=False, initial=True, label="It may be given")
    field_order = ("code", "name", "service", "answer_days", "is_used")

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        services = Service.objects.filter(is_active=True).values_list("code", "name")
        self.fields["service"].choices = [("", "Whoever billed"), *services]  # type: ignore[attr-defined]


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def dispute_codes(request: PageRequest) -> HttpResponse:
    """Every code, and a form that begins another or another meaning of one."""
    adding = Adding(
        "set_dispute_code", "Begin another", CodeForm, set_dispute_code,
        lambda made: f"“{made.name}” from {day(made.valid_from)}.",
    )  # fmt: skip
    about = "When a service is late, it is chased by the days set under Terms and other figures."
    return part(request, title="What disputes may be about", about=about, table=_codes, adding=adding)


def _codes() -> Table:
    today = timezone.localdate()
    columns = [Column("Code"), Column("Who answers"), Column("Within"), Column("Holds"), Column("Authority")]
    rows = [_row(one, today) for one in Code.objects.select_related("service")]
    return Table("Codes", columns, rows, caption_hidden=True)


def _row(one: Code, today: date) -> Row:
    name = Noted(one.name, one.code if one.is_used else Tag("Not given", "grey"))
    who = one.service.name if one.service else "Whoever billed"
    within = count(one.answer_days, "working day")
    return Row([name, who, within, holds(one), authority(one)], quiet=is_over(one, today))
