"""Finding a dispute and the code it is about, and refusing those there are not."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from piperoll.council.models import Holiday
from piperoll.database.statements import beside
from piperoll.disputes.models import Code, Dispute, Outcome
from piperoll.disputes.rules import OUTCOMES, reference_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.calendar import working_days_after
from piperoll.foundations.refusals import Refused

sql = beside(__file__)


class NoSuchDispute(Refused):
    """There is no dispute {dispute} for you to see. See Disputes for those there are."""


class NoSuchCode(Refused):
    """{code!r} is nothing a dispute can be about today. There are {known}."""


class ClosedBefore(Refused):
    """{dispute} was closed on {on:%-d %B %Y}: {outcome}. Nothing was changed; what is new is a dispute of its own."""

    exit_code = 0


def codes_on(on: date) -> dict[str, Code]:
    """What a dispute may be about on a day."""
    rows = Code.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on, is_used=True)
    return {row.code: row for row in rows}


def code_on(code: str, on: date) -> Code:
    """One code. Raises NoSuchCode."""
    known = codes_on(on)
    if code not in known:
        raise NoSuchCode(code=code[:24], known=", ".join(known), field="code")
    return known[code]


def dispute_numbered(dispute: int, by: Actor) -> Dispute:
    """A dispute as somebody may see it: people of a service see those their service was ever asked about.

    Raises NoSuchDispute.
    """
    found = Dispute.objects.select_related("invoice", "customer").filter(pk=dispute).first()
    if found is None or not (
        by.services is None or found.assignments.filter(service__in=by.services).exists()
    ):  # fmt: skip
        raise NoSuchDispute(dispute=dispute)
    return found


def hold_open(dispute: Dispute) -> None:
    """Let nobody else change a dispute until the transaction ends. Raises ClosedBefore."""
    sql.one_at_a_time(dispute=dispute.pk)
    if closed := Outcome.objects.filter(dispute=dispute).first():
        raise ClosedBefore(
            dispute=reference_of(dispute.pk), on=closed.closed_on, outcome=OUTCOMES[closed.outcome].lower()
        )


def answer_day(days: int, on: date) -> date:
    """So many working days after a day."""
    return working_days_after(on, days, set(Holiday.objects.values_list("on", flat=True)))
