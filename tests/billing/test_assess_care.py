"""An assessment is whole, or refused in a sentence."""

from datetime import date
from typing import Any

import pytest

from billing.caring import assessed
from piperoll.billing.assess_care import BadAssessment, NotAMonday
from piperoll.billing.schedules import WhyNeeded
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from the_day import ask


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"kind": "some"}, BadAssessment),
        ({"weekly_pence": 0}, BadAssessment),
        ({"weekly_pence": 1_000_001}, BadAssessment),
        ({"valid_from": date(2026, 10, 27)}, NotAMonday),
        ({"customer": "C000000199"}, NoSuchCustomer),
        ({"income_code": "NONE"}, BadAssessment),
        ({"reason": ""}, WhyNeeded),
    ],
)
def test_what_will_not_do(manager: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        assessed(manager, **wrong)
    assert ask("SELECT count(*) AS many FROM billing_careassessment")[0].many == 0
