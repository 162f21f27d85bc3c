"""Who looks after what is overdue in Anytown: three teams, rules from a file, worklists; what was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.cases.import_owner_rules import import_owner_rules
from piperoll.cases.models import Exchange, OwnerRule, Standing, Team
from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.cases.set_next_action import WhatIsNext
from piperoll.cases.set_team import set_team
from piperoll.cases.work_out_worklists import work_out_worklists
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run
from piperoll.safeguards.answers import may_i

STEPS = 3
RULES = Path(__file__).parents[3] / "samples" / "anytown" / "owners.csv"
TEAMS = (
    ("CARE", "Care debts", ("colin.collections", "samira.senior")),
    ("GENERAL", "Residents and all else", ("colin.collections", "olive.officer")),
    ("BUSINESS", "Businesses and public bodies", ("olive.officer", "samira.senior")),
)
SAID = (
    ExchangeTold(
        "call_in", "Is waiting for housing benefit; asks us to ring after work.", outcome="spoke",
        next=WhatIsNext("callback", note="Ask what came of the benefit"),
    ),
    ExchangeTold("email_in", "Asks for a copy of the bill, and whether it may be paid in parts.", needs_answer=True),
    ExchangeTold("visit", "Nobody was in; left a card with our number.", outcome="message"),
    ExchangeTold("note", "The son has asked for the forms to act as deputy; he will send the order when it is made."),
)  # fmt: skip
"""What was said with those who owe most, one each."""


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Set who owns what, work the lists out, write down what was said. Done before, they change nothing."""
    yield _rules(on, at, team["manager"])
    yield _lists(on, at, team["officer"])
    yield _talk(on, at, team["collections"])


def _rules(on: date, at: datetime, by: Actor) -> Outcome:
    already, run = OwnerRule.objects.exists(), None
    if not already:
        for code, name, members in TEAMS:
            set_team(code=code, name=name, members=members, on=on, at=at, by=by)
        run = import_owner_rules(file=RULES, on=on, at=at, by=by).run
    many = OwnerRule.objects.count()
    return Outcome("day", "Give debts an owner", run, many + Team.objects.count(), many, "rules", 0, 0, already)


def _lists(on: date, at: datetime, by: Actor) -> Outcome:
    done = Run.objects.filter(verb="work_out_worklists", state="done").order_by("id").first()
    run = done.pk if done else work_out_worklists(on=on, at=at, by=by).run
    many = Standing.objects.count()
    pence = sum(Standing.objects.values_list("overdue_pence", flat=True))
    return Outcome("day", "Work the worklists out", run, many, many, "accounts", 0, pence, done is not None)


def _talk(on: date, at: datetime, by: Actor) -> Outcome:
    already, run = Exchange.objects.exists(), None
    if not already:
        for whose, told in zip(_whose(on), SAID, strict=False):
            run = record_exchange(customer=whose, told=_dated(told, on), on=on, at=at, by=by).run
    many = Exchange.objects.count()
    return Outcome("day", "Write down what was said", run, many, many, "entries", 0, 0, already)


def _whose(on: date) -> list[str]:
    """Those who owe most, may be called, and whose record is open to all."""
    found = Standing.objects.filter(why__in=("send", "person", "not_yet", "waits")).order_by(
        "-overdue_pence", "customer"
    )
    rows = list(found.values_list("customer", "customer__reference")[: 10 * len(SAID)])
    return [reference for customer, reference in rows if may_i("telephone", customer, on).allowed][: len(SAID)]


def _dated(told: ExchangeTold, on: date) -> ExchangeTold:
    """With a call back promised for tomorrow at half past four, where one is."""
    if not told.next.action:
        return told
    more: dict[str, Any] = {
        **vars(told),
        "next": WhatIsNext("callback", on + timedelta(days=1), time(16, 30), told.next.note),
    }
    return ExchangeTold(**more)
