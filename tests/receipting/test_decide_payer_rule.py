"""Approved, a rule is evidence that says so; declined, it is none; and each only once."""

from __future__ import annotations

from pathlib import Path

import pytest

from a_past import Past
from crediting import somebody
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receipting.decide_payer_rule import decide_payer_rule
from piperoll.receipting.end_payer_rule import end_payer_rule
from piperoll.receipting.payer_rules import NoSuchRule, NotThatState, rules
from piperoll.safeguards.words import WordsMissing
from receipting.ruling import NOW, decide, next_one, paid_for_by_another, propose


@pytest.fixture
def past(manager: Actor, tmp_path: Path) -> Past:
    return Past(manager, tmp_path)


def test_approved_it_is_evidence_that_says_so(past: Past) -> None:
    paid_for_by_another(past)
    propose()
    decided = decide(past.by)
    first = next_one(past)
    assert first.outcome == "allocated"
    assert any(f"they pay under this name, by rule {decided.rule}" in reason for reason in first.reasons)


def test_what_cannot_be_is_refused_and_nothing_kept(past: Past) -> None:
    paid_for_by_another(past)
    propose()
    (rule,) = rules()
    with pytest.raises(NoSuchRule):
        decide_payer_rule(rule=rule.id + 1, approve=True, by=past.by, **NOW)
    with pytest.raises(WordsMissing):
        decide_payer_rule(rule=rule.id, approve=False, by=past.by, **NOW)
    with pytest.raises(NotPermitted):
        decide_payer_rule(rule=rule.id, approve=True, by=somebody("officer"), **NOW)
    with pytest.raises(NotThatState, match="is proposed"):
        end_payer_rule(rule=rule.id, reason="No", by=past.by, **NOW)
    decide_payer_rule(rule=rule.id, approve=False, reason="They pay for many", by=past.by, **NOW)
    with pytest.raises(NotThatState, match="is declined"):
        decide_payer_rule(rule=rule.id, approve=True, by=past.by, **NOW)
    assert next_one(past).outcome == "suspense"
