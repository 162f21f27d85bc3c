"""A request taken back before anybody has decided it."""

from __future__ import annotations

from typing import Any

import pytest
from asking_about_hats import ask, limit, register, somebody

from piperoll.authority.asking import NoSuchRequest, NotYours
from piperoll.authority.models import RequestEvent
from piperoll.authority.withdraw_request import withdraw_request
from piperoll.foundations.states import NotFromHere


def test_by_whoever_asked_and_once(now: dict[str, Any]) -> None:
    register()
    limit(None)
    officer = somebody("officer")
    asked = ask(officer, 5_00).request.pk
    mine = {**now, "by": officer}
    with pytest.raises(NotYours, match=r"Officer\.One's"):
        withdraw_request(request=asked, **{**now, "by": somebody("officer", "another")})
    withdraw_request(request=asked, reason="It rains", **mine)
    assert RequestEvent.objects.get(event="withdraw").why == "It rains"
    with pytest.raises(NotFromHere, match="is withdrawn"):
        withdraw_request(request=asked, **mine)
    with pytest.raises(NoSuchRequest):
        withdraw_request(request=0, **mine)
