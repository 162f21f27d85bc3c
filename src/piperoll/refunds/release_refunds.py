"""release_refunds: somebody other than the chooser looks, and lets a refund run go.

Every safeguard is asked once more; a refund that may not go any longer stops the run, which is then discarded and
chosen afresh. What a file pays is expected on the bank's statement; each customer is written to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.bacs.finding import paid_into, service_user
from piperoll.council.figures import figure
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account
from piperoll.receipting.models import Expected
from piperoll.refunds import letters
from piperoll.refunds.choose_refunds import why_not
from piperoll.refunds.finding import run_numbered
from piperoll.refunds.models import Refund, RefundRun, RefundVerdict
from piperoll.refunds.rules import contra_words, reference_of
from piperoll.refunds.taking_back import one_at_a_time
from piperoll.runs import running

sql = beside(__file__)


class OwnRefundRun(Refused):
    """You chose refund run {refund_run} yourself: somebody else must look at it and release it."""


class RunReleasedAlready(Refused):
    """Refund run {refund_run} was released already, by {by}. Nothing was changed."""

    exit_code = 0


class RunDiscardedAlready(Refused):
    """Refund run {refund_run} was discarded by {by}: choose afresh what is to be paid."""


class TooLateToPay(Refused):
    """Refund run {refund_run} had to be at Bacs by {input_by:%-d %B %Y} to pay on {pay_on:%-d %B %Y}. Discard it and
    choose afresh for a later day."""


class NothingToPay(Refused):
    """Refund run {refund_run} pays nothing: everything waits. Discard it."""


class NoLongerHolds(Refused):
    """{refund} may not be paid now: {reason} Discard refund run {refund_run} and choose afresh; nothing was changed."""


class MoreThanAFile(Refused):
    """Refund run {refund_run} comes to {total}, above the {limit} the bank lets us send in one file. Discard it, or
    have the bank raise the limit and enter it under Set-up, Terms and other figures."""


@dataclass(frozen=True)
class RefundsReleased:
    """A refund run let go: so many refunds and pence."""

    run: int
    refund_run: int
    refunds: int
    pence: int
    pay_on: date


def release_refunds(*, refund_run: int, on: date, at: datetime, by: Actor) -> RefundsReleased:
    """Release a refund run that somebody else chose.

    Raises NoSuchRefundRun, OwnRefundRun, RunReleasedAlready, RunDiscardedAlready, TooLateToPay,
    NothingToPay, NoLongerHolds, MoreThanAFile, NoServiceUser, NoAccountToPayInto, NoApprovedTemplate.
    """
    by.must("release_refunds")
    found = run_numbered(refund_run)
    if found.chosen_by_id == by.user_id:
        raise OwnRefundRun(refund_run=refund_run)
    must_be_undecided(found)
    if on > found.input_by:
        raise TooLateToPay(refund_run=refund_run, input_by=found.input_by, pay_on=found.pay_on)
    with running.act("release_refunds", on=on, at=at, by=by, refund_run=refund_run) as run:
        one_at_a_time()
        decide(found, "released", "", run)
        refunds = list(Refund.objects.filter(chosen__refund_run=found).select_related("request", "payee"))
        _must_still_hold(found, refunds, on)
        pence = sum(one.amount_pence for one in refunds)
        if found.method == "bacs":
            _expect(found, pence, run)
        letters.send(run=run.id, refund_run=refund_run, on=on, at=at)
        run.finish(refunds=len(refunds), pence=pence)
    return RefundsReleased(run.id, refund_run, len(refunds), pence, found.pay_on)


def must_be_undecided(found: RefundRun) -> None:
    """Raise RunReleasedAlready or RunDiscardedAlready when a verdict stands."""
    verdict = RefundVerdict.objects.select_related("run").filter(refund_run=found).first()
    if verdict:
        kind = RunReleasedAlready if verdict.what == "released" else RunDiscardedAlready
        raise kind(refund_run=found.pk, by=verdict.run.by_username)


def decide(found: RefundRun, what: str, reason: str, run: running.RunInHand) -> None:
    """Give the one verdict on a run. Raises RunReleasedAlready or RunDiscardedAlready when another stands."""
    if not sql.decide(
        refund_run=found.pk, what=what, by=run.by.user_id, reason=reason, at=run.at, run=run.id
    ):  # fmt: skip
        must_be_undecided(found)


def _must_still_hold(found: RefundRun, refunds: list[Refund], on: date) -> None:
    if not refunds:
        raise NothingToPay(refund_run=found.pk)
    for refund, (_, reason, _) in why_not(refunds, on).items():
        raise NoLongerHolds(refund=reference_of(refund), reason=reason, refund_run=found.pk)


def _expect(found: RefundRun, pence: int, run: running.RunInHand) -> None:
    """The bank will show what the file pays in one line, with the run's number in its words."""
    service_user()
    limit = int(figure("direct_debit_file_pounds", run.effective_on)) * 100
    if pence > limit:
        raise MoreThanAFile(refund_run=found.pk, total=pounds(pence), limit=pounds(limit))
    Expected.objects.create(
        bank_account=paid_into(), account=Account.objects.get(control="refunds"), amount_pence=-pence,
        expected_on=found.pay_on, words=contra_words(found.pk), what=f"Refund run {found.pk}", run_id=run.id,
    )  # fmt: skip
