"""Rules learned from placements by hand: money under a name is for a customer. Nothing is learned silently."""

from __future__ import annotations

from typing import Any

from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused

sql = beside(__file__)
MOST = 500


class NoSuchRule(Refused):
    """There is no payer rule {rule}. See them with payer-rules."""


class NotThatState(Refused):
    """Rule {rule} is {state}. Nothing was changed."""

    exit_code = 0


def rules() -> list[Any]:
    """Every rule with its effect and state: those that wait for a decision first, then those in force."""
    return list(sql.rules(rule=None, most=MOST))


def rule_in(rule: int, state: str) -> Any:
    """A rule in a state. Raises NoSuchRule, NotThatState."""
    (found,) = sql.rules(rule=rule, most=1) or (None,)
    if found is None:
        raise NoSuchRule(rule=rule)
    if found.state != state:
        raise NotThatState(rule=rule, state=found.state)
    return found


def effect_in_words(found: Any) -> str:
    """What the rule would have meant for the receipts that came under its name."""
    there = f"{found.placed_there:,} of {found.receipts:,} receipts were placed there"
    return f"{there}, {found.elsewhere or 'none'} elsewhere, {found.waiting or 'none'} waiting still"
