"""Every flag, hold and kind of representative, past the reminder run: who gets one, or that nobody does and why.

The table is the one that every other letter is walked past; a reminder stands in its last column.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatch.test_every_flag_walked import WALK, anybody, become, in_words, reads_well, who
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.recovery.models import Proposal
from piperoll.recovery.set_recovery_stage import set_recovery_stage
from recovery.reminding import after, issue, now, propose, send
from the_day import MONDAY

DAY = after(1)
"""The holds of the walk still stand."""


@pytest.mark.parametrize("when", ["before", "since"])
def test_who_is_reminded(morag: Actor, tmp_path: Path, when: str) -> None:
    """What came true before keeps them out of the run; what came true since stops the letter as it leaves."""
    set_recovery_stage(
        track="resident", stage="first_notice", days=1, valid_from=MONDAY, authority="A test", **now(morag, MONDAY)
    )
    anybody(morag, tmp_path)
    if when == "before":
        for state in WALK:
            become(morag, state)
    issue(propose(DAY), DAY)
    if when == "since":
        assert Document.objects.filter(kind="reminder").count() == len(WALK)
        for state in WALK:
            become(morag, state)
    send(DAY)
    for state, expected in WALK.items():
        right = expected.split()[-1]
        found = Document.objects.select_related("outbox").filter(customer_id=who(state), kind="reminder")
        sent = [one for one in found if one.outbox.state == "sent"]
        got = in_words(state, sent[0].recipient) if sent else "-"
        assert got == right or (when == "since" and got == "-"), f"{state}: a reminder went to {got}, not {right}"
        if right == "-" and when == "before":
            row = Proposal.objects.get(customer_id=who(state))
            assert row.why == "barred" or not sent
            assert reads_well(row.reason) or state == "gone_away"
