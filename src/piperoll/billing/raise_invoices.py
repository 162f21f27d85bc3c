"""raise_invoices: a service's feeder file becomes numbered invoices; what could not be taken goes back with the
reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from django.utils.timezone import localdate

from piperoll.billing import approval, previewing, quality_gate, raising
from piperoll.billing.raising import Raised
from piperoll.database.copying import copy_rows
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running
from piperoll.runs.models import Run


class TotalsDiffer(Refused):
    """The file holds {found_lines} lines worth £{found_pounds}, not the {lines} lines worth £{pounds} you were told
    to expect. Nothing was taken in: ask the service for the whole file."""

    watched = "unbalanced"


@dataclass(frozen=True)
class Expected:
    """The control totals a service sends with its file: how many charges, and their net value in pence."""

    lines: int | None = None
    net_pence: int | None = None


UNTOLD = Expected()
A_LINE_EVERY = 1_000
"""So many lines are read between one word of progress and the next."""


def raise_invoices(
    *,
    feeder: Path,
    on: date,
    at: datetime,
    by: Actor,
    expected: Expected = UNTOLD,
    name: str = "",
    looked_at: str = "",
    reading: Callable[[int], None] = lambda lines: None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Raised:
    """Turn a service's file of charges into invoices dated `on`, and say what could not be taken and why.

    A charge that a quality check speaks against goes back too; where the council's rule only flags it, it does so
    unless `looked_at` says why all that is flagged is right. `reading` hears how many lines were read, `progress` how
    many of the steps after it are done. Killed at any moment and called again, it goes on where it was.
    Raises NotAFeeder, TotalsDiffer, AlreadyTakenIn, StillWorking, NeedsApproval; then nothing has changed.
    """
    name = name or feeder.name
    with feeder.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
        with running.offered("raise_invoices", at=at, by=by, digest=digest, name=name):
            must_not_be_issued(digest)
        with running.start(
            "raise_invoices", on=on, at=at, by=by, digest=digest, content_name=name, inputs=_inputs(looked_at)
        ) as run:
            take_in(file, name, on=run.effective_on, reading=reading)
            totals_as(expected)
            approval.must_be_alone_for_staged(by, at=at)
            hold = quality_gate.hold_unless(looked_at, on=run.effective_on)
            raised = raising.raise_fit(
                run, rows=lambda unfit: rejected_rows(file, name, unfit), hold=hold, progress=progress
            )
    return raised


def _inputs(looked_at: str) -> dict[str, str]:
    return {"looked_at": looked_at[:200]} if looked_at else {}


def must_be_new(digest: bytes) -> None:
    """Raise AlreadyTakenIn if this very file was billed, with a preview or without."""
    must_not_be_issued(digest)
    billed = Run.objects.filter(verb="raise_invoices", content_digest=digest, state="done").first()
    if billed:
        raise running.AlreadyTakenIn(run=billed.pk, on=localdate(billed.started_at))


def must_not_be_issued(digest: bytes) -> None:
    """Raise AlreadyTakenIn if a preview of this very file was issued."""
    issued = previewing.issued_by(digest)
    if issued:
        raise running.AlreadyTakenIn(run=issued.id, on=issued.started_on)


def take_in(file: BinaryIO, name: str, *, on: date, reading: Callable[[int], None] = lambda lines: None) -> None:
    """Read the feeder into this connection's staging tables: charges that are well formed, rejections for the rest."""
    raising.lay_out()
    unreadable: list[feeder_csv.Unreadable] = []

    def charges() -> Iterator[feeder_csv.Charge]:
        for lines, row in enumerate(feeder_csv.read(file, name), 1):
            if lines % A_LINE_EVERY == 0:
                reading(lines)
            if isinstance(row, feeder_csv.Charge):
                yield row
            else:
                unreadable.append(row)

    raising.take(charges())
    copy_rows(
        "charge_rejection",
        ("line", "field", "value", "reason", "net_pence", "service", "invoice_group"),
        ((u.rejection.line, u.rejection.field, u.rejection.value, u.rejection.reason, *u[2:]) for u in unreadable),
    )
    raising.price(on=on)


def totals_as(expected: Expected) -> None:
    """Refuse a file that does not hold what the service said it would."""
    (found,) = raising.sql.totals_in()
    wrong_count = expected.lines is not None and expected.lines != found.lines
    wrong_value = expected.net_pence is not None and expected.net_pence != found.net_pence
    if wrong_count or wrong_value:
        raise TotalsDiffer(
            found_lines=found.lines,
            found_pounds=plain_pounds(found.net_pence),
            lines=found.lines if expected.lines is None else expected.lines,
            pounds=plain_pounds(found.net_pence if expected.net_pence is None else expected.net_pence),
        )


def rejected_csv(run_id: int) -> str:
    """The rejected lines of a run as a CSV the service can correct and send again alone."""
    return feeder_csv.write_rejected(running.rejections_of(run_id))


def rejected_rows(file: BinaryIO, name: str, unfit: dict[int, Rejection]) -> Iterator[tuple[Rejection, dict[str, str]]]:
    """The rows of a feeder that could not be taken, each as it came, with why."""
    for line, row in feeder_csv.rows(file, name):
        if line in unfit:
            yield unfit[line], row
