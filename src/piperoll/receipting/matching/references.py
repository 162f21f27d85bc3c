"""Finding references in what payers wrote, clean or mangled, and saying how they were mended.

Payers leave spaces, lose prefixes and noughts, run words on, type O for 0. Each `Found` carries the reference as it
should be written, how it was reached, and how far it can be trusted. What is nearly a reference (a digit wrong,
doubled, dropped or swapped, or the end cut off by the bank's 18 letters) is kept as a `Shard`: it may confirm an
item that other evidence points to. Whether a mend is believed is decided in `decide`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from piperoll.receipting.matching.schemes import Scheme

BANK_TEXT_WIDTH = 18
"""Bacs and Faster Payments carry 18 characters of reference (Payments Council advice)."""

_LOOKALIKE = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
_AS_DIGITS = str.maketrans(_LOOKALIKE)
_BANKS_OWN = re.compile(
    r"\b(?:FP )?\d{2}/\d{2}/\d{2,4}(?:\s+\d{4})?\b"  # a date, with or without a time
    r"|\b\d{13,}[A-Z]*\b|\b(?!SD)[A-Z]{1,3}\d{13,}[A-Z]*\b|\b[FR]P\s?\d{8,}\b"  # the bank's own reference numbers
)
_BREAKS = re.compile(r"[,;&+]+")
_MARKS = re.compile(r"[\s/.\-_:#*()]+")
_HAS_DIGIT = re.compile(r"\d")


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


class Finder:
    """Reads references of the given schemes. Build one for a run: it compiles its patterns once."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self.schemes = tuple(schemes)
        self.invoices = tuple(scheme for scheme in self.schemes if scheme.names == "invoice")
        self._prefixes = frozenset(scheme.prefix for scheme in self.invoices if scheme.prefix)
        self._starts = tuple(self._prefixes)
        shapes = "|".join(f"({_pattern(scheme)})" for scheme in self.schemes)
        self._clean = re.compile(rf"(?<![A-Z0-9])(?:{shapes})(?![A-Z0-9])") if self.schemes else None

    def clean(self, text: str) -> list[Found]:
        """References exactly as printed, check digits right."""
        if self._clean is None:
            return []
        exact = []
        for match in self._clean.finditer(text):
            scheme = self.schemes[(match.lastindex or 1) - 1]
            digits = _digits_of(match[0])
            if scheme.fits(digits):
                exact.append(Found(match[0], scheme, Trust.CLEAN, "as printed"))
        return exact

    def read(self, references: Sequence[str], narrative: Sequence[str]) -> Reading:
        """Everything found: the payer's references are mended; the narrative too when they hold no number."""
        found: dict[str, Found] = {}
        shards: dict[Shard, None] = {}
        given = [text for text in references if _HAS_DIGIT.search(text)]
        for text in given or narrative:
            self._read_text(text.upper(), found, shards)
        for text in narrative if given else ():
            for one in self.clean(text.upper()):
                found.setdefault(one.reference, one)
        ranked = sorted(found.values(), key=lambda one: -one.trust)
        return Reading(tuple(ranked), tuple(shards))

    def repairable(self, shard: Shard) -> tuple[Scheme, ...]:
        """The checked schemes a shard may be one slip away from."""
        return tuple(s for s in self.invoices if s.checked and shard.scheme in (None, s) and not shard.cut)

    def _read_text(self, text: str, found: dict[str, Found], shards: dict[Shard, None]) -> None:
        cut = BANK_TEXT_WIDTH - 2 <= len(text.strip()) <= BANK_TEXT_WIDTH
        for one in self.clean(text):
            found.setdefault(one.reference, one)
            if one.scheme.checked:
                text = text.replace(one.reference, ",")
        chunks = _BREAKS.split(_BANKS_OWN.sub(",", text))
        for place, chunk in enumerate(chunks):
            for run in self._runs(_MARKS.split(chunk)):
                for one in self._divide(run, cut=cut and place == len(chunks) - 1):
                    if isinstance(one, Found):
                        found.setdefault(one.reference, one)
                    else:
                        shards.setdefault(one)

    def _runs(self, pieces: list[str]) -> Iterator[list[str]]:
        """Neighbouring pieces that might be one reference: those with digits, and a prefix before them."""
        run: list[str] = []
        for piece in pieces:
            if _HAS_DIGIT.search(piece):
                if run and piece.startswith(self._starts):
                    yield run
                    run = []
                run.append(piece)
            elif piece in self._prefixes or (2 <= len(piece) <= 4 and self._near_prefix(piece)):
                if run:
                    yield run
                run = [piece]
            elif run and set(piece) <= {"O", "I", "L"} and piece:
                run.append(piece)
            else:
                if run:
                    yield run
                run = []
        if run:
            yield run

    def _near_prefix(self, piece: str) -> bool:
        return any(OSA.distance(piece, prefix, score_cutoff=1) <= 1 for prefix in self._prefixes)

    def _divide(self, run: list[str], *, cut: bool) -> Iterator[Found | Shard]:
        """Cut a run of pieces into references, longest joins first; unless its check digits prove it, keep the shard."""
        at = 0
        while at < len(run):
            end, fitted = next(((end, f) for end in range(len(run), at, -1) if (f := self._fit(run[at:end]))), (0, []))
            if end < len(run) and len(run[end]) <= 2:
                fitted = [one for one in fitted if one.trust >= Trust.MENDED]
            yield from fitted
            if not fitted:
                yield from self._shards(run[at:], cut=cut)
            elif not any(one.scheme.checked for one in fitted):
                first, last = fitted[0], cut and end == len(run)
                certain = first.trust >= Trust.MENDED
                yield from [Shard(_digits_of(first.reference), first.scheme, False)] if certain else []
                yield from self._shards(run[at:end], cut=last)
            at = end or at + 1

    def _fit(self, pieces: list[str]) -> list[Found]:
        """Every reference these pieces, joined, could be."""
        unit = "".join(pieces)
        by_prefix = [one for scheme in self.invoices if (one := _after_prefix(unit, pieces, scheme))]
        if by_prefix:
            return by_prefix
        given = next((prefix for prefix in self._prefixes if prefix in unit), "")
        head = unit[: unit.find(given) + len(given)] if given else ""
        return [one for scheme in self.schemes if (one := self._without_prefix(unit, head, pieces, scheme))]

    def _without_prefix(self, unit: str, given: str, pieces: list[str], scheme: Scheme) -> Found | None:
        """The prefix lost, mistyped, or another scheme's: the digits must be all there, check digits right if any."""
        tail, head = unit[-scheme.digits :].translate(_AS_DIGITS), unit[: -scheme.digits]
        if len(unit) >= scheme.digits and scheme.fits(tail) and tail.isdigit() and (not given or head == given):
            if not head:
                return _bare(tail, pieces, scheme)
            if scheme.names == "invoice" and self._misread(head, scheme):
                trust = Trust.MENDED if scheme.checked else Trust.COMPLETED
                return Found(scheme.write(tail), scheme, trust, f"reading {head} as {scheme.prefix}")
        if scheme.names == "invoice" and unit.isdigit():
            return _short(unit, scheme) if len(pieces) == 1 else _noughts_between(pieces, scheme)
        return None

    def _misread(self, head: str, scheme: Scheme) -> bool:
        """Whether this stands where the prefix should: another scheme's, one slip away, or with a digit for a letter."""
        alike = head.translate(_AS_DIGITS) == scheme.prefix.translate(_AS_DIGITS)
        return alike or head in self._prefixes or OSA.distance(head, scheme.prefix, score_cutoff=1) <= 1

    def _shards(self, pieces: list[str], *, cut: bool) -> Iterator[Shard]:
        """The digits of pieces that prove nothing, with the scheme their prefix names if they have one."""
        unit = "".join(pieces)
        for scheme in self.invoices:
            at = unit.find(scheme.prefix)
            if at >= 0:
                if digits := _leading_digits(unit[at + len(scheme.prefix) :]):
                    yield Shard(digits, scheme, cut)
                return
        digits = re.sub(r"^\D*(?=\d)|\D", "", _digits_read(unit))
        if len(digits) >= 2:
            yield Shard(digits, None, cut)


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


