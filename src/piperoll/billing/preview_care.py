"""preview_care: what the weeks of care up to a Sunday would be billed at, kept to be approved and issued as it is."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from piperoll.billing import previewing, quality_gate, raising
from piperoll.billing.bill_care import NoCareToBill, must_be_over, rejected_rows, stage
from piperoll.billing.previewing import Previewed
from piperoll.billing.request_backdating import ask_for_held
from piperoll.foundations.actors import Actor
from piperoll.runs import running


def preview_care(*, weeks_to: date, on: date, at: datetime, by: Actor) -> Previewed:
    """Say what would be billed, what is put right, held and carried. Raises NotASunday, NoCareToBill."""
    must_be_over(weeks_to, on)
    name = f"Care to {weeks_to:%-d %B %Y}"
    this_time = running.digest_of(f"{name} {on} {at.isoformat()}".encode())
    with running.start("preview_care", on=on, at=at, by=by, digest=this_time, content_name=name) as run:
        found = stage(weeks_to, on=run.effective_on)
        if not found.lines:
            run.finish(event="find_nothing")
            raise NoCareToBill(weeks_to=weeks_to)
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
