"""make_api_key: another system may act for a member of staff until a day, with all that person's limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from piperoll.authority.api_keys import SHOWN, digest_of, new_secret
from piperoll.authority.models import ApiKey
from piperoll.authority.people import hold
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LONGEST = timedelta(days=366)


class NoKeyName(Refused):
    """Say which system the key is for, in at most 80 letters."""


class BadKeyEnd(Refused):
    """A key ends between today and a year from now, not on {valid_to:%-d %B %Y}."""


class NobodyToActFor(Refused):
    """{name} is disabled: a key needs somebody to act for."""


@dataclass(frozen=True)
class ApiKeyMade:
    """A new key. The secret is known here and nowhere else."""

    run: int
    key: int
    username: str
    name: str
    valid_to: date
    secret: str = field(repr=False)


def make_api_key(*, username: str, name: str, valid_to: date, on: date, at: datetime, by: Actor) -> ApiKeyMade:
    """Make a key for a system. Raises NobodyCalled, NobodyToActFor, NoKeyName, BadKeyEnd."""
    name = " ".join(name.split())
    with running.act("make_api_key", on=on, at=at, by=by, username=username, name=name, valid_to=str(valid_to)) as run:
        user = hold(username)
        if not name or len(name) > 80:
            raise NoKeyName()
        if not on <= valid_to <= on + LONGEST:
            raise BadKeyEnd(valid_to=valid_to)
        if not user.is_active:
            raise NobodyToActFor(name=user.name)
        secret = new_secret()
        key = ApiKey.objects.create(
            user=user, name=name, digest=digest_of(secret), shown=secret[:SHOWN], valid_to=valid_to, run_id=run.id
        )
    return ApiKeyMade(run.id, key.pk, user.username, name, valid_to, secret)
