"""The register of write-offs: what was written off, when, why, who approved it, and what came back."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.database.statements import beside
from piperoll.formats.spreadsheet_csv import line
from piperoll.foundations.money import plain_pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables.models import WriteOff
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.write_offs.rules import REASONS, reference_of

sql = beside(__file__)
_COLUMNS = (
    "write_off", "written_off_on", "customer", "invoice", "due_on", "service", "amount", "written_back", "reason",
    "asked_by", "approved_by", "request", "evidence",
)  # fmt: skip


class NoSuchWriteOff(Refused):
    """There is no write-off {write_off}. The register stands under Reports, Write-offs."""


@dataclass(frozen=True)
class Asked:
    """Which write-offs: of a reason, between two days, approved by somebody (their username); empty means any."""

    reason: str = ""
    since: date | None = None
    until: date | None = None
    approver: str = ""

    @property
    def named(self) -> dict[str, Any]:
        """As the statements take it."""
        return {"reason": self.reason, "since": self.since, "until": self.until, "approver": self.approver}


def write_off_numbered(number: int) -> WriteOff:
    """A write-off by its number. Raises NoSuchWriteOff."""
    found = WriteOff.objects.select_related("item").filter(pk=number).first()
    if found is None:
        raise NoSuchWriteOff(write_off=number)
    return found


def listed(asked: Asked, *, most: int, after: int = 0, number: int | None = None) -> list[Any]:
    """Write-offs, the newest first; or the one with a number."""
    found: list[Any] = sql.listed(**asked.named, most=most, after=after, number=number)
    return found


def by_reason(asked: Asked) -> list[Any]:
    """What each reason comes to, the most first: `many`, `pence`, and `back_pence` that came back of it."""
    found: list[Any] = sql.by_reason(**asked.named)
    return found


def backs_of(write_off: int) -> list[Any]:
    """What came back of one, the newest first."""
    found: list[Any] = sql.backs(write_off=write_off)
    return found


def approvers() -> list[Any]:
    """Whoever approved one: username and name."""
    found: list[Any] = sql.approvers()
    return found


def as_csv(asked: Asked, *, hidden: Container[str] = (), at_a_time: int = 10_000) -> Iterator[str]:
    """The register as CSV, some thousand lines at a time; whose debt it was stays out where the record is hidden."""
    yield line(_COLUMNS)
    after = 0
    while rows := listed(asked, most=at_a_time, after=after):
        yield "".join(line(_cells(row, row.reference in hidden)) for row in rows)
        after += len(rows)


def _cells(row: Any, is_hidden: bool) -> tuple[object, ...]:
    return (
        reference_of(row.id), row.written_off_on, NOT_NAMED if is_hidden else row.reference,
        "" if is_hidden else row.invoice, row.due_on, row.service, plain_pounds(row.amount_pence),
        plain_pounds(row.back_pence), REASONS[row.reason], row.asked_by, row.approved_by, row.request_id,
        "" if is_hidden else row.evidence,
    )  # fmt: skip
