"""What somebody did, a call or a review, is a rung like any letter, and the ladder goes on from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor
from piperoll.recovery.record_recovery_step import NoStepToTake, record_recovery_step
from piperoll.safeguards.set_safeguard_rule import set_safeguard_rule
from recovery.reminding import CARE, after, now, owing, remind, stands, step
from safeguards.people import hold


def test_a_care_debt_is_called_about_before_its_second_letter(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    assert step(ada, after(10)) == "not_yet first_notice", "care waits fourteen days"
    with pytest.raises(NoStepToTake, match="First notice follows"):
        record_recovery_step(customer=ada.reference, note="Spoke", **now(somebody("collections"), after(10)))
    remind(after(14))
    assert step(ada, after(28)) == "person call"
    assert "offer the financial assessment again" in stands(ada, after(28)).reason
    done = record_recovery_step(
        customer=ada.reference, note="Her daughter pays on Friday", **now(somebody("collections"), after(29))
    )
    assert (done.stage, done.instalments) == ("call", 1)
    assert step(ada, after(30)) == "not_yet reminder"
    assert step(ada, after(36)) == "send reminder", "seven days after the call"


def test_no_letter_passes_a_step_that_somebody_must_take(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    remind(after(14))
    assert step(ada, after(300)) == "person call"


def test_nobody_is_to_call_whoever_may_not_be_telephoned(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    remind(after(14))
    set_safeguard_rule(
        state="awaiting_decision", act="send_reminder", answer="allow", sentence="letters go on", valid_from=after(20),
        authority="A test", **now(morag, after(20)),
    )  # fmt: skip
    set_safeguard_rule(
        state="awaiting_decision", act="telephone", answer="bar", sentence="nobody calls", valid_from=after(20),
        authority="A test", **now(morag, after(20)),
    )  # fmt: skip
    hold(morag, ada.pk, "awaiting_decision", on=after(20), days=20)
    row = stands(ada, after(28))
    assert (row.why, row.stage) == ("barred", "call")
    assert row.reason.endswith("nobody calls.")
    assert step(ada, after(41)) == "person call", "the hold is over"
