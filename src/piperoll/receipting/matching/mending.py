"""Mending one copied reference: prefixes lost or mistyped, lookalike letters, noughts and check digits left off.

A unit is what stood together (`SD700l785824`); its pieces are the parts between spaces and marks. Each function
answers with the reference it reads, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from piperoll.receipting.matching.references import Found, Shard, Trust, digits_of
from piperoll.receipting.matching.schemes import Scheme

_LOOKALIKE = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}


_AS_DIGITS = str.maketrans(_LOOKALIKE)


def after_prefix(unit: str, pieces: Sequence[str], scheme: Scheme) -> Found | None:
    """A reference whose prefix is there, whatever runs on before or after it."""
    at = unit.find(scheme.prefix)
    if at < 0:
        return None
    rest = unit[at + len(scheme.prefix) :]
    read = rest[: scheme.digits].translate(_AS_DIGITS)
    if len(read) == scheme.digits and read.isdigit():
        run_on = len(_leading_digits(rest)) - scheme.digits
        if not scheme.fits(read) or (run_on > 0 and not (scheme.checked and run_on >= 2)):
            return None
        if run_on > 0:
            return Found(scheme.write(read), scheme, Trust.COMPLETED, "leaving out digits run on")
        return Found(scheme.write(read), scheme, Trust.MENDED, _mended(rest[: scheme.digits], read))
    after = [rest[: -len(pieces[-1])], pieces[-1]] if len(pieces) > 1 else pieces
    return _noughts_between(after, scheme) or _short(_leading_digits(rest), scheme)


def without_prefix(
    unit: str, given: str, pieces: Sequence[str], scheme: Scheme, prefixes: frozenset[str]
) -> Found | None:
    """The prefix lost, mistyped, or another scheme's: the digits must be all there, check digits right if any.

    `given` is the part of the unit up to the end of a prefix of ours, "" when it has none.
    """
    tail, head = unit[-scheme.digits :].translate(_AS_DIGITS), unit[: -scheme.digits]
    if len(unit) >= scheme.digits and scheme.fits(tail) and tail.isdigit() and (not given or head == given):
        if not head:
            return _bare(tail, pieces, scheme)
        if scheme.names == "invoice" and _misread(head, scheme, prefixes):
            trust = Trust.MENDED if scheme.checked else Trust.COMPLETED
            return Found(scheme.write(tail), scheme, trust, f"reading {head} as {scheme.prefix}")
    if scheme.names == "invoice" and unit.isdigit():
        return _short(unit, scheme) if len(pieces) == 1 else _noughts_between(pieces, scheme)
    return None


def shards(pieces: Sequence[str], invoices: Sequence[Scheme], *, cut: bool) -> Iterator[Shard]:
    """The digits of pieces that prove nothing, with the scheme their prefix names if they have one."""
    unit = "".join(pieces)
    for scheme in invoices:
        at = unit.find(scheme.prefix)
        if at >= 0:
            if digits := _leading_digits(unit[at + len(scheme.prefix) :]):
                yield Shard(digits, scheme, cut and len(digits) < scheme.digits)
            return
    digits = digits_of(_digits_read(unit))
    if len(digits) >= 2:
        yield Shard(digits, None, cut)


def _misread(head: str, scheme: Scheme, prefixes: frozenset[str]) -> bool:
    """Whether this stands where the prefix should: another scheme's, one slip away, or with a digit for a letter."""
    alike = head.translate(_AS_DIGITS) == scheme.prefix.translate(_AS_DIGITS)
    return alike or head in prefixes or OSA.distance(head, scheme.prefix, score_cutoff=1) <= 1


def _noughts_between(pieces: Sequence[str], scheme: Scheme) -> Found | None:
    """Noughts left off the first part of a reference in two parts: `ASC1963/01`."""
    groups = scheme.groups
    if len(groups) != 2 or len(pieces) != 2 or scheme.checked or len(pieces[1]) != groups[1]:
        return None
    digits = pieces[0].translate(_AS_DIGITS).zfill(groups[0]) + pieces[1].translate(_AS_DIGITS)
    if len(pieces[0]) < 2 or len(digits) != scheme.digits or not digits.isdigit():
        return None
    return Found(scheme.write(digits), scheme, Trust.COMPLETED, "putting back noughts")


def _bare(digits: str, pieces: Sequence[str], scheme: Scheme) -> Found | None:
    """All the digits and no prefix: believable when check digits agree or the pieces are divided as ours are."""
    if not scheme.checked and [len(piece) for piece in pieces] != scheme.groups and len(scheme.groups) > 1:
        return None
    if scheme.names == "customer" and len(pieces) > 1:
        return None
    if scheme.names not in ("invoice", "customer"):
        return None
    trust = Trust.MENDED if scheme.checked else Trust.COMPLETED
    return Found(scheme.write(digits), scheme, trust, f"putting back {scheme.prefix}")


def _short(digits: str, scheme: Scheme) -> Found | None:
    """Digits left off: the two check digits, or noughts in front."""
    whole = scheme.with_check(digits)
    if whole:
        return Found(scheme.write(whole), scheme, Trust.COMPLETED, "putting back check digits")
    if not scheme.checked and len(scheme.groups) == 1 and 3 <= len(digits) < scheme.digits:
        return Found(scheme.write(digits.zfill(scheme.digits)), scheme, Trust.COMPLETED, "putting back noughts")
    return None


def _mended(written: str, read: str) -> str:
    swaps = dict.fromkeys(f"{a} for {b}" for a, b in zip(written, read, strict=True) if a != b)
    return "mending " + ", ".join(swaps) if swaps else "leaving out spaces and stray marks"


def _digits_read(text: str) -> str:
    """Lookalikes read as digits up to the last true digit; what runs on after it is dropped."""
    last = max((place for place, mark in enumerate(text) if mark.isdigit()), default=-1)
    first = next((place for place, mark in enumerate(text) if mark.isdigit()), 0)
    return text[:first] + text[first : last + 1].translate(_AS_DIGITS)


def _leading_digits(text: str) -> str:
    """The digits a text begins with, lookalikes read as digits; a word run on after the last true digit is left out."""
    last = max((place for place, mark in enumerate(text) if mark.isdigit()), default=-1)
    read = text[: last + 1].translate(_AS_DIGITS)
    return re.match(r"\d*", read)[0]  # type: ignore[index]
