"""withdraw_collection: a released run that never reached Bacs, or was recalled in time, is as if it had never gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from piperoll.bacs import answers
from piperoll.bacs.finding import run_numbered
from piperoll.bacs.models import Collection, FiledRun, Verdict
from piperoll.bacs.write_bacs_file import sql as filing
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NotReleasedYet(Refused):
    """Collection run {collection_run} is not released: discard it instead."""


class WithBacsAlready(Refused):
    """Bacs processed collection run {collection_run} on {processing_on:%-d %B %Y}, so it cannot be withdrawn. What
    comes back is told by Bacs in its reports."""


class WithdrawnAlready(Refused):
    """Nothing of collection run {collection_run} that goes by Bacs stands any more. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Withdrawn:
    """A released run taken back: the pence owed again, and those that go through GoCardless, which stand."""

    run: int
    collection_run: int
    pence: int
    elsewhere_pence: int


def withdraw_collection(*, collection_run: int, reason: str, on: date, at: datetime, by: Actor) -> Withdrawn:
    """Take a released run back before Bacs processes it; after that day, only one that was never put into a file.

    What goes through GoCardless is not Bacs's to give back: it stands, and is cancelled there.

    Raises NoSuchCollectionRun, NotReleasedYet, WithBacsAlready, WithdrawnAlready, WordsMissing.
    """
    by.must("withdraw_collection")
    reason = few_words(reason, "why")
    found = run_numbered(collection_run)
    if not Verdict.objects.filter(collection_run=found, what="released").exists():
        raise NotReleasedYet(collection_run=collection_run)
    with running.act("withdraw_collection", on=on, at=at, by=by, collection_run=collection_run) as run:
        filing.one_at_a_time()
        if on > found.processing_on and FiledRun.objects.filter(verdict__collection_run=found).exists():
            raise WithBacsAlready(collection_run=collection_run, processing_on=found.processing_on)
        if not Collection.objects.filter(collection_run=found, end=None, mandate__provider="bacs").exists():
            raise WithdrawnAlready(collection_run=collection_run)
        pence = answers.withdraw([found.pk], f"Withdrawn: {reason}", run=run, on=on)
        elsewhere = Collection.objects.filter(collection_run=found, end=None).aggregate(pence=Sum("amount_pence"))
        run.finish(pence=pence)
    return Withdrawn(run.id, collection_run, pence, elsewhere["pence"] or 0)
