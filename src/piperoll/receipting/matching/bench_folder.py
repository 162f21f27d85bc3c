"""Reading a `match-bench` folder: an invented council's customers, invoices, lists and bank statement, as flat files.

The layout is documented in `benchmarks/matching/README.md`. Only `customers.csv`, `invoices.csv` and the statement must
be there; whatever else is missing is simply evidence the engine does without. `truth.jsonl` is never opened.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from piperoll.formats import camt053, mt940
from piperoll.foundations.refusals import Refused
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.facts import (
    Advice,
    AdviceKind,
    AdviceLine,
    BankLine,
    Debtor,
    OpenItem,
    OtherLedger,
    PayerHabit,
)
from piperoll.receipting.matching.narratives import as_bank_line, read_narrative
from piperoll.receipting.matching.schemes import Scheme

FORMATS = ("camt", "mt940", "csv")
BODIES = ("gov", "council", "nhs", "school", "ha", "solicitor", "charity", "company")

Row = dict[str, str]
T = TypeVar("T")


class FolderUnreadable(Refused):
    """{file} in the folder cannot be used: {why}. Put it right and run match-bench again."""


def read_book(folder: Path) -> Book:
    """Everything in the folder but the statement, ready to decide by."""
    book = Book(_schemes(folder), _ledgers(folder))
    instalments = {row["invoice"]: int(row["instalment_pence"]) for row in _rows(folder, "plans.csv")}
    earlier = _earlier(folder)
    book.add(
        items=_each(folder, "invoices.csv", lambda row: _item(row, instalments, earlier), needed=True),
        debtors=_each(folder, "customers.csv", _debtor, needed=True),
    )
    book.add(habits=_habits(folder, book), advices=_advices(folder), shown=_shown(book))
    return book


def read_lines(folder: Path, form: str) -> list[BankLine]:
    """The statement's lines in one of its three forms."""
    if form == "csv":
        return list(_each(folder, "statement.csv", _line_of_csv, needed=True))
    name, reader = ("statement.mt940", mt940.read) if form == "mt940" else ("statement.camt053.xml", camt053.read)
    content = _path(folder, name).read_bytes()
    return [as_bank_line(line) for statement in reader(content) for line in statement.lines]


