"""How sure a suggestion must be to be accepted without a look: measured on what officers decided, never guessed.

The council chooses how many in a thousand may be wrong; the lowest score whose record is good enough, beyond chance, is
where certainty begins. A score that has been tried too little is not certain, however well it did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, sqrt

Z = 1.96
"""How far beyond what was seen we look: 97.5 % of records are no worse than the bound (Wilson 1927)."""


@dataclass(frozen=True)
class Certain:
    """From which score suggestions are certain (None: from none yet), on how many decisions, how many of them wrong.

    Where none is, the figures are of every decision there was.
    """

    score: int | None
    decided: int
    wrong: int


def worst_rate(decided: int, wrong: int) -> float:
    """The upper end of Wilson's interval for the share that is wrong; 1 when nothing was decided."""
    if decided == 0:
        return 1.0
    seen, spread = wrong / decided, Z * Z / decided
    middle = seen + spread / 2
    return (middle + sqrt(spread * (seen * (1 - seen) + spread / 4))) / (1 + spread)


def certain_from(history: Iterable[tuple[int, int, int]], wrong_per_thousand: Decimal) -> Certain:
    """The lowest score that may be accepted unseen. `history`: (score, decided, wrong), each score once."""
    allowed, decided, wrong = float(wrong_per_thousand) / 1000, 0, 0
    found: Certain | None = None
    for score, more, more_wrong in sorted(history, reverse=True):
        decided, wrong = decided + more, wrong + more_wrong
        if worst_rate(decided, wrong) <= allowed:
            found = Certain(score, decided, wrong)
    return found or Certain(None, decided, wrong)


def decisions_needed(wrong_per_thousand: Decimal) -> int:
    """How many decisions, all right, it takes before anything can be certain."""
    allowed = float(wrong_per_thousand) / 1000
    return ceil(Z * Z * (1 - allowed) / allowed)
