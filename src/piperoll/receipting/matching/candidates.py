"""Every way one payment could be used: by its references, its payer's bank account, its payer's name and the sum.

Each option names the items and pence and carries its evidence; the same items reached by two roads are one option.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from math import log2

from piperoll.foundations.money import pounds
from piperoll.receipting.matching.case import Case, read_as
from piperoll.receipting.matching.decisions import Allocation
from piperoll.receipting.matching.evidence import Kind
from piperoll.receipting.matching.facts import OpenItem
from piperoll.receipting.matching.identity import identify
from piperoll.receipting.matching.names import is_anonymous
from piperoll.receipting.matching.option import Option
from piperoll.receipting.matching.references import Found, Trust, neighbours, other_references
from piperoll.receipting.matching.sums import Owed, sets_making

MOST_REFERENCES_JOINED = 6
MOST_NAMESAKES_SUMMED = 60
"""Of a name so common, no sum of several items could point to one of them."""

Quoted = tuple[Found, list[OpenItem]]


def options(case: Case) -> list[Option]:
    """Every way to use the payment, evidence gathered, duplicates merged."""
    merged: dict[frozenset[Allocation], Option] = {}
    roads = (
        *(_by_reference, _by_several_references, _by_other_reference, _by_birth, _by_customer),
        *(_by_repair, _by_slip),
    )
    for option in chain.from_iterable(road(case) for road in roads):
        twin = merged.setdefault(frozenset(option.allocations), option)
        if twin is not option:
            twin.absorb(option)
    for option in merged.values():
        identify(case, option)
    return list(merged.values())


def _by_reference(case: Case) -> Iterator[Option]:
    """The invoice quoted; where it is several items, the oldest of them that is just this sum."""
    for found, items in case.quoted_open:
        alike = [item for item in items if case.book.open_pence(item) == case.line.amount_pence]
        for chosen in (items, alike[:1]) if alike and len(items) > 1 else (items,):
            option = _pay(case, chosen)
            option.trust, option.checked = found.trust, found.scheme.checked
            yield option.add(Kind.REFERENCE, _worth(case, found), f"Reference {read_as(found)}")


def _worth(case: Case, found: Found) -> float:
    weigh = case.weights
    return (weigh.checked_reference if found.scheme.checked else weigh.printed_reference) - weigh.loss(found.trust)


def _pay(case: Case, items: Sequence[OpenItem]) -> Option:
    """The payment against these items, oldest first, what is over left unapplied; and what the sum says of it."""
    left, parts = case.line.amount_pence, []
    for item in items:
        pence = min(left, case.book.open_pence(item))
        if pence > 0:
            parts.append((item, pence))
            left -= pence
    paid, owed = case.line.amount_pence, sum(map(case.book.open_pence, items))
    option, owing = Option(items[0].customer, tuple(parts), left), f"owed {pounds(owed)}, paid {pounds(paid)}"
    if paid == owed:
        return option.add(Kind.SUM, -log2(case.book.commonness(paid)), owing)
    if any(item.instalment_pence == paid for item in items):
        return option.add(Kind.SUM, *_instalment(case, f"{owing}, the agreed instalment"))
    if paid < owed:
        return option.add(Kind.SUM, case.weights.part_sum, f"{owing}, in part")
    return option.add(Kind.SUM, case.weights.over_sum, f"{owing}, more than owed")


def _instalment(case: Case, words: str) -> tuple[float, str]:
    """What it says that the payment is just an agreed instalment, and how it came."""
    if case.by_standing_order:
        return case.weights.instalment_sum + case.weights.standing_order, f"{words}, by standing order"
    return case.weights.instalment_sum, words


def _by_several_references(case: Case) -> Iterator[Option]:
    """Two or more references in one payment: together they must make the sum, the last perhaps cut short."""
    quoted = list({items[0].reference: (found, items) for found, items in reversed(case.quoted_open)}.values())
    if len(quoted) > MOST_REFERENCES_JOINED:
        return
    for count in range(len(quoted), 0, -1):
        for chosen in combinations(quoted, count):
            yield from _together(case, chosen)
    if len(quoted) == 1:
        yield from _with_others_of_theirs(case, *quoted)


def _together(case: Case, chosen: Sequence[Quoted]) -> Iterator[Option]:
    parts = [each for _, items in chosen for each in _owed(case, items)]
    rest = case.line.amount_pence - sum(pence for _, pence in parts)
    customer, worth = parts[0].item.customer, min(_worth(case, found) for found, _ in chosen)
    text = "References " + ", ".join(found.reference for found, _ in chosen)
    if rest == 0 and len(chosen) > 1:
        option = Option(customer, tuple(parts), trust=min(found.trust for found, _ in chosen))
        option.checked = all(found.scheme.checked for found, _ in chosen)
        option.add(Kind.REFERENCE, worth + case.weights.each_more_reference * (len(chosen) - 1), text)
        yield option.add(Kind.SUM, *_makes(case, option, 1))
    elif rest > 0 and any(shard.cut for shard in case.reading.shards):
        taken = {item.item_id for item, _ in parts}
        others = [item for item in case.book.owed_by(customer) if item.item_id not in taken and case.resembles(item)]
        for more, ways in sets_making(_owed(case, others), rest):
            option = Option(customer, (*parts, *_owed(case, more)))
            option.add(Kind.REFERENCE, worth, f"{text} and the beginning of {more[0].reference}")
            yield option.add(Kind.SUM, *_makes(case, option, ways))


def _with_others_of_theirs(case: Case, quoted: Quoted) -> Iterator[Option]:
    """One bill quoted, and what is over makes others of the same customer's: they wrote the first of several."""
    found, items = quoted
    parts = _owed(case, items)
    rest = case.line.amount_pence - sum(pence for _, pence in parts)
    others = [item for item in case.book.owed_by(items[0].customer) if item not in items] if rest > 0 else []
    for more, ways in sets_making(_owed(case, others), rest):
        option = Option(
            items[0].customer, (*parts, *_owed(case, more)), trust=found.trust, checked=found.scheme.checked
        )
        option.add(Kind.REFERENCE, _worth(case, found), f"Reference {read_as(found)}, with others of theirs")
        yield option.add(Kind.SUM, *_makes(case, option, ways))


