"""add_first_figures: figures without a value here take the one Piperoll comes with, to be checked by somebody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from piperoll.council.figures import missing
from piperoll.council.models import DatedFigure
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

SHIPPED = Path(__file__).with_name("first_figures.json")


class FiguresStand(Refused):
    """Every figure that Piperoll comes with has a value here already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class FirstFiguresAdded:
    """The figures that have a value now, by the names their rows carry."""

    run: int
    names: list[str]


def add_first_figures(*, on: date, at: datetime, by: Actor) -> FirstFiguresAdded:
    """Give a first value to each figure without one, from `on` or from the day its law began; all marked to be checked.

    A figure with a value is left as it is. Raises FiguresStand.
    """
    with running.act("add_first_figures", on=on, at=at, by=by) as run:
        figures = [_figure(told, on) for told in _shipped() if told["name"] in missing(on)]
        if not figures:
            raise FiguresStand()
        DatedFigure.objects.bulk_create(figures)
        names = [figure.name for figure in figures]
        run.finish(figures=names)
    return FirstFiguresAdded(run.id, names)


def can_be_added(on: date) -> list[str]:
    """The figures without a value for which Piperoll has a first one."""
    gaps = missing(on)
    return [told["name"] for told in _shipped() if told["name"] in gaps]


def _shipped() -> list[dict[str, str]]:
    shipped: list[dict[str, str]] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return shipped


def _figure(told: dict[str, str], on: date) -> DatedFigure:
    begins = date.fromisoformat(told["valid_from"]) if "valid_from" in told else on
    return DatedFigure(
        name=told["name"], value=Decimal(told["value"]), valid_from=begins, authority=told["authority"],
        source=told["source"], to_verify=True,
    )  # fmt: skip
