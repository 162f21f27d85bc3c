"""change_council: the council's own name, address, numbers, colour and words change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from piperoll.council.models import Council
from piperoll.council.rules import is_pay_page
from piperoll.foundations.actors import Actor
from piperoll.foundations.colours import is_usable
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.runs.models import NumberSeries

DETAILS = (
    "name", "address", "vat_number", "phone", "email", "website", "pay_page", "opening_hours",
    "brand_colour", "direct_debit_user_number", "help_text",
)  # fmt: skip
SCHEMES = {
    "invoice": ("invoice_prefix", "invoice_digits", "references_checked"),
    "customer": ("customer_prefix", "customer_digits", "references_checked"),
}
"""How references are written, by the series of numbers that locks it once one was given out."""


class NoCouncilYet(Refused):
    """The council is not set up yet. Type  ./piperoll set-up-council FILE  first."""


class NotADetail(Refused):
    """A council has no {field!r} to change. It has {known}."""


class BadDetail(Refused):
    """{field}: {why}"""


class NumbersGivenOut(Refused):
    """The {field} cannot change any more: {series} numbers were given out, and references on paper must stay true."""


@dataclass(frozen=True)
class CouncilChanged:
    """What changed: the old and the new value by field. Nothing, when all was so already."""

    run: int
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def change_council(*, details: Mapping[str, Any], on: date, at: datetime, by: Actor) -> CouncilChanged:
    """Change some of the council's own details, named as in its set-up file.

    Raises NoCouncilYet, NotADetail, BadDetail, NumbersGivenOut; then nothing has changed.
    """
    with running.act("change_council", on=on, at=at, by=by, fields=sorted(details)) as run:
        council = Council.objects.select_for_update().first()
        if council is None:
            raise NoCouncilYet()
        changes = {
            name: (getattr(council, name), new)
            for name, new in _known(details).items()
            if getattr(council, name) != new
        }
        for series in locked_series():
            for name in SCHEMES[series]:
                if name in changes:
                    raise NumbersGivenOut(field=name.replace("_", " "), series=series)
        for name, (_, new) in changes.items():
            setattr(council, name, new)
        _check(council)
        council.save()
        run.finish(changes={name: list(pair) for name, pair in changes.items()})
    return CouncilChanged(run.id, changes)


def locked_series() -> list[str]:
    """The series of which numbers were given out, so that how they are written can no longer change."""
    return sorted(NumberSeries.objects.filter(name__in=SCHEMES, next_number__gt=1).values_list("name", flat=True))


def _known(details: Mapping[str, Any]) -> dict[str, Any]:
    known = dict.fromkeys((*DETAILS, *SCHEMES["invoice"], *SCHEMES["customer"]))
    for name in details:
        if name not in known:
            raise NotADetail(field=name, known=", ".join(known))
    return {name: value.strip() if isinstance(value, str) else value for name, value in details.items()}


def _check(council: Council) -> None:
    if not is_usable(council.brand_colour):
        raise BadDetail(
            detail="brand_colour",
            field="Brand colour",
            why="give it as #1d4f5f, dark enough for white words (4.5 to 1).",
        )
    if council.direct_debit_user_number and not re.fullmatch(r"\d{6}", council.direct_debit_user_number):
        raise BadDetail(
            detail="direct_debit_user_number",
            field="Direct Debit service user number",
            why="six digits, as Bacs gave it.",
        )
    if council.pay_page and not is_pay_page(council.pay_page):
        raise BadDetail(
            detail="pay_page", field="Page that the QR code on a bill opens",
            why="an address that begins with https://, with {reference} in it where the invoice’s number goes.",
        )  # fmt: skip
    for series in ("invoice", "customer"):
        if not re.fullmatch(r"[A-Z]{1,4}", getattr(council, f"{series}_prefix")):
            raise BadDetail(
                detail=f"{series}_prefix", field=f"{series.capitalize()} prefix", why="one to four capitals."
            )
        if not 4 <= getattr(council, f"{series}_digits") <= 10:
            raise BadDetail(detail=f"{series}_digits", field=f"{series.capitalize()} digits", why="from 4 to 10.")
    try:
        council.full_clean()
    except ValidationError as fault:
        name, faults = next(iter(fault.message_dict.items()))
        raise BadDetail(detail=name, field=name.replace("_", " ").capitalize(), why=faults[0]) from None
