"""end_api_key: a system's key opens nothing any more, from this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import ApiKey
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchKey(Refused):
    """There is no key {key}. See a user's page for the keys that act for them."""


class KeyEndedAlready(Refused):
    """Key {key} ({name}) has ended already: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ApiKeyEnded:
    """A key that opens nothing any more."""

    run: int
    key: int
    name: str
    username: str


def end_api_key(*, key: int, on: date, at: datetime, by: Actor) -> ApiKeyEnded:
    """End it. Raises NoSuchKey, KeyEndedAlready."""
    with running.act("end_api_key", on=on, at=at, by=by, key=key) as run:
        found = ApiKey.objects.select_for_update(of=("self",)).select_related("user").filter(pk=key).first()
        if found is None:
            raise NoSuchKey(key=key)
        if found.ended_on:
            raise KeyEndedAlready(key=key, name=found.name)
        found.ended_on = on
        found.save(update_fields=["ended_on"])
    return ApiKeyEnded(run.id, found.pk, found.name, found.user.username)
