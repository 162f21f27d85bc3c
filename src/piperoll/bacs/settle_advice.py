"""settle_advice: an officer says what was done about an advice that nothing of ours explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs.models import Advice, AdviceSettled
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NoSuchException(Refused):
    """There is no exception {advice} that waits. See Direct Debits, Exceptions."""


class SettledAlready(Refused):
    """Somebody settled that already: {what}"""

    exit_code = 0


@dataclass(frozen=True)
class AdviceDone:
    """An exception that is settled, and how."""

    run: int
    advice: int
    what: str


def settle_advice(*, advice: int, what: str, on: date, at: datetime, by: Actor) -> AdviceDone:
    """Settle an exception. Raises NoSuchException, SettledAlready, WordsMissing."""
    by.must("settle_advice")
    what = few_words(what, "what was done")
    found = Advice.objects.filter(pk=advice).exclude(exception="").first()
    if found is None:
        raise NoSuchException(advice=advice)
    with running.act("settle_advice", on=on, at=at, by=by, advice=advice) as run:
        done, is_new = AdviceSettled.objects.get_or_create(advice=found, defaults={"what": what, "run_id": run.id})
        if not is_new:
            raise SettledAlready(what=done.what)
    return AdviceDone(run.id, advice, what)
