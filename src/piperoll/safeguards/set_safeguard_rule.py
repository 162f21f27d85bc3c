"""set_safeguard_rule: from a day on, a flag or hold means something else for an act; what it meant before stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.dating import begin
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import Rule
from piperoll.safeguards.rules import ACTS, ANSWERS, BARRED_BY_LAW, FLAGS, HOLDS
from piperoll.safeguards.words import few_words

STATES = {**FLAGS, **HOLDS}


class NoSuchRule(Refused):
    """{value!r} is not {what} a rule can speak of. Choose one of {known}."""


class LawBars(Refused):
    """The law bars this while it lasts ({law}), so the answer here stays: barred. You may change its words."""


class RouteWhere(Refused):
    """To collect by Direct Debit goes through nobody else: allow it or bar it."""


@dataclass(frozen=True)
class SafeguardRuleSet:
    """What a flag or hold means for an act from a day on."""

    run: int
    state: str
    act: str
    answer: str
    valid_from: date


def set_safeguard_rule(
    *,
    state: str,
    act: str,
    answer: str,
    sentence: str,
    reaches_joint: bool = False,
    valid_from: date,
    authority: str,
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> SafeguardRuleSet:
    """Begin another rule. `sentence` follows the flag's name and a colon, in small letters, without a full stop.

    Raises NoSuchRule, LawBars, RouteWhere, WordsMissing, WordsTooLong, CardNumber, NoAuthority, BeginsTooEarly.
    """
    for what, value, known in (("a state", state, STATES), ("an act", act, ACTS), ("an answer", answer, ANSWERS)):
        if value not in known:
            raise NoSuchRule(value=value[:40], what=what, known=", ".join(known))
    if answer != "bar" and (law := BARRED_BY_LAW.get((state, act))):
        raise LawBars(law=law, field="answer")
    if (act, answer) == ("collect", "route"):
        raise RouteWhere(field="answer")
    said = few_words(sentence, "the sentence").rstrip(".")
    with running.act("set_safeguard_rule", on=on, at=at, by=by, state=state, act=act, answer=answer) as run:
        row = Rule(
            state=state, act=act, answer=answer, sentence=said, reaches_joint=reaches_joint, valid_from=valid_from,
            authority=authority.strip()[:120], source=source.strip()[:200] or authority.strip()[:120],
            to_verify=to_verify,
        )  # fmt: skip
        what = f"The rule of {STATES[state].lower()} for {ACTS[act].lower()}"
        begin(row, Rule.objects.filter(state=state, act=act), what=what, on=on)
    return SafeguardRuleSet(run.id, state, act, answer, valid_from)
