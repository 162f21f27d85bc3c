"""Bank Rate: every decision, and a form that records another."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.interest.models import BankRate
from piperoll.interest.set_bank_rate import set_bank_rate
from piperoll.interest.working_out import every_rate
from piperoll.web.components.table import Column, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest, page
from piperoll.web.set_up.dated import authority, holds, is_over
from piperoll.web.set_up.forms import DatedForm
from piperoll.web.set_up.showing import Adding, part


class RateForm(DatedForm):
    """Another Bank Rate."""

    percent = forms.DecimalField(
        label="Bank Rate in per cent", max_digits=5, decimal_places=2, help_text="Like 3.75",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
    )  # fmt: skip
    field_order = ("percent",)


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def bank_rates(request: PageRequest) -> HttpResponse:
    """Every Bank Rate since 2009, the newest first."""
    adding = Adding(
        "set_bank_rate", "Record a decision", RateForm, set_bank_rate,
        lambda made: f"Bank Rate is {made.percent}% from {day(made.valid_from)}.",
    )  # fmt: skip
    about = (
        "The rate for late payment is Bank Rate of 30 June or 31 December, whichever came last before interest starts, "
        "and what the law adds to it (under Terms and other figures); it is fixed then for the life of the debt."
    )
    return part(request, title="Bank Rate", about=about, table=_rates, adding=adding)


def _rates() -> Table:
    today = timezone.localdate()
    columns = [Column("Per cent"), Column("Holds"), Column("Authority")]
    return Table("Bank Rate", columns, [_row(one, today) for one in every_rate()])


def _row(one: BankRate, today: date) -> Row:
    return Row([f"{one.percent}%", holds(one), authority(one)], quiet=is_over(one, today))
