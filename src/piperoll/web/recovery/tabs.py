"""The parts of the Recovery section side by side: whose turn it is, what goes out, what was agreed and disputed."""

from __future__ import annotations

from piperoll.web.components.links import Tabs
from piperoll.web.doors import PageRequest
from piperoll.web.parts import tabs_of

PARTS = {
    "worklist": "Worklist",
    "calls": "Calls",
    "diary": "Diary",
    "caseloads": "Who has how much",
    "agents": "With agents",
    "recovery": "Reminders",
    "arrangements": "Arrangements",
    "promises": "Promises",
    "disputes": "Disputes",
    "complaints": "Complaints",
    "time_in_law": "Time in law",
}
"""The address's name → the part's."""


def tabs(request: PageRequest, current: str) -> Tabs:
    """The parts open to this person, the current one marked."""
    return tabs_of(request, "Recovery", PARTS, current)
