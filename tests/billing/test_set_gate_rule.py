"""What becomes of a charge that looks wrong is a dated rule, on somebody's authority."""

from datetime import timedelta
from typing import Any

import pytest

from piperoll.billing.models import GateRule
from piperoll.billing.set_gate_rule import NoSuchAction, NoSuchCheck, set_gate_rule
from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

RULE: dict[str, Any] = {
    "check": "outlier",
    "action": "reject",
    "valid_from": MONDAY,
    "authority": "Policy",
    "on": MONDAY,
    "at": MORNING,
}


def test_another_rule_begins_and_the_first_ends_the_day_before(manager: Actor) -> None:
    set_gate_rule(**RULE, by=manager)
    first, second = GateRule.objects.filter(check_name="outlier").order_by("valid_from")
    assert (first.action, first.valid_to, second.action) == ("flag", MONDAY - timedelta(days=1), "reject")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"check": "mood"}, NoSuchCheck),
        ({"action": "burn"}, NoSuchAction),
        ({"authority": ""}, NoAuthority),
        ({"valid_from": MONDAY - timedelta(days=9)}, BeginsTooEarly),
    ],
)
def test_what_will_not_do(manager: Actor, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        set_gate_rule(**RULE | wrong, by=manager)
