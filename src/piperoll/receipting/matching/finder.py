"""Finding every reference in a line's texts: as printed by one pattern, mangled by trying the pieces together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from piperoll.receipting.matching.mending import after_prefix, shards, without_prefix
from piperoll.receipting.matching.references import Found, Reading, Shard, Trust, digits_of
from piperoll.receipting.matching.schemes import Scheme

BANK_TEXT_WIDTH = 18
"""Bacs and Faster Payments carry 18 characters of reference (Payments Council advice)."""


MOST_PIECES = 12
"""A reference written with more spaces than this is not one."""

_BANKS_OWN = re.compile(
    r"\b(?:FP )?\d{2}/\d{2}/\d{2,4}(?:\s+\d{4})?\b"  # a date, with or without a time
    r"|\b\d{13,}[A-Z]*\b|\b(?!SD)[A-Z]{1,3}\d{13,}[A-Z]*\b|\b[FR]P\s?\d{8,}\b"  # the bank's own reference numbers
)


_BREAKS = re.compile(r"[,;&+]+")


_MARKS = re.compile(r"[\s/.\-_:#*()]+")


_HAS_DIGIT = re.compile(r"\d")


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
            digits = digits_of(match[0])
            if scheme.fits(digits):
                exact.append(Found(match[0], scheme, Trust.CLEAN, "as printed"))
        return exact

    def read(self, references: Sequence[str], narrative: Sequence[str]) -> Reading:
        """Everything found: the payer's references are mended; the narrative too when they hold no number."""
        found: dict[str, Found] = {}
        nearly: dict[Shard, None] = {}
        given = [text for text in references if _HAS_DIGIT.search(text)]
        for text in given or narrative:
            self._read_text(text.upper(), found, nearly)
        for text in narrative if given else ():
            for one in self.clean(text.upper()):
                found.setdefault(one.reference, one)
        ranked = sorted(found.values(), key=lambda one: -one.trust)
        return Reading(tuple(ranked), tuple(nearly))

    def repairable(self, shard: Shard) -> tuple[Scheme, ...]:
        """The checked schemes a shard may be one slip away from."""
        return tuple(s for s in self.invoices if s.checked and shard.scheme in (None, s) and not shard.cut)

    def slippable(self, shard: Shard) -> tuple[Scheme, ...]:
        """The scheme without check digits whose prefix a shard has, that it may be one slip away from."""
        scheme = shard.scheme
        return (scheme,) if scheme and not scheme.checked and not shard.cut else ()

    def _read_text(self, text: str, found: dict[str, Found], nearly: dict[Shard, None]) -> None:
        cut = BANK_TEXT_WIDTH - 2 <= len(text.strip()) <= BANK_TEXT_WIDTH
        for clean in self.clean(text):
            found.setdefault(clean.reference, clean)
            if clean.scheme.checked:
                text = text.replace(clean.reference, ",")
        chunks = _BREAKS.split(_BANKS_OWN.sub(",", text))
        for place, chunk in enumerate(chunks):
            for run in self._runs(_MARKS.split(chunk)):
                for one in self._divide(run, cut=cut and place == len(chunks) - 1):
                    if isinstance(one, Found):
                        found.setdefault(one.reference, one)
                    else:
                        nearly.setdefault(one)

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
        """Cut a run of pieces into references, longest joins first; keep the shard of what is not proved."""
        at = 0
        while at < len(run):
            end, fitted = next(
                ((end, f) for end in range(min(len(run), at + MOST_PIECES), at, -1) if (f := self._fit(run[at:end]))),
                (0, []),
            )
            if end < len(run) and len(run[end]) <= 2:
                fitted = [one for one in fitted if one.trust >= Trust.MENDED]
            yield from fitted
            if not fitted:
                yield from shards(run[at : at + MOST_PIECES], self.invoices, cut=cut)
            elif not any(one.scheme.checked for one in fitted):
                first, last = fitted[0], cut and end == len(run)
                certain = first.trust >= Trust.MENDED
                yield from [Shard(digits_of(first.reference), first.scheme, False)] if certain else []
                yield from shards(run[at:end], self.invoices, cut=last)
            at = end or at + 1

    def _fit(self, pieces: list[str]) -> list[Found]:
        """Every reference these pieces, joined, could be."""
        unit = "".join(pieces)
        by_prefix = [one for scheme in self.invoices if (one := after_prefix(unit, pieces, scheme))]
        if by_prefix:
            return by_prefix
        given = next((prefix for prefix in self._prefixes if prefix in unit), "")
        head = unit[: unit.find(given) + len(given)] if given else ""
        return [one for scheme in self.schemes if (one := without_prefix(unit, head, pieces, scheme, self._prefixes))]


def without_banks_own(text: str) -> str:
    """A narrative without the dates and long numbers the bank itself adds."""
    return _BANKS_OWN.sub(" ", text)


def _pattern(scheme: Scheme) -> str:
    return re.sub(r"(?:\\#|#)+", lambda run: rf"\d{{{run[0].count('#')}}}", re.escape(scheme.shape.upper()))
