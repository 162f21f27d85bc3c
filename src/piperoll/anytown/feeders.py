"""Writing a service's feeder file, mistakes and all, and telling what the system will make of it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from piperoll.anytown import plan
from piperoll.anytown.bills import INVOICES, Bill, bills_for, row_pence
from piperoll.anytown.customers import Customer, customer
from piperoll.anytown.diary import ALSO_BILLS, ALSO_CHANCE, SHARES, Round
from piperoll.anytown.dice import dice, happens
from piperoll.anytown.mistakes import Mistake, Row, a_mistake, addressed
from piperoll.formats.feeder_csv import OPTIONAL, REQUIRED

COLUMNS = (*OPTIONAL[:9], *REQUIRED, *OPTIONAL[9:])
_MISTAKES_AT = (2, 5)
_MISTAKE_CHANCE = 0.012
_MOST_MISTAKES = 40
_WITH_MARK = frozenset({"TRADE", "LIC"})
"""Services whose clerks save from a spreadsheet, which puts a byte order mark first."""


@dataclass
class Numbering:
    """Where the system's numbers have got to, and what the services remember of earlier files."""

    next_invoice: int = 1
    billed_before: dict[str, str] = field(default_factory=dict)
    mended: list[Row] = field(default_factory=list)


def write_feeder(
    file: Path,
    name: str,
    round_: Round,
    seed: int,
    numbering: Numbering,
    *,
    is_today: bool,
    on_bills: Callable[[tuple[Bill, ...]], None],
) -> plan.Feeder:
    """Write one feeder, handing each customer's bills to `on_bills` as they go by; the plan's entry for it."""
    first = numbering.next_invoice
    with _Writer(file, with_mark=round_.service in _WITH_MARK) as out:
        faults = _Faults(seed, round_, numbering, is_today)
        for rng, who, row in _customers(seed, round_):
            made = bills_for(rng, who, round_.service, round_.on, numbering.next_invoice)
            numbering.next_invoice += len(made)
            for _, rows in made:
                for charge in rows:
                    out.put(row | charge)
            on_bills(tuple(bill for bill, _ in made))
            for mistake in faults.after(out.last):
                out.put(mistake.row, mistake.field)
        numbering.billed_before.setdefault(round_.service, out.first_external_id)
    return out.told(name, round_.on, round_.service, first, numbering.next_invoice, len(round_.places))


def write_corrections(file: Path, name: str, on: date, numbering: Numbering) -> plan.Feeder:
    """Write what the services send when they have mended their rows: all of it is taken."""
    first = numbering.next_invoice
    with _Writer(file) as out:
        for row in numbering.mended:
            out.put(row)
    numbering.next_invoice += out.lines
    return out.told(name, on, "", first, numbering.next_invoice, out.lines)


def _customers(seed: int, round_: Round) -> Iterator[tuple[Random, Customer, Row]]:
    """Everybody billed in a round, new and old mixed, with their dice and the columns that say who they are."""
    rng = dice(seed, "feeder", round_.service, round_.on)
    had = _billed_again(seed, round_)
    expected = len(round_.places) + round_.again * sum(map(len, round_.had)) + ALSO_CHANCE * sum(map(len, round_.also))
    share = len(round_.places) / max(expected, 1)
    new = iter(round_.places)
    place, again = next(new, None), next(had, None)
    while place is not None or again is not None:
        if place is not None and (again is None or happens(rng, share)):
            who = customer(seed, place, round_.service)
            yield dice(seed, "bill", place, round_.on), who, addressed(who.name, who.kind, who.address, who.email)
            place = next(new, None)
        elif again is not None:
            by_name = happens(rng, 0.03)
            row = addressed(again.name, again.kind, again.address, "") if by_name else {"customer_ref": again.reference}
            yield dice(seed, "bill", again.place, round_.service, round_.on), again, row
            again = next(had, None)


def _billed_again(seed: int, round_: Round) -> Iterator[Customer]:
    rng = dice(seed, "again", round_.service, round_.on)
    for ranges, chance, service in (
        (round_.had, round_.again, round_.service),
        (round_.also, ALSO_CHANCE, ALSO_BILLS.get(round_.service, "")),
    ):
        for places in ranges:
            for place in places:
                if happens(rng, chance):
                    yield customer(seed, place, service)


class _Faults:
    """When a service slips: twice early in each of today's files, so that it teaches something; else now and then."""

    def __init__(self, seed: int, round_: Round, numbering: Numbering, is_today: bool) -> None:
        self.seed, self.round, self.numbering, self.is_today = seed, round_, numbering, is_today
        self.rng = dice(seed, "slips", round_.service, round_.on)
        self.customers = self.made = 0
        self.turn = list(SHARES).index(round_.service) * 3

    def after(self, row: Row) -> Iterator[Mistake]:
        """The mistake that follows a customer's rows, if any."""
        self.customers += 1
        forced = self.is_today and self.customers in _MISTAKES_AT
        if self.made < _MOST_MISTAKES and (happens(self.rng, _MISTAKE_CHANCE) or forced):
            earlier = self.numbering.billed_before.get(self.round.service, "")
            mistake = a_mistake(self.seed, self.round.service, self.round.on, self.turn + self.made, row, earlier)
            self.made += 1
            if self.is_today and mistake.mended:
                self.numbering.mended.append(mistake.mended)
            yield mistake


class _Writer:
    """A feeder file being written, counting as it goes."""

    def __init__(self, file: Path, *, with_mark: bool = False) -> None:
        self._stream = file.open("w", encoding="utf-8-sig" if with_mark else "utf-8", newline="")
        self._csv = csv.DictWriter(self._stream, COLUMNS, restval="", lineterminator="\r\n")
        self._csv.writeheader()
        self.lines = self.net_pence = 0
        self.rejected: list[list[object]] = []
        self.last: Row = {}
        self.first_external_id = ""

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def put(self, row: Row, wrong: str = "") -> None:
        """Write a row; `wrong` is the field it will be rejected for."""
        self._csv.writerow(row)
        self.lines += 1
        self.net_pence += row_pence(row)
        if wrong:
            self.rejected.append([self.lines + 1, wrong])
        else:
            self.last = row
            self.first_external_id = self.first_external_id or row["external_id"]

    def told(self, name: str, on: date, service: str, first: int, after: int, new_customers: int) -> plan.Feeder:
        """The plan's entry for the file."""
        numbers = (INVOICES.write(first), INVOICES.write(after - 1)) if after > first else ("", "")
        return plan.Feeder(
            name,
            on.isoformat(),
            service,
            self.lines,
            self.net_pence,
            after - first,
            *numbers,
            new_customers,
            self.rejected,
        )
