"""Profiles found: the one of a code, and the version by which its files are read."""

from __future__ import annotations

import re

from piperoll.foundations.refusals import Refused
from piperoll.takings.models import FileProfile, FileProfileVersion


class NoSuchProfile(Refused):
    """There is no profile {code!r} of payment files. Ours are {ours}."""


class NothingApproved(Refused):
    """Nobody has approved how files of {name} are laid out. Somebody other than {writer} must look at it first."""


def profile_coded(code: str) -> FileProfile:
    """The profile. Raises NoSuchProfile."""
    found = FileProfile.objects.select_related("method__account", "bank_account").filter(pk=code_read(code)).first()
    if found is None:
        ours = ", ".join(FileProfile.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchProfile(code=code, ours=ours)
    return found


def code_read(text: str) -> str:
    """A profile's code as it is kept; empty when it is none."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[A-Z0-9-]{2,12}", code) else ""


def newest(profile: FileProfile) -> FileProfileVersion:
    """Its newest version, approved or not."""
    return profile.versions.select_related("written_by").latest("id")


def approved(profile: FileProfile) -> FileProfileVersion:
    """The version by which files are read. Raises NothingApproved."""
    found = profile.versions.filter(approval__isnull=False).first()
    if found is None:
        raise NothingApproved(name=profile.name, writer=newest(profile).written_by.name)
    return found
