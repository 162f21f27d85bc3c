"""follow_up_outstanding: somebody sees to money that a bank should have shown by now, and says what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.bank_days import outstanding_item
from piperoll.reconciliation.models import FollowUp
from piperoll.runs import running
from piperoll.safeguards.words import few_words

LONGEST = 300


class NotOutstanding(Refused):
    """Item {item} is not outstanding: the bank has shown it, or nothing of that number was expected by then."""


class NobodyToFollowUp(Refused):
    """{username!r} is nobody here who follows up outstanding items. Choose somebody of the income team."""


@dataclass(frozen=True)
class FollowedUp:
    """Whose an outstanding item is now ("" for nobody), and what was said of it."""

    run: int
    item: int
    to: str
    words: str


def follow_up_outstanding(*, item: int, to: str, words: str, on: date, at: datetime, by: Actor) -> FollowedUp:
    """Give an outstanding item to somebody by user name ("" for nobody) and say what is known of it.

    Raises NotOutstanding, NobodyToFollowUp, WordsMissing, WordsTooLong, CardNumber.
    """
    said = few_words(words, "what you found", longest=LONGEST)
    with running.act("follow_up_outstanding", on=on, at=at, by=by, item=item, to=to) as run:
        if outstanding_item(item, on) is None:
            raise NotOutstanding(item=item)
        FollowUp.objects.create(expected_id=item, user=_somebody(to) if to else None, words=said, run_id=run.id)
    return FollowedUp(run.id, item, to, said)


def _somebody(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None or "follow_up_outstanding" not in actor_of(found).may:
        raise NobodyToFollowUp(username=username[:60])
    return found
