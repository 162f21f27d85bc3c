"""release_collection: somebody other than the chooser looks, and lets a collection run go.

At that moment everything is asked once more: what was paid, barred or stopped since it was chosen is dropped. What is
left is put on the customers' accounts as collected, and what a file will collect is expected on the bank's statement,
in one transaction. The run's one verdict is a unique row, so of two who release at once one waits and then is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs.finding import paid_into, run_numbered, service_user
from piperoll.bacs.models import Verdict
from piperoll.bacs.rules import contra_words
from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger import posting
from piperoll.runs import running

sql = beside(__file__)


class OwnCollection(Refused):
    """You chose collection run {collection_run} yourself: somebody else must look at it and release it."""


class ReleasedAlready(Refused):
    """Collection run {collection_run} was released already, by {by}. Nothing was changed."""

    exit_code = 0


class DiscardedAlready(Refused):
    """Collection run {collection_run} was discarded by {by}: choose afresh what is to be collected."""


class TooLateToRelease(Refused):
    """Collection run {collection_run} had to be at Bacs by {input_by:%-d %B %Y} to collect on
    {collect_on:%-d %B %Y}. Discard it and choose afresh for a later day."""


class NothingLeftToCollect(Refused):
    """Nothing of collection run {collection_run} may be collected any more: everything was paid, barred or stopped
    since it was chosen. Discard it."""


class AboveTheFileLimit(Refused):
    """Collection run {collection_run} comes to {total}, above the {limit} the bank lets us send in one file. Discard
    it, or have the bank raise the limit and enter it under Set-up, Terms and other figures."""


@dataclass(frozen=True)
class Released:
    """A collection run let go: so many collections and pence, and how many were dropped since it was chosen."""

    run: int
    collection_run: int
    collections: int
    pence: int
    dropped: int
    collect_on: date


def release_collection(*, collection_run: int, on: date, at: datetime, by: Actor) -> Released:
    """Release a collection run that somebody else chose.

    Raises NoSuchCollectionRun, OwnCollection, ReleasedAlready, DiscardedAlready, TooLateToRelease,
    NothingLeftToCollect, AboveTheFileLimit.
    """
    by.must("release_collection")
    found = run_numbered(collection_run)
    if found.chosen_by_id == by.user_id:
        raise OwnCollection(collection_run=collection_run)
    must_be_undecided(collection_run)
    if on > found.input_by:
        raise TooLateToRelease(collection_run=collection_run, input_by=found.input_by, collect_on=found.collect_on)
    account = paid_into()
    service_user()
    with running.act("release_collection", on=on, at=at, by=by, collection_run=collection_run) as run:
        if not sql.decide(collection_run=collection_run, what="released", by=by.user_id, reason="", at=at, run=run.id):
            must_be_undecided(collection_run)
        (dropped,) = sql.drop_what_no_longer_holds(collection_run=collection_run, on=on, run=run.id)
        posting.open_drafts()
        (drafted,) = sql.draft_credits(collection_run=collection_run)
        if not drafted.collections:
            raise NothingLeftToCollect(collection_run=collection_run)
        limit = int(figure("direct_debit_file_pounds", on)) * 100
        if drafted.filed_pence > limit:
            total = pounds(drafted.filed_pence)
            raise AboveTheFileLimit(collection_run=collection_run, total=total, limit=pounds(limit))
        posting.post_drafts(run=run.id, at=at)
        sql.add_credits(run=run.id, at=at)
        if drafted.filed_pence:
            sql.expect(
                collection_run=collection_run, account=account.pk, pence=drafted.filed_pence, run=run.id,
                on=found.collect_on, words=contra_words(collection_run),
            )  # fmt: skip
        run.finish(collections=drafted.collections, pence=drafted.pence, dropped=dropped.many)
    return Released(run.id, collection_run, drafted.collections, drafted.pence, dropped.many, found.collect_on)


def must_be_undecided(collection_run: int) -> None:
    """Raise ReleasedAlready or DiscardedAlready when a verdict stands."""
    verdict = Verdict.objects.select_related("run").filter(collection_run=collection_run).first()
    if verdict:
        kind = ReleasedAlready if verdict.what == "released" else DiscardedAlready
        raise kind(collection_run=collection_run, by=verdict.run.by_username)
