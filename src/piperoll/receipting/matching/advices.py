"""Lump sums that a list explains: Direct Debit runs and their unpaid, paying-in slips, card settlements, remittances.

A list is believed when its total is exactly the bank line's and its day and its name or number agree; then each of
its payments is decided on its own, with the list's word as evidence. Another ledger's lines and what cannot be placed
stay unapplied; a charge taken off without a reference comes off the last item.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from itertools import combinations

from piperoll.foundations.money import pounds
from piperoll.receipting.matching.bodies import bodies_agree
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.decisions import Allocation, Candidate, Decision, Status
from piperoll.receipting.matching.facts import Advice, AdviceKind, AdviceLine, BankLine
from piperoll.receipting.matching.names import is_anonymous
from piperoll.receipting.matching.references import Trust
from piperoll.receipting.matching.schemes import compact

DecidePayment = Callable[[BankLine], Decision]

DAYS_APART = {AdviceKind.COLLECTION: 3, AdviceKind.CHEQUES: 10, AdviceKind.CARDS: 7, AdviceKind.REMITTANCE: 5}
"""How far the list's day may be from the bank's."""

MOST_REMITTANCES_JOINED = 12
SHORTEST_QUOTED = 5
QUOTED_SCORE = 60
"""How likely an advice quoted with another total is thought: to be looked at, never to be certain."""


def by_list(line: BankLine, book: Book, decide_payment: DecidePayment) -> Decision | None:
    """The line unpacked by the list that explains it, or None when none does."""
    if line.amount_pence < 0:
        return _unpaid(line, book)
    advice = _explaining(line, book)
    return _unpack(line, advice, (advice.advice_id,), book, decide_payment) if advice else None


def by_list_of_the_day(line: BankLine, book: Book, decide_payment: DecidePayment) -> Decision | None:
    """A line unpacked by the one remittance advice of that day and total though another name pays it, or None."""
    near = [advice for advice in book.unused_advices(line.amount_pence) if _is_of_the_day(advice, line)]
    return _unpack(line, near[0], (near[0].advice_id,), book, decide_payment) if len(near) == 1 else None


def by_several_lists(line: BankLine, book: Book, decide_payment: DecidePayment) -> Decision | None:
    """One payment that two or three remittance advices of one payer explain together, or None."""
    near = [
        advice
        for advice in book.remittances(line.amount_pence)
        if abs((advice.on - line.booked_on).days) <= DAYS_APART[AdviceKind.REMITTANCE]
        and bodies_agree(line.payer_name, advice.payer_name)
    ][:MOST_REMITTANCES_JOINED]
    joins = [
        chosen
        for count in (2, 3)
        for chosen in combinations(near, count)
        if sum(advice.total_pence for advice in chosen) == line.amount_pence
    ]
    if len(joins) != 1:
        return None
    joined = replace(
        joins[0][0],
        reference=" and ".join(advice.reference for advice in joins[0]),
        total_pence=line.amount_pence,
        lines=tuple(part for advice in joins[0] for part in advice.lines),
    )
    return _unpack(line, joined, tuple(advice.advice_id for advice in joins[0]), book, decide_payment)


def by_quoted_list(line: BankLine, book: Book, decide_payment: DecidePayment) -> Decision | None:
    """A suggestion by the one remittance advice whose reference the line quotes though the sum is another, or None.

    Its payments are offered in the payer's order for as far as the money goes; whatever is over waits.
    """
    text = compact(" ".join((line.payer_name, *line.references, *line.narrative)))
    quoted = [advice for advice in book.remittances() if _is_near(advice, line) and _is_quoted(advice, text)]
    if len(quoted) != 1 or quoted[0].total_pence == line.amount_pence:
        return None
    (advice,) = quoted
    unpacked = _unpacked(line, advice, book, decide_payment)
    apart = line.amount_pence - advice.total_pence
    told, shown = pounds(advice.total_pence), pounds(line.amount_pence)
    way = f"{pounds(abs(apart))} {'over' if apart > 0 else 'short'}"
    why = (
        f"The {advice.kind} {advice.reference} of {advice.on:%d %B %Y} says {told}, the bank shows {shown}: {way}",
        *(f"Not placed: {words}" for words in unpacked.lost),
    )
    parts = _as_far_as(line.amount_pence, unpacked.parts)
    customer = next(iter(unpacked.customers)) if len(unpacked.customers) == 1 else None
    if not parts:
        return Decision(line.line_id, Status.SUSPENSE, why)
    offered = Candidate(parts, customer, 0, QUOTED_SCORE, why, (advice.advice_id,))
    return Decision(line.line_id, Status.SUGGESTED, why, parts, customer, score=QUOTED_SCORE, candidates=(offered,))


def _as_far_as(pence: int, parts: list[Allocation]) -> tuple[Allocation, ...]:
    """The first of these that so much money pays, the last in part; none when something is to be taken off."""
    kept: list[Allocation] = []
    for item_id, wanted in parts if all(part.amount_pence > 0 for part in parts) else ():
        if pence > 0:
            kept.append(Allocation(item_id, min(wanted, pence)))
            pence -= wanted
    return tuple(kept)


def _is_near(advice: Advice, line: BankLine) -> bool:
    return abs((advice.on - line.booked_on).days) <= DAYS_APART[advice.kind]


def _is_quoted(advice: Advice, text: str) -> bool:
    """Whether these words, without spaces and marks, hold the advice's reference; a short one could be chance."""
    reference = compact(advice.reference)
    return len(reference) >= SHORTEST_QUOTED and reference in text


