"""Life stories: a table of (event, from, to) that makes the check constraint, the moves and the picture."""

from __future__ import annotations

from dataclasses import dataclass

from piperoll.foundations.refusals import Refused


class NotFromHere(Refused):
    """{what} is {state}, so it cannot {event} now."""


@dataclass(frozen=True)
class LifeStory:
    """The states of a thing and the events that move it. `moves` holds (event, from, to)."""

    what: str
    moves: tuple[tuple[str, str, str], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every state, in order of first mention."""
        return tuple(dict.fromkeys(state for _, was, becomes in self.moves for state in (was, becomes)))

    def after(self, event: str, state: str) -> str:
        """The state an event leads to. Raises NotFromHere."""
        for name, was, becomes in self.moves:
            if name == event and was == state:
                return becomes
        raise NotFromHere(what=self.what, state=state, event=event)

    def diagram(self) -> str:
        """The story as a Mermaid state diagram, for the documents."""
        return "\n".join(
            ["stateDiagram-v2", *(f"    {was} --> {becomes}: {event}" for event, was, becomes in self.moves)]
        )
