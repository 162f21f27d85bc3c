"""Who may own a debt: an officer by their username, or a team by its code."""

from __future__ import annotations

from dataclasses import dataclass

from piperoll.authority.models import User
from piperoll.cases.models import Team
from piperoll.foundations.refusals import Refused


class NoSuchOwner(Refused):
    """There is no team and no officer called {owner!r}. Give a team’s code or an officer’s username."""


class HasNoWorklist(Refused):
    """{name} has no worklist: their role does not look after debts. Name somebody of recovery, or a team."""


@dataclass(frozen=True)
class Owner:
    """An officer or a team; one of the numbers is None."""

    officer: int | None
    team: int | None
    name: str


def owner_called(text: str) -> Owner:
    """A team by its code, else an officer by their username. Raises NoSuchOwner, HasNoWorklist."""
    said = text.strip()
    if team := Team.objects.filter(code=said.upper()).first():
        return Owner(None, team.pk, team.name)
    officer = officer_called(said)
    return Owner(officer.pk, None, officer.name)


def officer_called(text: str) -> User:
    """Somebody who works here and looks after debts. Raises NoSuchOwner, HasNoWorklist."""
    found = User.objects.filter(username__iexact=text.strip(), is_active=True).first()
    if found is None:
        raise NoSuchOwner(owner=text.strip()[:60], field="owner")
    if not found.may("set_next_action"):
        raise HasNoWorklist(name=found.name, field="owner")
    return found