def _path(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise FolderUnreadable(file=name, why="it is not there")
    return path


def _rows(folder: Path, name: str, *, needed: bool = False) -> Iterator[Row]:
    if not needed and not (folder / name).is_file():
        return
    try:
        with _path(folder, name).open(newline="", encoding="utf-8-sig") as file:
            yield from csv.DictReader(file)
    except (UnicodeDecodeError, csv.Error) as reason:
        raise FolderUnreadable(file=name, why=f"it is not a CSV file in UTF-8 ({reason})") from reason


def _each(folder: Path, name: str, make: Callable[[Row], T], *, needed: bool = False) -> Iterator[T]:
    """What each row makes; a row that makes nothing sensible refuses the file, with its line."""
    for number, row in enumerate(_rows(folder, name, needed=needed), start=2):
        try:
            yield make(row)
        except KeyError as column:
            raise FolderUnreadable(file=name, why=f"it has no column {column.args[0]}") from column
        except (ValueError, TypeError, AttributeError) as reason:
            raise FolderUnreadable(file=name, why=f"row {number} does not read ({reason})") from reason


def _schemes(folder: Path) -> list[Scheme]:
    described = _json(folder / "schemes.json") if (folder / "schemes.json").is_file() else {}
    schemes = [
        Scheme.from_pattern(each["pattern"], "invoice", "97" in str(each.get("check") or ""))
        for each in described.get("invoice", ())
    ]
    others = ("customer", "plan", "mandate")
    return schemes + [Scheme.from_pattern(described[name]["pattern"], name) for name in others if name in described]


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as reason:
        raise FolderUnreadable(file=path.name, why=f"it is not JSON ({reason})") from reason


def _json_lines(path: Path) -> Iterator[Any]:
    try:
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
    except ValueError as reason:
        raise FolderUnreadable(file=path.name, why=f"it is not JSON, a line at a time ({reason})") from reason


def _ledgers(folder: Path) -> list[OtherLedger]:
    def ledger(row: Row) -> OtherLedger:
        return OtherLedger(row["ledger"], row["pattern"], tuple(filter(None, row["words"].split("|"))))

    return list(_each(folder, "ledgers.csv", ledger))


def _earlier(folder: Path) -> dict[str, list[tuple[str, int]]]:
    """Who paid towards each invoice before, as the bank showed them, and how much each time."""
    paid: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    history = folder / "history.jsonl"
    for past in _json_lines(history) if history.is_file() else ():
        for allocation in past["allocations"] if past.get("payer_name") else ():
            paid[allocation["invoice"]].append((past["payer_name"], allocation["amount_pence"]))
    return paid


def _item(row: Row, instalments: dict[str, int], earlier: dict[str, list[tuple[str, int]]]) -> OpenItem:
    return OpenItem(
        row["invoice"],
        row["invoice"],
        row["customer_id"],
        date.fromisoformat(row["due_date"]),
        int(row["amount_pence"]),
        int(row["outstanding_pence"]),
        date.fromisoformat(row["invoice_date"]),
        instalment_pence=instalments.get(row["invoice"]),
        also=tuple(filter(None, (row.get("po_number"), row.get("plan_id")))),
        earlier=tuple(earlier.get(row["invoice"], ())),
        words=row.get("service") or "",
    )


def _debtor(row: Row) -> Debtor:
    return Debtor(
        row["customer_id"],
        row["customer_id"],
        row["name"],
        kind="body" if row.get("kind") in BODIES else "person",
        first=row.get("first") or "",
        last=row.get("last") or "",
        trading=row.get("trading") or "",
        title=row.get("title") or "",
        address=row.get("address") or "",
        postcode=row.get("postcode") or "",
    )


def _habits(folder: Path, book: Book) -> Iterator[PayerHabit]:
    """Who each bank account paid for, from allocations already made and Direct Debit mandates."""
    times: Counter[tuple[str, Any]] = Counter()
    history = folder / "history.jsonl"
    for past in _json_lines(history) if history.is_file() else ():
        for allocation in past["allocations"] if past.get("payer_account") else ():
            if allocation["invoice"] in book.items:
                times[past["payer_account"], book.items[allocation["invoice"]].customer] += 1
    for row in _rows(folder, "mandates.csv"):
        times[f"{row['sort_code']} {row['account_no']}", row["customer_id"]] += 1
    for (account, customer), count in times.items():
        yield PayerHabit(account, customer, count)


def _shown(book: Book) -> Iterator[tuple[Hashable, str]]:
    """Under which names each customer's bills were paid before."""
    for item in book.items.values():
        for name, _ in item.earlier:
            yield item.customer, name


def _line_of_csv(row: Row) -> BankLine:
    said = read_narrative(row["narrative"])
    return BankLine(
        row["line_id"],
        date.fromisoformat(row["booking_date"]),
        int(row["amount_pence"]),
        row["type"],
        said.payer_name,
        references=(said.reference,) if said.reference else (),
        narrative=(row["narrative"],),
    )


def _advices(folder: Path) -> Iterator[Advice]:
    yield from _lists(folder, "dd_schedule.csv", AdviceKind.COLLECTION, "run", "sun", "collection_date", _collected)
    yield from _lists(folder, "cheque_lists.csv", AdviceKind.CHEQUES, "slip", "slip", "date", _cheque)
    yield from _lists(folder, "card_settlements.csv", AdviceKind.CARDS, "batch", "batch", "trading_date", _card)
    yield from _lists(
        folder,
        "remittance_lines.csv",
        AdviceKind.REMITTANCE,
        "remittance_id",
        "remittance_id",
        "payment_date",
        _remitted,
    )


def _lists(
    folder: Path, name: str, kind: AdviceKind, key: str, reference: str, on: str, make: Callable[[Row], AdviceLine]
) -> Iterator[Advice]:
    """Rows of one list gathered: its total is stated by the list itself, or else its payments added up."""
    gathered: defaultdict[tuple[str, str], list[tuple[Row, AdviceLine]]] = defaultdict(list)
    for row, part in _each(folder, name, lambda row: (row, make(row))):
        gathered[row[key], row[on]].append((row, part))
    for (list_id, day), parts in gathered.items():
        first = parts[0][0]
        stated = first.get("batch_net_pence") or first.get("total_pence")
        yield Advice(
            (kind, list_id, day),
            kind,
            first[reference],
            date.fromisoformat(day),
            int(stated) if stated else sum(part.amount_pence for _, part in parts),
            tuple(part for _, part in parts),
            payer_name=first.get("payer") or "",
            fee_pence=int(first.get("batch_fee_pence") or 0),
        )


def _collected(row: Row) -> AdviceLine:
    return AdviceLine("", int(row["amount_pence"]), item_id=row["invoice"], mandate=row["mandate_ref"])


def _cheque(row: Row) -> AdviceLine:
    return AdviceLine(row["ref_on_back"], int(row["amount_pence"]), payer_name=row["drawer"])


def _card(row: Row) -> AdviceLine:
    return AdviceLine(row["entered_ref"], int(row["amount_pence"]))


def _remitted(row: Row) -> AdviceLine:
    return AdviceLine(row["their_ref"], int(row["amount_pence"]), description=row["description"])
