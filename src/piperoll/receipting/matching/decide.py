"""Deciding one bank line, or a whole statement in order: automatic when sure, suggested when likely, else suspense.

The order: a list that explains the sum (`advices`), money for another ledger, a clean checked reference whose sum
and item agree (most lines end here), then every candidate weighed against every other. What forbids an automatic
allocation is `forbidden`, in one place.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from math import log2

from piperoll.foundations.money import pounds
from piperoll.receipting.matching import advices
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.candidates import Case, Option
from piperoll.receipting.matching.decisions import Allocation, Candidate, Decision, Status
from piperoll.receipting.matching.evidence import WEIGHTS, Kind, Weights, score, total
from piperoll.receipting.matching.facts import BankLine
from piperoll.receipting.matching.ledgers import Route, route
from piperoll.receipting.matching.names import Agreement, compare
from piperoll.receipting.matching.references import Trust

CANDIDATES_SHOWN = 5


def decide_all(lines: Iterable[BankLine], book: Book, weights: Weights = WEIGHTS) -> list[Decision]:
    """Decide lines in order, each finding what the ones before it left open."""
    decisions = []
    for line in lines:
        decision = decide(line, book, weights)
        if decision.status is Status.ALLOCATED:
            for item_id, pence in decision.allocations:
                book.take(item_id, pence, line.line_id)
            book.use_up(decision.advices)
        decisions.append(decision)
    return decisions


def decide(line: BankLine, book: Book, weights: Weights = WEIGHTS) -> Decision:
    """Where one line's money goes. Takes nothing from the book: `decide_all` or the caller does."""

    def part_of_list(part: BankLine) -> Decision:
        return decide_payment(part, book, weights, listed=True)

    if listed := advices.by_list(line, book, part_of_list):
        return listed
    if line.amount_pence <= 0:
        return Decision(line.line_id, Status.SUSPENSE, ("Money out that no list of ours explains",))
    if plain := _plain(line, book):
        return plain
    return advices.by_several_lists(line, book, part_of_list) or decide_payment(line, book, weights)


def _plain(line: BankLine, book: Book) -> Decision | None:
    """The commonest line: one reference as printed, the sum owed, and check digits or the payer's name to confirm it."""
    printed = {one.reference: one for text in line.references for one in book.finder.clean(text.upper())}
    if len(printed) != 1:
        return None
    reference, found = printed.popitem()
    items = [item for item in book.named(reference) if book.open_pence(item) > 0]
    if not items or sum(map(book.open_pence, items)) != line.amount_pence:
        return None
    debtor = book.debtors.get(items[0].customer)
    agreed = debtor is not None and compare(line.payer_name, debtor) >= Agreement.INITIAL
    if not found.scheme.checked and not agreed:
        return None
    reasons = (f"Reference {reference}", f"owed and paid {pounds(line.amount_pence)}")
    reasons += ("payer's name agrees",) if agreed else ("its check digits agree",)
    parts = tuple(Allocation(item.item_id, book.open_pence(item)) for item in items)
    return Decision(line.line_id, Status.ALLOCATED, reasons, parts, items[0].customer, score=100)


def decide_payment(line: BankLine, book: Book, weights: Weights = WEIGHTS, *, listed: bool = False) -> Decision:
    """One payment on its own evidence; `listed` when a list of ours or a remittance advice vouches for it."""
    texts = (*line.references, *line.narrative)
    routed = route(texts, book.ledgers) if book.ledgers else None
    if routed and routed.certain and not _quotes_ours(line, book):
        return _to_ledger(line, routed)
    case = Case(line, book, weights, listed=listed)
    ranked = _rank(case)
    if routed and not _outweighs(ranked, routed):
        return _to_ledger(line, routed)
    if settled := _settled(case):
        return _held(line, settled, ranked)
    return _judge(case, ranked)


def _to_ledger(line: BankLine, routed: Route) -> Decision:
    how = f"its reference {routed.by}" if routed.certain else f"the words {routed.by}"
    name = routed.ledger.replace("_", " ")
    return Decision(
        line.line_id,
        Status.SUSPENSE,
        (f"Money for {name}: {how}",),
        ledger=routed.ledger,
        score=100 if routed.certain else 95,
    )


def _quotes_ours(line: BankLine, book: Book) -> bool:
    """Whether the payer also quotes an open reference of ours whose check digits agree."""
    clean = [one for text in line.references for one in book.finder.clean(text.upper())]
    return any(one.scheme.checked and book.named(one.reference) for one in clean)


