"""ask_service: a service is asked about money nobody could place, with a day by which it is to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.figures import figure
from piperoll.council.models import Holiday, Service
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.suspense.deeds import held_open
from piperoll.suspense.models import Question


class NoSuchService(Refused):
    """There is no service {code!r} that bills. Services stand under Set-up."""


class AskedAlready(Refused):
    """{service} was asked about receipt {receipt} already and is to answer by {by:%-d %B %Y}. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Asked:
    """A question asked of a service, and the day by which it is to answer."""

    run: int
    receipt: int
    question: int
    answer_by: date


def ask_service(*, receipt: int, service: str, words: str, on: date, at: datetime, by: Actor) -> Asked:
    """Ask a service, by its code, about a receipt in suspense.

    Raises NoSuchReceipt, NothingInSuspense, NoSuchService, AskedAlready, NoFigureHolds, WordsMissing, WordsTooLong,
    CardNumber.
    """
    said = few_words(words, "the question", longest=300)
    with running.act("ask_service", on=on, at=at, by=by, receipt=receipt, service=service) as run:
        held_open(receipt)
        asked = Service.objects.filter(code=service, is_active=True).first()
        if asked is None:
            raise NoSuchService(code=service[:12])
        waiting = Question.objects.filter(receipt=receipt, service=asked, answer=None).first()
        if waiting:
            raise AskedAlready(service=asked.name, receipt=receipt, by=waiting.answer_by)
        days = int(figure("service_answer_days", on, service=asked.pk))
        answer_by = working_days_after(on, days, set(Holiday.objects.values_list("on", flat=True)))
        question = Question.objects.create(
            receipt_id=receipt, service=asked, words=said, asked_on=on, answer_by=answer_by, run_id=run.id
        )
    return Asked(run.id, receipt, question.pk, answer_by)
