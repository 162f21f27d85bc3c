"""set_recovery_stage: from a day on, a rung of a track comes so many days after the due date, or is used no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.dating import begin
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery.models import Stage
from piperoll.recovery.rules import (
    BY_TEXT,
    CHANNELS,
    LETTER_OF_CLAIM,
    LETTERS,
    LONGEST_AGE,
    LONGEST_WAIT,
    STAGES,
    TRACKS,
    WRITTEN,
    default_channel,
)
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NotOfTheLadder(Refused):
    """{value!r} is not a {what} of the ladder. Choose one of {known}."""


class NoWordsForIt(Refused):
    """{stage} is somebody’s work: no letter has words for it. Choose a telephone call or somebody’s work."""


class NotByThatChannel(Refused):
    """{stage} does not go by {channel}: {why}."""


class NotADayOfTheLadder(Refused):
    """A stage follows 1 to {age:,} days after the due date and 0 to {wait} days after the step before, from a sum of
    nought or more."""


@dataclass(frozen=True)
class StageSet:
    """A rung of a track, and the day it begins."""

    run: int
    track: str
    stage: str
    days: int
    is_used: bool
    valid_from: date


def set_recovery_stage(
    *,
    track: str,
    stage: str,
    days: int,
    wait_days: int = 14,
    channel: str = "",
    minimum_pence: int = 0,
    next_step: str = "",
    is_used: bool = True,
    valid_from: date,
    authority: str,
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> StageSet:
    """Begin a rung, or another of its figures; `is_used=False` takes it off the ladder. What held before stays.

    Raises NotOfTheLadder, NoWordsForIt, NotByThatChannel, NotADayOfTheLadder, NoAuthority, BeginsTooEarly.
    """
    row = Stage(
        track=track, stage=stage, days=days, wait_days=wait_days, channel=channel or default_channel(stage),
        minimum_pence=minimum_pence, next_step=few_words(next_step, "what follows", needed=False), is_used=is_used,
        valid_from=valid_from, authority=authority.strip()[:120], source=source.strip()[:200], to_verify=to_verify,
    )  # fmt: skip
    must_be_a_rung(row)
    with running.act("set_recovery_stage", on=on, at=at, by=by, track=track, stage=stage, days=days) as run:
        begin_stage(row, on=on)
    return StageSet(run.id, track, stage, days, is_used, valid_from)


def begin_stage(row: Stage, *, on: date) -> None:
    """Save a rung; the one it follows ends the day before. Raises NoAuthority, BeginsTooEarly."""
    what = f"{STAGES[row.stage]} of {TRACKS[row.track].lower()}"
    begin(row, Stage.objects.filter(track=row.track, stage=row.stage), what=what, on=on)


def must_be_a_rung(row: Stage) -> None:
    """Raises NotOfTheLadder, NoWordsForIt, NotByThatChannel, NotADayOfTheLadder."""
    for what, value, known in (
        ("track", row.track, TRACKS), ("stage", row.stage, STAGES), ("way of doing a stage", row.channel, CHANNELS),
    ):  # fmt: skip
        if value not in known:
            raise NotOfTheLadder(value=value[:40], what=what, known=", ".join(known))
    if row.channel in WRITTEN and row.stage not in LETTERS:
        raise NoWordsForIt(stage=STAGES[row.stage])
    if row.channel == "text" and row.stage not in BY_TEXT:
        raise NotByThatChannel(stage=STAGES[row.stage], channel="text", why="a text cannot say what it has to")
    if row.channel == "email" and row.stage == LETTER_OF_CLAIM:
        raise NotByThatChannel(
            stage=STAGES[row.stage], channel="email", why="it is posted (Pre-Action Protocol for Debt Claims 3.3)"
        )
    if not (1 <= row.days <= LONGEST_AGE and 0 <= row.wait_days <= LONGEST_WAIT and row.minimum_pence >= 0):
        raise NotADayOfTheLadder(age=LONGEST_AGE, wait=LONGEST_WAIT)
