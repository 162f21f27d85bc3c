"""One way a payment could be used: the items and pence, and the evidence gathered for it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from piperoll.receipting.matching.decisions import Allocation
from piperoll.receipting.matching.evidence import Evidence, Kind
from piperoll.receipting.matching.facts import OpenItem
from piperoll.receipting.matching.references import Trust


@dataclass(slots=True)
class Option:
    """Items and pence, and what is left over. `trust` is how the reference that led here was read, None when none did;
    `checked` when its check digits agree."""

    customer: Hashable
    parts: tuple[tuple[OpenItem, int], ...]
    unapplied_pence: int = 0
    evidence: dict[Kind, Evidence] = field(default_factory=dict)
    trust: Trust | None = None
    checked: bool = False

    def add(self, kind: Kind, bits: float, words: str) -> Option:
        """Keep this piece unless a weightier one of its kind is there."""
        if kind not in self.evidence or self.evidence[kind].bits < bits:
            self.evidence[kind] = Evidence(kind, bits, words)
        return self

    def absorb(self, twin: Option) -> None:
        """Take over the evidence of another road to the same items."""
        for piece in twin.evidence.values():
            self.add(*piece)
        self.trust = max((each for each in (self.trust, twin.trust) if each is not None), default=None)
        self.checked = self.checked or twin.checked

    def speaks(self, kind: Kind) -> bool:
        """Whether evidence of this kind is there and in favour."""
        return kind in self.evidence and self.evidence[kind].bits > 0

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """The items and pence, as a decision states them."""
        return tuple(Allocation(item.item_id, pence) for item, pence in self.parts)

    @property
    def exact(self) -> bool:
        """Whether the sum itself speaks for these items."""
        return self.speaks(Kind.SUM)
