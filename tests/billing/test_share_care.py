"""Another body bears a part; together nobody bears more than all of it."""

from decimal import Decimal
from typing import Any

import pytest

from billing.caring import FOUR_WEEKS, person
from piperoll.billing.assess_care import BadAssessment
from piperoll.billing.share_care import MoreThanAll, share_care
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING


def shared(by: Actor, percent: str, payer: str = "Anytown Integrated Care Board", **more: Any) -> None:
    told: dict[str, Any] = {
        "income_code": "ASC02",
        "valid_from": FOUR_WEEKS[0],
        "reason": "Panel",
        "on": MONDAY,
        "at": MORNING,
    }
    share_care(customer=person(by), payer=person(by, payer), percent=Decimal(percent), by=by, **told | more)


def test_never_more_than_all(manager: Actor) -> None:
    shared(manager, "60", valid_to=FOUR_WEEKS[1])
    shared(manager, "40", payer="Othertown Council")
    with pytest.raises(MoreThanAll, match="140% of the cost"):
        shared(manager, "40", payer="Third Council")
    shared(manager, "60", payer="Third Council", valid_from=FOUR_WEEKS[2])


@pytest.mark.parametrize("percent", ["0", "-1", "101", "NaN"])
def test_a_share_is_a_share(manager: Actor, percent: str) -> None:
    with pytest.raises(BadAssessment):
        shared(manager, percent)


def test_nobody_bears_a_share_of_their_own(manager: Actor) -> None:
    with pytest.raises(BadAssessment):
        shared(manager, "10", payer="Gwendolyn Achterberg")
