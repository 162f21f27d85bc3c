"""The life of a request.

What is within somebody's own limit is done at once; everything else waits for somebody else to decide it. Where the
limit asks for two, the first agrees and it waits for the second.
"""

from __future__ import annotations

from piperoll.foundations.states import LifeStory

REQUEST_STATES = LifeStory(
    "the request",
    (
        ("do_alone", "asked", "approved"),
        ("send", "asked", "waiting"),
        ("agree", "waiting", "waiting"),
        ("approve", "waiting", "approved"),
        ("refuse", "waiting", "refused"),
        ("return", "waiting", "returned"),
        ("answer", "returned", "waiting"),
        ("withdraw", "waiting", "withdrawn"),
        ("withdraw", "returned", "withdrawn"),
    ),
)
DECISIONS = ("approve", "refuse", "return")
