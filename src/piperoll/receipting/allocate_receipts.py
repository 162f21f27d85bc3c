"""allocate_receipts: the engine looks at everything in suspense; what is certain is placed, the rest waits with its
reasons."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from piperoll.council.models import Council
from piperoll.database.copying import copy_rows
from piperoll.database.statements import beside
from piperoll.formats.statements import Line
from piperoll.foundations.actors import Actor
from piperoll.foundations.references import ReferenceScheme
from piperoll.funds.register import standing_on
from piperoll.receipting.expecting import clear_expected
from piperoll.receipting.fund_placing import ForFund, place_for_funds
from piperoll.receipting.matching.advices import payments_of
from piperoll.receipting.matching.book import PAYS_FOR_ANYBODY, Book
from piperoll.receipting.matching.decide import decide_all, decide_plain
from piperoll.receipting.matching.decisions import Candidate, Decision, Status
from piperoll.receipting.matching.facts import BankLine, Debtor, OpenItem, OtherLedger, PayerHabit
from piperoll.receipting.matching.lookups import LookupKeys, lookups, reference_keys
from piperoll.receipting.matching.name_keys import debtor_keys
from piperoll.receipting.matching.narratives import as_bank_line
from piperoll.receipting.matching.schemes import Scheme
from piperoll.receipting.news import with_news
from piperoll.receipting.placing import Decided, carry_out
from piperoll.receipting.remittances import fitting
from piperoll.runs import running

sql = beside(__file__)
RECEIPTS_A_CHUNK = 5_000
NAMESAKES_AT_MOST = 200
TAKES_OFF = "The remittance takes off a credit or a charge: place it by hand"


@dataclass(frozen=True)
class Allocated:
    """What the engine made of suspense, by count, and the pence it placed and allocated.

    `expected` receipts were money we knew would come; they concern no customer and are not among those looked at.
    `for_funds` were looked at and belong to other ledgers: `funds_pence` in all.
    """

    run: int
    expected: int
    looked_at: int
    allocated: int
    suggested: int
    suspense: int
    overtaken: int
    placed_pence: int
    allocated_pence: int
    for_funds: int
    funds_pence: int
    resumed: bool = False


def allocate_receipts(*, on: date, at: datetime, by: Actor) -> Allocated:
    """Place every receipt in suspense that is certain, suggest what is likely, and say why of each.

    Works in chunks, each committed whole; a run that died is taken up where it was. Raises StillWorking.
    """
    with running.start("allocate_receipts", on=on, at=at, by=by) as run:
        with transaction.atomic():
            expected = clear_expected(run=run.id, at=at, by_username=by.username)
        key_names()
        schemes, ledgers = council_schemes(), other_ledgers(on)
        sum_counts = {row.open_pence: row.items for row in sql.sum_counts()}
        (customers,) = sql.customers_in_all()
        names = {row.bearers: row.names for row in sql.names_borne()}
        totals: Counter[str] = Counter(expected=expected)
        after = 0
        while rows := sql.next_receipts(after=after, many=RECEIPTS_A_CHUNK):
            after = rows[-1].receipt_id
            lines = [_line(row) for row in rows]
            with transaction.atomic():
                book = Book(schemes, ledgers, sum_counts=sum_counts, customers_in_all=customers.many, names=names)
                decisions = decide_chunk(book, lines, schemes, on)
                by_receipt = {line.line_id: line for line in lines}
                ours = [decision for decision in decisions if not decision.ledger_reference]
                decided = [_decided(decision, by_receipt[decision.line_id]) for decision in ours]
                waited = {row.receipt_id for row in rows if row.state != "new"}
                counts = carry_out(with_news(decided, waited), run=run.id, at=at, by_username=by.username)
            theirs = [_for_fund(decision) for decision in decisions if decision.ledger_reference]
            with transaction.atomic():
                placed = place_for_funds(theirs, run=run.id, at=at, by_username=by.username)
            totals.update({"looked_at": len(rows), **counts._asdict(), **placed})
        with transaction.atomic():
            whole = {name: totals[name] for name in Allocated.__annotations__ if name not in ("run", "resumed")}
            allocated = Allocated(run=run.id, resumed=run.resumed, **whole)
            run.finish(**{k: v for k, v in asdict(allocated).items() if k not in ("run", "resumed")})
    return allocated


def council_schemes() -> tuple[Scheme, ...]:
    """How this council writes its invoice and customer references, for the engine."""
    council = Council.objects.get()
    return (
        Scheme.of(ReferenceScheme(council.invoice_prefix, council.invoice_digits, council.references_checked)),
        Scheme.of(
            ReferenceScheme(council.customer_prefix, council.customer_digits, council.references_checked), "customer"
        ),
    )


def other_ledgers(on: date) -> tuple[OtherLedger, ...]:
    """The funds that take money on a day, for the engine."""
    return tuple(OtherLedger(one.name, "", one.words, one.patterns, one.code) for one in standing_on(on))


def key_names() -> None:
    """Work out the name keys of customers who are new or have changed their names."""
    stale = sql.unkeyed()
    if not stale:
        return
    with transaction.atomic():
        sql.forget_keys(customers=[row.id for row in stale])
        copy_rows("receipting_keyedname", ("customer_id", "names"), ((row.id, row.names) for row in stale))
        copy_rows(
            "receipting_namekey",
            ("customer_id", "key"),
            ((row.id, key[:40]) for row in stale for key in sorted(_keys(row))),
        )


def _keys(row: Any) -> set[str]:
    """The keys of a customer's names, of those they pay under by rule, and of whoever acts for them."""
    others = [Debtor(row.id, row.reference, payer, "company") for payer in row.payers]
    others += [Debtor(row.id, row.reference, name, "person") for name in row.acting]
    return set().union(debtor_keys(_debtor(row)), *map(debtor_keys, others))


