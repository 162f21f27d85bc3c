"""Care is looked at first, too, and issued exactly as it was shown."""

from pathlib import Path

import pytest

from billing.caring import SUNDAY, assessed, billed, four_weeks
from piperoll.billing.bill_care import NoCareToBill
from piperoll.billing.issue_previewed import issue_previewed
from piperoll.billing.preview_care import preview_care
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING


def test_what_was_shown_is_issued_and_the_weeks_are_billed(manager: Actor, tmp_path: Path) -> None:
    assessed(manager)
    four_weeks(tmp_path, manager)
    seen = preview_care(weeks_to=SUNDAY, on=MONDAY, at=MORNING, by=manager)
    assert (seen.invoices, seen.gross_pence) == (1, 35_000)
    assert issue_previewed(preview=seen.preview, on=MONDAY, at=MORNING, by=manager).gross_pence == 35_000
    with pytest.raises(NoCareToBill):
        billed(manager)
    assert check_books().agrees
