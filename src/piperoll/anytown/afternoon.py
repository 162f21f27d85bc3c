"""Anytown's afternoon of billing: schedules for rents and bins previewed and issued, and four weeks of home care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.billing.add_schedule import ScheduleWanted, add_schedule
from piperoll.billing.assess_care import assess_care
from piperoll.billing.bill_care import bill_care
from piperoll.billing.import_care import import_care
from piperoll.billing.issue_previewed import issue_previewed
from piperoll.billing.models import CareAssessment, InvoiceLine, PreviewIssue, Schedule
from piperoll.billing.preview_schedules import preview_schedules
from piperoll.foundations.actors import Actor
from piperoll.runs.models import Run

STEPS = 5
SCHEDULES = {"RENT": 3, "TRADE": 3}
IN_CARE = 4
INVOICES = sum(SCHEDULES.values()) + IN_CARE
"""How many invoices the afternoon raises: what the plan counts on."""
_WEEKS, _WEEKLY_PENCE = 4, 87_50


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Begin schedules, bill them as previewed; assess, take in and bill care. Done before, they change nothing."""
    assistant, officer = team["assistant"], team["officer"]
    yield _begin(on, at, assistant)
    yield _bill_schedules(on, at, assistant, officer)
    yield _assess(on, at, officer)
    yield _take_in(on, at, officer)
    yield _bill_care(on, at, officer)


def _first_billed(service: str, many: int, on: date) -> list[InvoiceLine]:
    """The first line of the first customers whom a service billed, one a customer."""
    lines = InvoiceLine.objects.filter(service__code=service, net_pence__gt=0, invoice__invoiced_on__lte=on)
    lines = lines.exclude(external_id__startswith="SCHEDULE-").exclude(external_id__startswith="CARE-")
    found: dict[int, InvoiceLine] = {}
    for line in lines.select_related("invoice__customer", "account").order_by("id")[: 50 * many]:
        found.setdefault(line.invoice.customer_id, line)
    return list(found.values())[:many]


def _begin(on: date, at: datetime, by: Actor) -> Outcome:
    """Some rents and bins come monthly from now on, at the price they were last billed."""
    already = Schedule.objects.exists()
    if not already:
        for service, many in SCHEDULES.items():
            for place, line in enumerate(_first_billed(service, many, on), 1):
                wanted = ScheduleWanted(
                    service=service, customer=line.invoice.customer.reference, reference=f"{service}-{place}",
                    description=f"{line.description[:120]}, monthly", frequency="monthly", starts_on=on,
                    unit_price_pounds=Decimal(line.net_pence) / 100, vat_code=line.vat_code,
                    income_code=line.account.code,
                )  # fmt: skip
                add_schedule(wanted=wanted, on=on, at=at, by=by)
    many = Schedule.objects.count()
    return Outcome("day", "Begin schedules", None, many, many, "schedules", 0, 0, already)


def _bill_schedules(on: date, at: datetime, by: Actor, other: Actor) -> Outcome:
    issue = PreviewIssue.objects.filter(preview__run__verb="preview_schedules").order_by("preview_id").first()
    run, already = (issue.run_id, True) if issue else (0, False)
    if not issue:
        preview = preview_schedules(on=on, at=at, by=by).preview
        run = issue_previewed(preview=preview, on=on, at=at, by=other).run
    return _billed("Bill the schedules", run, already)


def _assess(on: date, at: datetime, by: Actor) -> Outcome:
    """Some people in care were assessed in time for the last four weeks."""
    already = CareAssessment.objects.exists()
    if not already:
        for line in _first_billed("ASC", IN_CARE, on):
            assess_care(
                customer=line.invoice.customer.reference, kind="partial", weekly_pence=_WEEKLY_PENCE,
                valid_from=_mondays(on)[0], income_code=line.account.code, reason="First assessment",
                on=on, at=at, by=by,
            )  # fmt: skip
    many = CareAssessment.objects.exclude(kind="ended").count()
    return Outcome("day", "Assess care", None, many, many, "people", 0, 0, already)


def _take_in(on: date, at: datetime, by: Actor) -> Outcome:
    done = Run.objects.filter(verb="import_care", state="done").order_by("id").first()
    if done is None:
        references = CareAssessment.objects.order_by("id").values_list("customer__reference", flat=True)
        rows = [f"{who},HOME,{monday},14,22.50,Home care" for who in references for monday in _mondays(on)]
        with TemporaryDirectory() as folder:
            file = Path(folder) / "home-care-weeks.csv"
            file.write_text("\n".join(["customer_ref,package,week,units,unit_cost,description", *rows]))
            run = import_care(file=file, on=on, at=at, by=by).run
    else:
        run = done.pk
    told = _totals(run)
    return Outcome(
        "day", "Take in care", run, told["lines"], told["taken"], "weeks", told["rejected"], 0, done is not None
    )


def _bill_care(on: date, at: datetime, by: Actor) -> Outcome:
    done = Run.objects.filter(verb="bill_care", state="done").order_by("id").first()
    weeks_to = _mondays(on)[-1] + timedelta(days=6)
    run = done.pk if done else bill_care(weeks_to=weeks_to, on=on, at=at, by=by).run
    return _billed("Bill the care", run, done is not None)


def _billed(step: str, run: int, already: bool) -> Outcome:
    told = _totals(run)
    return Outcome(
        "day", step, run, told["lines_in"], told["invoices"], "invoices", told["lines_rejected"], told["gross_pence"],
        already,
    )  # fmt: skip


def _mondays(on: date) -> list[date]:
    """The Mondays of the last four whole weeks."""
    this_week = on - timedelta(days=on.weekday())
    return [this_week - timedelta(weeks=n) for n in range(_WEEKS, 0, -1)]


def _totals(run: int) -> dict[str, Any]:
    told: dict[str, Any] = Run.objects.values_list("totals", flat=True).get(pk=run)
    return told