def _unpaid(line: BankLine, book: Book) -> Decision | None:
    """An unpaid Direct Debit: the newest collection of that sum on its mandate, taken back."""
    for mandate in book.mandates_in((*line.references, *line.narrative)):
        collected = [
            (on, part)
            for on, part in book.collected(mandate)
            if on <= line.booked_on and part.amount_pence == -line.amount_pence and part.item_id is not None
        ]
        if collected:
            on, part = max(collected, key=lambda pair: pair[0])
            why = f"Unpaid Direct Debit {mandate}: {pounds(part.amount_pence)} collected on {on:%d %B %Y} comes back"
            item = book.items.get(part.item_id)
            taken_back = (Allocation(part.item_id, line.amount_pence),)
            return Decision(
                line.line_id, Status.ALLOCATED, (why,), taken_back, item.customer if item else None, score=100
            )
    return None


def _explaining(line: BankLine, book: Book) -> Advice | None:
    """The one unused list of this total whose name or number agrees; or, of none, whose day does."""
    text = " ".join((line.payer_name, *line.references, *line.narrative)).upper()
    near = [advice for advice in book.unused_advices(line.amount_pence) if _is_near(advice, line)]
    fitting = [advice for advice in near if _is_named(advice, line, text)]
    if near and not fitting and is_nobodys(line, book):
        fitting = [advice for advice in near if _fits_unnamed(advice, line)]
    if len(fitting) > 1:
        named = [advice for advice in fitting if bodies_agree(line.payer_name, advice.payer_name)]
        same_day = [advice for advice in named or fitting if advice.on == line.booked_on]
        fitting = same_day or named
    return fitting[0] if len(fitting) == 1 else None


def is_nobodys(line: BankLine, book: Book) -> bool:
    """Whether the payer printed no reference of ours, and pays from no bank account that we know."""
    return not (book.habits_of(line.payer_account) or any(book.finder.clean(text.upper()) for text in line.references))


def _is_named(advice: Advice, line: BankLine, text: str) -> bool:
    """Whether the line names a list: a remittance advice by its payer or reference, a slip or a run by its number."""
    if advice.kind is AdviceKind.REMITTANCE:
        return bodies_agree(line.payer_name, advice.payer_name) or _is_quoted(advice, compact(text))
    return advice.kind is not AdviceKind.CARDS and bool(advice.reference) and advice.reference.upper() in text


def _fits_unnamed(advice: Advice, line: BankLine) -> bool:
    """Whether a list may be a line's that names neither it nor anybody: a card settlement, or a remittance advice of
    the day where the bank names nobody."""
    if advice.kind is AdviceKind.CARDS:
        return True
    return is_anonymous(line.payer_name) and _is_of_the_day(advice, line)


def _is_of_the_day(advice: Advice, line: BankLine) -> bool:
    of_the_day = abs((advice.on - line.booked_on).days) <= 1
    return advice.kind is AdviceKind.REMITTANCE and of_the_day and len(advice.lines) > 1


@dataclass(slots=True)
class _Unpacked:
    """What has been placed of a list so far, and in words what has not."""

    parts: list[Allocation] = field(default_factory=list)
    customers: set[Hashable] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def _unpack(
    line: BankLine, advice: Advice, advice_ids: tuple[Hashable, ...], book: Book, decide_payment: DecidePayment
) -> Decision:
    return _decision(line, advice, advice_ids, _unpacked(line, advice, book, decide_payment))


