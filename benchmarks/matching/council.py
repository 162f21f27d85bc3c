"""An invented council to match for: customers, invoices with two or three kinds of reference, what is open."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from people import FIRST, TITLES, Payer, somebody

PRICES = (
    ("ALLOTMENT", 4150),
    ("BULKY WASTE COLLECTION", 3800),
    ("CAR PARK SEASON TICKET", 26400),
    ("DAY CENTRE", 7620),
    ("FOOD STALL LICENCE", 9300),
    ("HOARDING PERMIT", 17500),
    ("INSTRUMENT LESSONS", 12250),
    ("MEALS AT HOME", 5870),
    ("STREET CAFE LICENCE", 29000),
    ("TRADE REFUSE", 20180),
)
BY_AMOUNT = ("ADULT CARE", "SHOP RENT", "OVERPAID SALARY", "WORKS IN DEFAULT", "SCHOOL PLACES RECHARGE")


@dataclass
class Invoice:
    """One thing owed."""

    reference: str
    customer: int
    words: str
    pence: int
    due_on: date
    open_pence: int


@dataclass
class Council:
    """Everything a run of lines is drawn from."""

    today: date
    checked_prefix: str
    dense_prefix: str
    dense_digits: int
    marked_prefix: str
    customers: list[Payer] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    accounts: dict[str, int] = field(default_factory=dict)
    left_open: set[str] = field(default_factory=set)
    known_as: dict[int, str] = field(default_factory=dict)

    def join_household(self, invoice: Invoice, pence: int, rng: random.Random) -> None:
        """Another customer at the debtor's address, of the same surname and initial, who owes so much."""
        debtor = self.customers[invoice.customer]
        first = rng.choice([name for name in FIRST if name[0] == debtor.first[0]])
        title = rng.choice(TITLES)
        self.customers.append(Payer(f"{title} {first} {debtor.last}", title, first, debtor.last))
        self.addresses.append(self.addresses[invoice.customer])
        reference = _reference(self, len(self.invoices) + 1, rng)
        theirs = Invoice(reference, len(self.customers) - 1, invoice.words, pence, invoice.due_on, pence)
        self.invoices.append(theirs)

    def join_branch(self, invoice: Invoice, pence: int, rng: random.Random) -> None:
        """Another account of the debtor's very name, at another address, that owes so much."""
        self.customers.append(self.customers[invoice.customer])
        self.addresses.append(f"{rng.randrange(1, 190)} QUAY STREET")
        reference = _reference(self, len(self.invoices) + 1, rng)
        theirs = Invoice(reference, len(self.customers) - 1, invoice.words, pence, invoice.due_on, pence)
        self.invoices.append(theirs)

    def customer_reference(self, customer: int) -> str:
        return f"K{customer + 300_000:06d}"

    def schemes(self) -> dict[str, object]:
        return {
            "invoice": [
                {"pattern": self.checked_prefix + r"\d{9}", "check": "iso7064-mod97-10"},
                {"pattern": self.dense_prefix + rf"\d{{{self.dense_digits}}}", "check": None},
                {"pattern": self.marked_prefix + r"\d{4}/\d{3}", "check": None},
            ],
            "customer": {"pattern": r"K\d{6}"},
        }


def build(seed: int, customers: int) -> Council:
    """A council of so many customers, about as many invoices again and a half, two in five of them open."""
    rng = random.Random(seed)
    council = Council(
        date(2026, 9, 7),
        rng.choice(("RC", "PW", "TVX")),
        rng.choice(("BL", "DN", "FEE")),
        rng.choice((6, 7)),
        rng.choice(("EDU", "LIC")),
    )
    council.customers = [somebody(rng) for _ in range(customers)]
    streets = ("HERON ROW", "QUAY STREET", "TANNERY LANE", "BISHOPS WALK", "GALLOWS HILL", "ROPEWALK")
    council.addresses = [f"{rng.randrange(1, 190)} {rng.choice(streets)}" for _ in council.customers]
    for number in range(1, int(customers * 1.5)):
        words, pence = (
            rng.choice(PRICES) if rng.random() < 0.65 else (rng.choice(BY_AMOUNT), int(rng.lognormvariate(9.8, 1.1)))
        )
        due_on = council.today - timedelta(days=rng.randrange(-25, 700))
        owed = pence if rng.random() < 0.4 else 0
        reference = _reference(council, number, rng)
        council.invoices.append(Invoice(reference, rng.randrange(customers), words, pence, due_on, owed))
    return council


def _reference(council: Council, number: int, rng: random.Random) -> str:
    kind = rng.random()
    if kind < 0.5:
        body = f"{4_200_000 + number * 3:07d}"
        return f"{council.checked_prefix}{body}{98 - int(body) * 100 % 97:02d}"
    if kind < 0.85:
        return f"{council.dense_prefix}{number:0{council.dense_digits}d}"
    return f"{council.marked_prefix}{number // 5 % 10_000:04d}/{number % 5 + 1:03d}"
