"""A SWIFT text file into its tagged fields, message by message; the envelope around them, if any, must be whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from piperoll.formats.fields import shown
from piperoll.formats.refusals import FileMalformed, FileTruncated

END = "-"
_TAG = re.compile(r":(20|21|25P?|28C?|60[FM]|61|62[FM]|64|65|86|34F|13D?|90[CD]|NS):")
_BLOCKS = re.compile(r"(?:\{[1235S]:(?:[^{}]|\{[^{}]*\})*\})*(?:\{4:)?")
_MANY_LINED = ("61", "86", "NS")
_CLOSINGS = ("62F", "62M", "64", "65", "90C", "90D")


@dataclass(slots=True)
class Field:
    """One tagged field: its tag without colons, the line it starts on, its text line by line. END ends a message."""

    tag: str
    line: int
    texts: list[str] = field(default_factory=list)


def fields_of(text: str) -> Iterator[Field]:
    """Every field in order, with an END after each message that says where it ends.

    What a bank writes before the first field is passed over. Raises FileMalformed, FileTruncated.
    """
    lines = text.split("\n")
    current: Field | None = None
    open_envelope = closed = False
    for number, line in enumerate(lines, 1):
        if line.startswith(("{", "-}")):
            if line.startswith("-}"):
                yield from (current, Field(END, number)) if current else ()
                current, open_envelope, line = None, False, line[2:]
            blocks = _BLOCKS.match(line)
            opened = blocks.group() if blocks else ""
            open_envelope, line = open_envelope or opened.endswith("{4:"), line[len(opened) :]
            if line and not _TAG.match(line):
                raise FileTruncated(format="MT940", line=number, missing="a whole SWIFT envelope")
        tag = _TAG.match(line)
        if tag:
            if current:
                yield current
            closed = tag[1] in _CLOSINGS or (closed and tag[1] != "20")
            current = Field(tag[1], number, [line[tag.end() :]])
        elif current and line.strip() == END and (closed or _starts_anew(lines, number)):
            yield current
            yield Field(END, number)
            current, open_envelope = None, False
        elif line.startswith(":") and (not current or current.tag not in _MANY_LINED) and line[:3] != ":94":
            raise FileMalformed(format="MT940", line=number, reason=f"{shown(line)} is not a field of a statement")
        elif current and line.strip():
            current.texts.append(line)
    if current:
        yield current
    if open_envelope:
        raise FileTruncated(format="MT940", line=len(lines), missing="the end of its SWIFT message")


def _starts_anew(lines: list[str], number: int) -> bool:
    """Whether the next line with anything on it starts another message, or there is none."""
    for line in lines[number : number + 50]:
        if line.strip():
            return line.startswith((":20:", "{"))
    return True
