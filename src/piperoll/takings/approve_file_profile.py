"""approve_file_profile: somebody other than its writer approves a profile's newest version; files are read by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.takings.models import FileProfileApproval
from piperoll.takings.profiles import newest, profile_coded


class OwnProfile(Refused):
    """You wrote this version of {name} yourself: somebody else must approve it."""


class ApprovedAlready(Refused):
    """The newest version of {name} was approved already. Nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class ProfileApproved:
    """A version by which files are read from now on."""

    run: int
    profile: str
    version: int


def approve_file_profile(*, profile: str, on: date, at: datetime, by: Actor) -> ProfileApproved:
    """Approve the newest version. Raises NoSuchProfile, OwnProfile, ApprovedAlready."""
    by.must("approve_file_profile")
    found = profile_coded(profile)
    version = newest(found)
    if version.written_by_id == by.user_id:
        raise OwnProfile(name=found.name)
    with running.act("approve_file_profile", on=on, at=at, by=by, profile=found.code, version=version.pk) as run:
        _, is_new = FileProfileApproval.objects.get_or_create(
            version=version,
            defaults={"written_by": version.written_by, "approved_by_id": by.user_id, "run_id": run.id},
        )
        if not is_new:
            raise ApprovedAlready(name=found.name)
    return ProfileApproved(run.id, found.code, version.pk)
