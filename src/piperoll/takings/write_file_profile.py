"""write_file_profile: how files of payments are laid out, tried on a sample, for somebody else to approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.formats.payment_files import Layout, LayoutWrong, PaymentFile, layout_of, read
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.runs import running
from piperoll.takings.models import FileProfile, FileProfileVersion
from piperoll.takings.paying_in import account_coded, method_of
from piperoll.takings.profiles import code_read

LINES_TOLD = 4
"""So many wrong lines of a file are told of; somebody who mends those sees the next."""


class BadProfile(Refused):
    """The profile cannot be kept: {why}. Nothing was changed."""


class SampleUnreadable(Refused):
    """The sample does not read by this layout: {why}. Nothing was kept."""


@dataclass(frozen=True)
class ProfileWritten:
    """A version kept, waiting to be approved, and what it made of the sample."""

    run: int
    profile: str
    version: int
    payments: int
    pence: int


def write_file_profile(
    *, code: str, name: str, method: str, bank_account: str, bank_words: str, layout: Mapping[str, Any], sample: bytes,
    on: date, at: datetime, by: Actor,
) -> ProfileWritten:  # fmt: skip
    """Keep a version of a profile, new or known; what is not its layout is kept as it was first written.

    Raises BadProfile, SampleUnreadable, NoSuchMethod, NoSuchBankAccount.
    """
    by.must("write_file_profile")
    code, words = code_read(code), bank_words.strip().upper()
    if not code or not name.strip() or not words:
        what = "a code of 2 to 12 letters, digits and dashes" if not code else "a name" if not name.strip() else ""
        raise BadProfile(why=f"it needs {what or 'the words by which the bank shows its credits'}")
    try:
        wanted = layout_of(layout)
    except LayoutWrong as fault:
        raise BadProfile(why=str(fault)) from None
    tried = must_read(sample, wanted)
    taken_by, account = method_of("agent", method), account_coded(bank_account)
    with running.act("write_file_profile", on=on, at=at, by=by, profile=code) as run:
        given = {"name": name.strip()[:60], "method": taken_by, "bank_account": account, "bank_words": words[:40]}
        profile, _ = FileProfile.objects.get_or_create(code=code, defaults=given | {"run_id": run.id})
        version = FileProfileVersion.objects.create(
            profile=profile, layout=wanted.told(), sample_payments=len(tried.payments), written_by_id=by.user_id,
            run_id=run.id,
        )  # fmt: skip
    return ProfileWritten(run.id, code, version.pk, len(tried.payments), tried.found_pence)


def must_read(content: bytes, layout: Layout) -> PaymentFile:
    """A file that reads whole and proves its own total. Raises SampleUnreadable."""
    found = read(content, layout)
    if why := in_words(found, layout):
        raise SampleUnreadable(why=why)
    return found


def passed_over(found: PaymentFile) -> str:
    """Which lines are neither a payment nor anything the layout names; empty when there are none."""
    lines = found.passed_over
    if not lines:
        return ""
    more = f" and {len(lines) - LINES_TOLD:,} more" if len(lines) > LINES_TOLD else ""
    return f"Passed over, being no payment: line {', '.join(map(str, lines[:LINES_TOLD]))}{more}."


def in_words(found: PaymentFile, layout: Layout) -> str:
    """Why a file cannot be taken in, the first lines told; empty when it can."""
    if found.faults:
        told = [f"line {line}: {why}" for line, why in found.faults[:LINES_TOLD]]
        more = len(found.faults) - LINES_TOLD
        return "; ".join(told) + (f"; and {more} more lines" if more > 0 else "")
    if not found.payments:
        return "it holds no payment"
    if layout.total_at and found.total_pence is None:
        return f"it has no line that begins with {layout.total_starts!r}, so it cannot prove its total"
    if found.total_pence not in (None, found.found_pence):
        return f"its payments come to {pounds(found.found_pence)}, but it says {pounds(found.total_pence or 0)}"
    if layout.count_at and found.count is None:
        return f"it has no line that begins with {layout.count_starts!r}, so it cannot prove its count"
    if found.count not in (None, len(found.payments)):
        return f"it holds {len(found.payments)} payments, but it says {found.count}"
    return ""
