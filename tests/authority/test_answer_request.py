"""A question answered: the request waits again, under the limit of that day."""

from __future__ import annotations

from typing import Any

import pytest
from asking_about_hats import ask, limit, register, somebody

from piperoll.authority.answer_request import NoAnswer, answer_request
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import RequestState
from piperoll.foundations.states import NotFromHere


def test_only_what_was_asked_can_be_answered(now: dict[str, Any]) -> None:
    register()
    limit(None)
    officer = {**now, "by": somebody("officer")}
    asked = ask(officer["by"], 5_00).request.pk
    with pytest.raises(NotFromHere, match="is waiting"):
        answer_request(request=asked, answer="Yes", **officer)
    decide_request(request=asked, decision="return", reason="Sure?", **{**now, "by": somebody("manager")})
    with pytest.raises(NoAnswer):
        answer_request(request=asked, answer="", **officer)
    narrower = limit(10_00)
    answer_request(request=asked, answer="Yes", **officer)
    standing = RequestState.objects.get(pk=asked)
    assert (standing.state, standing.limit) == ("waiting", narrower)
