"""References as read from a payer's words, and how what is nearly one can be compared with a real one.

Payers leave spaces, lose prefixes and noughts, run words on, type O for 0. Each `Found` carries the reference as it
should be written, how it was reached, and how far it can be trusted. What is nearly a reference (a digit wrong,
doubled, dropped or swapped, or the end cut off by the bank's 18 letters) is kept as a `Shard`: it may confirm an
item that other evidence points to. Whether a mend is believed is decided in `decide`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from piperoll.receipting.matching.schemes import Scheme


class Trust(IntEnum):
    """How a reference was reached: a digit changed, something left off put back, mended without loss, as printed."""

    REPAIRED = 1
    COMPLETED = 2
    MENDED = 3
    CLEAN = 4


class Found(NamedTuple):
    """A reference as it should be written, and how it was read: "as printed", "mending O for 0"."""

    reference: str
    scheme: Scheme
    trust: Trust
    how: str


class Shard(NamedTuple):
    """Digits that are nearly a reference. `scheme` is None when no prefix was given; `cut` when the bank cut it off."""

    digits: str
    scheme: Scheme | None
    cut: bool


class Reading(NamedTuple):
    """All that was found in a line's texts, most trusted first."""

    found: tuple[Found, ...]
    shards: tuple[Shard, ...]


def neighbours(shard: Shard, scheme: Scheme) -> Iterator[str]:
    """Every reference of a checked scheme one slip away: a digit wrong, dropped, doubled, or two swapped."""
    digits = shard.digits
    tries: set[str] = set()
    if len(digits) == scheme.digits:
        tries = {digits[:i] + d + digits[i + 1 :] for i in range(len(digits)) for d in "0123456789"}
        tries |= {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)}
    elif len(digits) == scheme.digits - 1:
        tries = {digits[:i] + d + digits[i:] for i in range(len(digits) + 1) for d in "0123456789"}
    elif len(digits) == scheme.digits + 1:
        tries = {digits[:i] + digits[i + 1 :] for i in range(len(digits))}
    for one in sorted(tries):
        if scheme.fits(one):
            yield scheme.write(one)


def swapped(one: str, other: str) -> bool:
    """Whether two references are the same but for two neighbouring marks that changed places."""
    if len(one) != len(other):
        return False
    apart = [place for place, (ours, theirs) in enumerate(zip(one, other, strict=True)) if ours != theirs]
    return (
        len(apart) == 2
        and apart[1] - apart[0] == 1
        and one[apart[0]] + one[apart[1]] == other[apart[1]] + other[apart[0]]
    )


def likeness(shard: Shard, reference: str) -> str:
    """How a shard could have been this reference, in words, or "" when it could not: at most one slip, or cut short."""
    if shard.scheme is not None and not reference.upper().startswith(shard.scheme.prefix):
        return ""
    digits = digits_of(reference)
    if digits == shard.digits:
        return "with its prefix put right"
    if shard.cut and len(shard.digits) >= (1 if shard.scheme else 3) and digits.startswith(shard.digits):
        return f"cut short at {shard.digits}"
    if len(shard.digits) >= 5 and OSA.distance(digits, shard.digits, score_cutoff=1) <= 1:
        return "with one slip of the keys"
    return ""


def other_references(references: Sequence[str]) -> Iterator[str]:
    """Words with digits in what the payer quoted, which might be a purchase order or a plan."""
    for text in references:
        yield from (word for word in text.upper().split() if len(word) >= 5 and any(mark.isdigit() for mark in word))


def digits_of(text: str) -> str:
    """The digits of a text, in order."""
    return "".join(filter(str.isdigit, text))
