"""Who may issue reminders, by what they come to: the council's limits for it, when it has set any."""

from __future__ import annotations

from datetime import date
from typing import Any

from piperoll.authority import acts
from piperoll.authority.limits import in_words, limit_for
from piperoll.authority.models import Limit, Request, User
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused

ACT = "issue_reminders"


class BeyondYourReach(Refused):
    """Reminders for {pence} are for {deciders} to issue."""


def must_reach(pence: int, *, on: date, by: Actor) -> None:
    """Raises BeyondYourReach, NoLimitCovers where the council has set limits that this person's role does not meet."""
    if not Limit.objects.filter(act=ACT, valid_from__lte=on).exclude(valid_to__lt=on).exists():
        return
    limit = limit_for(ACT, service_id=0, pence=pence, age_days=0, on=on)
    role = User.objects.values_list("role", flat=True).get(pk=by.user_id)
    if role not in {*limit.alone, *limit.approvers}:
        raise BeyondYourReach(pence=pounds(pence), deciders=in_words([*limit.alone, *limit.approvers]))


def register() -> None:
    """Make it known to `authority`, so that limits may be set for it."""
    acts.register(acts.Act(ACT, "Issue reminders", _nothing_to_do, {"run": "A reminder run"}, is_optional=True))


def _nothing_to_do(request: Request, /, **_: Any) -> str:
    """What an approved request does: whoever may issue the run does so on its page."""
    return f"{request.subject} may be issued now."
