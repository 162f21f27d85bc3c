"""record_exchange: what was said or written, or a note of ours, with what came of it and what is next, in one deed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from piperoll.arrangements.record_promise import Promised, in_words, keep_promise, must_be_one, waits_until
from piperoll.cases import standing
from piperoll.cases.calling import may_call
from piperoll.cases.models import Exchange
from piperoll.cases.rules import EXCHANGES, FROM_THEM, HEARD_BY, NOT_REACHED, OUTCOMES, PROMISED, WITH_OUTCOMES
from piperoll.cases.set_next_action import WhatIsNext, keep, must_make_sense
from piperoll.council.figures import figure
from piperoll.council.models import Holiday
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused
from piperoll.recovery.record_recovery_step import keep_step
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held

sql = beside(__file__)
LONGEST = 1000


class NoSuchExchange(Refused):
    """{kind!r} is no way of saying something. Choose one of {known}."""


class NoSuchOutcome(Refused):
    """{outcome!r} is nothing that comes of it. A call, a visit or an interview ends with one of {known}."""


class OutcomeMissing(Refused):
    """Say what came of it: {known}."""


class NothingToAnswer(Refused):
    """Only what came from them, a call, an email or a letter, can wait for an answer."""


class CallNotToBeMade(Refused):
    """They are not to be called now: {reason} If the call was made all the same, say so, and it is kept with that."""


class NotPromised(Refused):
    """A sum and a day promised go with the outcome “They promise to pay”: choose that, or leave both empty."""


class PromiseHalfTold(Refused):
    """A promise is a sum and a day: enter both, or neither."""


class NothingToCorrect(Refused):
    """There is no entry {corrects} of this customer to correct. Its number stands beside it."""


@dataclass(frozen=True)
class ExchangeTold:
    """An exchange as somebody writes it down, and what they say is next.

    `needs_answer` starts the clock of what came from them; `answers` says that this answers all that waits;
    `takes_step` that the call or review the ladder asks for is done; `made_anyway` that a call was made that was not to
    be. `promised_pence` by `promised_by_on` is what they promised to pay, in their own name.
    """

    kind: str
    words: str
    outcome: str = ""
    needs_answer: bool = False
    answers: bool = False
    takes_step: bool = False
    made_anyway: bool = False
    corrects: int | None = None
    promised_pence: int | None = None
    promised_by_on: date | None = None
    next: WhatIsNext = field(default_factory=WhatIsNext)


@dataclass(frozen=True)
class ExchangeRecorded:
    """An exchange kept; the day by which it is to be answered, how many it answered, the ladder’s step it took, and the
    last day for which the ladder waits for what was promised."""

    run: int
    exchange: int
    customer: str
    answer_by: date | None
    answered: int
    stage: str
    waits_until: date | None = None


def record_exchange(*, customer: str, told: ExchangeTold, on: date, at: datetime, by: Actor) -> ExchangeRecorded:
    """Keep what was said or written on a day; it is never changed, only corrected by another.

    What somebody had set as next is done with once they were reached, unless something else is next. Raises
    NoSuchCustomer, NoSuchExchange, NoSuchOutcome, OutcomeMissing, NothingToAnswer, CallNotToBeMade, NothingToCorrect,
    NoSuchAction, WhenIsItNext, HourOfACallback, NoStepToTake, NotPromised, PromiseHalfTold, PromiseOutOfReach,
    PromiseTooMuch, OnePromiseAtATime, WordsMissing, WordsTooLong, CardNumber, NoFigureHolds.
    """
    by.must("record_exchange")
    said = few_words(told.words, "what was said", longest=LONGEST)
    _must_make_sense(told)
    _must_be_allowed(told, by)
    must_make_sense(told.next, on)
    whose = by_reference(customer)
    promised = _promised(told, whose, on)
    with running.act("record_exchange", on=on, at=at, by=by, customer=whose.pk, kind=told.kind) as run:
        held(whose.pk)
        kept = Exchange.objects.create(
            customer=whose, kind=told.kind, outcome=told.outcome, words=said, happened_on=on,
            answer_by=_answer_by(told, on), corrects=_corrected(told, whose), against=_against(told, whose, on, at),
            run_id=run.id,
        )  # fmt: skip
        answered = len(sql.answer(customer=whose.pk, exchange=kept.pk, run=run.id)) if told.answers else 0
        stage = keep_step(whose, said[:200], on, run=run.id)[0] if told.takes_step else ""
        promise = keep_promise(whose, promised, on, run=run.id) if promised else None
        if told.next.action:
            keep(whose, told.next, run=run.id)
        elif _reached(told) and sql.is_due(customer=whose.pk, on=on)[0].is_due:
            keep(whose, WhatIsNext(), run=run.id)
        standing.work_out_some([whose.pk], on, run=run.id)
        kept_too: dict[str, Any] = {"promise": promise.pk, "promised": in_words(promise)} if promise else {}
        run.finish(said=EXCHANGES[told.kind] + _came_of(told), why=said[:200], exchange=kept.pk, **kept_too)
    until = waits_until(promise) if promise else None
    return ExchangeRecorded(run.id, kept.pk, whose.reference, kept.answer_by, answered, stage, until)


def _must_make_sense(told: ExchangeTold) -> None:
    if told.kind not in EXCHANGES:
        raise NoSuchExchange(kind=told.kind[:40], known=", ".join(EXCHANGES), field="kind")
    if told.outcome and (told.outcome not in OUTCOMES or told.kind not in WITH_OUTCOMES):
        raise NoSuchOutcome(outcome=told.outcome[:40], known=", ".join(OUTCOMES), field="outcome")
    if told.kind == "call_out" and not told.outcome:
        raise OutcomeMissing(known=", ".join(OUTCOMES.values()).lower(), field="outcome")
    if told.needs_answer and told.kind not in FROM_THEM:
        raise NothingToAnswer(field="needs_answer")


def _must_be_allowed(told: ExchangeTold, by: Actor) -> None:
    """Each part of the deed asks for its own permission. Raises NotPermitted."""
    if told.next.action:
        by.must("set_next_action")
    if told.takes_step:
        by.must("record_recovery_step")
    if told.promised_pence is not None:
        by.must("record_promise")


def _promised(told: ExchangeTold, whose: Customer, on: date) -> Promised | None:
    """What they promised in it, if they did."""
    if told.promised_pence is None and told.promised_by_on is None:
        return None
    if told.outcome != PROMISED:
        raise NotPromised(field="outcome")
    if told.promised_pence is None or told.promised_by_on is None:
        raise PromiseHalfTold(field="amount_pence" if told.promised_pence is None else "by_on")
    return must_be_one(Promised(told.promised_pence, told.promised_by_on, whose.name, HEARD_BY[told.kind]), on)


def _answer_by(told: ExchangeTold, on: date) -> date | None:
    """The last day of the standard of service for how it came."""
    if not told.needs_answer:
        return None
    return working_days_after(
        on, int(figure(FROM_THEM[told.kind], on)), set(Holiday.objects.values_list("on", flat=True))
    )


def _corrected(told: ExchangeTold, whose: Customer) -> Exchange | None:
    if told.corrects is None:
        return None
    found = Exchange.objects.filter(pk=told.corrects, customer=whose).first()
    if found is None:
        raise NothingToCorrect(corrects=told.corrects, field="corrects")
    return found


def _against(told: ExchangeTold, whose: Customer, on: date, at: datetime) -> str:
    """Why a call was not to be made that was; nothing for any other."""
    asked = may_call(whose.pk, on=on, at=at) if told.kind == "call_out" else None
    if asked is None or asked.allowed:
        return ""
    if not told.made_anyway:
        raise CallNotToBeMade(reason=" ".join(asked.reasons), field="made_anyway")
    return " ".join(asked.reasons)


def _reached(told: ExchangeTold) -> bool:
    """Whether it was ours to do and they were reached, or were written to."""
    return told.kind not in (*FROM_THEM, "note") and told.outcome not in NOT_REACHED


def _came_of(told: ExchangeTold) -> str:
    return f": {OUTCOMES[told.outcome].lower()}" if told.outcome else ""
