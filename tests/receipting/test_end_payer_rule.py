"""A rule that ended is no evidence, and is not proposed again from the same days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from a_past import Past
from piperoll.foundations.actors import Actor
from piperoll.receipting.end_payer_rule import end_payer_rule
from piperoll.receipting.payer_rules import NotThatState, rules
from piperoll.safeguards.words import WordsMissing
from receipting.ruling import NOW, decide, next_one, paid_for_by_another, propose
from the_day import MONDAY


@pytest.fixture
def past(manager: Actor, tmp_path: Path) -> Past:
    return Past(manager, tmp_path)


def test_ended_it_is_none_and_not_proposed_again_from_the_same_days(past: Past) -> None:
    paid_for_by_another(past)
    propose()
    decided = decide(past.by)
    with pytest.raises(WordsMissing):
        end_payer_rule(rule=decided.rule, reason=" ", by=past.by, **NOW)
    end_payer_rule(rule=decided.rule, reason="The landlord sold the yard", by=past.by, **NOW)
    assert next_one(past, MONDAY + timedelta(days=1)).outcome != "allocated"
    assert rules()[0].state == "ended"
    assert propose(on=MONDAY + timedelta(days=2)) == 0
    with pytest.raises(NotThatState, match="is ended"):
        end_payer_rule(rule=decided.rule, reason="Again", by=past.by, **NOW)
