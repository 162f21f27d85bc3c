"""unmerge_customers: a merge was wrong; from a day on the two accounts are two again, each with what was always its
own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from piperoll.customers.merging import sql
from piperoll.customers.models import AliasEnd, Customer
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NotMerged(Refused):
    """{reference} stands alone: it is merged into nobody. Nothing was changed."""

    exit_code = 0


class NoReasonToUnmerge(Refused):
    """Say in a few words why they are not the same: whoever looks next will need it. Nothing was changed."""


class MergedLater(Refused):
    """They were merged from {since:%-d %B %Y} on: un-merge them from that day or a later one, up to today."""


@dataclass(frozen=True)
class Unmerged:
    """Two accounts again."""

    run: int
    merged: str
    kept: str


def unmerge_customers(*, merged: int, reason: str, on: date, at: datetime, by: Actor) -> Unmerged:
    """From the day `on`, the account of `merged` stands alone again. Every item is where it always was.

    Raises NoReasonToUnmerge, NoSuchCustomer, NotMerged, MergedLater; then nothing has changed.
    """
    by.must("unmerge_customers")
    reason = " ".join(reason.split())[:500]
    if not reason:
        raise NoReasonToUnmerge()
    with running.act("unmerge_customers", on=on, at=at, by=by, customer=merged, reason=reason) as run:
        sql.hold(customers=[merged])
        (alias,) = [row for row in sql.standing(customers=[merged]) if row.customer_id == merged] or (None,)
        if alias is None:
            there = Customer.objects.filter(pk=merged).first()
            raise NotMerged(reference=there.reference) if there else NoSuchCustomer(reference=merged)
        if not alias.effective_on <= on <= timezone.localtime(at).date():
            raise MergedLater(since=alias.effective_on)
        AliasEnd.objects.create(alias_id=alias.id, reason=reason, effective_on=on, known_at=at, run_id=run.id)
        run.finish(merged=alias.reference, kept=alias.kept_reference)
    return Unmerged(run.id, alias.reference, alias.kept_reference)
