"""Calls that bear on a claim, told by whoever keeps them: safeguards' callers here, and rooms above, each made known as
its room is loaded (`apps.py`, `ready`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from piperoll.bacs.rules import BEARS_ON
from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.safeguards.rules import CALLERS, CHECKS

sql = beside(__file__)


@dataclass(frozen=True, order=True)
class CallOnRecord:
    """A call on a day, in words for the payer's bank: what bears on the claim, and nothing else of the payer."""

    on: date
    words: str


Keeper = Callable[[int, date], Iterable[CallOnRecord]]
"""Asked for the calls of a mandate's payer until a day."""
_KEEPERS: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Have calls that another room keeps stand in the evidence."""
    if keeper not in _KEEPERS:
        _KEEPERS.append(keeper)


def of_mandate(mandate: int, until: date) -> list[CallOnRecord]:
    """Every call that bears on a mandate until a day, the first first."""
    return sorted(call for keeper in (_checked, *_KEEPERS) for call in keeper(mandate, until))


def _checked(mandate: int, until: date) -> Iterable[CallOnRecord]:
    """Who called and was asked who they are: what they gave rightly, and what it was about."""
    for row in sql.checked(mandate=mandate, until=until, bears_on=BEARS_ON):
        right = ", ".join(CHECKS[check].lower() for check in with_json(row, "passed").passed)
        about = f". It was about: {row.about}" if row.about else ""
        yield CallOnRecord(
            row.effective_on, f"{CALLERS[row.caller].lower()} called and gave rightly: {right}{about}"
        )  # fmt: skip
