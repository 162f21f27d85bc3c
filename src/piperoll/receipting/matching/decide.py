"""Deciding one bank line, or a whole statement in order: automatic when sure, suggested when likely, else suspense.

The order: a printed reference whose sum agrees (most lines end here), a list that explains the sum (`advices`), money
for another ledger, then every candidate weighed against every other. What forbids an automatic
allocation is in `objections`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log2

from piperoll.foundations.money import pounds
from piperoll.receipting.matching import advices
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.candidates import options
from piperoll.receipting.matching.case import Case
from piperoll.receipting.matching.debtor_names import compare_all
from piperoll.receipting.matching.decisions import Allocation, Candidate, Decision, Status
from piperoll.receipting.matching.evidence import WEIGHTS, Kind, Weights, score, total
from piperoll.receipting.matching.facts import BankLine, OpenItem
from piperoll.receipting.matching.ledgers import Route, route
from piperoll.receipting.matching.names import Agreement
from piperoll.receipting.matching.objections import Ranked, contradictions, identified, objections, tie
from piperoll.receipting.matching.option import Option
from piperoll.receipting.matching.references import Trust

CANDIDATES_SHOWN = 5
LIKELY_SCORE = 50
"""An even chance: who fits so well, even as well as another, is no reason to look for a list."""


def decide_all(lines: Iterable[BankLine], book: Book) -> list[Decision]:
    """Decide every line, plain ones first, the others each finding what those before it left open."""
    every = list(lines)
    plain, rest = decide_plain(every, book)
    others = iter([_taking(decide(line, book), book) for line in rest])
    ready = iter(plain)
    waiting = {id(line) for line in rest}
    return [next(others) if id(line) in waiting else next(ready) for line in every]


def decide_plain(lines: Iterable[BankLine], book: Book) -> tuple[list[Decision], list[BankLine]]:
    """Settle the lines that need no more than their printed reference, and say which are left to decide.

    With a database: fetch by `lookups.reference_keys`, call this, fetch `lookups` for what is left, and `decide_all`.
    """
    settled, rest = [], []
    for line in lines:
        listed = line.amount_pence <= 0 or book.unused_advices(line.amount_pence)
        decision = None if listed else _plain(line, book)
        if decision is None:
            rest.append(line)
        else:
            settled.append(_taking(decision, book))
    return settled, rest


def _taking(decision: Decision, book: Book) -> Decision:
    """The decision, its pence taken from the book if it is to be posted."""
    if decision.status is Status.ALLOCATED:
        for item_id, pence in decision.allocations:
            book.take(item_id, pence, decision.line_id)
        book.use_up(decision.advices)
    return decision


def decide(line: BankLine, book: Book, weights: Weights = WEIGHTS) -> Decision:
    """Where one line's money goes. Takes nothing from the book: `decide_all` or the caller does."""

    def part_of_list(part: BankLine) -> Decision:
        return _plain(part, book, listed=True) or decide_payment(part, book, weights, listed=True)

    if listed := advices.by_list(line, book, part_of_list):
        return listed
    if line.amount_pence <= 0:
        return Decision(line.line_id, Status.SUSPENSE, ("Money out that no list of ours explains",))
    if plain := _plain(line, book):
        return plain
    if joined := advices.by_several_lists(line, book, part_of_list):
        return joined
    alone = decide_payment(line, book, weights)
    if alone.status is Status.ALLOCATED or alone.ledger:
        return alone
    nothing = not any(candidate.score >= LIKELY_SCORE for candidate in alone.candidates)
    silent = alone.status is Status.SUSPENSE and nothing and advices.is_nobodys(line, book)
    if silent and (listed := advices.by_list_of_the_day(line, book, part_of_list)):
        return listed
    return advices.by_quoted_list(line, book, part_of_list) or alone


def _plain(line: BankLine, book: Book, *, listed: bool = False) -> Decision | None:
    """The commonest line: one printed reference, the sum owed, and check digits, a list or a name to confirm."""
    printed = {one.reference: one for text in line.references for one in book.finder.clean(text.upper())}
    if len(printed) != 1:
        return None
    reference, found = printed.popitem()
    items = [item for item in book.named(reference) if book.open_pence(item) > 0]
    if not items or sum(map(book.open_pence, items)) != line.amount_pence:
        return None
    if book.births and any(Case(line, book).born(item) is False for item in items):
        return None
    level = compare_all(line.payer_name, book.faces_of(items[0].customer))
    agreed = level >= Agreement.LOOSELY
    if not (found.scheme.checked or agreed or (listed and level is Agreement.UNKNOWN)):
        return None
    confirmed = (
        "payer's name agrees" if agreed else "its check digits agree" if found.scheme.checked else "it is on a list"
    )
    reasons = (f"Reference {reference}", f"owed and paid {pounds(line.amount_pence)}", confirmed)
    parts = tuple(Allocation(item.item_id, book.open_pence(item)) for item in items)
    return Decision(line.line_id, Status.ALLOCATED, reasons, parts, items[0].customer, score=100)


def decide_payment(line: BankLine, book: Book, weights: Weights = WEIGHTS, *, listed: bool = False) -> Decision:
    """One payment on its own evidence; `listed` when a list of ours or a remittance advice vouches for it."""
    texts = (*line.references, *line.narrative)
    routed = route(texts, book.ledgers, line.booked_on) if book.ledgers else None
    case = Case(line, book, weights, listed=listed)
    if routed and routed.certain and not _quotes_ours(line, book):
        return _to_ledger(line, routed, ambiguous=bool(case.quoted_items or case.quoted_customers))
    ranked = _rank(case)
    if routed and (routed.certain or not _outweighs(ranked)):
        return _to_ledger(line, routed, ambiguous=True)
    if (settled := _settled(case)) and not _for_the_next_of_its_kind(case, ranked):
        return _held(line, settled, ranked)
    return _judge(case, ranked, (settled,) if settled else ())


