"""end_payer_rule: a rule in force holds no more from the next allocation on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.receipting.models import PayerRuleEnd
from piperoll.receipting.payer_rules import NotThatState, rule_in
from piperoll.runs import running
from piperoll.safeguards.words import few_words

LONGEST = 200


@dataclass(frozen=True)
class RuleEnded:
    """A rule that holds no more."""

    run: int
    rule: int


def end_payer_rule(*, rule: int, reason: str, on: date, at: datetime, by: Actor) -> RuleEnded:
    """End a rule with a reason; what it placed before stands.

    Raises NoSuchRule, NotThatState, WordsMissing, WordsTooLong, CardNumber.
    """
    said = few_words(reason, "why it ends", longest=LONGEST)
    with running.act("end_payer_rule", on=on, at=at, by=by, rule=rule) as run:
        rule_in(rule, "in force")
        _, is_new = PayerRuleEnd.objects.get_or_create(decision_id=rule, defaults={"reason": said, "run_id": run.id})
        if not is_new:
            raise NotThatState(rule=rule, state="ended")
    return RuleEnded(run.id, rule)
