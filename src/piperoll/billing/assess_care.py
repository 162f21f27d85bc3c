"""assess_care: what a person was found able to pay for their care, from a Monday on; billed weeks are put right by
the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.billing.models import CareAssessment
from piperoll.billing.schedules import why
from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account
from piperoll.runs import running

MOST_A_WEEK = 1_000_000


class NotAMonday(Refused):
    """{day:%A %-d %B %Y} is no Monday: care weeks run from Monday to Sunday."""


class BadAssessment(Refused):
    """{why}."""


@dataclass(frozen=True)
class CareAssessed:
    """An assessment, and whether it reaches further back than a day of deciding should."""

    run: int
    assessment: int
    customer: str
    kind: str
    weekly_pence: int
    valid_from: date


def assess_care(
    *,
    customer: str,
    kind: str,
    valid_from: date,
    income_code: str,
    reason: str,
    weekly_pence: int = 0,
    on: date,
    at: datetime,
    by: Actor,
) -> CareAssessed:
    """Record an assessment decided on `on`: nil, partial, full or ended. It replaces any other from its first week on.

    Raises NoSuchCustomer, NotAMonday, BadAssessment, WhyNeeded.
    """
    person, reason = by_reference(customer), why(reason)
    must_be_monday(valid_from)
    if kind not in dict(CareAssessment.KINDS):
        raise BadAssessment(why=f"{kind!r} is none of {', '.join(dict(CareAssessment.KINDS))}")
    if (kind == "partial") != (0 < weekly_pence <= MOST_A_WEEK) or (kind != "partial" and weekly_pence):
        raise BadAssessment(why="A partial contribution is so much a week, up to £10,000; no other kind has a sum")
    account = care_account(income_code)
    with running.act("assess_care", on=on, at=at, by=by, customer=person.reference, kind=kind) as run:
        row = CareAssessment.objects.create(
            customer=person, kind=kind, weekly_pence=weekly_pence, account=account, valid_from=valid_from,
            decided_on=on, reason=reason, run_id=run.id,
        )  # fmt: skip
    return CareAssessed(run.id, row.pk, person.reference, kind, weekly_pence, valid_from)


def must_be_monday(day: date) -> None:
    """Raises NotAMonday."""
    if day.weekday():
        raise NotAMonday(day=day)


def care_account(income_code: str) -> Account:
    """An income account of some service. Raises BadAssessment."""
    code = income_code.strip().upper()
    account = Account.objects.filter(code=code, kind="income", is_active=True, service__isnull=False).first()
    if account is None or not account.vat_code:
        raise BadAssessment(why=f"{income_code!r} is not an income code with a VAT code of its own")
    return account
