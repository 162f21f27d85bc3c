"""Items and allocations of any shape the books may have, and the slow, obvious reading of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from piperoll.council.models import Service
from piperoll.customers.models import Customer
from piperoll.ledger.models import Journal
from piperoll.receivables import models
from piperoll.reporting.rules import BANDS, Band, due_between
from piperoll.runs.models import Run

START = date(2019, 1, 1)
NOON = datetime(2019, 1, 1, 12, tzinfo=UTC)


def band_of(due_on: date, as_at: date) -> Band:
    """The one band whose days a debt fell due on."""
    (found,) = [band for band in BANDS for first, past in [due_between(band, as_at)] if first <= due_on < past]
    return found


@dataclass
class Item:
    """One row on an account; days count from START."""

    customer: int
    service: int | None
    pence: int
    day: int
    due: int | None
    known: int
    id: int = 0


@dataclass
class Used:
    """Pence of a credit used for a debit, or (below nought) taken back."""

    credit: Item
    debit: Item
    pence: int
    day: int
    known: int
    undoes: Used | None = None
    id: int = 0


@dataclass
class Books:
    """Items and what was used of them."""

    items: list[Item] = field(default_factory=list)
    used: list[Used] = field(default_factory=list)

    def write(self) -> None:
        """Put them in the database as they are."""
        run = Run.objects.create(
            verb="raise_invoices", is_batch=True, effective_on=START, started_at=NOON, by_user_id=1, by_username="m"
        )
        journal = Journal.objects.create(run=run, kind="x", source_id=1, effective_on=START, known_at=NOON, digest=b"")
        services = [Service.objects.create(code=f"S{n}", name=f"Service {n}") for n in range(2)]
        customers = [
            Customer.objects.create(reference=f"C{n}", kind="person", name=f"Nobody {n}", created_at=NOON)
            for n in range(3)
        ]
        for item in self.items:
            row = models.Item.objects.create(
                customer=customers[item.customer], kind="instalment" if item.pence > 0 else "receipt",
                amount_pence=item.pence, effective_on=on(item.day), due_on=None if item.due is None else on(item.due),
                known_at=at(item.known), reference=f"R{len(self.items)}",
                service=None if item.service is None else services[item.service], journal=journal, run=run,
            )  # fmt: skip
            item.id = row.pk
        for one in self.used:
            made = models.Allocation.objects.create(
                credit_item_id=one.credit.id, debit_item_id=one.debit.id, amount_pence=one.pence, effective_on=on(one.day),
                known_at=at(one.known), undoes_id=one.undoes and one.undoes.id, run=run,
            )  # fmt: skip
            one.id = made.pk
        last = on(10_000)
        for item, pence in self.standing(last, datetime.combine(last, NOON.timetz())):
            models.ItemBalance.objects.create(item_id=item.id, customer=customers[item.customer], open_pence=pence)

    def standing(self, as_at: date, known_at: datetime) -> list[tuple[Item, int]]:
        """Every item that counts, with what is open of it: looked at one by one."""

        def counts(row: Item | Used) -> bool:
            return on(row.day) <= as_at and at(row.known) <= known_at

        open_pence = {id(item): item.pence for item in self.items}
        for one in self.used:
            if counts(one):
                open_pence[id(one.debit)] -= one.pence
                open_pence[id(one.credit)] += one.pence
        return [(item, open_pence[id(item)]) for item in self.items if counts(item)]

    def aged(self, as_at: date, known_at: datetime) -> Counter[tuple[str, int]]:
        """(service code, place of the band) → pence, and ("credit", 0)."""
        found: Counter[tuple[str, int]] = Counter()
        for item, pence in self.standing(as_at, known_at):
            if item.pence < 0:
                found["credit", 0] -= pence
            else:
                due_on = on(item.day if item.due is None else item.due)
                code = "" if item.service is None else f"S{item.service}"
                found[code, BANDS.index(band_of(due_on, as_at))] += pence
        return Counter({key: pence for key, pence in found.items() if pence})


def on(day: int) -> date:
    """A day counted from START."""
    return START + timedelta(days=day)


def at(day: int) -> datetime:
    """Noon of a day counted from START."""
    return NOON + timedelta(days=day)


days = st.integers(0, 2900)


@st.composite
def books(draw: st.DrawFn) -> Books:
    """Books that keep the house's promises: no item used beyond itself, and no use before what it uses."""
    made = Books()
    for _ in range(draw(st.integers(0, 8))):
        day = draw(days)
        is_debit = draw(st.booleans())
        made.items.append(
            Item(
                draw(st.integers(0, 2)), draw(st.sampled_from([0, 1, None])) if is_debit else None,
                draw(st.integers(1, 500)) * (1 if is_debit else -1), day,
                draw(st.none() | st.integers(day, day + 400)) if is_debit else None, draw(days),
            )
        )  # fmt: skip
    left = {id(item): abs(item.pence) for item in made.items}
    free = {id(item): (item.day, item.known) for item in made.items}
    pairs = [
        (c, d) for c in made.items for d in made.items if c.pence < 0 < d.pence and c.customer == d.customer
    ]  # fmt: skip
    for credit, debit in draw(st.lists(st.sampled_from(pairs), max_size=6)) if pairs else []:
        most = min(left[id(credit)], left[id(debit)])
        if not most:
            continue
        day, known = (max(both) for both in zip(free[id(credit)], free[id(debit)], strict=True))
        known += draw(st.integers(0, 300))
        one = Used(credit, debit, draw(st.integers(1, most)), day, known)
        made.used.append(one)
        left[id(credit)] -= one.pence
        left[id(debit)] -= one.pence
        if draw(st.booleans()):
            later = draw(st.integers(0, 300))
            made.used.append(Used(credit, debit, -one.pence, day + later, known + later, undoes=one))
            for item in (credit, debit):
                left[id(item)] += one.pence
                free[id(item)] = (day + later, known + later)  # what was undone is used again only afterwards
    return made
