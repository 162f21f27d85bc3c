"""share_care: another body bears a part of somebody's care: the NHS, another council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, Sum

from piperoll.billing.assess_care import BadAssessment, care_account, must_be_monday
from piperoll.billing.models import CareShare
from piperoll.billing.schedules import why
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class MoreThanAll(Refused):
    """With what others bear already it would be {percent}% of the cost: nobody bears more than all of it."""


@dataclass(frozen=True)
class CareShared:
    """So many per cent of somebody's care, and who bears it."""

    run: int
    customer: str
    payer: str
    percent: Decimal
    valid_from: date


def share_care(
    *,
    customer: str,
    payer: str,
    percent: Decimal,
    income_code: str,
    valid_from: date,
    reason: str,
    valid_to: date | None = None,
    on: date,
    at: datetime,
    by: Actor,
) -> CareShared:
    """Have `payer` bear a part of the cost from a Monday on; the rest is the person's to contribute to.

    Raises NoSuchCustomer, NotAMonday, BadAssessment, MoreThanAll, WhyNeeded.
    """
    person, body, reason = by_reference(customer), by_reference(payer), why(reason)
    must_be_monday(valid_from)
    if person.pk == body.pk or not percent.is_finite() or not 0 < percent <= 100:
        raise BadAssessment(why="Another body bears more than 0 and at most 100% of somebody's care")
    if valid_to and valid_to < valid_from:
        raise BadAssessment(why="The last day is before the first")
    with running.act("share_care", on=on, at=at, by=by, customer=person.reference, payer=body.reference) as run:
        type(person).objects.select_for_update().get(pk=person.pk)
        meanwhile = CareShare.objects.filter(customer=person).exclude(valid_to__lt=valid_from)
        meanwhile = meanwhile.filter(Q(valid_from__lte=valid_to)) if valid_to else meanwhile
        borne = (meanwhile.aggregate(all=Sum("percent"))["all"] or Decimal(0)) + percent
        if borne > 100:
            raise MoreThanAll(percent=f"{borne.normalize():f}")
        CareShare.objects.create(
            customer=person, payer=body, percent=percent, account=care_account(income_code), valid_from=valid_from,
            valid_to=valid_to, reason=reason, run_id=run.id,
        )  # fmt: skip
    return CareShared(run.id, person.reference, body.reference, percent, valid_from)
