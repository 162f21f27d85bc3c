"""What is fetched for a few lines decides them just as the whole books would."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.anytown import LEDGERS, SCHEMES, at, owes, pays, person
from piperoll.receipting.matching.book import Book
from piperoll.receipting.matching.decide import decide_all, decide_plain
from piperoll.receipting.matching.decisions import Decision
from piperoll.receipting.matching.facts import BankLine, Debtor, OpenItem, PayerHabit
from piperoll.receipting.matching.lookups import LookupKeys, lookups, reference_keys
from piperoll.receipting.matching.name_keys import debtor_keys

FIRST, LAST = ("PRIYA", "PETER", "TOBY", "ENID"), ("HARGREAVES", "MISTRY", "QUILL", "LIM")
SUMS = (6_000, 4_500, 12_345, 20_001, 9_999)


def small_town(rng: random.Random) -> tuple[list[Debtor], list[OpenItem], list[PayerHabit]]:
    debtors = [person(f"C{n:07d}", rng.choice(FIRST), rng.choice(LAST)) for n in range(30)]
    references = [at(n) if rng.random() < 0.5 else f"INV{n:06d}" for n in range(1, 61)]
    items = [owes(rng.choice(debtors).reference, r, rng.choice(SUMS), paid=rng.random() < 0.2) for r in references]
    return debtors, items, [PayerHabit(f"acc{n}", rng.choice(debtors).customer) for n in range(5)]


def lines_about(items: list[OpenItem], rng: random.Random) -> list[BankLine]:
    made = []
    for number in range(12):
        item = rng.choice(items)
        slip = item.reference[:-3] + str(rng.randrange(10)) + item.reference[-2:]
        reference = rng.choice((item.reference, item.reference.lower(), slip, item.customer, "", item.reference[2:]))
        name = rng.choice((f"{rng.choice(FIRST)[0]} {rng.choice(LAST)}", f"{rng.choice(LAST)} {rng.choice(FIRST)}", ""))
        account = rng.choice((None, "acc1", "acc9"))
        made.append(pays(item.amount_pence, name, str(reference), line_id=f"L{number}", payer_account=account))
    return made


class Library:
    """A slow, obvious database: answers `LookupKeys` by reading every row."""

    def __init__(self, debtors: list[Debtor], items: list[OpenItem], habits: list[PayerHabit]) -> None:
        self.debtors, self.items, self.habits = debtors, items, habits
        self.sums = {pence: sum(item.open_pence == pence for item in items) for pence in SUMS}

    def book(self) -> Book:
        return Book(SCHEMES, LEDGERS, sum_counts=self.sums, customers_in_all=len(self.debtors))

    def fill(self, book: Book, customers: set[object], items: Iterable[OpenItem]) -> None:
        items = [*items, *(item for item in self.items if item.customer in customers and item.open_pence)]
        wanted = customers | {item.customer for item in items}
        book.add(items=items, debtors=[debtor for debtor in self.debtors if debtor.customer in wanted])

    def fetch(self, book: Book, keys: LookupKeys) -> None:
        habits = [habit for habit in self.habits if habit.payer_account in keys.payer_accounts]
        book.add(habits=habits)
        customers = {habit.customer for habit in habits}
        customers |= {
            d.customer for d in self.debtors if d.reference in keys.references or debtor_keys(d) & keys.name_keys
        }
        quoted = [item for item in self.items if item.reference in keys.references]
        self.fill(book, customers | {item.customer for item in quoted}, quoted)


def gist(decisions: list[Decision]) -> list[tuple[object, ...]]:
    return [(str(d.line_id), d.status, d.allocations, d.reasons, d.unapplied_pence) for d in decisions]


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_a_slice_of_the_books_decides_as_the_whole(seed: int) -> None:
    rng = random.Random(seed)
    library = Library(*small_town(rng))
    lines = lines_about(library.items, rng)
    whole = library.book()
    whole.add(items=library.items, debtors=library.debtors, habits=library.habits)

    slice_ = library.book()
    printed = reference_keys(lines, SCHEMES)
    library.fill(slice_, set(), [item for item in library.items if item.reference in printed])
    settled, rest = decide_plain(lines, slice_)
    library.fetch(slice_, lookups(rest, SCHEMES))

    decided = sorted(gist(settled + decide_all(rest, slice_)))
    assert decided == sorted(gist(decide_all(lines, whole)))


def test_the_questions_are_few_and_plain() -> None:
    keys = lookups([pays(6_000, "P HARGREAVES", "PO123456 INV7", payer_account="acc1")], SCHEMES)
    assert keys.payer_accounts == {"acc1"}
    assert ("HARG/P", 6_000) in keys.name_sums
    assert "HARG/P" in keys.name_keys
    assert "PO123456" in keys.other_references
    assert not lookups([pays(6_000, "MOBILE PAYMENT")], SCHEMES).name_keys
