"""Anytown's recovery policy, and a Monday's reminders: proposed by one, issued by another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.foundations.actors import Actor
from piperoll.recovery.import_recovery_stages import import_recovery_stages
from piperoll.recovery.issue_reminders import NothingToRemind, issue_reminders
from piperoll.recovery.models import Proposal, ReminderRun, Stage, TrackRule
from piperoll.recovery.propose_reminders import propose_reminders
from piperoll.recovery.set_track_rule import set_track_rule

STEPS = 2
POLICY = Path(__file__).parents[3] / "samples" / "anytown" / "recovery.csv"
AUTHORITY = "Corporate debt policy 2026"
RULES: tuple[dict[str, Any], ...] = (
    {"track": "resident"},
    {"track": "care", "service": "ASC"},
    {"track": "transport", "service": "BUS"},
    {"track": "commercial", "customer_kind": "company"},
    {"track": "public_body", "customer_kind": "public_body"},
)
"""Which track what is owed falls on: sole traders are people, and stand with residents."""


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Set the policy, then remind. Done before, they change nothing."""
    yield _policy(on, at, team["manager"])
    yield _remind(on, at, team["officer"], team["senior"])


def set_policy(*, on: date, at: datetime, by: Actor) -> int:
    """Anytown's stages and track rules; the run that took the stages in."""
    _set_tracks(on=on, at=at, by=by)
    return import_recovery_stages(file=POLICY, on=on, at=at, by=by).run


def _set_tracks(*, on: date, at: datetime, by: Actor) -> None:
    for rule in RULES:
        set_track_rule(**rule, valid_from=on, authority=AUTHORITY, on=on, at=at, by=by)


def _policy(on: date, at: datetime, by: Actor) -> Outcome:
    already, run = TrackRule.objects.filter(customer=None).exists(), None
    if not already:
        _set_tracks(on=on, at=at, by=by)
    many = Stage.objects.count()
    return Outcome(
        "day", "Set the recovery policy", run, many + TrackRule.objects.count(), many, "stages", 0, 0, already
    )


def _remind(on: date, at: datetime, by: Actor, other: Actor) -> Outcome:
    """Everything overdue is looked at, and a colleague lets go what should go."""
    already = ReminderRun.objects.filter(proposed_on=on).exists()
    if not already:
        proposed = propose_reminders(on=on, at=at, by=by).reminder_run
        if proposed:
            with suppress(NothingToRemind):
                issue_reminders(reminder_run=proposed, on=on, at=at, by=other)
    found = ReminderRun.objects.last()
    if found is None:
        return Outcome("day", "Remind", None, 0, 0, "letters", 0, 0, already)
    left = Proposal.objects.filter(reminder_run=found).exclude(why="send").count()
    return Outcome(
        "day", "Remind", found.run_id, found.accounts, found.letters, "letters", left, found.letters_pence, already
    )
