"""grant_view: somebody gets leave to see one restricted record, for a reason, until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import ViewGrant
from piperoll.safeguards.rules import LONGEST_GRANT
from piperoll.safeguards.seeing import grants_of
from piperoll.safeguards.words import few_words, held


class NobodyToSee(Refused):
    """There is no user called {username!r} who can sign in. See who there is under Set-up, Users."""


class LeaveToOneself(Refused):
    """You cannot give yourself leave to see a restricted record. Ask another manager."""


class LeaveTooLong(Refused):
    """Leave ends on a day from today to {latest:%-d %B %Y}. Give one of those days; it can be given again."""


class LeaveAlready(Refused):
    """They have leave to see it already, until {until:%-d %B %Y}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ViewGranted:
    """Leave given, up to and including `valid_to`."""

    run: int
    grant: int
    username: str
    valid_to: date


def grant_view(
    *, customer: int, username: str, reason: str, until: date, on: date, at: datetime, by: Actor
) -> ViewGranted:
    """Let somebody see a restricted record from the day `on` until another.

    Raises NobodyToSee, LeaveToOneself, LeaveTooLong, WordsMissing, WordsTooLong, CardNumber, NoSuchCustomer,
    LeaveAlready.
    """
    by.must("grant_view")
    why = few_words(reason, "why they must see it")
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    if user is None:
        raise NobodyToSee(username=username, field="username")
    if user.pk == by.user_id:
        raise LeaveToOneself(field="username")
    if not on <= until <= on + LONGEST_GRANT:
        raise LeaveTooLong(latest=on + LONGEST_GRANT, field="until")
    with running.act("grant_view", on=on, at=at, by=by, customer=customer, user=user.username) as run:
        whose = held(customer)
        standing = [g for g in grants_of(whose) if g.username == user.username and g.valid_from <= on <= g.valid_to]
        if standing:
            raise LeaveAlready(until=standing[0].valid_to)
        grant = ViewGrant.objects.create(
            customer=whose, user=user, reason=why, valid_from=on, valid_to=until, run_id=run.id
        )
        run.finish(grant=grant.pk, said=f"Leave to see the record: {user.name}", why=why)
    return ViewGranted(run.id, grant.pk, user.username, until)
