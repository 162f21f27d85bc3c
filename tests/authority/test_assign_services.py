"""People of a service see its things; everybody else sees all."""

from __future__ import annotations

from typing import Any

import pytest
from asking_about_hats import somebody

from piperoll.authority.assign_services import NotOfAService, assign_services
from piperoll.authority.people import NobodyCalled
from piperoll.authority.sign_in import actor_for
from piperoll.council.models import Service
from piperoll.council.set_dated_figure import NoSuchService
from piperoll.runs.models import Run


@pytest.fixture(autouse=True)
def services(db: None) -> dict[str, int]:
    return {code: Service.objects.create(code=code, name=code.title()).pk for code in ("BUS", "MUSIC", "TRADE")}


def test_somebody_has_exactly_the_services_named_and_the_run_says_which_before(
    now: dict[str, Any], services: dict[str, int]
) -> None:
    somebody("requester")
    assert actor_for("requester.one").services == frozenset()
    assign_services(username="requester.one", services=["BUS", "music"], **now)
    actor = actor_for("requester.one")
    assert actor.sees_service(services["MUSIC"])
    assert not actor.sees_service(services["TRADE"])
    done = assign_services(username="requester.one", services=["MUSIC", "TRADE"], **now)
    assert actor_for("requester.one").services == {services["MUSIC"], services["TRADE"]}
    assert Run.objects.get(pk=done.run).totals == {"was": ["BUS", "MUSIC"], "services": ["MUSIC", "TRADE"]}


def test_an_officer_sees_every_service(now: dict[str, Any], services: dict[str, int]) -> None:
    assert somebody("officer").sees_service(services["BUS"])
    with pytest.raises(NotOfAService, match="Income officer and sees every service"):
        assign_services(username="ines", services=["BUS"], **now)
    with pytest.raises(NobodyCalled):
        assign_services(username="eve", services=[], **now)
    somebody("approver")
    with pytest.raises(NoSuchService):
        assign_services(username="approver.one", services=["PARKS"], **now)
