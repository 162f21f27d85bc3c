"""Schedules are looked at first, too, and issued exactly as they were shown."""

from datetime import timedelta

import pytest

from billing.scheduling import billed, schedule
from piperoll.billing.bill_schedules import NothingDue
from piperoll.billing.issue_previewed import ChangedSincePreview, issue_previewed
from piperoll.billing.preview_schedules import preview_schedules
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING

WHEN = {"on": MONDAY, "at": MORNING}


def test_what_was_shown_is_issued_and_nothing_is_due_after(manager: Actor) -> None:
    schedule(manager)
    seen = preview_schedules(by=manager, **WHEN)
    assert (seen.invoices, seen.gross_pence) == (2, 62_000)
    assert issue_previewed(preview=seen.preview, by=manager, **WHEN).gross_pence == 62_000
    with pytest.raises(NothingDue):
        preview_schedules(by=manager, on=MONDAY, at=MORNING + timedelta(hours=1))
    assert check_books().agrees


def test_what_was_billed_meanwhile_is_not_issued_again(manager: Actor) -> None:
    schedule(manager)
    seen = preview_schedules(by=manager, **WHEN)
    billed(manager)
    with pytest.raises(ChangedSincePreview, match="was billed before"):
        issue_previewed(preview=seen.preview, by=manager, **WHEN)
