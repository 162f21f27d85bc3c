"""Previews: a list of charges kept exactly as it would be billed, shown, and taken up again to be issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from piperoll.billing import quality_gate, raising
from piperoll.billing.models import Preview, PreviewIssue
from piperoll.database.statements import beside
from piperoll.foundations.refusals import Refused
from piperoll.runs.running import RunInHand

sql = beside(__file__)


class NoSuchPreview(Refused):
    """There is no preview {preview}. See Invoices, Previews for those there are."""


class IssuedBefore(Refused):
    """Preview {preview} was issued already, by run {run}: nothing was changed."""

    exit_code = 0


@dataclass(frozen=True)
class Previewed:
    """What would come of some charges: in = to bill + flagged + rejected, by count, and what it comes to."""

    run: int
    preview: int
    lines_in: int
    lines_rejected: int
    lines_flagged: int
    invoices: int
    new_customers: int
    net_pence: int
    gross_pence: int


def keep(run: RunInHand, *, name: str, digest: bytes, besides: Sequence[str] = ()) -> Previewed:
    """Keep what stands in staging, priced, as the preview of this run; the caller's transaction holds it."""
    on = run.effective_on
    quality_gate.judge(on=on, besides=besides)
    quality_gate.send_back()
    raising.sql.reject_unfit(on=on)
    raising.sql.work_out(on=on)
    (kept,) = sql.keep(run=run.id, name=name, digest=digest, on=on, by=run.by.user_id)
    sql.keep_lines(preview=kept.preview)
    told = {name: value for name, value in kept._asdict().items() if name != "preview"}
    return Previewed(run.id, kept.preview, **told)


def get(preview: int) -> Preview:
    """A preview. Raises NoSuchPreview."""
    found = Preview.objects.filter(pk=preview).select_related("service", "run").first()
    if found is None:
        raise NoSuchPreview(preview=preview)
    return found


def must_not_be_issued(preview: Preview) -> None:
    """Raises IssuedBefore."""
    issue = PreviewIssue.objects.filter(preview=preview).first()
    if issue:
        raise IssuedBefore(preview=preview.pk, run=issue.run_id)


def issued_by(digest: bytes) -> Any | None:
    """The run that issued a preview of this very file, if one did."""
    return next(iter(sql.issued_by(digest=digest)), None)


def recent(*, most: int = 50) -> list[Any]:
    """The newest previews, and what became of each."""
    found: list[Any] = sql.recent(most=most)
    return found


def invoices_of(preview: int, *, most: int, after: int = 0, flagged: bool = False) -> list[Any]:
    """The invoices of a preview in order, those to be billed or those flagged."""
    found: list[Any] = sql.invoices_of(preview=preview, most=most, after=after, flagged=flagged)
    return found


def to_issue(preview: int) -> Any:
    """How many lines and invoices would be issued now, what they come to, and what still waits for a look."""
    (found,) = sql.to_issue(preview=preview)
    return found
