"""VAT rates and other figures that change with time: each value in a row of its own, never edited."""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from piperoll.council.models import Dated, DatedFigure, VatRate
from piperoll.council.rules import FIGURES
from piperoll.council.set_dated_figure import FigureSet, set_dated_figure
from piperoll.council.set_vat_rate import set_vat_rate
from piperoll.foundations.money import pounds
from piperoll.web.components.html import together
from piperoll.web.components.status import Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day
from piperoll.web.doors import page
from piperoll.web.set_up.forms import FigureForm, VatRateForm
from piperoll.web.set_up.showing import Adding, part


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def vat_rates(request: HttpRequest) -> HttpResponse:
    """What each VAT code means, and its rate from which day."""
    adding = Adding(
        "set_vat_rate", "Begin another rate", VatRateForm, set_vat_rate,
        lambda made: f"VAT code {made.code} is {made.percent.normalize():f}% from {day(made.valid_from)}.",
    )  # fmt: skip
    about = "A rate is never edited: another begins and the one before ends. A charge’s tax point decides which holds."
    return part(request, title="VAT", about=about, table=_vat_rates, adding=adding)


@page(permission="see_council", section="Set-up")
@require_http_methods(["GET", "POST"])
def figures(request: HttpRequest) -> HttpResponse:
    """Payment terms and whatever else changes with time."""
    adding = Adding(
        "set_dated_figure", "Begin another value", FigureForm, set_dated_figure,
        lambda made: f"{FIGURES[made.name].name}: {_value(made)} from {day(made.valid_from)}.",
    )  # fmt: skip
    about = "A service’s own value goes before everybody’s. A day that no value covers is an error, never a guess."
    return part(request, title="Terms and other figures", about=about, table=_figures, adding=adding)


def _vat_rates() -> Table:
    today = timezone.localdate()
    columns = [Column("Code"), Column("Rate"), Column("Meaning"), Column("Holds"), Column("Authority"), Column("State")]
    rows = [
        Row(
            [
                Noted(one.code, one.name), f"{(one.rate * 100).normalize():f}%", _meaning(one), holds(one),
                authority(one), _state(one, today),
            ],
            quiet=is_over(one, today),
        )
        for one in VatRate.objects.all()
    ]  # fmt: skip
    return Table("VAT rates", columns, rows, caption_hidden=True)


def _figures() -> Table:
    today = timezone.localdate()
    columns = [Column("Figure"), Column("Value"), Column("Holds"), Column("Authority"), Column("State")]
    rows = [
        Row(
            [
                Noted(_figure_name(one.name), one.service.name if one.service else "Every service"),
                _value(one), holds(one), authority(one), _state(one, today),
            ],
            quiet=is_over(one, today),
        )
        for one in DatedFigure.objects.select_related("service")
    ]  # fmt: skip
    return Table("Figures", columns, rows, caption_hidden=True)


def _figure_name(name: str) -> str:
    return FIGURES[name].name if name in FIGURES else name.replace("_", " ")


def _value(figure: DatedFigure | FigureSet) -> str:
    unit = FIGURES[figure.name].unit if figure.name in FIGURES else ""
    if unit == "pounds":
        return pounds(int(figure.value * 100))
    if figure.value == 1:
        unit = re.sub(r"s\b", "", unit, count=1)
    return f"{figure.value.normalize():f} {unit}".strip()


def _meaning(rate: VatRate) -> str:
    if not rate.is_supply:
        return "Not a business supply"
    return "Taxable supply" if rate.is_taxable else "Exempt supply"


def authority(row: Dated) -> object:
    """On whose authority a row holds, and where that is written."""
    return Noted(row.authority, row.source) if row.source not in ("", row.authority) else row.authority


def holds(row: Dated) -> str:
    """The days a row holds."""
    return f"{day(row.valid_from)} to {day(row.valid_to)}" if row.valid_to else f"From {day(row.valid_from)}"


def is_over(row: Dated, today: date) -> bool:
    """Whether a row holds no more."""
    return row.valid_to is not None and row.valid_to < today


def _state(row: Dated, today: date) -> object:
    if is_over(row, today):
        state = Tag("Over", "grey")
    else:
        state = Tag("To come", "yellow") if row.valid_from > today else Tag("In force", "green")
    return together([state, Tag("To be checked", "orange")], between=" ") if row.to_verify else state