def _owed(case: Case, items: Sequence[OpenItem]) -> list[Owed]:
    return [Owed(item, case.book.open_pence(item)) for item in items if case.book.is_open(item)]


def _makes(case: Case, option: Option, ways: float) -> tuple[float, str]:
    """What it says that several together make the sum: no more than each of their sums would say, added up, for what is
    two common prices for us may be two common prices for others."""
    paid = case.line.amount_pence
    each = sum(-log2(case.book.commonness(pence)) for _, pence in option.parts)
    bits = min(-log2(case.book.commonness(paid)) - case.weights.several_loss, each) - log2(ways)
    return bits, f"together they make {pounds(paid)} exactly"


def _by_other_reference(case: Case) -> Iterator[Option]:
    """Plans and purchase orders that name an item in other words."""
    for text in other_references(case.line.references):
        if items := [item for item in case.book.also_named(text) if case.book.is_open(item)]:
            words = f"{text} names {items[0].reference}"
            yield _pay(case, items).add(Kind.REFERENCE, case.weights.other_reference, words)


def _by_birth(case: Case) -> Iterator[Option]:
    """Of the customers quoted, what is owed for whoever was born on the day they wrote."""
    for customer in case.quoted_customers if case.births else ():
        owed = [item for item in case.book.owed_by(customer) if case.born(item)]
        single = list(_single(case, owed))
        yield from single or _several(case, owed)
        if owed and not single:
            yield _pay(case, owed)


def _by_customer(case: Case) -> Iterator[Option]:
    """What the likely customers owe that makes this sum: one item, an instalment, or several together."""
    certain = dict.fromkeys((*case.quoted_customers, *case.known_customers))
    for customer in certain | dict.fromkeys((*case.namesakes, *case.named_by_them)):
        owed = case.book.owed_by(customer)
        single = list(_single(case, owed))
        yield from single
        if not single and len(owed) > 1 and (customer in certain or len(case.namesakes) <= MOST_NAMESAKES_SUMMED):
            yield from _several(case, owed)
        if customer in certain and not single and sum(map(case.book.open_pence, owed)) > case.line.amount_pence:
            words = "no item of that sum, oldest debt first"
            yield Option(customer, _pay(case, owed).parts).add(Kind.SUM, case.weights.oldest_debt, words)


def _single(case: Case, owed: Sequence[OpenItem]) -> Iterator[Option]:
    """One item of just this sum, the oldest unless they said which; or one whose agreed instalment it is."""
    paid = case.line.amount_pence
    alike = [item for item in owed if case.book.open_pence(item) == paid]
    if pointed := [item for item in alike if case.resembles(item) or case.worded(item)]:
        yield from (_pay(case, [item]) for item in pointed)
    elif alike:
        oldest, ways = _pay(case, alike[:1]), len(alike)
        words = f"owed {pounds(paid)} {ways} times over, paid {pounds(paid)}"
        yield oldest.add(Kind.SUM, oldest.evidence[Kind.SUM].bits + log2(ways), words) if ways > 1 else oldest
    agreed = [item for item in owed if item.instalment_pence == paid and case.book.open_pence(item) > paid]
    yield from (_pay(case, [item]) for item in agreed[:1])


def _several(case: Case, owed: Sequence[OpenItem]) -> Iterator[Option]:
    for items, ways in sets_making(_owed(case, owed), case.line.amount_pence):
        option = Option(items[0].customer, tuple(_owed(case, items)))
        yield option.add(Kind.SUM, *_makes(case, option, ways))


def _by_repair(case: Case) -> Iterator[Option]:
    """References of checked schemes one slip away from what was written, unless what was written is itself ours."""
    if any(found.scheme.checked and found.trust >= Trust.MENDED for found, _ in case.quoted_items):
        return
    for shard in case.reading.shards:
        for reference in chain.from_iterable(neighbours(shard, s) for s in case.book.finder.repairable(shard)):
            if any(map(case.book.is_open, items := case.book.named(reference))):
                option = _pay(case, items)
                option.trust, option.checked = Trust.REPAIRED, True
                words = f"Reference {reference} after putting right one slip"
                yield option.add(Kind.REFERENCE, case.weights.repaired_checked, words)


def _by_slip(case: Case) -> Iterator[Option]:
    """Where the bank names nobody: of a scheme without check digits, what is owed of just this sum and is one slip away
    from what was written. It is worth the more, the fewer of our bills lie so near."""
    for shard in case.reading.shards if is_anonymous(case.line.payer_name) else ():
        for scheme in case.book.finder.slippable(shard):
            near = [(one, items) for one in neighbours(shard, scheme) if (items := _open_of(case, one))]
            bits = min(case.weights.slip_at_most, log2(case.book.items_in_all / max(1, len(near))))
            bits += 0.0 if case.is_a_bill_as_it_stands else case.weights.in_our_form
            for reference, items in near:
                option = _pay(case, items)
                if option.exact:
                    option.trust = Trust.REPAIRED
                    words = f"Reference {reference} after putting right one slip ({len(near)} so near owe anything)"
                    yield option.add(Kind.REFERENCE, bits, words)


def _open_of(case: Case, reference: str) -> list[OpenItem]:
    return [item for item in case.book.named(reference) if case.book.is_open(item)]
