"""The plan of a generated Anytown: every file in the order to take it in, and what should come of each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

FILE = "plan.json"


@dataclass(frozen=True)
class Feeder:
    """A service's file and its control totals. `rejected` holds [line, field] of every planned mistake."""

    file: str
    on: str
    service: str
    lines: int
    net_pence: int
    invoices: int
    first_number: str
    last_number: str
    new_customers: int
    rejected: list[list[Any]]


@dataclass(frozen=True)
class BankFile:
    """A bank's file. `entered_pence` is the closing balance an officer must enter where the file has none."""

    file: str
    on: str
    bank_account: str
    lines: int
    credit_pence: int
    debit_pence: int
    closing_pence: int
    entered_pence: int | None


@dataclass(frozen=True)
class Chapter:
    """What happened up to a day: first the feeders came in, then the statements, then receipts were allocated."""

    name: str
    on: str
    feeders: list[Feeder]
    statements: list[BankFile]


@dataclass(frozen=True)
class Plan:
    """Everything generated. `chapters` are the history, the day, and tomorrow, which is left to be tried."""

    on: str
    seed: int
    size: int
    customers: int
    chapters: list[Chapter]

    @property
    def day(self) -> date:
        return date.fromisoformat(self.on)

    def chapter(self, name: str) -> Chapter:
        """The chapter of this name: `history/1`, `history/2`, `day` or `tomorrow`."""
        return next(chapter for chapter in self.chapters if chapter.name == name)

    def write(self, folder: Path) -> None:
        """Keep the plan beside its files."""
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


def read(folder: Path) -> Plan:
    """The plan in a generated folder."""
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    chapters = [
        Chapter(c["name"], c["on"], [Feeder(**f) for f in c["feeders"]], [BankFile(**s) for s in c["statements"]])
        for c in told.pop("chapters")
    ]
    return Plan(**told, chapters=chapters)
