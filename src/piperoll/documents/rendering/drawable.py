"""Text from anywhere, made safe to draw: one line, no control characters, only letters our fonts have.

PDF/A refuses a file with a letter its fonts cannot draw, so that one emoji in a name would stop a bill. A letter
nobody can draw is first spelt with its plainer parts (`ﬁ` → `fi`), and failing that becomes an empty box, which shows.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

FONT_FAMILIES = ("Public Sans", "Inter")
"""In this order: Public Sans reads best; Inter adds Greek, Cyrillic and the rest of Latin."""

_FONT_FILES = (
    ("fontpkg_public_sans", "PublicSans[wght].ttf"),
    ("fontpkg_inter", "Inter[opsz,wght].ttf"),
)
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn"}
_STACKED_MARKS = re.compile(r"([\u0300-\u036f])[\u0300-\u036f]+")
_LONG_WORD = re.compile(r"\S{40}(?=\S)")
EMPTY_BOX = "□"
BREAK_HERE = "\u200b"


def font_folders() -> list[Path]:
    """Where the two families lie, as the installed font packages say."""
    return [Path(str(files(package))) / "files" for package, _ in _FONT_FILES]


@cache
def _drawable_codes() -> frozenset[int]:
    """Every character that one of our fonts can draw."""
    codes: set[int] = set()
    for folder, (_, name) in zip(font_folders(), _FONT_FILES, strict=True):
        with TTFont(folder / name, lazy=True) as font:
            codes.update(font.getBestCmap())
    return frozenset(codes)


def drawable(text: str, most: int | None = None) -> str:
    """The text on one line, cut to `most` characters, with nothing in it that cannot be drawn.

    Words of more than 40 characters get invisible places to break, so that they stay in their column; accents
    piled on one letter are thinned to one, so that they stay on their line.
    """
    seen = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    line = " ".join("".join(c for c in seen if unicodedata.category(c) not in _UNSEEN).split())
    if not line.isascii():
        line = "".join(map(_drawn, _STACKED_MARKS.sub(r"\1", line)))
    if most is not None and len(line) > most:
        line = line[: most - 1].rstrip() + "…"
    return _LONG_WORD.sub(lambda word: word[0] + BREAK_HERE, line)


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    """The character, its plainer parts, or an empty box."""
    if ord(character) in _drawable_codes():
        return character
    parts = unicodedata.normalize("NFKD", character)
    return parts if all(ord(part) in _drawable_codes() for part in parts) else EMPTY_BOX
