"""What waits for somebody of a service, in three figures."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from piperoll.authority.queries import how_many_wait, how_yours_stand
from piperoll.foundations.actors import Actor
from piperoll.web.components.status import Figure


def waiting_figures(who: Actor) -> Iterator[Figure]:
    """What is asked of them, what they are to decide, and what of theirs waits for somebody else."""
    if "request_customer" not in who.may:
        return
    mine, yours = how_yours_stand(who), reverse("your_requests")
    back = "request of yours came back with a question" if mine.returned == 1 else "requests of yours came back to you"
    yield Figure(f"{mine.returned:,}", back, yours)
    if "decide_request" in who.may:
        many = how_many_wait(who, on=timezone.localdate())
        yield Figure(f"{many:,}", f"{'waits' if many == 1 else 'wait'} for you to decide", reverse("approvals"))
    waits = "of yours waits" if mine.waiting == 1 else "of yours wait"
    yield Figure(f"{mine.waiting:,}", f"{waits} for somebody else to decide", yours)
