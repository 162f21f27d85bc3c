"""Going further back than the limit needs a reason, and somebody with that permission."""

from datetime import date
from typing import Any

import pytest

from billing.caring import person
from piperoll.billing.approve_backdating import approve_backdating
from piperoll.billing.assess_care import BadAssessment, NotAMonday
from piperoll.billing.schedules import WhyNeeded
from piperoll.foundations.actors import Actor, NotPermitted
from the_day import MONDAY, MORNING, ask, set_up_anytown

TOLD: dict[str, Any] = {
    "weeks_from": date(2026, 4, 27),
    "weeks_to": date(2026, 5, 31),
    "reason": "Plan agreed",
    "on": MONDAY,
    "at": MORNING,
}


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"reason": " "}, WhyNeeded),
        ({"weeks_from": date(2026, 4, 28)}, NotAMonday),
        ({"weeks_to": date(2026, 4, 1)}, BadAssessment),
    ],
)
def test_what_will_not_do(manager: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        approve_backdating(customer=person(manager), by=manager, **TOLD | wrong)
    assert ask("SELECT count(*) AS many FROM billing_careapproval")[0].many == 0


def test_an_officer_may_not(books: object) -> None:
    officer = set_up_anytown("officer")
    with pytest.raises(NotPermitted):
        approve_backdating(customer=person(officer), by=officer, **TOLD)
