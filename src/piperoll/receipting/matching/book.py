"""The slice of the books a few thousand bank lines could concern, in memory, with the look-ups the engine asks.

`lookups` says what to fetch; a `Book` is filled with what was fetched (or, by `match-bench`, with
everything there is). A missing row can only make the engine more careful about a line, with one exception the
fetcher must honour: whoever shares a name key and a sum with a line must all be there, or a tie could go unseen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date

from piperoll.receipting.matching.facts import (
    Advice,
    AdviceKind,
    AdviceLine,
    Debtor,
    OpenItem,
    OtherLedger,
    PayerHabit,
)
from piperoll.receipting.matching.finder import Finder
from piperoll.receipting.matching.name_keys import debtor_keys, payer_keys
from piperoll.receipting.matching.names import as_shown, is_anonymous
from piperoll.receipting.matching.rarity import NamesBorne, expected_bearers, is_body, names_borne
from piperoll.receipting.matching.schemes import Scheme, compact

PAYS_FOR_ANYBODY = 8
"""A bank account that has paid for more customers than this pays for anybody."""


class Book:
    """What is owed, by whom, who paid before, and what lists are waiting; open pence go down as lines are decided.

    `sum_counts` says how many open items the council has of each sum, `customers_in_all` how many customers, `names`
    how many bodies' names so many of them bear, so that a common sum or name counts for less; all three are counted
    from what was added when not given.
    """

    def __init__(
        self,
        schemes: Iterable[Scheme],
        ledgers: Iterable[OtherLedger] = (),
        *,
        sum_counts: Mapping[int, int] | None = None,
        customers_in_all: int | None = None,
        names: NamesBorne | None = None,
    ) -> None:
        self.finder = Finder(schemes)
        self.ledgers = tuple(ledgers)
        self.debtors: dict[Hashable, Debtor] = {}
        self._faces: defaultdict[Hashable, list[Debtor]] = defaultdict(list)
        self.items: dict[Hashable, OpenItem] = {}
        self._customers_in_all = customers_in_all
        self._names = names
        self._given_counts = sum_counts
        self._given_total = sum(sum_counts.values()) if sum_counts else 0
        self._sum_counts: Counter[int] = Counter()
        self._counted = 0
        self.births: set[date] = set()
        self._open: dict[Hashable, int] = {}
        self._by_reference: defaultdict[str, list[OpenItem]] = defaultdict(list)
        self._by_customer: defaultdict[Hashable, list[OpenItem]] = defaultdict(list)
        self._by_also: defaultdict[str, list[OpenItem]] = defaultdict(list)
        self._customer_called: dict[str, Hashable] = {}
        self._by_name_key: defaultdict[str, list[Hashable]] = defaultdict(list)
        self._unkeyed: list[Debtor] = []
        self._crowds: dict[str, int] = {}
        self._habits: defaultdict[Hashable, list[PayerHabit]] = defaultdict(list)
        self._shown: defaultdict[Hashable, set[str]] = defaultdict(set)
        self._taken: dict[Hashable, list[Hashable]] = {}
        self._advices_of: defaultdict[int, list[Advice]] = defaultdict(list)
        self._remittances: list[Advice] = []
        self._used_up: set[Hashable] = set()
        self._collected: defaultdict[str, list[tuple[date, AdviceLine]]] = defaultdict(list)

    def add(
        self,
        *,
        items: Iterable[OpenItem] = (),
        debtors: Iterable[Debtor] = (),
        habits: Iterable[PayerHabit] = (),
        advices: Iterable[Advice] = (),
        crowds: Mapping[str, int] | None = None,
        shown: Iterable[tuple[Hashable, str]] = (),
    ) -> None:
        """Take in what was fetched. A row already here is passed over, so fetches may overlap. `crowds` says how many
        customers share a name key where that is too many for all of them to be fetched; `shown`, under which names a
        customer's bills were paid before."""
        self._crowds.update(crowds or {})
        for customer, name in shown:
            self._shown[customer].add(as_shown(name))
        for item in items:
            self._add_item(item)
        for debtor in debtors:
            self._add_debtor(debtor)
        for habit in habits:
            if habit not in self._habits[habit.payer_account]:
                self._habits[habit.payer_account].append(habit)
        for advice in advices:
            self._advices_of[advice.total_pence].append(advice)
            if advice.kind is AdviceKind.REMITTANCE:
                self._remittances.append(advice)
            for part in advice.lines:
                if part.mandate:
                    self._collected[compact(part.mandate)].append((advice.on, part))

    def _add_item(self, item: OpenItem) -> None:
        if item.item_id in self.items:
            return
        self.items[item.item_id] = item
        self._open[item.item_id] = item.open_pence
        self._by_reference[compact(item.reference)].append(item)
        self._by_customer[item.customer].append(item)
        if item.born_on:
            self.births.add(item.born_on)
        for text in item.also:
            self._by_also[compact(text)].append(item)
        if item.open_pence > 0:
            self._sum_counts[item.open_pence] += 1
            self._counted += 1

    def _add_debtor(self, debtor: Debtor) -> None:
        if debtor in self._faces[debtor.customer]:
            return
        self._faces[debtor.customer].append(debtor)
        self.debtors.setdefault(debtor.customer, debtor)
        self._customer_called[compact(debtor.reference)] = debtor.customer
        self._unkeyed.append(debtor)

    def named(self, reference: str) -> list[OpenItem]:
        """Items with this reference, oldest due first, settled ones too."""
        found = self._by_reference.get(compact(reference))
        return sorted(found, key=_oldest) if found else []

    def also_named(self, text: str) -> list[OpenItem]:
        """Items known by another text as well: a purchase order, a plan's reference."""
        return sorted(self._by_also.get(compact(text), ()), key=_oldest)

    def customer_called(self, reference: str) -> Hashable | None:
        """The customer with this reference, or None."""
        return self._customer_called.get(compact(reference))

    def rule_of(self, customer: Hashable, payer_name: str) -> int | None:
        """The rule by which this name means the customer, if one does."""
        shown = as_shown(payer_name)
        return next((face.rule for face in self._faces.get(customer, ()) if face.rule and face.name == shown), None)

    def faces_of(self, customer: Hashable) -> Sequence[Debtor]:
        """Every name, reference and address a customer goes by: more than one when accounts were merged."""
        return self._faces.get(customer, ())

    def owed_by(self, customer: Hashable) -> list[OpenItem]:
        """What a customer still owes, oldest due first."""
        return sorted(
            (item for item in self._by_customer.get(customer, ()) if self._open[item.item_id] > 0), key=_oldest
        )

    def habits_of(self, payer_account: Hashable | None) -> list[PayerHabit]:
        """The customers this bank account has paid for, most often first; none where it pays for anybody (a council,
        the DWP), which says nothing about whom it pays for this time."""
        habits = self._habits.get(payer_account, ())
        if len({habit.customer for habit in habits}) > PAYS_FOR_ANYBODY:
            return []
        return sorted(habits, key=lambda habit: -habit.times)

    def shown_before(self, customer: Hashable, payer_name: str) -> bool:
        """Whether a bill of this customer's was paid under this very name before."""
        return as_shown(payer_name) in self._shown.get(customer, ())

    def namesakes(self, payer_name: str) -> list[Debtor]:
        """Debtors whose names might be this one: to be compared, not believed."""
        if is_anonymous(payer_name):
            return []
        self._key_names()
        found = dict.fromkeys(who for key in payer_keys(payer_name) for who in self._by_name_key.get(key, ()))
        return [self.debtors[who] for who in found]

    def crowd(self, payer_name: str, customer: Hashable) -> int:
        """How many customers at most share a name with this one where not all of them are here; else nought."""
        if not self._crowds:
            return 0
        keys = set().union(*map(debtor_keys, self.faces_of(customer))) & payer_keys(payer_name)
        return max((self._crowds.get(key, 0) for key in keys), default=0)

    def _key_names(self) -> None:
        """Work out the keys of names not asked about before: most lines are settled by references alone."""
        for debtor in self._unkeyed:
            for key in debtor_keys(debtor):
                self._by_name_key[key].append(debtor.customer)
        self._unkeyed.clear()

    def open_pence(self, item: OpenItem) -> int:
        """What is left to pay on an item, after what this run has already put against it."""
        return self._open[item.item_id]

    def unused_advices(self, total_pence: int) -> list[Advice]:
        """Lists of exactly this total that no line of this run has used up."""
        return [advice for advice in self._advices_of.get(total_pence, ()) if advice.advice_id not in self._used_up]

    def remittances(self, less_than_pence: int | None = None) -> list[Advice]:
        """Unused remittance advices; those below a sum, when told, may be one of several behind one payment."""
        return [
            advice
            for advice in self._remittances
            if (less_than_pence is None or advice.total_pence < less_than_pence)
            and advice.advice_id not in self._used_up
        ]

    def use_up(self, advices: Iterable[Hashable]) -> None:
        """Set lists aside: the money they explain has come."""
        self._used_up.update(advices)

    def mandates_in(self, texts: Iterable[str]) -> list[str]:
        """Direct Debit references of ours among the words of these texts."""
        return [word for text in texts for word in text.upper().split() if word in self._collected]

    def collected(self, mandate: str) -> list[tuple[date, AdviceLine]]:
        """What was collected on a mandate, and when."""
        return self._collected.get(compact(mandate), [])

    @property
    def customers_in_all(self) -> int:
        """How many customers the council has."""
        return self._customers_in_all or len(self.debtors)

    @property
    def items_in_all(self) -> int:
        """How many open items the council has."""
        return self._given_total or self._counted

    def bearers(self, customer: Hashable, counted: int) -> float:
        """How many strangers, in as many as there are customers, bear a body's whole name, when so many customers do:
        fewer, as far as the council's own names tell. Of a person's name, as many."""
        if not is_body(self.debtors[customer]):
            return counted
        if self._names is None:
            self._names = names_borne(self.debtors.values())
        return expected_bearers(counted, self._names)

    def is_open(self, item: OpenItem) -> bool:
        """Whether anything is left to pay on it."""
        return self._open[item.item_id] > 0

    def commonness(self, pence: int) -> float:
        """The chance that a stranger pays just this sum: how many other open items are of it, in all that are open.

        After Good and Turing a sum seen once counts as a fifth of one, for most sums seen once will not be seen again.
        """
        counts = self._given_counts if self._given_counts is not None else self._sum_counts
        return max(counts.get(pence, 0) - 0.8, 0.2) / max(1, self.items_in_all)

    def take(self, item_id: Hashable, pence: int, by: Hashable) -> None:
        """Put pence of line `by` against an item, so that a later line finds that much less owed."""
        if item_id in self._open:
            self._open[item_id] -= pence
            self._taken.setdefault(item_id, []).append(by)

    def give_back(self, item_id: Hashable, pence: int) -> None:
        """Undo a `take`."""
        if item_id in self._open:
            self._open[item_id] += pence
            if pence > 0 and self._taken.get(item_id):
                self._taken[item_id].pop()

    def taken_by(self, item: OpenItem) -> Hashable | None:
        """The line of this run that last paid towards the item, or None."""
        return (self._taken.get(item.item_id) or [None])[-1]


def _oldest(item: OpenItem) -> tuple[object, ...]:
    return (item.due_on, item.invoiced_on or item.due_on, item.reference)
