"""The evidence pack of a month end: a sheet (PDF) and its list (CSV), worked out afresh from the rows it stands on.

Nothing on them can change: the rows are those sealed up to its seal, the council's name was set down with it, and what
is told of its review is what was told when that was made. The list must have the SHA-256 it was prepared with.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.engine import render
from piperoll.documents.rendering.invoice_document import BankDetails, Council, Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.foundations.refusals import Refused
from piperoll.reconciliation.models import MonthEnd, Review
from piperoll.reconciliation.month_ends import numbered, review_of
from piperoll.reconciliation.rules import KINDS
from piperoll.reconciliation.working_out import Listed, work_out

LONDON = ZoneInfo("Europe/London")
LARGEST = 20


class EvidenceDiffers(Refused):
    """The list behind {name} for {until:%B %Y} is no longer the one that was prepared: rows were altered behind the
    books. Run  ./piperoll check --chain  and tell whoever looks after Piperoll."""


@dataclass(frozen=True)
class Pack:
    """The two files, and the name they go by."""

    name: str
    pdf: bytes
    csv: bytes


def pack(month_end: int) -> Pack:
    """The evidence, the same bytes whenever it is asked for. Raises NoSuchMonthEnd, EvidenceDiffers."""
    found = numbered(month_end)
    rows = proved_rows(found)
    name = f"{found.kind}-{found.bank_account.code}" if found.bank_account else found.kind
    file = f"{name}-{found.until:%Y-%m}-v{found.version}".lower().replace("_", "-")
    return Pack(file, render(_sheet(found, review_of(found), rows, file)), _csv(rows))


def proved_rows(found: MonthEnd) -> tuple[Listed, ...]:
    """Its list, worked out again and held against its SHA-256. Raises EvidenceDiffers."""
    told = work_out(kind=found.kind, bank=found.bank_account_id, until=found.until, seal=found.seal_id)
    figures = (told.ledger_pence, told.listed_pence, csv_digest(told.rows))
    if figures != (found.ledger_pence, found.listed_pence, bytes(found.csv_digest)):
        raise EvidenceDiffers(name=found.name, until=found.until)
    return told.rows


def csv_digest(rows: Iterable[Listed]) -> bytes:
    """The SHA-256 of a list as a file."""
    return hashlib.sha256(_csv(rows)).digest()


def _csv(rows: Iterable[Listed]) -> bytes:
    text = io.StringIO()
    file = csv.writer(text)
    file.writerow(["reference", "about", "day", "what", "pounds"])
    file.writerows([r.reference, r.about, r.day.isoformat(), r.what, plain_pounds(r.pence)] for r in rows)
    return text.getvalue().encode()


def _sheet(found: MonthEnd, review: Review | None, rows: Sequence[Listed], file: str) -> LetterDocument:
    signed = review if review and review.what == "signed" else None
    body = [_figures(found), _people(found, signed), _largest(rows), _proof(found)]
    return LetterDocument(
        council=Council(name=found.council, address_lines=(), bank=BankDetails(found.council, "", "")),
        recipient=Recipient("Evidence of a reconciliation", ("To be kept with the accounts",)),
        reference=file.upper(), dated=(signed.at if signed else found.prepared_at).astimezone(LONDON).date(),
        subject=f"{found.name}, {long_date(found.until)}", body="\n\n".join(body),
    )  # fmt: skip


def _figures(found: MonthEnd) -> str:
    facts = [
        f"Ledger: {pounds(found.ledger_pence)}",
        f"Listed, {KINDS[found.kind].against}: {pounds(found.listed_pence)} in {found.rows:,} rows",
        f"Difference: {pounds(found.difference_pence)}",
    ]
    if found.explanation:
        facts.append(f"Explanation: {found.explanation}")
    return _section("The two figures", facts)


def _people(found: MonthEnd, signed: Review | None) -> str:
    facts = [f"Prepared by {found.run.by_username} on {_moment(found.prepared_at)}"]
    facts.append(f"Signed by {signed.run.by_username} on {_moment(signed.at)}" if signed else "Not signed")
    return _section("Who prepared and who signed it", facts)


def _largest(rows: Sequence[Listed]) -> str:
    def told() -> Iterator[str]:
        for row in sorted(rows, key=lambda one: (-abs(one.pence), one.day, one.reference))[:LARGEST]:
            about = f", {row.about}" if row.about else ""
            yield f"{row.reference}{about}: {row.what.replace('_', ' ')} {long_date(row.day)}, {pounds(row.pence)}"

    title = f"The {LARGEST} largest of its rows" if len(rows) > LARGEST else "Its rows, the largest first"
    return _section(title, list(told()) or ["There are none"])


def _proof(found: MonthEnd) -> str:
    return _section(
        "What it stands on",
        [
            f"Rows sealed up to seal {found.seal_id:,} of {_moment(found.seal.sealed_at)}, and no others",
            f"That seal: {bytes(found.seal.chain).hex()}",
            f"SHA-256 of the list: {bytes(found.csv_digest).hex()}",
        ],
    )


def _moment(at: datetime) -> str:
    local = at.astimezone(LONDON)
    return f"{long_date(local.date())} at {local:%H:%M}"


def _section(title: str, facts: Sequence[str]) -> str:
    return f"# {title}\n\n" + "\n".join(f"* {fact}" for fact in facts)