def likeness(shard: Shard, reference: str) -> str:
    """How a shard could have been this reference, in words, or "" when it could not: at most one slip, or cut short."""
    if shard.scheme is not None and not reference.upper().startswith(shard.scheme.prefix):
        return ""
    digits = _digits_of(reference)
    if digits == shard.digits:
        return "with its prefix put right"
    if shard.cut and len(shard.digits) >= (1 if shard.scheme else 3) and digits.startswith(shard.digits):
        return f"cut short at {shard.digits}"
    if len(shard.digits) >= 5 and OSA.distance(digits, shard.digits, score_cutoff=1) <= 1:
        return "with one slip of the keys"
    return ""


def without_banks_own(text: str) -> str:
    """A narrative without the dates and long numbers the bank itself adds."""
    return _BANKS_OWN.sub(" ", text)


def other_references(references: Sequence[str]) -> Iterator[str]:
    """Words with digits in what the payer quoted, which might be a purchase order or a plan."""
    for text in references:
        yield from (word for word in text.upper().split() if len(word) >= 5 and any(mark.isdigit() for mark in word))


def _digits_of(reference: str) -> str:
    return "".join(mark for mark in reference if mark.isdigit())


def _pattern(scheme: Scheme) -> str:
    return re.sub(r"(?:\\#|#)+", lambda run: rf"\d{{{run[0].count('#')}}}", re.escape(scheme.shape.upper()))


