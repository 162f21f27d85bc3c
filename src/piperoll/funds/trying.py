"""Trying a fund's patterns on references of its own before anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piperoll.council.models import Council
from piperoll.foundations.fund_references import FundReference, PatternWrong
from piperoll.foundations.references import ReferenceScheme


@dataclass(frozen=True)
class Tried:
    """A sample, the pattern it is of (None when of none), and whether its check digits are right."""

    sample: str
    pattern: FundReference | None
    checks: bool

    @property
    def fits(self) -> bool:
        """Whether money that quotes it would be known as the fund's."""
        return self.pattern is not None and self.checks


def patterns_of(typed: Sequence[str]) -> list[FundReference]:
    """Patterns as typed, blank lines passed over. Raises PatternWrong, which names the line."""
    found = []
    for text in filter(str.strip, typed):
        try:
            found.append(FundReference.read(text))
        except PatternWrong as fault:
            raise PatternWrong(f"{text.strip()}: {fault}") from None
    return found


def tried(patterns: Sequence[FundReference], samples: Sequence[str]) -> list[Tried]:
    """What each sample is by these patterns."""
    return [_try(patterns, "".join(sample.split()).upper()) for sample in samples if sample.strip()]


def _try(patterns: Sequence[FundReference], sample: str) -> Tried:
    of = [pattern for pattern in patterns if pattern.fits(sample)]
    right = next((pattern for pattern in of if pattern.checks(sample)), None)
    return Tried(sample, right or next(iter(of), None), right is not None)


def why_not(patterns: Sequence[FundReference], found: Sequence[Tried]) -> str:
    """Why these cannot be kept, in words; empty when they can."""
    for one in found:
        if one.pattern is None:
            return f"{one.sample} is of no shape given"
        if not one.checks:
            return f"the check digits of {one.sample} are wrong by {one.pattern.check}"
        if ours := _ours(one.sample):
            return f"{one.sample} is also how we number our own {ours}"
    for pattern in patterns:
        if not any(one.pattern == pattern for one in found):
            return f"no sample is of the shape {pattern.shape}: try one at least"
    return ""


def _ours(reference: str) -> str:
    council = Council.objects.first()
    if council is None:
        return ""
    schemes = {
        "invoices": ReferenceScheme(council.invoice_prefix, council.invoice_digits, council.references_checked),
        "customers": ReferenceScheme(council.customer_prefix, council.customer_digits, council.references_checked),
    }
    return next((name for name, scheme in schemes.items() if scheme.is_valid(reference)), "")
