"""give_claim_notice: somebody replied and nothing was agreed: they are told that a claim follows after 14 days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.recovery import claim_letters
from piperoll.recovery.claiming import ACT, last_letter, steps_of
from piperoll.recovery.ladder import standing
from piperoll.recovery.models import ClaimNotice
from piperoll.recovery.record_claim_reply import must_be_since_the_letter
from piperoll.runs import running
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.words import held


class NobodyReplied(Refused):
    """{customer} did not reply to the letter of claim: no notice is needed after its 30 days."""


class NotNow(Refused):
    """{customer} may not be told that a claim follows. {why}"""


class NothingIsChased(Refused):
    """Nothing of what {customer} owes is chased now: there is nothing to claim."""


class NoticeGivenAlready(Refused):
    """{customer} was given notice on {noticed_on:%-d %B %Y}, and replied nothing since: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ClaimNoticeGiven:
    """A notice on its way to so many readers; its 14 days begin as it is dispatched."""

    run: int
    customer: str
    notice: int
    pence: int
    letters: int


def give_claim_notice(*, customer: str, on: date, at: datetime, by: Actor) -> ClaimNoticeGiven:
    """Write that a claim follows after 14 days.

    Raises NoSuchCustomer, NoLetterOfClaim, NobodyReplied, NoticeGivenAlready, NotNow, NothingIsChased,
    NoApprovedTemplate.
    """
    by.must("give_claim_notice")
    whose = by_reference(customer)
    with running.act("give_claim_notice", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        letter_on = must_be_since_the_letter(whose, on, on)
        replies = steps_of(whose, last_letter(whose)).replies
        if not replies:
            raise NobodyReplied(customer=whose.reference)
        if given := claim_letters.given(whose.pk, since=max(one.received_on for one in replies)):
            raise NoticeGivenAlready(customer=whose.reference, noticed_on=given)
        safe = may_i(ACT, whose.pk, on)
        if not safe.allowed:
            raise NotNow(customer=whose.reference, why=" ".join(safe.reasons))
        stands = standing(on, whose.pk).row
        if stands is None or not stands.chased_pence:
            raise NothingIsChased(customer=whose.reference)
        notice = ClaimNotice.objects.create(
            customer=whose, pence=stands.chased_pence, letter_on=letter_on, noticed_on=on, run_id=run.id
        )
        sent = claim_letters.send(notice.pk, run=run.id, on=on, at=at)
        run.finish(said="Notice that a claim will be made", letters=sent.documents, pence=notice.pence)
    return ClaimNoticeGiven(run.id, whose.reference, notice.pk, notice.pence, sent.documents)
