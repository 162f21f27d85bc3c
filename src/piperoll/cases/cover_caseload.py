"""cover_caseload: while an officer is away, between two days, their accounts stand on somebody else's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.cases.models import CaseloadCover
from piperoll.cases.owners import officer_called, owner_called
from piperoll.cases.queries import covers_between
from piperoll.cases.rules import LONGEST_COVER
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class CoverDaysWrong(Refused):
    """A cover runs from today or later to a day not before it, a year at most: {valid_from:%-d %B %Y} to
    {valid_to:%-d %B %Y} does not."""


class NotByThemself(Refused):
    """Nobody covers for themself: name somebody else, or a team."""


class CoveredAlready(Refused):
    """{name} is covered from {valid_from:%-d %B %Y} to {valid_to:%-d %B %Y} already. End that first."""


class CoverIsAway(Refused):
    """{name} is away from {valid_from:%-d %B %Y} to {valid_to:%-d %B %Y} themself: name somebody who is here."""


class CoversAnother(Refused):
    """{name} covers for somebody who is away from {valid_from:%-d %B %Y} to {valid_to:%-d %B %Y}: end that first, and
    have another cover."""


@dataclass(frozen=True)
class CaseloadCovered:
    """Whose accounts stand on whose list, and between which days, both included."""

    run: int
    cover: int
    away: str
    covered_by: str
    valid_from: date
    valid_to: date


def cover_caseload(
    *, away: str, owner: str, valid_from: date, valid_to: date, reason: str, on: date, at: datetime, by: Actor
) -> CaseloadCovered:
    """Have an officer or team see to what is `away`'s; no account changes hands, and it ends by itself.

    Raises CoverDaysWrong, NoSuchOwner, HasNoWorklist, NotByThemself, CoveredAlready, CoverIsAway, CoversAnother,
    WordsMissing, WordsTooLong, CardNumber.
    """
    if not on <= valid_from <= valid_to or valid_to - valid_from > LONGEST_COVER:
        raise CoverDaysWrong(valid_from=valid_from, valid_to=valid_to, field="valid_to")
    why = few_words(reason, "why they are away")
    with running.act("cover_caseload", on=on, at=at, by=by, away=away, owner=owner) as run:
        whose, to = officer_called(away), owner_called(owner)
        if to.officer == whose.pk:
            raise NotByThemself(field="owner")
        people = [whose.pk, *([to.officer] if to.officer else [])]
        list(User.objects.select_for_update().filter(pk__in=people).order_by("pk"))  # two who arrange at once meet here
        for one in covers_between(valid_from, valid_to):
            facts = {"valid_from": one.valid_from, "valid_to": one.valid_to}
            if one.away_id == whose.pk:
                raise CoveredAlready(name=whose.name, **facts, field="away")
            if one.away_id == to.officer:
                raise CoverIsAway(name=to.name, **facts, field="owner")
            if one.officer_id == whose.pk:
                raise CoversAnother(name=whose.name, **facts, field="away")
        cover = CaseloadCover.objects.create(
            away=whose, officer_id=to.officer, team_id=to.team, valid_from=valid_from, valid_to=valid_to, reason=why,
            run_id=run.id,
        )  # fmt: skip
        run.finish(said=f"{to.name} covers for {whose.name}", why=why, cover=cover.pk)
    return CaseloadCovered(run.id, cover.pk, whose.name, to.name, valid_from, valid_to)
