"""answer_request: a request that came back with a question is answered, and waits to be decided again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from piperoll.authority.asking import hold, move, must_be_theirs
from piperoll.authority.decide_request import limit_now
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running


class NoAnswer(Refused):
    """Write an answer: what was asked stands on the request."""


@dataclass(frozen=True)
class Answered:
    """A request that waits to be decided again."""

    run: int
    request: int


def answer_request(*, request: int, answer: str, on: date, at: datetime, by: Actor) -> Answered:
    """Answer what was asked. Raises NoAnswer, NoSuchRequest, NotYours, NotFromHere, NoLimitCovers."""
    answer = answer.strip()
    if not answer:
        raise NoAnswer()
    with running.act("answer_request", on=on, at=at, by=by, request=request) as run:
        standing = hold(request, by)
        must_be_theirs(standing, by, act="answer")
        limit = limit_now(standing.request, on=localdate(at))
        move(standing, "answer", why=answer, run=run, at=at, limit=limit)
    return Answered(run.id, request)
