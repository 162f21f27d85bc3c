"""write_remittance_profile: how a payer's lists in text or PDF look, tried on one, for somebody else to approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.formats.payment_files import LayoutWrong
from piperoll.formats.remittance_layouts import layout_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.models import RemittanceProfile, RemittanceProfileVersion
from piperoll.receipting.remittance_profiles import code_read, not_proved, read_by
from piperoll.receipting.words import plain
from piperoll.runs import running


class BadRemittanceProfile(Refused):
    """The layout cannot be kept: {why}. Nothing was changed."""


class SampleNotRead(Refused):
    """The sample does not read by this layout: {why}. Nothing was kept."""


@dataclass(frozen=True)
class RemittanceProfileWritten:
    """A version kept, waiting to be approved, and what it made of the sample."""

    run: int
    profile: str
    version: int
    lines: int
    pence: int


def write_remittance_profile(
    *, code: str, payer: str, layout: Mapping[str, Any], sample: bytes, on: date, at: datetime, by: Actor
) -> RemittanceProfileWritten:
    """Keep a version of a profile, new or known; its payer is kept as first written.

    Raises BadRemittanceProfile, SampleNotRead, NotATable.
    """
    by.must("write_remittance_profile")
    code, payer = code_read(code), " ".join(plain(payer).split())[:140]
    if not code or not payer:
        what = "the payer’s name" if code else "a code of 2 to 12 letters, digits and dashes"
        raise BadRemittanceProfile(why=f"it needs {what}")
    try:
        wanted = layout_of(layout)
    except LayoutWrong as fault:
        raise BadRemittanceProfile(why=str(fault)) from None
    tried, _ = read_by(wanted, sample, "The sample")
    if why := not_proved(tried, wanted):
        raise SampleNotRead(why=why)
    with running.act("write_remittance_profile", on=on, at=at, by=by, profile=code) as run:
        profile, _ = RemittanceProfile.objects.get_or_create(code=code, defaults={"payer": payer, "run_id": run.id})
        version = RemittanceProfileVersion.objects.create(
            profile=profile, layout=wanted.told(), sample_lines=len(tried.lines), written_by_id=by.user_id,
            run_id=run.id,
        )  # fmt: skip
    pence = sum(line.amount_pence for line in tried.lines)
    return RemittanceProfileWritten(run.id, code, version.pk, len(tried.lines), pence)
