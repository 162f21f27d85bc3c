"""link_customers: two customers belong together from a day on, and how; each still owes their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.answering import in_order
from piperoll.customers.linking import sql
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Link
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoReasonToLink(Refused):
    """Say in a few words how you know that they belong together."""


class NoSuchLinkKind(Refused):
    """{kind!r} is no way to belong together. There are: {kinds}."""


class LinkedAlready(Refused):
    """They are linked so already. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Linked:
    """Two customers who belong together."""

    run: int
    link: int


def link_customers(*, one: int, other: int, kind: str, reason: str, on: date, at: datetime, by: Actor) -> Linked:
    """Link two customers from the day `on`; `kind` is one of Link.KINDS.

    Raises NoReasonToLink, NoSuchLinkKind, DayToCome, SameTwice, NoSuchCustomer, LinkedAlready.
    """
    by.must("link_customers")
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise NoReasonToLink()
    if kind not in dict(Link.KINDS):
        raise NoSuchLinkKind(kind=kind, kinds=", ".join(dict(Link.KINDS)))
    running.must_have_come(on, at)
    first, second = in_order(kept_id(one), kept_id(other))
    with running.act("link_customers", on=on, at=at, by=by, first=first, second=second, kind=kind) as run:
        sql.hold(customers=[first, second])
        if sql.standing_link(first=first, second=second, kind=kind):
            raise LinkedAlready()
        link = Link.objects.create(
            first_id=first, second_id=second, kind=kind, reason=reason, effective_on=on, known_at=at, run_id=run.id
        )
        run.finish(link=link.pk)
    return Linked(run.id, link.pk)