def _unpacked(line: BankLine, advice: Advice, book: Book, decide_payment: DecidePayment) -> _Unpacked:
    """Where each payment of a list would go. Takes nothing from the book."""
    unpacked = _Unpacked()
    for part in advice.lines:
        before = len(unpacked.parts)
        _place(part, line, advice, book, decide_payment, unpacked)
        for item_id, pence in unpacked.parts[before:]:
            book.take(item_id, pence, line.line_id)
    for item_id, pence in unpacked.parts:
        book.give_back(item_id, pence)
    return unpacked


def _decision(line: BankLine, advice: Advice, advice_ids: tuple[Hashable, ...], unpacked: _Unpacked) -> Decision:
    placed = sum(pence for _, pence in unpacked.parts)
    left = line.amount_pence + advice.fee_pence - placed
    reasons = [
        f"The {advice.kind} {advice.reference} of {advice.on:%d %B %Y} makes {pounds(line.amount_pence)} exactly"
    ]
    reasons += [f"{len(unpacked.parts)} of its {len(advice.lines)} payments placed"]
    reasons += [f"Not ours: {words}" for words in unpacked.foreign] + [
        f"Not placed: {words}" for words in unpacked.lost
    ]
    sure = bool(unpacked.parts) and len(unpacked.parts) >= len(unpacked.lost) and left >= 0
    parts, score = tuple(unpacked.parts), 100 if not unpacked.lost else 90
    customer = next(iter(unpacked.customers)) if len(unpacked.customers) == 1 else None
    return Decision(
        line.line_id,
        Status.ALLOCATED if sure else Status.SUGGESTED if unpacked.parts else Status.SUSPENSE,
        tuple(reasons),
        parts,
        customer,
        left,
        score=score,
        fee_pence=advice.fee_pence,
        advices=advice_ids,
        candidates=(Candidate(parts, customer, 0, score, tuple(reasons), advice_ids),) if parts and not sure else (),
    )


def _place(
    part: AdviceLine, line: BankLine, advice: Advice, book: Book, decide_payment: DecidePayment, unpacked: _Unpacked
) -> None:
    """One payment of a list: our own item, a credit, a charge, another ledger's, or a payment to decide."""
    said = " ".join(filter(None, (part.reference, part.payer_name or part.description, pounds(part.amount_pence))))
    if part.item_id is not None:
        unpacked.parts.append(Allocation(part.item_id, part.amount_pence))
    elif part.amount_pence < 0:
        _take_off(part, book, unpacked, said)
    else:
        for payment in payments_of(part, advice, line.line_id):
            decision = decide_payment(payment)
            if decision.ledger:
                unpacked.foreign.append(said)
                return
            if decision.status is Status.ALLOCATED:
                unpacked.parts.extend(decision.allocations)
                unpacked.customers.add(decision.customer)
                return
        unpacked.lost.append(said)


def payments_of(part: AdviceLine, advice: Advice, line_id: Hashable = None) -> list[BankLine]:
    """A list's payment as bank lines to decide, the likelier first; also for `lookups`, which must ask about them too.

    On a remittance advice the name beside the payment is the customer's; a body that pays its own bills is named once,
    at the top.
    """
    beside = part.payer_name or (part.description if advice.kind is AdviceKind.REMITTANCE else "")
    names = dict.fromkeys((beside, advice.payer_name or beside))
    references = (part.reference,) if part.reference else ()
    narrative = (part.description,) if part.description else ()
    return [
        BankLine(line_id, advice.on, part.amount_pence, "", name, references=references, narrative=narrative)
        for name in names
    ]


def _take_off(part: AdviceLine, book: Book, unpacked: _Unpacked, said: str) -> None:
    """A credit note or refund against its item; a charge with no reference off the last item placed."""
    reading = book.finder.read((part.reference,), ())
    for found in reading.found:
        items = book.named(found.reference)
        if items and found.trust >= Trust.MENDED:
            unpacked.parts.append(Allocation(items[0].item_id, part.amount_pence))
            return
    last = unpacked.parts[-1] if unpacked.parts else None
    if not part.reference and last and last.amount_pence + part.amount_pence > 0:
        book.give_back(last.item_id, -part.amount_pence)
        unpacked.parts[-1] = Allocation(last.item_id, last.amount_pence + part.amount_pence)
    else:
        unpacked.lost.append(said)
