"""Limits begin, follow each other and end; nothing decided under one changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from asking_about_hats import limit, register

from piperoll.authority.acts import NoSuchAct
from piperoll.authority.limits import in_words, limit_for, limit_in_words, narrowest
from piperoll.authority.models import Limit
from piperoll.authority.people import NoSuchRole
from piperoll.authority.set_limit import BadReach, CannotDecide, NobodyDecides, set_limit
from piperoll.council.dating import BeginsTooEarly, NoAuthority
from piperoll.council.models import Service
from piperoll.council.set_dated_figure import NoSuchService
from the_day import MONDAY

APRIL = date(2027, 4, 1)
HAT = {"act": "buy_hat", "approvers": ["manager"], "valid_from": APRIL, "authority": "Hat policy 2027"}


@pytest.fixture(autouse=True)
def hats() -> None:
    register()


def test_a_limit_ends_the_one_of_the_same_reach_the_day_before(now: dict[str, Any]) -> None:
    old = limit(100_00, alone="officer")
    other = limit(500_00)
    done = set_limit(**HAT, up_to_pence=100_00, alone=["senior"], told=["ar_manager"], **now)
    assert (done.reach, done.valid_from) == ("up to £100.00", APRIL)
    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.valid_to, other.valid_to) == (APRIL - timedelta(days=1), None)
    asked = {"service_id": 1, "pence": 100_00, "age_days": 0}
    assert limit_for("buy_hat", on=MONDAY, **asked).alone == ["officer"]
    assert limit_for("buy_hat", on=APRIL, **asked).alone == ["senior"]


def test_what_it_says_must_make_sense(now: dict[str, Any]) -> None:
    for told, refusal in (
        ({"act": "fly"}, NoSuchAct), ({"approvers": ["pope"]}, NoSuchRole), ({"approvers": []}, NobodyDecides),
        ({"approvers": ["assistant"]}, CannotDecide), ({"up_to_pence": 0}, BadReach), ({"up_to_days": 0}, BadReach),
        ({"service": "PARKS"}, NoSuchService), ({"authority": " "}, NoAuthority), ({"alone": ["dog"]}, NoSuchRole),
    ):  # fmt: skip
        with pytest.raises(refusal):
            set_limit(**{**HAT, **told}, **now)
    set_limit(**HAT, **now)
    with pytest.raises(BeginsTooEarly, match="Hat, any sum has a value"):
        set_limit(**HAT, **now)
    assert Limit.objects.count() == 1


def test_the_narrowest_that_covers_applies_and_a_services_own_go_first(db: None) -> None:
    bus = Service.objects.create(code="BUS", name="Buses")
    wide, small, aged = limit(None), limit(100_00), limit(100_00, up_to_days=30)
    every = list(Limit.objects.all())
    asked = {"service_id": bus.pk, "pence": 100_00, "age_days": 30}
    assert narrowest(every, **asked) == aged
    assert narrowest(every, **{**asked, "age_days": 31}) == small
    assert narrowest(every, **{**asked, "pence": 100_01}) == wide
    own = limit(50_00, service=bus)
    assert narrowest([*every, own], **{**asked, "pence": 50_00}) == own
    assert narrowest([*every, own], **asked) is None, "a service with limits of its own has no others"


def test_limits_and_roles_in_words() -> None:
    assert limit_in_words(Limit(up_to_pence=100_00, up_to_days=730)) == "up to £100.00, up to 730 days old"
    assert limit_in_words(Limit()) == "any sum"
    assert in_words(["manager", "senior", "ar_manager"]) == (
        "Senior income officer, Team manager or Accounts receivable manager"
    )
    assert (in_words(["manager"]), in_words([])) == ("Team manager", "nobody")
