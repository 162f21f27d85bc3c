"""approve_remittance_profile: somebody other than its writer approves the newest layout; lists are read by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import RemittanceProfileApproval
from piperoll.receipting.remittance_profiles import newest, profile_coded
from piperoll.runs import running


class OwnRemittanceProfile(Refused):
    """You wrote this layout of {payer} yourself: somebody else must approve it."""


class LayoutApprovedAlready(Refused):
    """The newest layout of {payer} was approved already. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class RemittanceProfileApproved:
    """A version by which lists are read from now on."""

    run: int
    profile: str
    version: int


def approve_remittance_profile(*, profile: str, on: date, at: datetime, by: Actor) -> RemittanceProfileApproved:
    """Approve the newest version. Raises NoSuchRemittanceProfile, OwnRemittanceProfile, LayoutApprovedAlready."""
    by.must("approve_remittance_profile")
    found = profile_coded(profile)
    version = newest(found)
    if version.written_by_id == by.user_id:
        raise OwnRemittanceProfile(payer=found.payer)
    with running.act("approve_remittance_profile", on=on, at=at, by=by, profile=found.code, version=version.pk) as run:
        _, is_new = RemittanceProfileApproval.objects.get_or_create(
            version=version,
            defaults={"written_by": version.written_by, "approved_by_id": by.user_id, "run_id": run.id},
        )
        if not is_new:
            raise LayoutApprovedAlready(payer=found.payer)
    return RemittanceProfileApproved(run.id, found.code, version.pk)
