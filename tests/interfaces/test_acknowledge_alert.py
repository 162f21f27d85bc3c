"""A file offered again leaves its trace: one alert until somebody says what they found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from interfaces.watching import WHEN, only
from piperoll.foundations.actors import Actor
from piperoll.interfaces.acknowledge_alert import NoReason, NoSuchAlert, acknowledge_alert
from piperoll.interfaces.alerts import standing
from piperoll.runs.models import RefusedOffer
from piperoll.runs.running import AlreadyTakenIn
from the_day import MORNING, bank, paid, statement


def test_a_file_offered_again_leaves_its_trace_and_one_alert(tmp_path: Path, manager: Actor) -> None:
    content = statement(paid("1.00", "X"))
    bank(tmp_path, manager, content)
    for _ in range(2):
        with pytest.raises(AlreadyTakenIn):
            bank(tmp_path, manager, content)
    assert RefusedOffer.objects.count() == 2
    again = only(MORNING)
    assert (again.kind, again.name) == ("duplicate", "statement.xml")
    assert again.told.endswith("nothing was changed. Offered 2 times.")
    with pytest.raises(NoReason):
        acknowledge_alert(key=again.key, reason=" ", by=manager, **WHEN)
    acknowledge_alert(key=again.key, reason="Clicked twice", by=manager, **WHEN)
    with pytest.raises(NoSuchAlert):
        acknowledge_alert(key=again.key, reason="Clicked twice", by=manager, **WHEN)
    assert standing(MORNING) == []
    with pytest.raises(AlreadyTakenIn):
        bank(tmp_path, manager, content)
    assert len(standing(MORNING)) == 1
