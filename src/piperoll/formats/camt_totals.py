"""The counts and sums a camt statement gives of its own entries (`TxsSummry`), held against the entries."""

from __future__ import annotations

from dataclasses import dataclass, field

from piperoll.formats.camt_entries import Entry, Facts, first
from piperoll.formats.fields import hundredths, number_in, shown
from piperoll.formats.refusals import FileMalformed, TotalsDisagree
from piperoll.foundations.money import plain_pounds

_GROUPS = {"TtlNtries": ("entries", None), "TtlCdtNtries": ("credits", True), "TtlDbtNtries": ("debits", False)}


@dataclass
class Totals:
    """The entries met so far, as (sum without sign, came in, booked)."""

    entries: list[tuple[int, bool, bool]] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Count one entry."""
        came_in = first(entry.facts, "CdtDbtInd") == "CRDT"
        self.entries.append((abs(entry.amount_pence), came_in, entry.booked))

    def agree(self, facts: Facts, name: str, line: int) -> tuple[str, ...]:
        """Words for each total that agrees with the booked entries, or with the booked and pending together.

        Raises TotalsDisagree, or FileMalformed when a total is not a number.
        """
        evidence = []
        for group, (words, came_in) in _GROUPS.items():
            count, total = first(facts, f"TxsSummry/{group}/NbOfNtries"), first(facts, f"TxsSummry/{group}/Sum")
            if not count and not total:
                continue
            counted = number_in(count)
            if count and counted is None:
                raise FileMalformed(format=name, line=line, reason=f"the number of {words} is {shown(count)}")
            try:
                pence = hundredths(total) if total else None
            except ValueError as problem:
                raise FileMalformed(format=name, line=line, reason=str(problem)) from None
            booked, everything = self._of(came_in, booked_only=True), self._of(came_in, booked_only=False)
            if count and counted not in (len(booked), len(everything)):
                raise _disagreement(name, line, f"the number of {words}", count, str(len(booked)))
            if pence is not None and pence not in (sum(booked), sum(everything)):
                raise _disagreement(name, line, f"the sum of {words}", total, plain_pounds(sum(booked)))
            evidence.append(f"the bank's own count and sum of {words} agree")
        return tuple(evidence)

    def _of(self, came_in: bool | None, *, booked_only: bool) -> list[int]:
        return [
            pence
            for pence, entry_came_in, booked in self.entries
            if (booked or not booked_only) and came_in in (None, entry_came_in)
        ]


def _disagreement(name: str, line: int, what: str, stated: str, counted: str) -> TotalsDisagree:
    return TotalsDisagree(format=name, line=line, what=what, stated=stated, counted=counted)
