"""How somebody who acts reads may change from a day on; what was before stays on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from piperoll.customers.choose_delivery import NoSuchChoice
from piperoll.foundations.actors import Actor
from piperoll.safeguards.add_representative import EmailNeeded
from piperoll.safeguards.choose_representative_delivery import (
    HearsSoAlready,
    RepresentativeDeliveryChosen,
    choose_representative_delivery,
)
from piperoll.safeguards.end_representative import NoSuchRepresentative, StoppedAlready, end_representative
from piperoll.safeguards.history import history
from piperoll.safeguards.routing import route
from safeguards.people import represent, somebody
from the_day import MONDAY, MORNING

LATER = MONDAY + timedelta(days=7)


def choose(by: Actor, number: int, on: date = LATER, **more: str) -> RepresentativeDeliveryChosen:
    told = {"channel": "post", "language": "cy", "format": "large_print", **more}
    return choose_representative_delivery(representative=number, **told, on=on, at=MORNING, by=by)


def how(customer: int, on: date) -> list[tuple[str, str, str]]:
    return [(one.channel, one.language, one.format) for one in route([customer], "send_invoice", on)]


def test_it_holds_from_its_day_and_is_told_in_the_history(manager: Actor) -> None:
    customer = somebody(manager)
    number = represent(manager, customer, "appointee", "Mrs Nell Hart", email="nell@example.com")
    choose(manager, number)
    choose(manager, number, on=LATER + timedelta(days=7), channel="email", format="standard")
    assert [how(customer, MONDAY + timedelta(days=n)) for n in (6, 7, 14)] == [
        [("post", "en", "standard")], [("post", "cy", "large_print")], [("email", "cy", "standard")],
    ]  # fmt: skip
    assert history(customer, most=9)[0].said == "Delivery chosen for Mrs Nell Hart: email, welsh, standard print"
    with pytest.raises(HearsSoAlready):
        choose(manager, number)


def test_what_cannot_be_is_said(manager: Actor) -> None:
    customer = somebody(manager)
    number = represent(manager, customer, "deputy")
    with pytest.raises(NoSuchChoice, match="'fr' is no language"):
        choose(manager, number, language="fr")
    with pytest.raises(EmailNeeded):
        choose(manager, number, channel="email")
    with pytest.raises(NoSuchRepresentative):
        choose(manager, 404)
    end_representative(representative=number, reason="Over", on=LATER, at=MORNING, by=manager)
    with pytest.raises(StoppedAlready):
        choose(manager, number)
