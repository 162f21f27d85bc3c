"""request_small_write_offs: somebody looked at a list of small balances; somebody else decides, then exactly it is
written off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.asking import Wanted, ask, one_at_a_time
from piperoll.authority.models import Request
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.write_offs.models import SmallLine
from piperoll.write_offs.rules import SMALL, SMALL_ACT
from piperoll.write_offs.small import NoSuchSmallRun, numbered, reference_of


class AskedForAlready(Refused):
    """{small_run} is asked for already, as request {request}."""

    exit_code = 0


class NothingInIt(Refused):
    """Nothing of {small_run} is to be written off: everything was left out, each with why."""


@dataclass(frozen=True)
class SmallRequested:
    """A small-balance run that waits for somebody else to decide."""

    run: int
    request: int
    small_run: int
    many: int
    pence: int


def request_small_write_offs(*, small_run: int, why: str = "", on: date, at: datetime, by: Actor) -> SmallRequested:
    """Ask that a small-balance run be written off, just as it was proposed. It always takes two people.

    Raises NoSuchSmallRun, AskedForAlready, NothingInIt, NoLimitCovers.
    """
    by.must("request_small_write_offs")
    words = few_words(why, "why", needed=False, longest=400) or "Smaller than what it would cost to collect"
    found = numbered(small_run)
    if not by.sees_service(found.service_id):
        raise NoSuchSmallRun(small_run=small_run)
    subject = reference_of(small_run)
    with running.act("request_small_write_offs", on=on, at=at, by=by, small_run=small_run) as run:
        one_at_a_time(SMALL_ACT, subject)
        standing = Request.objects.filter(act=SMALL_ACT, subject=subject)
        earlier = standing.filter(standing__state__in=["waiting", "returned", "approved"]).first()
        if earlier:
            raise AskedForAlready(small_run=subject, request=earlier.pk)
        lines = list(SmallLine.objects.filter(small_run=found, why_not="").values_list("pence", "item__due_on"))
        if not lines:
            raise NothingInIt(small_run=subject)
        pence = sum(sum_ for sum_, _ in lines)
        asked = ask(
            Wanted(
                SMALL_ACT, found.service_id, None, subject, pence, max((on - due).days for _, due in lines if due),
                SMALL, words, f"The list stands under Write-offs, {subject}",
                [
                    ("Service", "", found.service.name),
                    ("Debts", "", f"{len(lines):,}, each customer {pounds(found.most_pence)} or less in all"),
                    ("At least overdue", "", f"{found.least_days} days"),
                ],
                {"small_run": small_run},
            ),
            run=run, at=at, alone=False,
        )  # fmt: skip
        said = f"{subject} of {pounds(pence)} asked to be written off"
        run.finish(request=asked.request.pk, pence=pence, many=len(lines), said=said)
    return SmallRequested(run.id, asked.request.pk, small_run, len(lines), pence)