def decide_chunk(book: Book, lines: list[BankLine], schemes: tuple[Scheme, ...], on: date) -> list[Decision]:
    """Decide some lines against the live books: first those their printed references settle, fetching no more than
    these name; then, all that could concern them fetched, the rest. Remittances that could be behind them join in with
    all their payments."""
    advices = fitting(_key(line.line_id) for line in lines)
    book.add(advices=advices)
    listed = [payment for advice in advices for part in advice.lines for payment in payments_of(part, advice)]
    sql.lay_out_keys()
    _fetch(book, LookupKeys(reference_keys(lines, schemes), *[frozenset()] * 5), on, all_they_owe=False)
    settled, rest = decide_plain(lines, book)
    if rest:
        _fetch(book, lookups([*rest, *listed], schemes), on, all_they_owe=True)
    return settled + decide_all(rest, book)


def _fetch(book: Book, keys: LookupKeys, on: date, *, all_they_owe: bool) -> None:
    sql.clear_keys()
    copy_rows("wanted_reference", ("reference",), ((r,) for r in keys.references))
    copy_rows("wanted_order", ("purchase_order",), ((r,) for r in keys.other_references))
    copy_rows("wanted_name_key", ("key",), ((k[:40],) for k in keys.name_keys))
    copy_rows("wanted_name_sum", ("key", "pence"), ((k[:40], pence) for k, pence in keys.name_sums))
    payers = [key for key in keys.payer_accounts if isinstance(key, bytes)]
    sql.find_customers(payers=payers, namesakes=NAMESAKES_AT_MOST, anybody=PAYS_FOR_ANYBODY, all_they_owe=all_they_owe)
    earlier: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for row in sql.earlier() if all_they_owe else ():
        earlier[row.invoice_id].append((row.payer_name, row.amount_pence))
    shown = sql.shown(names=[*keys.payer_names]) if all_they_owe else ()
    book.add(
        items=(_item(row, earlier.get(row.invoice_id, ())) for row in sql.items()),
        debtors=(_debtor(row) for row in sql.debtors(on=on)),
        habits=(
            PayerHabit(bytes(row.key), row.customer_id, row.times_paid)
            for row in sql.habits(payers=payers, anybody=PAYS_FOR_ANYBODY)
        ),
        shown=((row.customer_id, row.payer_name) for row in shown),
        crowds={row.key: row.many for row in sql.crowds(namesakes=NAMESAKES_AT_MOST)},
    )