def _outweighs(ranked: list[tuple[float, Option]], routed: Route) -> bool:
    """Whether our own debt explains the payment better than another ledger's word does."""
    if routed.certain or not ranked:
        return False
    option = ranked[0][1]
    known = Kind.ACCOUNT in option.evidence and option.evidence[Kind.ACCOUNT].bits > 0 and option.exact
    return (
        known
        or (Kind.WORDS in option.evidence and option.exact)
        or (Kind.REFERENCE in option.evidence and option.exact)
    )


def _rank(case: Case) -> list[tuple[float, Option]]:
    prior = -log2(max(2, case.book.items_in_all)) + (case.weights.listed if case.listed else 0)
    weighed = [(total(option.evidence.values(), prior), option) for option in case.options()]
    return sorted(weighed, key=lambda pair: -pair[0])


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


def _judge(case: Case, ranked: list[tuple[float, Option]]) -> Decision:
    if not ranked or ranked[0][0] < case.weights.likely:
        return _held(case.line, _why_nothing(case, ranked), ranked)
    bits, best = ranked[0]
    objections = forbidden(case, ranked)
    candidates = _shown(ranked)
    status = Status.SUGGESTED if objections else Status.ALLOCATED
    tie = any("equally" in words for words in objections)
    if tie:
        return _held(case.line, objections[0], ranked)
    return Decision(
        case.line.line_id,
        status,
        (*_reasons(best), *objections),
        best.allocations,
        best.customer,
        best.unapplied_pence,
        score=score(bits),
        candidates=candidates,
    )


def forbidden(case: Case, ranked: list[tuple[float, Option]]) -> tuple[str, ...]:
    """Everything that forbids the best candidate from being automatic, in words; empty when nothing does."""
    bits, best = ranked[0]
    kinds, weigh = best.evidence, case.weights
    identified = any(kinds[kind].bits > 0 for kind in (Kind.NAME, Kind.ACCOUNT, Kind.CUSTOMER) if kind in kinds)
    name_or_account = (Kind.ACCOUNT in kinds and kinds[Kind.ACCOUNT].bits > 0) or (
        Kind.NAME in kinds and kinds[Kind.NAME].bits > 1
    )
    objections = []
    rival = next((other for other in ranked[1:] if not _within(other[1], best)), None)
    if rival and bits - rival[0] < weigh.lead:
        objections.append(f"{rival[1].parts[0][0].reference} fits about equally well, so an officer decides")
    if not identified and Kind.REFERENCE not in kinds:
        objections.append("the sum alone never decides")
    if (
        best.trust is not None
        and not best.checked
        and best.trust <= Trust.COMPLETED
        and not (best.exact and name_or_account)
    ):
        if not (best.trust == Trust.COMPLETED and name_or_account):
            objections.append("a mended reference without check digits needs the sum and the payer to agree")
    if Kind.REFERENCE in kinds and not best.checked and not best.exact and not name_or_account and not case.listed:
        objections.append("neither the sum nor the payer agrees")
    if Kind.SUM in kinds and kinds[Kind.SUM].bits <= 2 * weigh.part_sum:
        objections.append("no item of that sum")
    if best.unapplied_pence and any(shard.cut for shard in case.reading.shards):
        objections.append("more than owed, and they began another reference")
    quoted = best.trust is not None and best.trust >= Trust.MENDED
    if bits < (weigh.sure_quoted if quoted else weigh.sure):
        objections.append("the evidence is likely, not certain")
    return tuple(objections)


def _within(option: Option, best: Option) -> bool:
    """Whether an option is only a part of an exact best one: one of its references, overpaid."""
    return best.exact and set(option.allocations) < set(best.allocations)


def _why_nothing(case: Case, ranked: list[tuple[float, Option]]) -> str:
    if ranked:
        return "Nothing fits well enough"
    if case.quoted_items or case.quoted_customers:
        return "The reference is ours but nothing owed fits the sum"
    if case.namesakes:
        return f"{len(case.namesakes)} customers share the payer's name and none owes this sum"
    return "No reference of ours, and nobody of this name or bank account owes this sum"


def _held(line: BankLine, why: str, ranked: list[tuple[float, Option]]) -> Decision:
    return Decision(line.line_id, Status.SUSPENSE, (why,), candidates=_shown(ranked))


def _shown(ranked: list[tuple[float, Option]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(option.allocations, option.customer, option.unapplied_pence, score(bits), _reasons(option))
        for bits, option in ranked[:CANDIDATES_SHOWN]
    )


def _reasons(option: Option) -> tuple[str, ...]:
    return tuple(piece.words for piece in sorted(option.evidence.values(), key=lambda piece: -piece.bits))


def allocated_pence(allocations: Iterable[Allocation]) -> dict[Hashable, int]:
    """Pence for each item."""
    pence: dict[Hashable, int] = {}
    for item_id, amount in allocations:
        pence[item_id] = pence.get(item_id, 0) + amount
    return pence
