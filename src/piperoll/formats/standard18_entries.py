"""What is wrong with one data record of a Standard 18 file: code, amount, reference, names, and whose account it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from piperoll.formats.standard18 import LARGEST_CONTRA_PENCE, core_reference_fault, place
from piperoll.formats.standard18_reading import Entry, Finding
from piperoll.foundations.modulus import ModulusTables, Result
from piperoll.foundations.money import pounds

ITEM_LIMIT_PENCE = 20_000_000_00
"""The scheme's own limit of one item; a sponsoring bank normally sets a lower one."""


@dataclass(frozen=True)
class Asked:
    """What to judge by: holidays, limits in pence, modulus tables, and the day to count from instead of the file's."""

    holidays: Collection[date] = ()
    on: date | None = None
    item_limit_pence: int = ITEM_LIMIT_PENCE
    file_limit_pence: int | None = None
    tables: ModulusTables | None = None


def finding_of(entry: Entry, name: str, says: str, *, is_warning: bool = False) -> Finding:
    """What is the matter with a place of an entry."""
    where = place("ENTRY", name)
    return Finding(entry.line, f"{where.first}-{where.last}", name, where.of(entry.text).rstrip(), says, is_warning)


def entry_faults(entry: Entry, asked: Asked) -> Iterator[Finding]:
    """One data record: its code, its amount, its reference, and whose account it is."""
    if not (entry.is_debit or entry.is_credit or entry.is_instruction):
        yield finding_of(entry, "transaction code", "is not one of 01, 17, 18, 19, 99, Z4, Z5, 0N, 0C, 0S")
        return
    if entry.code.startswith("E"):
        yield finding_of(
            entry, "transaction code", "is a kind of credit that few service users may send", is_warning=True
        )
    if entry.is_instruction and entry.amount_pence:
        yield finding_of(entry, "amount", "should be nought: an instruction carries no money")
    if not entry.is_instruction and entry.amount_pence == 0:
        yield finding_of(entry, "amount", "is nought, which only an instruction may be")
    limit = LARGEST_CONTRA_PENCE if entry.is_contra else asked.item_limit_pence
    if entry.amount_pence and entry.amount_pence > limit:
        yield finding_of(
            entry, "amount", f"is {pounds(entry.amount_pence)}, above the limit of {pounds(limit)} an item"
        )
    free = place("ENTRY", "free format").of(entry.text)
    if free.strip() and free != "0000" and not (entry.is_credit and free.startswith("/")):
        yield finding_of(entry, "free format", "should be blank or 0000")
    if entry.is_contra:
        yield from _contra_words(entry)
    else:
        yield from _payer_words(entry)
        yield from _modulus(entry, asked.tables)


def _contra_words(entry: Entry) -> Iterator[Finding]:
    if entry.reference.rstrip() != "CONTRA":
        yield finding_of(entry, "reference", "should be CONTRA: this record balances the others")
    if not place("ENTRY", "destination account name").of(entry.text).strip():
        yield finding_of(entry, "destination account name", "should be the council's own account name")


def _payer_words(entry: Entry) -> Iterator[Finding]:
    if entry.reference.rstrip() == "CONTRA":
        yield finding_of(
            entry, "reference", "says CONTRA, but this is not from an account to itself with code 99 or 17"
        )
    elif (entry.is_debit or entry.is_instruction) and (says := core_reference_fault(entry.reference)):
        yield finding_of(entry, "reference", says)
    elif not entry.reference.strip():
        yield finding_of(entry, "reference", "is blank", is_warning=True)
    if not place("ENTRY", "service user's name").of(entry.text).strip():
        yield finding_of(entry, "service user's name", "is blank: the payer would not know who it is")
    if not place("ENTRY", "destination account name").of(entry.text).strip():
        yield finding_of(entry, "destination account name", "is blank", is_warning=not entry.is_instruction)


def _modulus(entry: Entry, tables: ModulusTables | None) -> Iterator[Finding]:
    sort_code, account = entry.destination
    if tables and (sort_code + account).isdigit() and len(sort_code + account) == 14:
        said = tables.check(sort_code, account)
        if said.result is Result.INVALID:
            yield finding_of(entry, "destination account number", said.why)
