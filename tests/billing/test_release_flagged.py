"""A flagged invoice is issued only when somebody looked and said why."""

from pathlib import Path

import pytest

from billing.previewed import preview
from piperoll.billing.issue_previewed import issue_previewed
from piperoll.billing.previewing import IssuedBefore, to_issue
from piperoll.billing.release_flagged import NoReasonToRelease, NothingFlagged, ReleasedAlready, release_flagged
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING, charge

WHEN = {"on": MONDAY, "at": MORNING}


def test_it_joins_the_rest(manager: Actor, tmp_path: Path) -> None:
    seen = preview(tmp_path, manager, charge("A", "10.00"), charge("B", "5.00", description="Misc"))
    assert (to_issue(seen.preview).invoices, to_issue(seen.preview).waiting) == (1, 1)
    release_flagged(preview=seen.preview, place=2, reason="They know what it is", by=manager, **WHEN)
    assert (to_issue(seen.preview).invoices, to_issue(seen.preview).gross_pence) == (2, 1500)
    with pytest.raises(ReleasedAlready):
        release_flagged(preview=seen.preview, place=2, reason="Again", by=manager, **WHEN)
    assert issue_previewed(preview=seen.preview, by=manager, **WHEN).invoices == 2
    with pytest.raises(IssuedBefore):
        release_flagged(preview=seen.preview, place=2, reason="Too late", by=manager, **WHEN)


def test_not_without_a_reason_nor_what_is_not_flagged(manager: Actor, tmp_path: Path) -> None:
    seen = preview(tmp_path, manager, charge("A", "10.00"), charge("B", "5.00", description="Misc"))
    with pytest.raises(NoReasonToRelease):
        release_flagged(preview=seen.preview, place=2, reason=" ", by=manager, **WHEN)
    with pytest.raises(NothingFlagged):
        release_flagged(preview=seen.preview, place=1, reason="x", by=manager, **WHEN)
