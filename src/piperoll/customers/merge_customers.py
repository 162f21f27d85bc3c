"""merge_customers: two accounts found to be one person's are read as one from a day on. Not an item moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers import brought_together
from piperoll.customers.merging import sql
from piperoll.customers.models import Alias
from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LONGEST_REASON = 500


class SameCustomer(Refused):
    """That is the same customer twice: choose two to merge."""


class NoReasonToMerge(Refused):
    """Say in a few words how you know that they are the same: whoever un-merges them will need it. Nothing was
    changed."""


class MergedAlready(Refused):
    """{reference} is merged into {kept} already. Nothing was changed."""

    exit_code = 0


class StandsInAnotherMerge(Refused):
    """{reference} is merged into {kept}, and merges make no chain. Merge with {kept}, or un-merge {reference} first."""


class KeptForOthers(Refused):
    """{reference} has other accounts merged into it, {others} for one. Keep {reference} and merge the other into it."""


class MergedBeforeThat(Refused):
    """A merge of theirs ended on {ended_on:%-d %B %Y}: this one cannot count from before that day."""


@dataclass(frozen=True)
class Merged:
    """Two accounts read as one: `merged` is now part of `kept`."""

    run: int
    merged: str
    kept: str


def merge_customers(*, merged: int, kept: int, reason: str, on: date, at: datetime, by: Actor) -> Merged:
    """From the day `on`, read the account of `merged` as part of that of `kept`; `unmerge_customers` takes it back.

    Raises SameCustomer, NoReasonToMerge, DayToCome, NoSuchCustomer, MergedAlready, StandsInAnotherMerge,
    KeptForOthers, MergedBeforeThat; then nothing has changed.
    """
    by.must("merge_customers")
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if merged == kept:
        raise SameCustomer()
    if not reason:
        raise NoReasonToMerge()
    running.must_have_come(on, at)
    with running.act("merge_customers", on=on, at=at, by=by, customer=merged, kept=kept, reason=reason) as run:
        references = {row.id: row.reference for row in sql.hold(customers=[merged, kept])}
        for customer in (merged, kept):
            if customer not in references:
                raise NoSuchCustomer(reference=customer)
        _must_stand_alone(merged, kept)
        (last,) = sql.ended_after(customers=[merged, kept], merged=merged)
        if last.ended_on and last.ended_on > on:
            raise MergedBeforeThat(ended_on=last.ended_on)
        Alias.objects.create(
            customer_id=merged, kept_id=kept, reason=reason, effective_on=on, known_at=at, run_id=run.id
        )
        brought_together.tell(account=kept, newcomer=merged, on=on, at=at, run=run.id)
        run.finish(merged=references[merged], kept=references[kept])
    return Merged(run.id, references[merged], references[kept])


def _must_stand_alone(merged: int, kept: int) -> None:
    """Whoever is kept is merged into nobody; whoever is merged is kept for nobody and merged nowhere else."""
    for row in sql.standing(customers=[merged, kept]):
        if (row.customer_id, row.kept_id) == (merged, kept):
            raise MergedAlready(reference=row.reference, kept=row.kept_reference)
        if row.customer_id in (merged, kept):
            raise StandsInAnotherMerge(reference=row.reference, kept=row.kept_reference)
        if row.kept_id == merged:
            raise KeptForOthers(reference=row.kept_reference, others=row.reference)
