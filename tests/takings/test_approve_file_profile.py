"""Nobody approves what they wrote; the last approved version reads files."""

from __future__ import annotations

import pytest

from piperoll.foundations.actors import Actor
from piperoll.takings.approve_file_profile import ApprovedAlready, OwnProfile, approve_file_profile
from piperoll.takings.profiles import NoSuchProfile, approved, profile_coded
from takings_words import written
from the_day import MONDAY, MORNING


def test_somebody_else_approves_the_newest(manager: Actor, other: Actor) -> None:
    first = written(manager)
    with pytest.raises(OwnProfile):
        approve_file_profile(profile="ALLPAY", on=MONDAY, at=MORNING, by=manager)
    assert approve_file_profile(profile="allpay", on=MONDAY, at=MORNING, by=other).version == first.version
    with pytest.raises(ApprovedAlready) as again:
        approve_file_profile(profile="ALLPAY", on=MONDAY, at=MORNING, by=other)
    assert again.value.exit_code == 0
    written(manager)
    assert approved(profile_coded("ALLPAY")).pk == first.version
    with pytest.raises(NoSuchProfile, match="Ours are ALLPAY"):
        approve_file_profile(profile="PAYPOINT", on=MONDAY, at=MORNING, by=other)
