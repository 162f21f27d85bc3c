"""The gallery: a picture of every page and document with a line on each, in docs/gallery.

Pictures are taken only when PIPEROLL_GALLERY=1, so that an ordinary run leaves the tree as it was.
"""

from __future__ import annotations

import fcntl
import io
import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "gallery"
HEADING = (
    "# Gallery\n\nEvery page and document, as the tests saw them. Made by `PIPEROLL_GALLERY=1 ./piperoll test`.\n\n"
)
_ENTRY = re.compile(r"^- \[(?P<name>[\w-]+)\]\(.*\): (?P<line>.+)$", re.MULTILINE)


def picture(page: Page, name: str, line: str) -> None:
    """Hang a picture of the whole page, when pictures are being taken."""
    if os.environ.get("PIPEROLL_GALLERY") == "1":
        hang(page.screenshot(full_page=True, animations="disabled"), name, line)


def hang(png: bytes, name: str, line: str) -> None:
    """Put a PNG in the gallery under a name, with the line that says what it shows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    small = Image.open(io.BytesIO(png)).convert("RGB").quantize(128)
    small.save(FOLDER / f"{name}.png", optimize=True)
    with open(FOLDER / "README.md", "a+") as index:
        fcntl.flock(index, fcntl.LOCK_EX)
        index.seek(0)
        lines = {entry["name"]: entry["line"] for entry in _ENTRY.finditer(index.read())} | {name: line}
        index.truncate(0)
        index.write(HEADING + "".join(f"- [{name}]({name}.png): {line}\n" for name, line in sorted(lines.items())))
