"""Every way one payment could be used: by its references, its payer's bank account, its payer's name and the sum.

A `Case` is one payment in hand. Each candidate names the items and pence, and carries its evidence; the same items
reached by two roads keep the best of both.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import log2

from piperoll.foundations.money import pounds
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.decisions import Allocation
from piperoll.receipting.matching.evidence import WEIGHTS, Evidence, Kind, Weights
from piperoll.receipting.matching.facts import BankLine, OpenItem
from piperoll.receipting.matching.names import Agreement, compare
from piperoll.receipting.matching.references import Found, Reading, Trust, likeness, neighbours, other_references

FOR_ANOTHER = ("FOR MUM", "FOR DAD", "ON BEHALF", "CLIENT", "FOR MY", "FOR MOTHER", "FOR FATHER", "FOR SON", "OBO")
"""Words of a payer who pays somebody else's debt: their own name then points to nobody."""

MOST_ITEMS_SUMMED = 9
"""Beyond so many open items a sum can be made in too many ways to mean anything."""


@dataclass(slots=True)
class Option:
    """One way to use the payment, with its evidence so far."""

    customer: Hashable
    parts: tuple[tuple[OpenItem, int], ...]
    unapplied_pence: int = 0
    evidence: dict[Kind, Evidence] = field(default_factory=dict)
    trust: Trust | None = None
    checked: bool = False

    def add(self, kind: Kind, bits: float, text: str) -> Option:
        """Keep this piece unless a weightier one of its kind is there."""
        if kind not in self.evidence or self.evidence[kind].bits < bits:
            self.evidence[kind] = Evidence(kind, bits, text)
        return self

    @property
    def allocations(self) -> tuple[Allocation, ...]:
        """The items and pence, as a decision states them."""
        return tuple(Allocation(item.item_id, pence) for item, pence in self.parts)

    @property
    def exact(self) -> bool:
        """Whether the sum itself speaks for these items."""
        return Kind.SUM in self.evidence and self.evidence[Kind.SUM].bits > 0


