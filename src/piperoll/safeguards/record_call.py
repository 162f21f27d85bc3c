"""record_call: before anything is said, who is calling, what they were asked, and whether they may be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.models import Call
from piperoll.safeguards.rules import CALLERS, CHECKS, CHECKS_TO_PASS
from piperoll.safeguards.telling import Telling, telling
from piperoll.safeguards.words import few_words, held


class NoSuchCaller(Refused):
    """Say who is calling: {callers}."""


class NoSuchCheck(Refused):
    """{check!r} is no question we ask. The questions are {checks}."""


class BothRightAndWrong(Refused):
    """{check} cannot be both right and wrong. Say once how they answered."""


class NotOneOfTheirs(Refused):
    """That representative does not act for this customer today, or may not be told. Choose one who may."""


@dataclass(frozen=True)
class CallTold:
    """A call as the officer took it. `passed` and `failed` are the questions answered right and wrong."""

    caller: str
    name: str
    passed: Collection[str] = ()
    failed: Collection[str] = ()
    representative: int | None = None
    about: str = ""


@dataclass(frozen=True)
class CallRecorded:
    """Whether the caller may be told, and why."""

    run: int
    call: int
    may_be_told: bool
    why: str


def record_call(*, customer: int, told: CallTold, on: date, at: datetime, by: Actor) -> CallRecorded:
    """Record a call and answer whether the caller may be told about the account; the record is never changed.

    Raises NoSuchCaller, NoSuchCheck, BothRightAndWrong, NotOneOfTheirs, WordsMissing, WordsTooLong, CardNumber,
    NoSuchCustomer.
    """
    by.must("record_call")
    _must_make_sense(told)
    name = few_words(told.name, "who is calling", longest=120)
    about = few_words(told.about, "what it was about", needed=False)
    with running.act("record_call", on=on, at=at, by=by, customer=customer, caller=told.caller) as run:
        whose = held(customer)
        who_may = telling(whose, on)
        if told.caller == "representative" and told.representative not in [r.id for r in who_may.representatives]:
            raise NotOneOfTheirs(field="representative")
        may, why = judged(told, who_may)
        call = Call.objects.create(
            customer=whose, caller=told.caller, representative_id=told.representative, name=name, about=about,
            passed=sorted(told.passed), failed=sorted(told.failed), may_be_told=may, why=why, run_id=run.id,
        )  # fmt: skip
        run.finish(call=call.pk, said=f"Call from {name}: {'may be told' if may else 'may not be told'}", why=why)
    return CallRecorded(run.id, call.pk, may, why)


def judged(told: CallTold, who_may: Telling) -> tuple[bool, str]:
    """Whether a caller may be told, and why, from what they are and how they answered."""
    if told.caller == "customer" and not who_may.customer_may_be_told:
        return False, "No: this customer is not to be spoken to themself."
    if told.caller == "other" and not ("consent" in told.passed and who_may.customer_may_be_told):
        return False, "No: they act for nobody, and the customer is not there to agree."
    if told.failed:
        return False, f"No: {CHECKS[sorted(told.failed)[0]].lower()} was wrong."
    if (right := len(set(told.passed) - {"consent"})) < CHECKS_TO_PASS:
        return False, f"No: {right} of the {CHECKS_TO_PASS} right answers they must give."
    return True, f"Yes: {right} right answers and none wrong."


def _must_make_sense(told: CallTold) -> None:
    if told.caller not in CALLERS:
        raise NoSuchCaller(callers=", ".join(CALLERS), field="caller")
    for check in (*told.passed, *told.failed):
        if check not in CHECKS:
            raise NoSuchCheck(check=check, checks=", ".join(CHECKS), field="passed")
    if both := set(told.passed) & set(told.failed):
        raise BothRightAndWrong(check=CHECKS[min(both)], field="failed")
    if told.caller != "representative" and told.representative:
        raise NotOneOfTheirs(field="representative")
