"""Good files spoilt the way files get spoilt: cut, torn, doubled, edited by hand, saved by another program."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Spoil = Callable[[bytes, Random], bytes]


def spoilt(content: bytes, dice: Random, more: bytes = b"") -> bytes:
    """The file with one to three things gone wrong; `more` is another file that may have been pasted into it."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        content = dice.choice(WAYS)(content, dice)
    if more and dice.random() < 0.03:
        at = dice.randrange(len(content) + 1)
        content = content[:at] + more + content[at:]
    return content


def _flipped(content: bytes, dice: Random) -> bytes:
    if not content:
        return content
    at = dice.randrange(len(content))
    return content[:at] + bytes([dice.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, dice: Random) -> bytes:
    return content[: dice.randrange(len(content) + 1)]


def _torn(content: bytes, dice: Random) -> bytes:
    first, last = sorted(dice.randrange(len(content) + 1) for _ in range(2))
    return content[:first] + content[min(last, first + 200) :]


def _line_again(content: bytes, dice: Random) -> bytes:
    lines = content.split(b"\n")
    at = dice.randrange(len(lines))
    return b"\n".join([*lines[: at + 1], *lines[at:]])


def _line_lost(content: bytes, dice: Random) -> bytes:
    lines = content.split(b"\n")
    lines.pop(dice.randrange(len(lines)))
    return b"\n".join(lines)


def _lines_swapped(content: bytes, dice: Random) -> bytes:
    lines = content.split(b"\n")
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _digit_changed(content: bytes, dice: Random) -> bytes:
    places = [found.start() for found in re.finditer(rb"\d", content)]
    if not places:
        return content
    at = dice.choice(places)
    return content[:at] + str(dice.randrange(10)).encode() + content[at + 1 :]


def _number_put(content: bytes, dice: Random) -> bytes:
    """A number becomes another: huge, below nought, nothing, or no number at all."""
    places = list(re.finditer(rb"\d[\d,.]*", content))
    if not places:
        return content
    found = dice.choice(places)
    new = dice.choice(NUMBERS) if dice.random() < 0.7 else b"-" + found[0]
    return content[: found.start()] + new + content[found.end() :]


def _put_in(content: bytes, dice: Random) -> bytes:
    at = dice.randrange(len(content) + 1)
    return content[:at] + dice.choice(STRANGE) + content[at:]


def _in_another_encoding(content: bytes, dice: Random) -> bytes:
    text = content.decode("utf-8", errors="replace")
    return text.encode(dice.choice(("utf-16", "utf-16-be", "cp1252", "utf-8-sig", "utf-7", "cp500")), errors="replace")


def _other_line_ends(content: bytes, dice: Random) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", dice.choice((b"\r", b"\r\n", b"\n\n", b" \n")))


def _twice(content: bytes, dice: Random) -> bytes:
    return content + dice.choice((b"", b"\n")) + content


WAYS: tuple[Spoil, ...] = (
    _flipped, _flipped, _cut, _torn, _line_again, _line_lost, _lines_swapped, _digit_changed, _digit_changed,
    _digit_changed, _number_put, _number_put, _put_in, _in_another_encoding, _other_line_ends, _twice,
)  # fmt: skip
NUMBERS = (
    b"9" * 30, b"9" * 5000, b"-1", b"0", b"", b"00", b"1e9", b"1.005", b"0x10", b"NaN", "٣".encode(), "½".encode(),
    b"99991231", b"00000000", b"310226",
)  # fmt: skip
STRANGE = (
    b"\x00", b"\xff", b"\x1a", b'"', b"'", b"<", b"&", b"]]>", b"/", b",", b"{", b"}", b"=1+1", "\u202e".encode(), "é".encode(), b"\xc3",
    b"\r", b"\n\n", b"-", b"\x0c", b"\xe2\x80\xa8", b"x" * 5000,
)  # fmt: skip
