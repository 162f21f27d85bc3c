"""unlink_customers: two customers belong together no longer, or never did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.linking import sql
from piperoll.customers.models import LinkEnd
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoSuchLink(Refused):
    """There is no link {link}. See the customer's page, under all they owe."""


class UnlinkedAlready(Refused):
    """That link has ended already. Nothing was changed."""

    exit_code = 0


class NoReasonToUnlink(Refused):
    """Say in a few words why: whoever looks next will need it."""


class LinkedLater(Refused):
    """They are linked from {since:%-d %B %Y} on: end it on that day or later."""


@dataclass(frozen=True)
class Unlinked:
    """A link ended."""

    run: int
    link: int


def unlink_customers(*, link: int, reason: str, on: date, at: datetime, by: Actor) -> Unlinked:
    """End a link from the day `on`. Raises NoReasonToUnlink, NoSuchLink, UnlinkedAlready, LinkedLater."""
    by.must("unlink_customers")
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise NoReasonToUnlink()
    with running.act("unlink_customers", on=on, at=at, by=by, link=link, reason=reason) as run:
        (found,) = sql.link(link=link) or (None,)
        if found is None:
            raise NoSuchLink(link=link)
        if LinkEnd.objects.filter(link=link).exists():
            raise UnlinkedAlready()
        if on < found.effective_on:
            raise LinkedLater(since=found.effective_on)
        LinkEnd.objects.create(link_id=link, reason=reason, effective_on=on, known_at=at, run_id=run.id)
    return Unlinked(run.id, link)
