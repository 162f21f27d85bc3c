"""How payers' lists in text and PDF are laid out: the profile of a code, the version that reads, and reading by it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from piperoll.database.statements import beside
from piperoll.formats import pdf_lines
from piperoll.formats.remittance_layouts import Layout, Seen, read, text_lines
from piperoll.formats.remittance_tables import Remittance
from piperoll.formats.table_csv import NotATable
from piperoll.formats.xlsx_rows import is_spreadsheet
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.receipting.models import RemittanceProfile, RemittanceProfileVersion

sql = beside(__file__)
FAULTS_TOLD = 5
"""So many wrong lines of a list are told of; somebody who mends those sees the next."""


class NoSuchRemittanceProfile(Refused):
    """There is no layout {code!r} of remittances. Ours are {ours}."""


class LayoutNotApproved(Refused):
    """Nobody has approved how lists of {payer} are laid out. Somebody other than {writer} must look at it first."""


def profile_coded(code: str) -> RemittanceProfile:
    """The profile. Raises NoSuchRemittanceProfile."""
    found = RemittanceProfile.objects.filter(pk=code_read(code)).first()
    if found is None:
        ours = ", ".join(RemittanceProfile.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchRemittanceProfile(code=code, ours=ours)
    return found


def code_read(text: str) -> str:
    """A profile's code as it is kept; empty when it is none."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[A-Z0-9-]{2,12}", code) else ""


def newest(profile: RemittanceProfile) -> RemittanceProfileVersion:
    """Its newest version, approved or not."""
    return profile.versions.select_related("written_by").latest("id")


def approved(profile: RemittanceProfile) -> RemittanceProfileVersion:
    """The version by which lists are read. Raises LayoutNotApproved."""
    found = profile.versions.filter(approval__isnull=False).first()
    if found is None:
        raise LayoutNotApproved(payer=profile.payer, writer=newest(profile).written_by.name)
    return found


def remittance_profiles() -> list[Any]:
    """Every profile by its payer, with its newest layout and the version that reads."""
    return list(sql.remittance_profiles())


def read_by(layout: Layout, content: bytes, name: str) -> tuple[Remittance, list[Seen]]:
    """What a list in text or PDF says, and what each of its lines was taken for. Raises NotATable."""
    try:
        return read(lines_of(content, name), layout)
    except ValueError as fault:
        raise NotATable(name=name, why=str(fault)) from None


def lines_of(content: bytes, name: str) -> list[str]:
    """The lines of a text or PDF, as layouts see them. Raises NotATable."""
    try:
        if is_spreadsheet(content[:8]):
            raise ValueError("it is a spreadsheet, which is read by the names of its columns: leave the layout out")
        return pdf_lines.read_lines(content) if content.startswith(b"%PDF") else text_lines(content)
    except ValueError as fault:
        raise NotATable(name=name, why=str(fault)) from None


def in_words(wrong: Sequence[Rejection]) -> str:
    """The first of the lines that cannot be read, and why."""
    said = [f"Line {one.line}: {one.field} {one.reason}" for one in wrong[:FAULTS_TOLD]]
    return "; ".join(said) + (f"; and {len(wrong) - FAULTS_TOLD:,} more" if len(wrong) > FAULTS_TOLD else "")


def not_proved(found: Remittance, layout: Layout) -> str:
    """Why a list cannot be taken in by a layout, in a few words; empty when it can."""
    if found.unreadable:
        return in_words(found.unreadable)
    if not found.lines:
        return "no line of it looks like a payment"
    if layout.total and found.total_pence is None:
        return "no line of it looks like its total"
    come_to = sum(line.amount_pence for line in found.lines)
    if found.total_pence not in (None, come_to):
        return f"its {len(found.lines)} lines come to {pounds(come_to)}, but it says {pounds(found.total_pence or 0)}"
    return ""