class Case:
    """One payment in hand and what it says of itself."""

    def __init__(self, line: BankLine, book: Book, weights: Weights = WEIGHTS, *, listed: bool = False) -> None:
        self.line = line
        self.book = book
        self.weights = weights
        self.listed = listed
        self._agreements: dict[Hashable, Agreement] = {}

    @cached_property
    def reading(self) -> Reading:
        """References found in its texts."""
        return self.book.finder.read(self.line.references, self.line.narrative)

    @cached_property
    def text(self) -> str:
        """All its words in capitals."""
        return " ".join((*self.line.references, *self.line.narrative)).upper()

    @cached_property
    def for_another(self) -> bool:
        """Whether the payer says the money is for somebody else."""
        return any(word in self.text for word in FOR_ANOTHER)

    def agreement(self, customer: Hashable) -> Agreement:
        """How far the payer's name agrees with the customer's."""
        if customer not in self._agreements:
            debtor = self.book.debtors.get(customer)
            self._agreements[customer] = compare(self.line.payer_name, debtor) if debtor else Agreement.UNKNOWN
        return self._agreements[customer]

    @cached_property
    def namesakes(self) -> dict[Hashable, Agreement]:
        """Debtors whose names agree with the payer's, at least by initial."""
        found = {
            debtor.customer: self.agreement(debtor.customer) for debtor in self.book.namesakes(self.line.payer_name)
        }
        return {customer: level for customer, level in found.items() if level >= Agreement.INITIAL}

    @cached_property
    def known_customers(self) -> dict[Hashable, int]:
        """Customers this bank account has paid for before, and how often."""
        return {habit.customer: habit.times for habit in self.book.habits_of(self.line.payer_account)}

    @cached_property
    def quoted_customers(self) -> dict[Hashable, Evidence]:
        """Customers the references name without naming what is paid: customer numbers, and settled invoices."""
        quoted: dict[Hashable, Evidence] = {}
        for found in self.reading.found:
            if (
                found.scheme.names == "customer"
                and (customer := self.book.customer_called(found.reference)) is not None
            ):
                loss = self.weights.completed_loss if found.trust < Trust.MENDED else 0
                bits = self.weights.customer_reference - loss
                quoted[customer] = Evidence(
                    Kind.CUSTOMER, bits, f"Customer reference {found.reference}{_read_as(found)}"
                )
        for found, items in self.quoted_items:
            if not any(self.book.open_pence(item) > 0 for item in items):
                settled = Evidence(
                    Kind.CUSTOMER, self.weights.stale_reference, f"Quotes {found.reference}, already settled"
                )
                quoted.setdefault(items[0].customer, settled)
        return quoted

    @cached_property
    def quoted_items(self) -> list[tuple[Found, list[OpenItem]]]:
        """References that are in the books, with their items (settled ones too)."""
        found = [(one, self.book.named(one.reference)) for one in self.reading.found if one.scheme.names == "invoice"]
        return [(one, items) for one, items in found if items]

    def options(self) -> list[Option]:
        """Every way to use the payment, evidence gathered, duplicates merged."""
        merged: dict[frozenset[Allocation], Option] = {}
        for option in (
            *self._by_reference(),
            *self._by_several_references(),
            *self._by_other_reference(),
            *self._by_customer(),
            *self._by_repair(),
        ):
            twin = merged.setdefault(frozenset(option.allocations), option)
            if twin is not option:
                for piece in option.evidence.values():
                    twin.add(*piece)
                twin.trust = max(filter(None, (twin.trust, option.trust)), default=None)
                twin.checked = twin.checked or option.checked
        for option in merged.values():
            self._identify(option)
        return list(merged.values())

    def _by_reference(self) -> Iterator[Option]:
        for found, items in self.quoted_items:
            if any(self.book.open_pence(item) > 0 for item in items):
                for option in (self._for_items(items), *self._single_instalments(items)):
                    option.trust, option.checked = found.trust, found.scheme.checked
                    yield option.add(Kind.REFERENCE, *self._reference_worth(found))

    def _reference_worth(self, found: Found) -> tuple[float, str]:
        weigh = self.weights
        bits = weigh.checked_reference if found.scheme.checked else weigh.printed_reference
        loss = {Trust.CLEAN: 0.0, Trust.MENDED: weigh.mended_loss}.get(found.trust, weigh.completed_loss)
        return bits - loss, f"Reference {found.reference}{_read_as(found)}"

    def _for_items(self, items: Sequence[OpenItem]) -> Option:
        """The payment against these items of one reference, oldest first, what is over left unapplied."""
        left, parts = self.line.amount_pence, []
        owed = sum(self.book.open_pence(item) for item in items)
        for item in items:
            pence = min(left, self.book.open_pence(item))
            if pence > 0:
                parts.append((item, pence))
                left -= pence
        option = Option(items[0].customer, tuple(parts), left)
        return self._weigh_sum(option, items, owed)

    def _weigh_sum(self, option: Option, items: Sequence[OpenItem], owed: int) -> Option:
        paid = self.line.amount_pence
        owing = f"owed {pounds(owed)}, paid {pounds(paid)}"
        if paid == owed:
            return option.add(Kind.SUM, -log2(self.book.commonness(paid)), owing)
        if any(item.instalment_pence == paid for item in items):
            return option.add(Kind.SUM, self.weights.instalment_sum, f"{owing}, the agreed instalment")
        bits = self.weights.part_sum if paid < owed else self.weights.over_sum
        return option.add(Kind.SUM, bits, owing + (", in part" if paid < owed else ", more than owed"))

    def _single_instalments(self, items: Sequence[OpenItem]) -> Iterator[Option]:
        """Where an invoice is several items, the payment may be exactly one of them: the oldest of that sum."""
        if len(items) > 1:
            one = next((item for item in items if self.book.open_pence(item) == self.line.amount_pence), None)
            if one is not None:
                yield self._for_items([one])

    def _by_several_references(self) -> Iterator[Option]:
        """Two or more references in one payment: together they must make the sum, the last perhaps cut short."""
        quoted: dict[str, tuple[Found, list[OpenItem]]] = {}
        for found, items in self.quoted_items:
            if any(self.book.open_pence(item) > 0 for item in items):
                quoted.setdefault(items[0].reference, (found, items))
        wanted = list(quoted.values())
        for count in range(len(wanted), 0, -1):
            for chosen in combinations(wanted, count) if len(wanted) <= 6 else ():
                yield from self._together(chosen)

    def _together(self, chosen: Sequence[tuple[Found, list[OpenItem]]]) -> Iterator[Option]:
        parts = [
            (item, self.book.open_pence(item))
            for _, items in chosen
            for item in items
            if self.book.open_pence(item) > 0
        ]
        rest = self.line.amount_pence - sum(pence for _, pence in parts)
        worth = min((self._reference_worth(found) for found, _ in chosen), key=lambda pair: pair[0])
        text = "References " + ", ".join(found.reference for found, _ in chosen)
        customer = parts[0][0].customer
        if rest == 0 and len(chosen) > 1:
            option = Option(customer, tuple(parts), trust=min(found.trust for found, _ in chosen))
            option.checked = all(found.scheme.checked for found, _ in chosen)
            option.add(Kind.REFERENCE, worth[0] + 4 * (len(chosen) - 1), text)
            yield option.add(
                Kind.SUM, self._several_worth(1), f"together they make {pounds(self.line.amount_pence)} exactly"
            )
        elif rest > 0 and self.reading.shards and any(shard.cut for shard in self.reading.shards):
            taken = {item.item_id for item, _ in parts}
            others = [
                item for item in self.book.owed_by(customer) if item.item_id not in taken and self._resembles(item)
            ]
            for more, ways in self._sums(others, rest):
                option = Option(customer, (*parts, *((item, self.book.open_pence(item)) for item in more)))
                option.add(Kind.REFERENCE, worth[0], f"{text} and the beginning of {more[0].reference}")
                yield option.add(
                    Kind.SUM,
                    self._several_worth(ways),
                    f"together {pounds(self.line.amount_pence)} exactly",
                )

    def _by_other_reference(self) -> Iterator[Option]:
        """Plans and purchase orders that name an item in other words."""
        for text in other_references(self.line.references):
            option = self._for_items(items) if (items := self.book.also_named(text)) else None
            if option and option.parts:
                yield option.add(Kind.REFERENCE, self.weights.other_reference, f"{text} names {items[0].reference}")

    def _by_customer(self) -> Iterator[Option]:
        """What the likely customers owe that makes this sum: one item, an instalment, or several together."""
        likely = dict.fromkeys((*self.quoted_customers, *self.known_customers, *self.namesakes))
        for customer in likely:
            certain = customer in self.quoted_customers or customer in self.known_customers
            yield from self._by_sum(self.book.owed_by(customer), certain)

    def _by_sum(self, owed: list[OpenItem], certain: bool) -> Iterator[Option]:
        paid = self.line.amount_pence
        alike = [item for item in owed if self.book.open_pence(item) == paid]
        fitting = [item for item in alike if self._resembles(item) or self._worded(item)] or alike[:1]
        for item in fitting:
            yield self._for_items([item])
        agreed = [item for item in owed if item.instalment_pence == paid and self.book.open_pence(item) > paid]
        for item in agreed[:1]:
            yield self._for_items([item])
        if not alike and len(owed) > 1:
            for several, ways in self._sums(owed, paid):
                option = Option(several[0].customer, tuple((item, self.book.open_pence(item)) for item in several))
                makes = f"{len(several)} items make {pounds(paid)} exactly"
                yield option.add(Kind.SUM, self._several_worth(ways), makes)
        if certain and not alike and not agreed and owed and sum(map(self.book.open_pence, owed)) > paid:
            yield self._oldest_first(owed)

    def _oldest_first(self, owed: Sequence[OpenItem]) -> Option:
        """The customer is certain and nothing fits: their oldest debt first, for an officer to confirm."""
        left, parts = self.line.amount_pence, []
        for item in owed:
            if left > 0:
                parts.append((item, min(left, self.book.open_pence(item))))
                left -= parts[-1][1]
        return Option(owed[0].customer, tuple(parts)).add(
            Kind.SUM, 2 * self.weights.part_sum, "no item of that sum, oldest debt first"
        )

    def _several_worth(self, ways: float) -> float:
        return -log2(self.book.commonness(self.line.amount_pence)) - self.weights.several_loss - log2(ways)

    def _sums(self, owed: Sequence[OpenItem], wanted: int) -> Iterator[tuple[tuple[OpenItem, ...], float]]:
        """Sets of items making a sum, and in how many ways it might have been made by chance."""
        few = [item for item in owed if self.book.open_pence(item) <= wanted]
        counts = range(1, len(few) + 1) if len(few) <= MOST_ITEMS_SUMMED else (len(few),)
        found: dict[tuple[int, ...], tuple[OpenItem, ...]] = {}
        for chosen in (chosen for count in counts for chosen in combinations(few, count)):
            pence = [self.book.open_pence(item) for item in chosen]
            if sum(pence) == wanted:
                found.setdefault(tuple(sorted(pence)), chosen)
        for chosen in found.values():
            yield chosen, len(found) * 2 ** max(0, len(counts) - 2)

    def _by_repair(self) -> Iterator[Option]:
        """References of checked schemes one slip away from what was written."""
        if any(found.scheme.checked and found.trust >= Trust.MENDED for found, _ in self.quoted_items):
            return
        for shard in self.reading.shards:
            for scheme in self.book.finder.repairable(shard):
                for reference in neighbours(shard, scheme):
                    items = self.book.named(reference)
                    if any(self.book.open_pence(item) > 0 for item in items):
                        option = self._for_items(items)
                        text = f"Reference {reference} after putting right one slip"
                        option.trust, option.checked = Trust.REPAIRED, True
                        yield option.add(Kind.REFERENCE, self.weights.repaired_checked, text)

    def _resembles(self, item: OpenItem) -> str:
        return next((how for shard in self.reading.shards if (how := likeness(shard, item.reference))), "")

    def _worded(self, item: OpenItem) -> bool:
        """Whether the payer wrote what the item is for, as far as 18 letters go."""
        return any(
            len(text.strip()) >= 4 and item.words.upper().startswith(text.strip().upper())
            for text in self.line.references
        )

    def _identify(self, option: Option) -> None:
        """Add who paid, and what they wrote, to an option found by reference or sum."""
        customer = option.customer
        if customer in self.quoted_customers:
            option.add(*self.quoted_customers[customer])
        if customer in self.known_customers:
            option.add(
                Kind.ACCOUNT, self.weights.known_account, "payer's bank account has paid for this customer before"
            )
        elif self.known_customers:
            option.add(Kind.ACCOUNT, self.weights.other_account, "payer's bank account is known for other customers")
        self._name(option)
        if self._addressed(customer):
            option.add(Kind.ADDRESS, self.weights.address, "they wrote the customer's address")
        if Kind.REFERENCE not in option.evidence:
            likenesses = [how for item, _ in option.parts if (how := self._resembles(item))]
            if likenesses:
                text = f"{option.parts[0][0].reference} is what they wrote, {likenesses[0]}"
                option.add(Kind.REFERENCE, self.weights.nearly_reference, text)
                option.trust = option.trust or Trust.REPAIRED
        if any(self._worded(item) for item, _ in option.parts):
            option.add(
                Kind.WORDS,
                self.weights.service_words,
                f"they wrote what it is for ({option.parts[0][0].words.lower()})",
            )

    def _addressed(self, customer: Hashable) -> bool:
        debtor = self.book.debtors.get(customer)
        first_line = debtor.address.upper().split(",")[0].strip() if debtor else ""
        return len(first_line) >= 8 and any(
            first_line.startswith(text.strip().upper()) for text in self.line.references if len(text.strip()) >= 8
        )

    def _name(self, option: Option) -> None:
        level, weigh = self.agreement(option.customer), self.weights
        vouched = option.customer in self.known_customers or self.for_another
        if level == Agreement.UNKNOWN or (vouched and level <= Agreement.PARTLY):
            return
        if level >= Agreement.INITIAL and not self.for_another:
            sharing = sum(other >= level for other in self.namesakes.values()) or 1
            bits = min(weigh.name_at_most, log2(max(2, self.book.customers_in_all) / sharing))
            option.add(Kind.NAME, bits, f"payer's name agrees ({self.line.payer_name})")
        elif level == Agreement.PARTLY:
            option.add(Kind.NAME, weigh.name_partly, "payer's surname agrees")
        elif level == Agreement.CLASH:
            option.add(Kind.NAME, weigh.name_clash, f"payer's name differs ({self.line.payer_name})")


def _read_as(found: Found) -> str:
    return "" if found.trust == Trust.CLEAN else f" found after {found.how}"
