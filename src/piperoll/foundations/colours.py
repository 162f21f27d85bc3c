"""Colours and whether words can be read on them (WCAG 2.2)."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def contrast_with_white(colour: str) -> float:
    """WCAG 2.2's contrast ratio of a `#rrggbb` colour with white, from 1 to 21."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def is_usable(colour: str) -> bool:
    """Whether white words can be read on the colour (4.5 to 1, WCAG 2.2 success criterion 1.4.3)."""
    return bool(_COLOUR.match(colour)) and contrast_with_white(colour) >= LEAST_CONTRAST


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
