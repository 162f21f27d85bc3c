"""approve_fund: somebody other than its writer approves a fund's newest version; its money is known by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.funds.models import FundApproval
from piperoll.funds.register import fund_coded, newest
from piperoll.runs import running


class OwnFund(Refused):
    """You wrote this version of {name} yourself: somebody else must approve it."""


class FundApprovedAlready(Refused):
    """The newest version of {name} was approved already. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class FundApproved:
    """A version by which a fund's money is known from its first day on."""

    run: int
    fund: str
    version: int
    valid_from: date


def approve_fund(*, fund: str, on: date, at: datetime, by: Actor) -> FundApproved:
    """Approve the newest version. Raises NoSuchFund, OwnFund, FundApprovedAlready."""
    by.must("approve_fund")
    found = fund_coded(fund)
    version = newest(found)
    if version.written_by_id == by.user_id:
        raise OwnFund(name=found.name)
    with running.act("approve_fund", on=on, at=at, by=by, fund=found.code, version=version.pk) as run:
        _, is_new = FundApproval.objects.get_or_create(
            version=version,
            defaults={"written_by": version.written_by, "approved_by_id": by.user_id, "run_id": run.id},
        )
        if not is_new:
            raise FundApprovedAlready(name=found.name)
    return FundApproved(run.id, found.code, version.pk, version.valid_from)
