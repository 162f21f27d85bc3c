"""One payment in hand: what it quotes, whose name and bank account it bears, and which customers those point to."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from functools import cached_property

from piperoll.formats.kinds import Kind as MovementKind
from piperoll.formats.kinds import kind_of_word
from piperoll.receipting.matching import births
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.debtor_names import bears_their_title, compare_all
from piperoll.receipting.matching.evidence import WEIGHTS, Evidence, Kind, Weights
from piperoll.receipting.matching.facts import BankLine, OpenItem
from piperoll.receipting.matching.names import PERSONS, Agreement, as_shown, for_whom, is_anonymous, title_of, words
from piperoll.receipting.matching.references import Found, Reading, Trust, likeness

FOR_ANOTHER = ("FOR MUM", "FOR DAD", "ON BEHALF", "CLIENT", "FOR MY", "FOR MOTHER", "FOR FATHER", "FOR SON", "OBO")
"""Words of a payer who pays somebody else's debt: their own name then points to nobody."""
NO_BILL = frozenset(("DEPOSIT", "DEPOSITS", "REFUND", "REFUNDS", "DONATION"))
"""Words of a payer who pays no bill: what is held for them, what goes back to us, a gift."""


class Case:
    """A payment and the book it is decided by. `listed` when a list of ours vouches for the payment."""

    def __init__(self, line: BankLine, book: Book, weights: Weights = WEIGHTS, *, listed: bool = False) -> None:
        self.line = line
        self.book = book
        self.weights = weights
        self.listed = listed
        self._agreements: dict[Hashable, Agreement] = {}
        self._sharing: dict[tuple[Agreement, bool], int] = {}

    @cached_property
    def reading(self) -> Reading:
        """References found in its texts, dates of birth left out."""
        references, narrative = self.line.references, self.line.narrative
        if self.births:
            references = tuple(births.without(text, self.births, self.line.booked_on) for text in references)
            narrative = tuple(births.without(text, self.births, self.line.booked_on) for text in narrative)
        return self.book.finder.read(references, narrative)

    @cached_property
    def births(self) -> frozenset[date]:
        """Dates they wrote that are, or look like, dates of birth: none where nobody's is known."""
        if not self.book.births:
            return frozenset()
        written = births.written((*self.line.references, *self.line.narrative), self.line.booked_on)
        return frozenset(one for one, is_clear in written.items() if is_clear or one in self.book.births)

    def born(self, item: OpenItem) -> bool | None:
        """Whether they wrote the birthday of whom an item is for; None when they wrote none, or it is not known."""
        return item.born_on in self.births if self.births and item.born_on else None

    @cached_property
    def for_another(self) -> bool:
        """Whether the payer says the money is for somebody else."""
        text = " ".join((*self.line.references, *self.line.narrative)).upper()
        return any(words in text for words in FOR_ANOTHER)

    @cached_property
    def said_for(self) -> str:
        """Whom the payer says the money is for, as far as that reads as a name: `RE MRS D HARRIS`, `FOR JO MILES`."""
        return next(filter(None, map(for_whom, self.line.references)), "")

    @cached_property
    def named_by_them(self) -> dict[Hashable, Agreement]:
        """Debtors of the name that the payer says the money is for."""
        found = self.book.namesakes(self.said_for) if self.said_for else ()
        levels = {each.customer: compare_all(self.said_for, self.book.faces_of(each.customer)) for each in found}
        return {customer: level for customer, level in levels.items() if level >= Agreement.INITIAL}

    def agreement(self, customer: Hashable) -> Agreement:
        """How far the payer's name agrees with the customer's."""
        if customer not in self._agreements:
            self._agreements[customer] = compare_all(self.line.payer_name, self.book.faces_of(customer))
        return self._agreements[customer]

    def entitled(self, customer: Hashable) -> bool:
        """Whether the payer bears the very title the customer goes by."""
        return self._titled and bears_their_title(self.line.payer_name, self.book.faces_of(customer))

    @cached_property
    def _titled(self) -> bool:
        return bool(title_of(self.line.payer_name))

    def sharing(self, customer: Hashable) -> int:
        """How many customers the payer's name fits as well as this one: this one, and whoever has as good a claim."""
        kind = self.agreement(customer), self.entitled(customer)
        if kind not in self._sharing:
            level, entitled = kind
            fitting = [other for other, theirs in self.namesakes.items() if theirs >= level]
            self._sharing[kind] = sum(map(self.entitled, fitting)) if entitled else len(fitting)
        return max(1, self._sharing[kind], self.book.crowd(self.line.payer_name, customer))

    @cached_property
    def namesakes(self) -> dict[Hashable, Agreement]:
        """Debtors whose names agree with the payer's, at least loosely."""
        levels = {each.customer: self.agreement(each.customer) for each in self.book.namesakes(self.line.payer_name)}
        return {customer: level for customer, level in levels.items() if level >= Agreement.LOOSELY}

    @cached_property
    def known_customers(self) -> frozenset[Hashable]:
        """Customers this bank account has paid for before."""
        paid_for = {habit.customer for habit in self.book.habits_of(self.line.payer_account)}
        return frozenset(paid_for.union(*(self.accounts_of_one(customer) for customer in paid_for)))

    def accounts_of_one(self, customer: Hashable) -> set[Hashable]:
        """A firm's other customer accounts, one for each branch: bodies of its very name, if the payer's name agrees.

        Who pays for one of them may be paying for another."""
        if customer not in self.namesakes or not (name := self._body(customer)):
            return set()
        return {other for other in self.namesakes if other != customer and self._body(other) == name}

    def _body(self, customer: Hashable) -> tuple[str, ...]:
        face = self.book.debtors[customer]
        return () if face.last or face.kind in PERSONS else words(face.name)

    def paid_before(self, item: OpenItem) -> int:
        """How often this sum was paid towards an item under the payer's very name."""
        shown = as_shown(self.line.payer_name)
        if is_anonymous(shown):
            return 0
        return sum(pence == self.line.amount_pence and as_shown(name) == shown for name, pence in item.earlier)

    def shown_before(self, customer: Hashable) -> bool:
        """Whether a customer's bills were paid before under the payer's very name, short of their whole one; who is
        known by bank account, or pays for another, is not known by that."""
        short = Agreement.LOOSELY <= self.agreement(customer) <= Agreement.CLOSE
        if not short or self.for_another or customer in self.known_customers:
            return False
        return self.book.shown_before(customer, self.line.payer_name)

    @cached_property
    def stray(self) -> str:
        """What they quote in the form of our references though it is no bill and no customer of ours, or ""."""
        if self.quoted_items or self.quoted_customers:
            return ""
        return next((s.scheme.prefix + s.digits for s in self.reading.shards if s.scheme and not s.cut), "")

    @cached_property
    def is_a_bill_as_it_stands(self) -> bool:
        """Whether a reference they wrote is one of ours without anything put back or put right."""
        return any(found.trust >= Trust.MENDED for found, _ in self.quoted_items)

    @cached_property
    def quoted_items(self) -> list[tuple[Found, list[OpenItem]]]:
        """References that are in the books, with their items (settled ones too)."""
        found = [(one, self.book.named(one.reference)) for one in self.reading.found if one.scheme.names == "invoice"]
        return [(one, items) for one, items in found if items]

    @cached_property
    def quoted_open(self) -> list[tuple[Found, list[OpenItem]]]:
        """Those of them on which something is still owed."""
        return [(one, items) for one, items in self.quoted_items if any(map(self.book.is_open, items))]

    @cached_property
    def quoted_customers(self) -> dict[Hashable, Evidence]:
        """Customers the references name without naming what is paid: customer numbers, and settled invoices."""
        quoted: dict[Hashable, Evidence] = {}
        for one in self.reading.found:
            customer = self.book.customer_called(one.reference) if one.scheme.names == "customer" else None
            if customer is not None:
                bits = self.weights.customer_reference - self.weights.loss(one.trust)
                quoted[customer] = Evidence(Kind.CUSTOMER, bits, f"Customer reference {read_as(one)}")
        for one, items in self.quoted_items:
            if not any(map(self.book.is_open, items)):
                words = f"Quotes {one.reference}, already settled"
                quoted.setdefault(items[0].customer, Evidence(Kind.CUSTOMER, self.weights.stale_reference, words))
        return quoted

    def resembles(self, item: OpenItem) -> str:
        """How something they wrote could be this item's reference, or ""."""
        return next((how for shard in self.reading.shards if (how := likeness(shard, item.reference))), "")

    def no_bill(self, item: OpenItem) -> str:
        """The word by which the payer says that this is no bill, unless the bill itself is for that; else ""."""
        said = NO_BILL.intersection(word for text in self._said for word in text.split())
        return next(iter(sorted(said.difference(item.words.upper().split()))), "")

    @property
    def by_standing_order(self) -> bool:
        """Whether the bank says that the payment came by standing order."""
        return kind_of_word(self.line.kind) is MovementKind.STANDING_ORDER

    def worded(self, item: OpenItem) -> bool:
        """Whether the payer wrote what the item is for, as far as 18 letters go."""
        return any(len(text) >= 4 and item.words.upper().startswith(text) for text in self._said)

    def addressed(self, customer: Hashable) -> bool:
        """Whether the payer wrote the first line of this customer's address."""
        first_lines = [face.address.upper().split(",")[0].strip() for face in self.book.faces_of(customer)]
        return any(len(text) >= 8 and line.startswith(text) for text in self._said for line in first_lines)

    @cached_property
    def _said(self) -> tuple[str, ...]:
        return tuple(text.strip().upper() for text in self.line.references)


def read_as(found: Found) -> str:
    """A reference and how it was mended, in words."""
    return found.reference if found.trust is Trust.CLEAN else f"{found.reference} found after {found.how}"
