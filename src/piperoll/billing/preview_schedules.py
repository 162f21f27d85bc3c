"""preview_schedules: what the schedules would bill on a day, kept to be looked at, approved and issued as it is."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from piperoll.billing import previewing, quality_gate, raising
from piperoll.billing.bill_schedules import NothingDue, rejected_rows, stage
from piperoll.billing.previewing import Previewed
from piperoll.billing.request_late_billing import ask_for_held
from piperoll.foundations.actors import Actor
from piperoll.runs import running


def preview_schedules(*, on: date, at: datetime, by: Actor, service: str = "") -> Previewed:
    """Say what would be billed on `on`, what is flagged and what is held back. Raises NothingDue."""
    name = f"Schedules{' of ' + service if service else ''}"
    this_time = running.digest_of(f"{name} {on} {at.isoformat()}".encode())
    with running.start("preview_schedules", on=on, at=at, by=by, digest=this_time, inputs={"service": service}) as run:
        found = stage(on=run.effective_on, service=service)
        if not found.lines:
            run.finish(event="find_nothing")
            raise NothingDue(on=run.effective_on)
        with transaction.atomic():
            previewed = previewing.keep(run, name=name, digest=this_time, besides=quality_gate.AGREED)
            if unfit := raising.reasons():
                run.reject(list(rejected_rows(unfit)))
            ask_for_held(run=run, at=at)
            run.finish(
                invoices=previewed.invoices, gross_pence=previewed.gross_pence,
                lines_flagged=previewed.lines_flagged, lines_rejected=previewed.lines_rejected,
            )  # fmt: skip
    return previewed