def _to_ledger(line: BankLine, routed: Route, *, ambiguous: bool) -> Decision:
    """Another ledger's money; on which account of it is said only when check digits do and nothing is ours."""
    name = routed.ledger.replace("_", " ")
    doubt = ("It quotes a reference of ours as well",) if ambiguous and routed.certain else ()
    return Decision(
        line.line_id,
        Status.SUSPENSE,
        (f"Money for {name}: {routed.how}", *doubt),
        ledger=routed.key or routed.ledger,
        ledger_reference=routed.by if routed.checked and not ambiguous else "",
        score=100 if routed.certain else 95,
    )


def _quotes_ours(line: BankLine, book: Book) -> bool:
    """Whether the payer also quotes an open reference of ours whose check digits agree."""
    clean = [one for text in line.references for one in book.finder.clean(text.upper())]
    return any(one.scheme.checked and book.named(one.reference) for one in clean)


def _outweighs(ranked: Ranked) -> bool:
    """Whether our own debt explains the payment better than another ledger's word does."""
    best = ranked[0][1] if ranked else None
    return best is not None and best.exact and any(map(best.speaks, (Kind.ACCOUNT, Kind.WORDS, Kind.REFERENCE)))


def _rank(case: Case) -> Ranked:
    prior = -log2(max(2, case.book.items_in_all)) + (case.weights.listed if case.listed else 0)
    weighed = [(total(option.evidence.values(), prior), option) for option in options(case)]
    return sorted(weighed, key=lambda pair: (-pair[0], [item.reference for item, _ in pair[1].parts]))


def _settled(case: Case) -> str:
    """Why this looks like a second payment of something settled, or ""."""
    paid = case.line.amount_pence
    for found, items in case.quoted_items:
        if found.trust < Trust.MENDED or any(case.book.open_pence(item) > 0 for item in items):
            continue
        if not found.scheme.checked and case.agreement(items[0].customer) == Agreement.CLASH:
            continue
        by = case.book.taken_by(items[-1])
        if paid in (sum(item.amount_pence for item in items), *(item.amount_pence for item in items)) or by is not None:
            when = f"by line {by} of this run" if by is not None else "already"
            return f"{found.reference} was paid {when}: a second payment of {pounds(paid)}, refund candidate"
    return ""


def _for_the_next_of_its_kind(case: Case, ranked: Ranked) -> bool:
    """Whether they quoted a bill paid before this run and mean another: the payer is its customer, who owes just this
    sum for the same thing. Who pays a rent by standing order seldom changes the reference; yet some do pay twice, so
    that an officer decides."""
    if not ranked:
        return False
    best = ranked[0][1]
    quoted = [items[-1] for found, items in case.quoted_items if found.trust is Trust.CLEAN]
    return (
        best.exact
        and [case.book.open_pence(item) for item, _ in best.parts] == [case.line.amount_pence]
        and (best.speaks(Kind.NAME) or best.speaks(Kind.ACCOUNT))
        and len(quoted) == len(case.quoted_items) == 1
        and case.book.taken_by(quoted[0]) is None
        and _is_its_like(quoted[0], best.parts[0][0])
    )


def _is_its_like(settled: OpenItem, owed: OpenItem) -> bool:
    """Whether two debts are of one customer, for one thing."""
    return bool(settled.words) and (settled.customer, settled.words) == (owed.customer, owed.words)


def _judge(case: Case, ranked: Ranked, doubts: Sequence[str] = ()) -> Decision:
    if not ranked or ranked[0][0] < case.weights.likely:
        return _held(case.line, _why_nothing(case, ranked), ranked)
    if rival := tie(case, ranked):
        return _held(case.line, rival, ranked)
    bits, best = ranked[0]
    if not identified(best):
        return _held(case.line, "Only the sum agrees, and the sum alone never decides", ranked)
    told = (*doubts, *contradictions(case, ranked))
    against = (*told, *objections(case, ranked))
    return Decision(
        case.line.line_id,
        Status.SUGGESTED if against else Status.ALLOCATED,
        (*_reasons(best), *against),
        best.allocations,
        best.customer,
        best.unapplied_pence,
        score=score(bits),
        candidates=_shown(ranked, told),
    )


def _why_nothing(case: Case, ranked: Ranked) -> str:
    if ranked:
        return "Nothing fits well enough"
    if case.quoted_items or case.quoted_customers:
        return "The reference is ours but nothing owed fits the sum"
    if case.namesakes:
        one = len(case.namesakes) == 1
        who = "One customer shares" if one else f"{len(case.namesakes)} customers share"
        return f"{who} the payer's name and {'does not owe' if one else 'none owes'} this sum"
    return "No reference of ours, and nobody of this name or bank account owes this sum"


def _held(line: BankLine, why: str, ranked: Ranked) -> Decision:
    return Decision(line.line_id, Status.SUSPENSE, (why,), candidates=_shown(ranked))


def _shown(ranked: Ranked, doubts: tuple[str, ...] = ()) -> tuple[Candidate, ...]:
    """The likeliest ways; the doubts are about the first."""
    return tuple(
        Candidate(
            option.allocations, option.customer, option.unapplied_pence, score(bits), _reasons(option),
            doubts=() if place else doubts,
        )
        for place, (bits, option) in enumerate(ranked[:CANDIDATES_SHOWN])
    )  # fmt: skip


def _reasons(option: Option) -> tuple[str, ...]:
    return tuple(piece.words for piece in sorted(option.evidence.values(), key=lambda piece: -piece.bits))
