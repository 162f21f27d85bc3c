"""Somebody stops acting, with the reason; letters then go to the customer again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from piperoll.foundations.actors import Actor
from piperoll.safeguards.end_representative import NoSuchRepresentative, StoppedAlready, end_representative
from piperoll.safeguards.routing import route
from safeguards.people import represent, somebody
from the_day import MONDAY, MORNING


def test_letters_go_to_the_customer_again(manager: Actor) -> None:
    customer = somebody(manager)
    number = represent(manager, customer, "appointee", "Mrs Nell Hart")
    then = MONDAY + timedelta(days=5)
    end_representative(representative=number, reason="The DWP ended it", on=then, at=MORNING, by=manager)
    assert [r.name for r in route([customer], "send_invoice", MONDAY)] == ["Mrs Nell Hart"]
    assert [r.name for r in route([customer], "send_invoice", then)] == ["Mrs Edith Crane"]
    with pytest.raises(StoppedAlready):
        end_representative(representative=number, reason="Again", on=then, at=MORNING, by=manager)
    with pytest.raises(NoSuchRepresentative):
        end_representative(representative=404, reason="x", on=then, at=MORNING, by=manager)