def lines_of(receipt_ids: Iterable[int]) -> list[BankLine]:
    """The bank lines behind some receipts, as the engine reads them."""
    return [_line(row) for row in sql.these_receipts(receipts=list(receipt_ids))]


def _line(row: Any) -> BankLine:
    references = row.payment_references
    said = Line(
        number=1,
        booked_on=row.received_on,
        value_on=row.received_on,
        amount_pence=row.open_pence,
        type_code=row.type_code,
        payer_name=row.payer_name,
        references=tuple(json.loads(references) if isinstance(references, str) else references),
        narrative=tuple(row.narrative.split("\n")) if row.narrative else (),
    )
    payer = bytes(row.payer_key) if row.payer_key is not None else None
    return replace(as_bank_line(said), line_id=row.receipt_id, payer_account=payer)


def _item(row: Any, earlier: Iterable[tuple[str, int]]) -> OpenItem:
    return OpenItem(
        item_id=row.item_id,
        reference=row.reference,
        customer=row.customer_id,
        due_on=row.due_on,
        amount_pence=row.amount_pence,
        open_pence=row.open_pence,
        invoiced_on=row.effective_on,
        also=(row.purchase_order,) if row.purchase_order else (),
        earlier=tuple(earlier),
        words=row.service,
        for_whom=row.service_user,
        born_on=row.born_on,
    )


def _debtor(row: Any) -> Debtor:
    return Debtor(
        customer=row.id,
        reference=row.reference,
        name=row.name,
        kind=row.kind.replace("_", " "),
        first=row.first_name,
        last=row.last_name,
        trading=row.trading_as,
        title=row.title,
        address=row.lines or "",
        postcode=row.postcode or "",
        rule=row.rule,
        acts=row.acts,
    )


def _decided(decision: Decision, line: BankLine) -> Decided:
    parts, takes_off = _whole(decision)
    allocated = decision.status is Status.ALLOCATED and line.amount_pence > 0 and not takes_off
    return Decided(
        receipt_id=_key(line.line_id),
        outcome=str(decision.status.value) if allocated or decision.status is not Status.ALLOCATED else "suspense",
        reasons=(*decision.reasons, TAKES_OFF) if takes_off else decision.reasons,
        score=decision.score or None,
        customer_id=_id(decision.customer),
        allocations=parts if allocated else (),
        unapplied_pence=decision.unapplied_pence if allocated and not decision.advices else 0,
        candidates=[_candidate(c) for c in decision.candidates],
        remittances=tuple(map(_key, decision.advices)) if allocated else (),
    )


def _whole(decision: Decision) -> tuple[tuple[tuple[int, int], ...], bool]:
    """What a decision pays, each item once, and whether a remittance takes off more than it pays of one."""
    pays: dict[int, int] = {}
    for item, pence in decision.allocations:
        key = _key(item)
        pays[key] = pays.get(key, 0) + pence
    kept = tuple((item, pence) for item, pence in pays.items() if pence)
    return kept, bool(decision.advices) and any(pence < 0 for _, pence in kept)


def _for_fund(decision: Decision) -> ForFund:
    return ForFund(_key(decision.line_id), decision.ledger, decision.ledger_reference, None, decision.reasons)


def _candidate(candidate: Candidate) -> dict[str, Any]:
    lists: dict[str, Any] = {"remittances": [*map(_key, candidate.advices)]} if candidate.advices else {}
    doubts = {"doubts": [*candidate.doubts]} if candidate.doubts else {}
    return (
        lists
        | doubts
        | {
            "customer": _id(candidate.customer),
            "allocations": [[_key(item), pence] for item, pence in candidate.allocations],
            "unapplied_pence": candidate.unapplied_pence,
            "score": candidate.score,
            "reasons": list(candidate.reasons),
        }
    )


def _id(key: object) -> int | None:
    return None if key is None else _key(key)


def _key(key: object) -> int:
    """A row's key as the database has it: the engine hands back what it was handed."""
    return key if isinstance(key, int) else int(str(key))
