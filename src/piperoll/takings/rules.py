"""What may be paid in, decided about one batch: its cheques, its slip and its total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

MOST_PENCE = 10**11


@dataclass(frozen=True)
class Cheque:
    """A cheque as an officer enters it: pence, who drew it, its number, the invoice or customer it names, if any."""

    amount_pence: int
    drawer: str
    number: str = ""
    reference: str = ""


def slip_read(text: str) -> str:
    """A slip's serial as it is kept and as the bank shows it: capitals, no spaces; empty when it is none."""
    slip = re.sub(r"\s", "", text).upper()
    return slip if re.fullmatch(r"[A-Z0-9/-]{3,20}", slip) else ""


def faults(cheques: Sequence[Cheque]) -> Iterator[tuple[int, str]]:
    """(place, what is wrong) of each cheque that cannot be taken, and of one entered twice."""
    seen: dict[tuple[str, str, int], int] = {}
    for place, cheque in enumerate(cheques, 1):
        if not 0 < cheque.amount_pence <= MOST_PENCE:
            yield place, "its sum is not more than nought"
        if not cheque.drawer.strip():
            yield place, "it does not say who drew it"
        if cheque.number and not re.fullmatch(r"\d{1,10}", cheque.number):
            yield place, f"{cheque.number!r} is not the number of a cheque"
        key = (cheque.number, cheque.drawer.strip().upper(), cheque.amount_pence)
        if cheque.number and key in seen:
            yield place, f"it is the same as cheque {seen[key]}"
        seen.setdefault(key, place)


RETURN_KINDS = {"cash": "Cash", "cheque": "Cheques"}
"""What a service's own office takes and pays in by itself."""


@dataclass(frozen=True)
class ReturnLine:
    """What a service says it took in one way (a key of RETURN_KINDS) for one income code."""

    kind: str
    income_code: str
    amount_pence: int


def line_faults(lines: Sequence[ReturnLine]) -> Iterator[tuple[int, str]]:
    """(place, what is wrong) of each line that cannot be taken."""
    seen: set[tuple[str, str]] = set()
    for place, line in enumerate(lines, 1):
        if line.kind not in RETURN_KINDS:
            yield place, f"{line.kind!r} is no way it was paid: {' or '.join(RETURN_KINDS)}"
        if not line.income_code.strip():
            yield place, "it does not say which income code"
        if not 0 < line.amount_pence <= MOST_PENCE:
            yield place, "its sum is not more than nought"
        key = (line.kind, "".join(line.income_code.split()).upper())
        if key in seen:
            yield place, f"{key[1]} stands there already"
        seen.add(key)


DENOMINATIONS = (50_00, 20_00, 10_00, 5_00, 2_00, 1_00, 50, 20, 10, 5, 2, 1)
"""Notes and coins, in pence."""


def till_read(text: str) -> str:
    """A till's code as it is kept: capitals; empty when it is none."""
    till = text.strip().upper()
    return till if re.fullmatch(r"[A-Z0-9][A-Z0-9-]{0,11}", till) else ""


def count_of(counted: Mapping[int, int]) -> int:
    """What notes and coins come to, in pence. Raises ValueError for a coin there is not, or fewer than none of one."""
    for pence, many in counted.items():
        if pence not in DENOMINATIONS or not 0 <= many <= 1_000_000:
            raise ValueError(f"{many} of {pence}p")
    return sum(pence * many for pence, many in counted.items())
