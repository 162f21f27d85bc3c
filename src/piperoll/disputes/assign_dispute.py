"""assign_dispute: another service, or somebody of it, is to answer a dispute; its clock begins anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import User
from piperoll.council.models import Service
from piperoll.disputes.finding import answer_day, code_on, dispute_numbered, hold_open
from piperoll.disputes.models import Assignment
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words


class NoSuchServiceToAsk(Refused):
    """There is no service {code!r} that bills. Services stand under Set-up."""


class NotOfThatService(Refused):
    """{user!r} is nobody who works for {service}, or for every service."""


@dataclass(frozen=True)
class DisputeAssigned:
    """Who is to answer a dispute now, and by when."""

    run: int
    dispute: int
    service: str
    user: str
    answer_by: date


def assign_dispute(
    *, dispute: int, service: str, user: str = "", words: str = "", on: date, at: datetime, by: Actor
) -> DisputeAssigned:
    """Ask a service, by its code, and somebody of it by name where one is meant; `words` say what is still unclear.

    Raises NoSuchDispute, ClosedBefore, NoSuchServiceToAsk, NotOfThatService, WordsTooLong, CardNumber.
    """
    by.must("assign_dispute")
    said = few_words(words, "what is still unclear", needed=False, longest=300)
    found = dispute_numbered(dispute, by)
    with running.act("assign_dispute", on=on, at=at, by=by, dispute=dispute, service=service) as run:
        hold_open(found)
        asked = Service.objects.filter(code=service, is_active=True).first()
        if asked is None:
            raise NoSuchServiceToAsk(code=service[:12], field="service")
        person = _somebody_of(asked, user) if user else None
        days = code_on(found.code, found.raised_on).answer_days
        answer_by = answer_day(days, on)
        Assignment.objects.create(
            dispute=found, service=asked, user=person, words=said, asked_on=on, answer_by=answer_by, run_id=run.id
        )
    return DisputeAssigned(run.id, dispute, asked.name, person.name if person else "", answer_by)


def _somebody_of(service: Service, username: str) -> User:
    """Somebody who may answer for the service. Raises NotOfThatService."""
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None or (found.services.exists() and not found.services.filter(service=service).exists()):
        raise NotOfThatService(user=username[:60], service=service.name, field="user")
    return found
