"""The council's colour."""

from __future__ import annotations

import pytest

from piperoll.web.branding import DEFAULT_COLOUR, colour_or_default, contrast_with_white, is_usable


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#1d70b8", 5.17)]
)
def test_contrast_is_wcags(colour: str, ratio: float) -> None:
    assert contrast_with_white(colour) == pytest.approx(ratio, abs=0.02)


@pytest.mark.parametrize(
    "colour", ["#ffdd00", "#777777", "red", "#12345", "#1d4f5f;}body{display:none", "", "#1d4f5f\n"]
)
def test_a_colour_too_pale_or_not_a_colour_gives_way_to_ours(colour: str) -> None:
    assert colour_or_default(colour) == DEFAULT_COLOUR


def test_ours_and_a_dark_one_are_used() -> None:
    assert is_usable(DEFAULT_COLOUR)
    assert colour_or_default("#5A2D81") == "#5A2D81"
