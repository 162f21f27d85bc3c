"""A run that was released and never became a file is missed: its debts count as paid, and no bank was asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bacs.collecting import INPUT_ON, a_payer, at, choose, lodge, release, tell, write
from piperoll.bacs.queries import implied_reports, run
from piperoll.bacs.withdraw_collection import withdraw_collection
from piperoll.foundations.actors import Actor
from piperoll.interfaces.alerts import Alert, standing
from piperoll.web.bacs.wording import run_tag

NEXT_DAY = INPUT_ON + timedelta(days=1)


def released(folder: Path, olive: Actor, oscar: Actor) -> int:
    """The number of a run that somebody let go."""
    a_payer(folder, olive, "10.00")
    lodge(olive)
    tell(olive)
    chosen = choose(olive)
    release(chosen, oscar)
    return chosen.collection_run or 0


def missed(on: date) -> list[Alert]:
    """Alerts of runs that never went, on the evening of a day."""
    return [one for one in standing(datetime.combine(on, time(20), UTC)) if one.key.startswith("never-filed-")]


def test_it_is_missed_from_the_day_after_it_had_to_be_at_bacs_until_it_is_withdrawn(
    olive: Actor, oscar: Actor, tmp_path: Path
) -> None:
    number = released(tmp_path, olive, oscar)
    assert (missed(INPUT_ON), implied_reports(INPUT_ON)) == ([], [])
    assert run_tag(run(number), INPUT_ON).text == "Released, no file yet"
    (alert,) = missed(NEXT_DAY)
    assert alert.name == f"Collection run {number}"
    assert "its debts count as paid" in alert.told
    assert alert.to_do.startswith("Withdraw the run")
    assert implied_reports(NEXT_DAY) == [(alert.told, alert.to_do)]
    assert run_tag(run(number), NEXT_DAY).text == "Never filed"
    withdraw_collection(collection_run=number, reason="Never sent", on=NEXT_DAY, at=at(NEXT_DAY), by=oscar)
    assert missed(NEXT_DAY) == []
    assert run_tag(run(number), NEXT_DAY).text == "Withdrawn"


def test_one_whose_file_was_made_in_time_is_not_missed(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    number = released(tmp_path, olive, oscar)
    write(oscar, number)
    assert missed(NEXT_DAY) == []
    assert run_tag(run(number), NEXT_DAY).text.startswith("In file")
