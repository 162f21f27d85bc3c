"""Reading a Standard 18 submission record by record: what each line is, and what its own characters get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from piperoll.formats.standard18 import (
    CREDITS,
    DEBITS,
    ENTRY,
    ENTRY_DAY,
    INSTRUCTIONS,
    LABEL_WIDTH,
    LABELS,
    MULTI_DAY_WIDTH,
    ORDER,
    SINGLE_DAY_WIDTH,
    Place,
    day_read,
    place,
)  # fmt: skip

_BACS_OUTPUT_WIDTHS = (120, 128)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: the line, the positions and name of the place, what stands there, and what is the matter.

    A warning is a thing Bacs would take but the service user should look at.
    """

    line: int
    positions: str
    field: str
    found: str
    says: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A data record. `amount_pence` is None when it cannot be read."""

    line: int
    destination: tuple[str, str]
    code: str
    originating: tuple[str, str]
    amount_pence: int | None
    reference: str
    text: str

    @property
    def is_contra(self) -> bool:
        """Whether it is the service user's own side: from an account to itself."""
        return self.destination == self.originating and self.code in ("99", "17")

    @property
    def is_instruction(self) -> bool:
        return self.code in INSTRUCTIONS

    @property
    def is_debit(self) -> bool:
        """Whether it takes money from its destination."""
        return self.code in DEBITS

    @property
    def is_credit(self) -> bool:
        return self.code in CREDITS or self.code.startswith("E")

    def day(self) -> date | None:
        """Its own processing day, in a multi-day file."""
        return day_read(ENTRY_DAY.of(self.text)) if len(self.text) >= MULTI_DAY_WIDTH else None


@dataclass
class File:
    """One file of a submission: its labels by name, each with its line, and its entries."""

    labels: dict[str, tuple[int, str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def said(self, label: str, name: str) -> str:
        """What stands in a place of a label; blanks when the label is missing."""
        where = place(label, name)
        return where.of(self.labels[label][1]) if label in self.labels else " " * (where.last - where.first + 1)

    def number(self, label: str, name: str) -> int | None:
        """A place of digits as a number."""
        said = self.said(label, name)
        return int(said) if said.isascii() and said.isdigit() else None

    def day(self, label: str, name: str) -> date | None:
        """A place that holds a day."""
        return day_read(self.said(label, name))


@dataclass
class Submission:
    """Everything between VOL1 and the end, and what was wrong in the reading."""

    volume: tuple[int, str] | None
    files: list[File]
    findings: list[Finding]


_A_LABEL = re.compile(rb"^(?:%s)" % "|".join(["VOL1", *ORDER]).encode(), re.MULTILINE)


def read(content: bytes) -> Submission:
    """A submission as far as it can be read; what cannot be is among its findings."""
    found = Submission(None, [], [])
    if content.strip() and not _A_LABEL.search(content):
        found.findings.append(
            Finding(1, "", "file", "", "is no Bacs file: no line of it is a label such as VOL1 or HDR1")
        )
        return found
    lines = content.decode("latin-1").replace("\x1a", "").split("\n")
    numbered = [(n, line.removesuffix("\r")) for n, line in enumerate(lines, start=1)]
    while numbered and not numbered[-1][1].strip():
        numbered.pop()
    if not numbered:
        found.findings.append(Finding(1, "", "file", "", "is empty"))
    due = "VOL1"
    for number, line in numbered:
        due = _take(found, number, line, due)
    if due not in ("HDR1", "VOL1") or (numbered and not found.files):
        last = numbered[-1][0] if numbered else 1
        found.findings.append(
            Finding(last, "", "record order", "", f"the file ends where {due} is due, so it is cut short")
        )
    return found


def _take(found: Submission, number: int, line: str, due: str) -> str:
    """Read one line where the label `due` may come, and say which is due next."""
    label = line[:4]
    if label == "VOL1":
        if found.volume or found.files:
            found.findings.append(Finding(number, "1-4", "record order", label, "stands here a second time"))
        found.volume = number, line
        found.findings += _label_findings(number, line, label)
        return "HDR1"
    if label in ORDER:
        if label != due and not (label == "HDR1" and due == "VOL1"):
            found.findings.append(Finding(number, "1-4", "record order", label, f"stands where {due} is due"))
        if label == "HDR1" and not found.volume and not found.files:
            found.findings.append(Finding(number, "1-4", "record order", label, "comes without VOL1 before it"))
        if label == "HDR1" or not found.files:
            found.files.append(File())
        found.files[-1].labels[label] = number, line
        found.findings += _label_findings(number, line, label)
        return ORDER[(ORDER.index(label) + 1) % len(ORDER)]
    if due != "EOF1" or not found.files:
        found.findings.append(Finding(number, "1-4", "record order", label, f"stands where {due} is due"))
        if not found.files:
            return due
    is_wide = found.files[-1].number("HDR2", "record length") == MULTI_DAY_WIDTH
    found.findings += _entry_findings(number, line, MULTI_DAY_WIDTH if is_wide else SINGLE_DAY_WIDTH)
    found.files[-1].entries.append(_entry(number, line))
    return due


def _label_findings(number: int, line: str, label: str) -> Iterator[Finding]:
    if len(line) != LABEL_WIDTH:
        yield Finding(number, f"1-{len(line)}", label, "", f"is {len(line)} characters wide, not {LABEL_WIDTH}")
    yield from _place_findings(number, line.ljust(LABEL_WIDTH), LABELS[label], label)
    if label in ("HDR2", "EOF2"):
        block, record = place(label, "block length").of(line), place(label, "record length").of(line)
        if block.isdigit() and record in ("00100", "00106") and (not int(block) or int(block) % int(record)):
            yield Finding(
                number,
                "6-10",
                f"{label} block length",
                block,
                f"should be so many times the record length, {int(record)}",
            )


def _entry_findings(number: int, line: str, width: int) -> Iterator[Finding]:
    if len(line) in _BACS_OUTPUT_WIDTHS:
        says = f"is {len(line)} characters wide: that is how Bacs sends records back, not how they are sent to it"
        yield Finding(number, f"1-{len(line)}", "data record", "", says)
    elif len(line) != width:
        yield Finding(
            number, f"1-{len(line)}", "data record", "", f"is {len(line)} characters wide, not {width} as HDR2 says"
        )
    places = ENTRY if width == SINGLE_DAY_WIDTH else [*ENTRY, ENTRY_DAY]
    yield from _place_findings(number, line.ljust(width), places, "")


def _place_findings(number: int, line: str, places: list[Place], label: str) -> Iterator[Finding]:
    for one in places:
        if says := one.rule(one.of(line)):
            positions = f"{one.first}-{one.last}" if one.last > one.first else str(one.first)
            yield Finding(number, positions, f"{label} {one.name}".strip(), one.of(line).rstrip(), says)


def _entry(number: int, line: str) -> Entry:
    told = {one.name: one.of(line) for one in ENTRY}
    amount = told["amount"]
    return Entry(
        line=number,
        destination=(told["destination sort code"], told["destination account number"]),
        code=told["transaction code"],
        originating=(told["originating sort code"], told["originating account number"]),
        amount_pence=int(amount) if amount.isascii() and amount.isdigit() and len(amount) == 11 else None,
        reference=told["reference"],
        text=line,
    )
