"""ask_gocardless: what happened there since we last heard, for a knock missed or a council without webhooks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from piperoll.foundations.actors import Actor
from piperoll.gocardless import taking
from piperoll.gocardless.client import Gocardless
from piperoll.runs import running

OVERLAP, AT_FIRST = timedelta(days=2), timedelta(days=90)
"""How far before the newest event we know we ask again, since one may be told late; and how far back at first."""


def ask_gocardless(*, on: date, at: datetime, by: Actor) -> taking.Taken:
    """Ask for what happened since, and take each event once; payouts that could not be taken in are tried again.

    Raises NoToken, GocardlessAway, NoFeesAccount, StillWorking.
    """
    by.must("ask_gocardless")
    there = Gocardless()
    with running.start("ask_gocardless", on=on, at=at, by=by) as run:
        newest = taking.last_told()
        told = there.events(newest - OVERLAP if newest else at - AT_FIRST)
        fresh = taking.fresh_of(told)
        payouts = taking.payouts_of(there, fresh, waiting=True)
        return taking.take(told, fresh, payouts, name="asked", run=run)
