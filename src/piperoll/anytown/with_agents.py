"""Anytown hands one firm's case to a collection agent, who is told with the next dispatch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

from piperoll.anytown.outcome import Outcome
from piperoll.cases.hand_over_case import HandoverTold, hand_over_case
from piperoll.cases.models import Handover
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery.models import TrackRule

STEPS = 1
HARBOUR = HandoverTold(
    "collection", "Harbour Collections", "Says it will pay, and never does", "cases@harbour-collections.example"
)


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """The firm that was written to for weeks goes. Done before, it changes nothing."""
    before, run = Handover.objects.exists(), None
    own = TrackRule.objects.filter(customer__kind="company").select_related("customer").first()
    if own and own.customer and not before:
        with suppress(Refused):
            run = hand_over_case(
                customer=own.customer.reference, told=HARBOUR, on=on, at=at, by=team["collections"]
            ).run  # fmt: skip
    found = Handover.objects.first()
    many, pence = (1, found.pence) if found else (0, 0)
    yield Outcome("day", "Hand a case to an agent", run, many, many, "handover", 0, pence, before)
