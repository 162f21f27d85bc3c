"""What is known of a deferred payment is on record in its order."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crediting import somebody
from dying import at_once, killed_everywhere
from piperoll.foundations.actors import Actor
from piperoll.recovery.models import DeferredPayment
from piperoll.recovery.record_deferred_payment import OutOfOrder, record_deferred_payment
from recovery.reminding import now, owing
from the_day import MONDAY

ON = MONDAY + timedelta(30)


def test_offered_then_refused_and_never_otherwise(olga: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, olga, "Ada Lovegrove", "9.00")

    def told(**more: Any) -> str:
        given = {"customer": ada.reference, "owns_property": True, "evidence": "Land Registry title"} | more
        return record_deferred_payment(**given, **now(somebody("officer"), ON)).bar

    assert "no deferred payment was offered" in told()
    assert told(owns_property=False) == ""
    assert told(offered_on=MONDAY, refused_on=ON) == ""
    for wrong in (
        {"refused_on": MONDAY}, {"offered_on": ON, "refused_on": MONDAY}, {"offered_on": ON + timedelta(1)},
        {"owns_property": False, "offered_on": MONDAY},
    ):  # fmt: skip
        with pytest.raises(OutOfOrder):
            told(**wrong)


def test_whichever_statement_it_dies_at_it_is_on_record_once(olga: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, olga, "Ada Lovegrove", "9.00")

    def told() -> None:
        record_deferred_payment(
            customer=ada.reference, owns_property=False, evidence="Rents", **now(somebody("officer"), ON)
        )

    assert at_once(told, told, told) == ["KnownAlready", "KnownAlready", "done"]

    def still_once(_: int) -> None:
        assert DeferredPayment.objects.count() == 1

    assert killed_everywhere(told, still_once) > 3
