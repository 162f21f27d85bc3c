"""The life of a run.

A run that raised nothing ends as `nothing`, so that the same file may come again once its fault is mended.
One whose process died stays `working` until it is taken up again.
"""

from piperoll.foundations.states import LifeStory

RUN_STATES = LifeStory(
    "the run",
    (
        ("finish", "working", "done"),
        ("find_nothing", "working", "nothing"),
        ("fail", "working", "failed"),
        ("resume", "failed", "working"),
        ("resume", "working", "working"),
    ),
)
