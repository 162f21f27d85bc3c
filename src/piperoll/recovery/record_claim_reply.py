"""record_claim_reply: what came back to a letter of claim; the days before a claim are counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery.claiming import last_letter, steps_of
from piperoll.recovery.models import ClaimReply
from piperoll.recovery.protocol import REPLIES, may_claim_from
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


class NoLetterOfClaim(Refused):
    """No letter of claim went to {customer}, so nothing can answer one."""


class NotOfTheForm(Refused):
    """{says!r} is no box of the reply form. There are {known}."""


class BeforeTheLetter(Refused):
    """Their letter went on {letter_on:%-d %B %Y}: what answers it came on a day from then to today."""


@dataclass(frozen=True)
class ClaimReplyRecorded:
    """A reply on record: the earliest day of a claim now (none while something must be done first), and why."""

    run: int
    customer: str
    earliest: date | None
    why: str


def record_claim_reply(
    *, customer: str, says: Sequence[str], words: str, received_on: date, is_complete: bool = True, on: date,
    at: datetime, by: Actor,
) -> ClaimReplyRecorded:  # fmt: skip
    """Record which boxes of the reply form somebody ticked, and what they wrote.

    Raises NoSuchCustomer, NoLetterOfClaim, NotOfTheForm, BeforeTheLetter, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("record_claim_reply")
    said = few_words(words, "what they wrote")
    for one in says or ("",):
        if one not in REPLIES:
            raise NotOfTheForm(says=one[:20], known=", ".join(REPLIES), field="says")
    whose = by_reference(customer)
    with running.act("record_claim_reply", on=on, at=at, by=by, customer=whose.pk, says=list(says)) as run:
        held(whose.pk)
        must_be_since_the_letter(whose, received_on, on)
        ClaimReply.objects.create(
            customer=whose, says=list(dict.fromkeys(says)), is_complete=is_complete, words=said,
            received_on=received_on, run_id=run.id,
        )  # fmt: skip
        earliest = may_claim_from(steps_of(whose, last_letter(whose)))
        ticked = "; ".join(REPLIES[one].lower() for one in says)
        run.finish(said=f"Reply to the letter of claim: {ticked}", why=said)
    return ClaimReplyRecorded(run.id, whose.reference, earliest.day, earliest.why)


def must_be_since_the_letter(customer: Customer, day: date, on: date) -> date:
    """The day the letter went, when `day` lies from it up to today. Raises NoLetterOfClaim, BeforeTheLetter."""
    letter = last_letter(customer)
    if letter is None:
        raise NoLetterOfClaim(customer=customer.reference)
    if not letter.sent_on <= day <= on:
        raise BeforeTheLetter(letter_on=letter.sent_on, field="received_on")
    sent: date = letter.sent_on
    return sent
