"""preview_invoices: what would come of a service's feeder file, kept to be looked at, approved and issued as it is."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from piperoll.billing import previewing, raising
from piperoll.billing.previewing import Previewed
from piperoll.billing.raise_invoices import UNTOLD, Expected, must_be_new, rejected_rows, take_in, totals_as
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class HoldsNoCharge(Refused):
    """{name} holds no charge: nothing was kept. Ask the service for the whole file."""

    watched = "empty"


def preview_invoices(
    *, feeder: Path, on: date, at: datetime, by: Actor, expected: Expected = UNTOLD, name: str = ""
) -> Previewed:
    """Say who would be billed what on `on`, what is flagged and what goes back; nothing is billed.

    A file may be previewed as often as it takes. Raises NotAFeeder, TotalsDiffer, AlreadyTakenIn (it was billed).
    """
    name = name or feeder.name
    with feeder.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").digest()
        with running.offered("raise_invoices", at=at, by=by, digest=digest, name=name):
            must_be_new(digest)
        this_time = running.digest_of(digest + at.isoformat().encode())
        with running.start("preview_invoices", on=on, at=at, by=by, digest=this_time, content_name=name) as run:
            take_in(file, name, on=run.effective_on)
            (held,) = raising.sql.totals_in()
            if not held.lines:
                run.finish(event="find_nothing")
                raise HoldsNoCharge(name=name)
            totals_as(expected)
            with transaction.atomic():
                previewed = previewing.keep(run, name=name, digest=digest)
                if unfit := raising.reasons():
                    run.reject(list(rejected_rows(file, name, unfit)))
                run.finish(
                    invoices=previewed.invoices, gross_pence=previewed.gross_pence,
                    lines_flagged=previewed.lines_flagged, lines_rejected=previewed.lines_rejected,
                )  # fmt: skip
    return previewed
