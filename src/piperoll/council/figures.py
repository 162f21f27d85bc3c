"""A dated figure asked for a day: a service's own before everybody's, and no guess where none holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from piperoll.council.models import DatedFigure
from piperoll.council.rules import FIGURES
from piperoll.foundations.refusals import Refused


class NoFigureHolds(Refused):
    """No value of {what} holds on {on:%-d %B %Y}: set one under Set-up, Terms and other figures."""


def missing(on: date) -> list[str]:
    """The names of the figures that hold no value for every service, neither on a day nor later."""
    there = DatedFigure.objects.filter(service=None).exclude(valid_to__lt=on).values_list("name", flat=True)
    return [name for name in FIGURES if name not in set(there)]


def figure(name: str, on: date, *, service: int | None = None) -> Decimal:
    """The value that holds. Raises NoFigureHolds."""
    holds = DatedFigure.objects.filter(name=name, valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    whose = holds.filter(Q(service=None) | Q(service_id=service))
    found = whose.order_by(F("service").asc(nulls_last=True), "-valid_from").first()
    if found is None:
        raise NoFigureHolds(what=FIGURES[name].name, on=on)
    return found.value