def _groups(scheme: Scheme) -> list[int]:
    return [len(run) for run in re.findall("#+", scheme.shape)]


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


def _after_prefix(unit: str, pieces: list[str], scheme: Scheme) -> Found | None:
    """A reference whose prefix is there, whatever runs on before or after it."""
    at = unit.find(scheme.prefix)
    if at < 0:
        return None
    rest = unit[at + len(scheme.prefix) :]
    read = rest[: scheme.digits].translate(_AS_DIGITS)
    if len(read) == scheme.digits and read.isdigit():
        whole = scheme.fits(read) and not rest[scheme.digits : scheme.digits + 1].isdigit()
        return Found(scheme.write(read), scheme, Trust.MENDED, _mended(rest[: scheme.digits], read)) if whole else None
    after = [rest[: -len(pieces[-1])], pieces[-1]] if len(pieces) > 1 else pieces
    return _noughts_between(after, scheme) or _short(_leading_digits(rest), scheme)


def _noughts_between(pieces: list[str], scheme: Scheme) -> Found | None:
    """Noughts left off the first part of a reference in two parts: `ASC1963/01`."""
    groups = _groups(scheme)
    if len(groups) != 2 or len(pieces) != 2 or scheme.checked or len(pieces[1]) != groups[1]:
        return None
    digits = pieces[0].translate(_AS_DIGITS).zfill(groups[0]) + pieces[1].translate(_AS_DIGITS)
    if len(pieces[0]) < 2 or len(digits) != scheme.digits or not digits.isdigit():
        return None
    return Found(scheme.write(digits), scheme, Trust.COMPLETED, "putting back noughts")


def _bare(digits: str, pieces: list[str], scheme: Scheme) -> Found | None:
    """All the digits and no prefix: believable when check digits agree or the pieces are divided as ours are."""
    if not scheme.checked and [len(piece) for piece in pieces] != _groups(scheme) and len(_groups(scheme)) > 1:
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
    if not scheme.checked and len(_groups(scheme)) == 1 and 3 <= len(digits) < scheme.digits:
        return Found(scheme.write(digits.zfill(scheme.digits)), scheme, Trust.COMPLETED, "putting back noughts")
    return None


def _mended(written: str, read: str) -> str:
    swaps = dict.fromkeys(f"{a} for {b}" for a, b in zip(written, read, strict=True) if a != b)
    return "mending " + ", ".join(swaps) if swaps else "leaving out spaces and stray marks"
