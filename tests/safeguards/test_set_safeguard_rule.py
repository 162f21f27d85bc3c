"""What a flag means changes from a day on; what the law bars stays barred."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.models import Rule
from piperoll.safeguards.set_safeguard_rule import LawBars, NoSuchRule, RouteWhere, set_safeguard_rule
from piperoll.safeguards.words import WordsMissing
from safeguards.people import flag, hold, somebody
from the_day import MONDAY, MORNING

APRIL = date(2027, 4, 1)
POLICY = {"authority": "Income policy 2027", "valid_from": APRIL, "sentence": "left alone while we look into it."}


def rule(by: Actor, state: str, act: str, answer: str, **more: Any) -> None:
    told = POLICY | {"on": MONDAY, "at": MORNING, "by": by} | more
    set_safeguard_rule(state=state, act=act, answer=answer, **told)


def test_it_holds_from_its_day_and_the_one_before_ends(manager: Actor) -> None:
    customer = somebody(manager)
    flag(manager, customer, "vulnerable")
    assert not may_i("send_reminder", customer, APRIL).allowed
    rule(manager, "vulnerable", "send_reminder", "allow", sentence="go gently")
    assert may_i("send_reminder", customer, APRIL).reasons == ("Vulnerable: go gently.",)
    assert not may_i("send_reminder", customer, date(2027, 3, 31)).allowed


def test_an_act_without_a_rule_may_get_one_that_protects_both(manager: Actor) -> None:
    customer = somebody(manager)
    hold(manager, customer, "dispute", days=200)
    rule(manager, "dispute", "send_statements", "bar", reaches_joint=True)
    assert not may_i("send_statements", customer, APRIL).allowed
    assert Rule.objects.get(state="dispute", act="send_statements").reaches_joint


@pytest.mark.parametrize("act", ["send_reminder", "telephone", "text", "collect"])
@pytest.mark.parametrize("state", ["breathing_space", "mental_health_crisis"])
def test_no_council_lifts_what_the_law_bars(manager: Actor, state: str, act: str) -> None:
    with pytest.raises(LawBars, match="SI 2020/1311"):
        rule(manager, state, act, "allow")
    rule(manager, state, act, "bar", sentence="in other words")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (("famous", "bill", "bar"), NoSuchRule),
        (("vulnerable", "dance", "bar"), NoSuchRule),
        (("vulnerable", "bill", "perhaps"), NoSuchRule),
        (("minor", "collect", "route"), RouteWhere),
    ],
)
def test_what_makes_no_sense_is_refused(manager: Actor, told: tuple[str, str, str], refusal: type) -> None:
    with pytest.raises(refusal):
        rule(manager, *told)


def test_words_and_authority_are_needed_and_the_past_stays(manager: Actor) -> None:
    with pytest.raises(WordsMissing):
        rule(manager, "vulnerable", "bill", "bar", sentence=" ")
    with pytest.raises(NoAuthority):
        rule(manager, "vulnerable", "bill", "bar", authority=" ")
    with pytest.raises(BeginsTooEarly):
        rule(manager, "vulnerable", "bill", "bar", valid_from=date(2026, 1, 1))
    assert Rule.objects.filter(state="vulnerable", act="bill").count() == 1


def test_an_assistant_sets_none(manager: Actor) -> None:
    from dataclasses import replace

    from piperoll.authority.rules import ROLES

    with pytest.raises(NotPermitted):
        rule(replace(manager, role="assistant", may=ROLES["assistant"].may), "vulnerable", "bill", "bar")
