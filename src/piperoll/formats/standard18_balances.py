"""Whether a Standard 18 file adds up: contras against entries, UTL1 against both, limits, and nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from piperoll.formats.standard18 import LARGEST_CONTRA_PENCE, place
from piperoll.formats.standard18_entries import Asked, finding_of
from piperoll.formats.standard18_reading import Entry, File, Finding
from piperoll.foundations.money import pounds

Account = tuple[tuple[str, str], "date | None"]
"""An originating account on one processing day (None in a single-day file)."""


def finding_at(file: File, label: str, name: str, says: str, *, is_warning: bool = False) -> Finding:
    """What is the matter with a place of a label."""
    where = place(label, name)
    line = file.labels[label][0] if label in file.labels else 0
    positions = f"{where.first}-{where.last}"
    return Finding(line, positions, f"{label} {name}", file.said(label, name).strip(), says, is_warning)


def balance_faults(file: File, asked: Asked) -> Iterator[Finding]:
    """Everything in a file that must come to the same as something else."""
    yield from _contras(file)
    yield from _trailer(file)
    yield from _repeats(file)
    yield from _limit(file, asked)


def _key(entry: Entry) -> Account:
    return entry.originating, entry.day()


def _contras(file: File) -> Iterator[Finding]:
    """Each account's debits, and its credits, are balanced to the penny each day by contras that follow them."""
    for is_debits, code in ((True, "99"), (False, "17")):
        due: dict[Account, int] = defaultdict(int)
        items: dict[Account, Entry] = {}
        contras: dict[Account, list[Entry]] = defaultdict(list)
        for entry in file.entries:
            if entry.is_contra:
                if entry.code == code:
                    contras[_key(entry)].append(entry)
            elif entry.is_debit if is_debits else entry.is_credit:
                due[_key(entry)] += entry.amount_pence or 0
                items[_key(entry)] = entry
        yield from _unbalanced(due, items, contras, "debits" if is_debits else "credits", code)


def _unbalanced(
    due: dict[Account, int],
    last_items: dict[Account, Entry],
    contras: dict[Account, list[Entry]],
    kind: str,
    code: str,
) -> Iterator[Finding]:
    for key in due.keys() | contras.keys():
        (sort_code, account), day = key
        where = f"{kind} of {sort_code} {account}" + (f" on {day:%-d %B %Y}" if day else "")
        made = sum(entry.amount_pence or 0 for entry in contras[key])
        if not contras[key]:
            says = f"has no contra (code {code}) for the {where}, which come to {pounds(due[key])}"
            yield finding_of(last_items[key], "originating account number", says)
        elif made != due[key]:
            yield finding_of(
                contras[key][-1],
                "amount",
                f"makes the contras {pounds(made)}, but the {where} come to {pounds(due[key])}",
            )
        elif key in last_items and contras[key][0].line < last_items[key].line:
            yield finding_of(
                contras[key][0],
                "transaction code",
                "is a contra before the last entry it balances; it should follow them",
            )
        elif len(contras[key]) > 1 and due[key] <= LARGEST_CONTRA_PENCE:
            says = f"is one of {len(contras[key])} contras for the {where}, where one would do"
            yield finding_of(contras[key][-1], "transaction code", says, is_warning=True)


def _trailer(file: File) -> Iterator[Finding]:
    """UTL1's totals, contras included, are those of the entries; debits and credits come to the same."""
    if "UTL1" not in file.labels:
        return
    debits, credits = [e for e in file.entries if e.is_debit], [e for e in file.entries if e.is_credit]
    counted = {
        "debit value total": sum_of(debits),
        "credit value total": sum_of(credits),
        "debit item count": len(debits),
        "credit item count": len(credits),
        "instruction count": sum(e.is_instruction for e in file.entries),
    }
    for name, value in counted.items():
        said = file.number("UTL1", name)
        if said is not None and said != value:
            shown, meant = (pounds(said), pounds(value)) if "value" in name else (f"{said:,}", f"{value:,}")
            yield finding_at(file, "UTL1", name, f"says {shown}, but the entries come to {meant}")
    if sum_of(debits) != sum_of(credits):
        says = (
            f"cannot be right: with contras, debits are {pounds(sum_of(debits))} and credits {pounds(sum_of(credits))}"
        )
        yield finding_at(file, "UTL1", "debit value total", says)


def _repeats(file: File) -> Iterator[Finding]:
    """One live instruction a reference and account; the same item twice is most likely a mistake."""
    lodged: dict[tuple[str, tuple[str, str]], int] = {}
    taken: dict[tuple[object, ...], int] = {}
    for entry in file.entries:
        if entry.code in ("0N", "0S"):
            first = lodged.setdefault((entry.reference, entry.destination), entry.line)
            if first != entry.line:
                yield finding_of(entry, "reference", f"was lodged for the same account on line {first} already")
        elif not entry.is_contra and not entry.is_instruction:
            item = (entry.destination, entry.code, entry.amount_pence, entry.reference, entry.day())
            first = taken.setdefault(item, entry.line)
            if first != entry.line:
                yield finding_of(
                    entry, "reference", f"repeats line {first}: same account, code, amount and day", is_warning=True
                )


def _limit(file: File, asked: Asked) -> Iterator[Finding]:
    if asked.file_limit_pence is None or "UTL1" not in file.labels:
        return
    for name, entries in (
        ("debit", [e for e in file.entries if e.is_debit]),
        ("credit", [e for e in file.entries if e.is_credit]),
    ):
        total = sum_of([entry for entry in entries if not entry.is_contra])
        if total > asked.file_limit_pence:
            says = f"is {pounds(total)} without contras, above the limit of {pounds(asked.file_limit_pence)} a file"
            yield finding_at(file, "UTL1", f"{name} value total", says)


def sum_of(entries: Sequence[Entry]) -> int:
    """What entries come to, in pence."""
    return sum(entry.amount_pence or 0 for entry in entries)
