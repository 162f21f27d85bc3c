"""decide_payer_rule: a proposed rule holds from the next allocation on, or it does not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.receipting.models import PayerRuleDecision
from piperoll.receipting.payer_rules import NotThatState, rule_in
from piperoll.runs import running
from piperoll.safeguards.words import few_words

LONGEST = 200


@dataclass(frozen=True)
class RuleDecided:
    """A rule in force (`approved`) or declined."""

    run: int
    rule: int
    approved: bool


def decide_payer_rule(*, rule: int, approve: bool, reason: str = "", on: date, at: datetime, by: Actor) -> RuleDecided:
    """Approve a proposed rule, or decline it with a reason.

    Raises NoSuchRule, NotThatState, WordsMissing, WordsTooLong, CardNumber.
    """
    said = few_words(reason, "why it is declined", needed=not approve, longest=LONGEST)
    with running.act("decide_payer_rule", on=on, at=at, by=by, rule=rule, approve=approve) as run:
        rule_in(rule, "proposed")
        _, is_new = PayerRuleDecision.objects.get_or_create(
            rule_id=rule, defaults={"is_approved": approve, "reason": said, "run_id": run.id}
        )
        if not is_new:
            raise NotThatState(rule=rule, state="decided")
    return RuleDecided(run.id, rule, approve)
