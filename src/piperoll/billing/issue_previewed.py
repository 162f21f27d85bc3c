"""issue_previewed: exactly the list that was previewed becomes invoices, once whoever must has approved it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.authority.asking import Wanted, ask
from piperoll.billing import approval, previewing, raising
from piperoll.billing.models import Preview, PreviewIssue
from piperoll.billing.queries import KEEPS
from piperoll.billing.raise_invoices import must_be_new
from piperoll.billing.raising import Raised
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused, Rejection
from piperoll.runs import running


class NothingToIssue(Refused):
    """Preview {preview} holds nothing to issue: every charge was rejected or flagged."""


class StalePreview(Refused):
    """Preview {preview} is for invoices dated {on:%-d %B %Y}, too long ago. Preview the file again."""


class ChangedSincePreview(Refused):
    """Something changed since preview {preview}: on line {line}, {why}. Nothing was issued: preview the file again."""


class StillWaiting(Refused):
    """Preview {preview} waits to be approved, as request {request}: it stands under Approvals."""


@dataclass(frozen=True)
class Issued:
    """The invoices of a preview; or, when `request` waits for somebody else, nothing yet."""

    run: int
    preview: int
    invoices: int
    gross_pence: int
    first_number: str | None
    last_number: str | None
    held_back: int
    request: int | None = None


def issue_previewed(*, preview: int, why: str = "", on: date, at: datetime, by: Actor) -> Issued:
    """Issue a preview, or ask for it to be approved where the council's limits say that somebody else must.

    Raises NoSuchPreview, IssuedBefore, AlreadyTakenIn, NothingToIssue, StalePreview, StillWaiting,
    ChangedSincePreview, NoLimitCovers; then nothing is issued.
    """
    by.must("issue_previewed")
    found, to_issue = previewing.get(preview), previewing.to_issue(preview)
    previewing.must_not_be_issued(found)
    must_be_new(bytes(found.content_digest))
    if not to_issue.lines:
        raise NothingToIssue(preview=preview)
    if on - found.invoiced_on > KEEPS:
        raise StalePreview(preview=preview, on=found.invoiced_on)
    request = None
    if approval.in_force(at):
        request = approval.request_for(preview, gross_pence=to_issue.gross_pence)
        if request is None:
            asked = _ask(found, to_issue.gross_pence, why, on=on, at=at, by=by)
            if not asked.may_go_ahead:
                return Issued(asked.request.run_id, preview, 0, 0, None, None, to_issue.waiting, asked.request.pk)
            request = asked.request
        elif request.standing.state != "approved":
            raise StillWaiting(preview=preview, request=request.pk)
    return _issue(found, to_issue, request.pk if request else None, at=at, by=by)


def _ask(found: Preview, gross_pence: int, why: str, *, on: date, at: datetime, by: Actor) -> Any:
    wanted = Wanted(
        approval.ACT, found.service_id or 0, None, f"Preview {found.pk}", gross_pence, 0, "bill_run",
        why or f"{found.name}: {pounds(gross_pence)}, dated {found.invoiced_on:%-d %B %Y}",
        details={"preview": found.pk},
    )  # fmt: skip
    with running.act("issue_previewed", on=on, at=at, by=by, preview=found.pk) as run:
        asked = ask(wanted, run=run, at=at)
        run.finish(preview=found.pk, request=asked.request.pk)
    return asked


def _issue(found: Preview, to_issue: Any, request: int | None, *, at: datetime, by: Actor) -> Issued:
    digest = running.digest_of(f"preview {found.pk}".encode())
    on = found.invoiced_on
    with running.start(
        "issue_previewed", on=on, at=at, by=by, digest=digest, content_name=found.name, sent_to_us=False
    ) as run:
        raising.lay_out()
        previewing.sql.load(preview=found.pk)
        raising.price(on=on)
        raising.sql.reject_unfit(on=on)
        for changed in previewing.sql.changed(preview=found.pk):
            raise ChangedSincePreview(preview=found.pk, line=changed.line, why=changed.why)
        previewing.sql.hold_back(preview=found.pk)

        def exactly(raised: Raised) -> None:
            if (raised.lines_billed, raised.gross_pence) != (to_issue.lines, to_issue.gross_pence):
                raise ChangedSincePreview(preview=found.pk, line="?", why="some of it was billed meanwhile")
            PreviewIssue.objects.create(preview=found, run_id=run.id, request_id=request)

        raised = raising.raise_fit(run, rows=lambda unfit: _held_rows(found.pk, unfit), then=exactly)
    return Issued(
        run.id, found.pk, raised.invoices, raised.gross_pence, raised.first_number, raised.last_number,
        raised.lines_rejected, request,
    )  # fmt: skip


def _held_rows(preview: int, unfit: dict[int, Rejection]) -> Iterable[tuple[Rejection, dict[str, str]]]:
    for row in previewing.sql.held_rows(preview=preview):
        if row.line in unfit:
            told = json.loads(row.charge)
            yield unfit[row.line], {name: str(value) for name, value in told.items() if value is not None}
