"""The council's colour on a page: safe to write into a stylesheet, dark enough for white words."""

from __future__ import annotations

from piperoll.foundations.colours import contrast_with_white, is_usable

__all__ = ["DEFAULT_COLOUR", "colour_or_default", "contrast_with_white", "is_usable"]
DEFAULT_COLOUR = "#1d4f5f"


def colour_or_default(colour: str) -> str:
    """The council's colour when it is usable, otherwise Piperoll's."""
    return colour if is_usable(colour) else DEFAULT_COLOUR
