"""set_team: a team of officers who share one queue, and who is in it from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from piperoll.authority.models import User
from piperoll.cases.models import Membership, Team
from piperoll.cases.owners import officer_called
from piperoll.council.rules import is_code
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NotATeamCode(Refused):
    """{code!r} is no code of a team: up to 12 capitals, digits and hyphens, and nobody’s username."""


class TeamNeedsSomebody(Refused):
    """A team without anybody leaves its debts unowned. Name at least one officer."""


@dataclass(frozen=True)
class TeamSet:
    """A team and who is in it; `joined` and `left` are usernames."""

    run: int
    code: str
    name: str
    joined: tuple[str, ...]
    left: tuple[str, ...]


def set_team(*, code: str, name: str, members: Sequence[str], on: date, at: datetime, by: Actor) -> TeamSet:
    """Make a team, or change its name and who is in it. Whoever is not named any more leaves it the day before `on`.

    Raises NotATeamCode, WordsMissing, WordsTooLong, TeamNeedsSomebody, NoSuchOwner, HasNoWorklist.
    """
    said, code = few_words(name, "the team’s name", longest=60), code.strip().upper()
    if not is_code(code) or User.objects.filter(username__iexact=code).exists():
        raise NotATeamCode(code=code[:40], field="code")
    with running.act("set_team", on=on, at=at, by=by, code=code) as run:
        wanted = {found.pk: found.username for found in map(officer_called, filter(str.strip, members))}
        if not wanted:
            raise TeamNeedsSomebody(field="members")
        team, _ = Team.objects.update_or_create(code=code, defaults={"name": said})
        standing = Membership.objects.select_for_update(of=("self",)).filter(team=team, valid_to=None)
        there = {one.user_id: one for one in standing.select_related("user")}
        leaving = [one for user, one in there.items() if user not in wanted]
        joining = {user: called for user, called in wanted.items() if user not in there}
        Membership.objects.filter(pk__in=[one.pk for one in leaving]).update(valid_to=on - timedelta(days=1))
        Membership.objects.bulk_create(
            Membership(team=team, user_id=user, valid_from=on, run_id=run.id) for user in joining
        )
        left = tuple(sorted(one.user.username for one in leaving))
        run.finish(said=f"Team {said}", joined=len(joining), left=len(left))
    return TeamSet(run.id, code, said, tuple(sorted(joining.values())), left)
