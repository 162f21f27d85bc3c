"""The kinds of bank line a council sees, each drawn with its truth: who pays what, how they write it.

Strangers are drawn from the same names and prices as customers, so that some agree with a debtor by pure chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mangle import mangle
from people import Payer, as_bank_shows, somebody

from council import PRICES, Council, Invoice

SAYS_INVOICE = 0.08
"""Of payments for something not ours so many are called an invoice: half as many as of ours."""


@dataclass
class Line:
    """A bank line and its truth: the invoices it pays, or none and why."""

    kind: str
    name: str
    reference: str
    pence: int
    pays: dict[str, int] = field(default_factory=dict)
    ledger: str = ""
    account: str = ""
    slips: list[tuple[str, str, int]] = field(default_factory=list)
    twin: dict[str, int] = field(default_factory=dict)
    advice: list[tuple[str, str, int]] = field(default_factory=list)
    plan: tuple[str, int] | None = None


class World:
    """The council, and chance."""

    def __init__(self, council: Council, rng: random.Random, slips: float) -> None:
        self.council, self.rng, self.slips = council, rng, slips
        self.open = [invoice for invoice in council.invoices if invoice.open_pence]
        rng.shuffle(self.open)
        self.owed: dict[int, list[Invoice]] = {}
        for invoice in self.open:
            self.owed.setdefault(invoice.customer, []).append(invoice)
        for customer in rng.sample(range(len(council.customers)), len(council.customers) // 3):
            council.known_as[customer] = self.shown(council.customers[customer])
        self.by_standing_order: set[int] = set()
        self.settled = [invoice for invoice in council.invoices if not invoice.open_pence]

    def take(self) -> Invoice:
        """An open invoice nobody has paid yet."""
        while True:
            invoice = self.open.pop()
            if invoice.open_pence:
                return invoice

    def shown(self, payer: Payer) -> str:
        return as_bank_shows(payer, self.rng, slips=self.slips)

    def debtor(self, invoice: Invoice) -> Payer:
        return self.council.customers[invoice.customer]

    def shown_paying(self, invoice: Invoice) -> str:
        """As the bank shows whoever owes it: nine times in ten as before, if there was a before."""
        before = self.council.known_as.get(invoice.customer)
        return before if before and self.rng.random() < 0.9 else self.shown(self.debtor(invoice))

    def account(self) -> str:
        return f"{self.rng.randrange(100000, 999999):06d} {self.rng.randrange(10**7, 10**8):08d}"

    def sum(self) -> int:
        return self.rng.choice(PRICES)[1] if self.rng.random() < 0.7 else self.rng.randrange(1500, 90000)


def clean(world: World) -> Line:
    invoice = world.take()
    return _paid("clean", world, [invoice], invoice.reference)


def mangled(world: World) -> Line:
    invoice = world.take()
    return _paid("mangled", world, [invoice], mangle(invoice.reference, world.rng)[:18])


def part(world: World) -> Line:
    invoice = world.take()
    pence = max(1, invoice.open_pence * world.rng.randrange(10, 90) // 100)
    line = Line("part", world.shown_paying(invoice), invoice.reference, pence, {invoice.reference: pence})
    invoice.open_pence = 0
    return line


def over(world: World) -> Line:
    invoice = world.take()
    line = _paid("over", world, [invoice], invoice.reference)
    line.pence += world.rng.randrange(1, 5000)
    return line


def customer_number(world: World) -> Line:
    invoice = _only_of_its_sum(world)
    return _paid("customer number", world, [invoice], world.council.customer_reference(invoice.customer))


def name_only(world: World) -> Line:
    invoice = _only_of_its_sum(world)
    words = world.rng.choice(
        ("", "THANKS", "BILL", "INVOICE", invoice.words[:18], world.council.addresses[invoice.customer])
    )
    return _paid("name only", world, [invoice], words)


def own_number(world: World) -> Line:
    invoice = _only_of_its_sum(world)
    number = f"{world.rng.randrange(1, len(world.council.invoices)):06d}"
    return _paid(
        "own number", world, [invoice], world.rng.choice((number, f"ORDER {number}", f"{number}/1", f"AC{number}"))
    )


def several(world: World) -> Line:
    invoices = _several_of_one(world)
    mark = world.rng.choice((",", "/", " & ", " ", "+"))
    return _paid("several references", world, invoices, mark.join(invoice.reference for invoice in invoices))


def several_sum(world: World) -> Line:
    invoices = _several_of_one(world)
    words = world.rng.choice(("", "ALL BILLS", world.council.customer_reference(invoices[0].customer)))
    return _paid("several by sum", world, invoices, words)


def known_account(world: World) -> Line:
    invoice = _only_of_its_sum(world)
    line = _paid("known account", world, [invoice], world.rng.choice(("", "COUNCIL", "MONTHLY")))
    line.account = world.account()
    world.council.accounts[line.account] = invoice.customer
    line.name = world.shown(somebody(world.rng)) if world.rng.random() < 0.5 else "ONLINE PAYMENT"
    return line


def friend(world: World) -> Line:
    invoice = world.take()
    line = _paid("friend with reference", world, [invoice], invoice.reference)
    line.name = world.shown(somebody(world.rng))
    return line


def anonymous(world: World) -> Line:
    """The bank shows no name; what they wrote is all there is."""
    invoice = world.take()
    written = invoice.reference if world.rng.random() < 0.7 else mangle(invoice.reference, world.rng)[:18]
    line = _paid("no name", world, [invoice], written)
    line.name = world.rng.choice(("", "MOBILE PAYMENT", "BILL PAYMENT", "ONLINE PAYMENT"))
    return line


def married(world: World) -> Line:
    """Their surname is another since the bill, their reference is right."""
    invoice = world.take()
    line = _paid("another surname", world, [invoice], invoice.reference)
    line.name = f"{world.debtor(invoice).first} {somebody(world.rng).last}".strip()[:18] or line.name
    return line


def own_number_like_ours(world: World) -> Line:
    """The payer's own number behind our prefix: some short of digits, all of them somebody else's bill or nobody's."""
    invoice = _only_of_its_sum(world)
    number = f"{world.council.dense_prefix} {world.rng.randrange(100, len(world.council.invoices))}"
    return _paid("own number like ours", world, [invoice], number)


def standing_order(world: World) -> Line:
    """A small part of a debt month by month, always under the same name, with no reference."""
    invoice = _only_of_its_sum(world)
    each = max(500, invoice.open_pence // world.rng.randrange(3, 13) // 500 * 500)
    if each >= invoice.open_pence or invoice.customer in world.by_standing_order:
        return part(world)
    world.by_standing_order.add(invoice.customer)
    name = world.shown_paying(invoice)
    invoice.open_pence = 0
    return Line("standing order", name, "", each, {invoice.reference: each}, plan=(invoice.reference, each))


def household(world: World) -> Line:
    """Two of one house, surname and initial: who pays what only one of them owes is known, and otherwise nobody knows."""
    invoice = _only_of_its_sum(world)
    if not (debtor := world.debtor(invoice)).person:
        return clean(world)
    alike = world.rng.random() < 0.5
    world.council.join_household(invoice, invoice.pence if alike else invoice.pence + 1310, world.rng)
    line = _paid("household", world, [invoice], "")
    line.name = f"{debtor.first[0]} {debtor.last}"[:18]
    if not alike:
        return line
    world.council.left_open.add(invoice.reference)
    return Line("either of a household", line.name, "", line.pence)


def remittance(world: World) -> Line:
    """One payment of a firm or public body for many people's bills, and its list."""
    payer = next(one for one in iter(lambda: somebody(world.rng), None) if not one.person)
    line = Line("remittance", payer.name[:18].rstrip(), "", 0)
    for _ in range(world.rng.randrange(2, 12)):
        invoice = world.take()
        written = mangle(invoice.reference, world.rng) if world.rng.random() < 0.1 else invoice.reference
        line.advice.append((written, world.debtor(invoice).name, invoice.open_pence))
        line.pays[invoice.reference] = invoice.open_pence
        line.pence += invoice.open_pence
        invoice.open_pence = 0
    line.advice.append((payer.name, "", 0))
    return line


def third_party(world: World) -> Line:
    """Somebody pays just what somebody else owes and does not say whose it is: held, or by good fortune right."""
    invoice = world.take()
    said = world.rng.choice(("", "CLIENT", "FOR MUM", "ON BEHALF", "BILL", "INVOICE"))
    rightly = {invoice.reference: invoice.pence}
    return Line("third party", world.shown(somebody(world.rng)), said, invoice.pence, twin=rightly)


def stranger_like_ours(world: World) -> Line:
    """Another's bill, written as ours are; no bill of ours has that number."""
    council, every = world.council, {invoice.reference for invoice in world.council.invoices}
    while True:
        digits = world.rng.randrange(4, council.dense_digits + 2)
        number = world.rng.choice(
            (f"{council.dense_prefix}{world.rng.randrange(10**digits):0{digits}d}",
             f"{council.checked_prefix}{world.rng.randrange(10**9):09d}")
        )  # fmt: skip
        if number not in every:
            name = world.shown(somebody(world.rng)) if world.rng.random() < 0.7 else "MOBILE PAYMENT"
            return Line("stranger like ours", name, number, world.sum())


def stranger(world: World) -> Line:
    words = (
        "",
        "",
        "ON BEHALF OF DAD",
        "DEPOSIT",
        "INVOICE" if world.rng.random() < 0.5 else "THANKS",
        f"{world.rng.randrange(1, 99999):06d}",
        world.council.dense_prefix + " 99812",
    )
    return Line("stranger", world.shown(somebody(world.rng)), world.rng.choice(words), world.sum())


def namesake(world: World) -> Line:
    """A stranger who has the very name of a customer, and pays a common price."""
    payer = world.rng.choice(world.council.customers)
    said = "INVOICE" if world.rng.random() < SAYS_INVOICE else ""
    return Line("namesake", world.shown(payer), said, world.rng.choice(PRICES)[1])


def wrong_reference(world: World) -> Line:
    """The payer quotes an invoice one digit from their own, which is somebody else's."""
    invoice = _only_of_its_sum(world)
    others = [other for other in world.council.invoices if _one_digit_apart(other.reference, invoice.reference)]
    written = world.rng.choice(others).reference if others else invoice.reference
    return _paid("wrong reference", world, [invoice], written)


def branch(world: World) -> Line:
    """A firm with two accounts of one name that owe the same rent, paid from the account that paid for one of them before:
    nobody knows for which, but of what only one of them owes."""
    invoice = _only_of_its_sum(world)
    if world.debtor(invoice).person:
        return clean(world)
    alike = world.rng.random() < 0.5
    world.council.join_branch(invoice, invoice.pence if alike else invoice.pence + 1310, world.rng)
    line = _paid("branch", world, [invoice], world.rng.choice(("", "RENT")))
    line.name, line.account = world.debtor(invoice).name[:18].rstrip(), world.account()
    world.council.accounts[line.account] = invoice.customer
    if not alike:
        return line
    world.council.left_open.add(invoice.reference)
    return Line("either branch", line.name, line.reference, line.pence, account=line.account)


def names_another(world: World) -> Line:
    """A customer who owes just as much pays for somebody else, and says for whom."""
    invoice = _only_of_its_sum(world)
    payer = next((own for own in world.open if own.open_pence == invoice.open_pence), None)
    whose = world.debtor(invoice)
    if payer is None or payer.customer == invoice.customer or not whose.person:
        return clean(world)
    said = world.rng.choice((f"RE {whose.title} {whose.first[0]} {whose.last}", f"FOR {whose.first} {whose.last}"))[:18]
    line = Line("names another", world.shown_paying(payer), said, invoice.open_pence)
    line.twin, line.account = {invoice.reference: invoice.open_pence}, world.account()
    world.council.accounts[line.account] = payer.customer
    return line


def first_of_several(world: World) -> Line:
    invoices = _several_of_one(world)
    return _paid("first of several", world, invoices, invoices[0].reference)


def paid_already(world: World) -> Line:
    invoice = world.rng.choice(world.settled)
    return Line("paid already", world.shown(world.debtor(invoice)), invoice.reference, invoice.pence)


def other_ledger(world: World) -> Line:
    name, reference = world.rng.choice(
        (
            ("council_tax", f"71{world.rng.randrange(10**7):07d}"),
            ("council_tax", "CTAX"),
            ("rents", f"T{world.rng.randrange(1000):03d}-{world.rng.randrange(10**5):05d}"),
            ("penalty_charges", f"PCN PC{world.rng.randrange(10**8):08d}"),
        )
    )
    payer = world.rng.choice(world.council.customers)
    return Line("other ledger", world.shown(payer), reference, world.sum(), ledger=name)


def cheques(world: World) -> Line:
    slip = f"{world.rng.randrange(10**5, 10**6)}"
    line = Line("cheques", "", slip, 0)
    for _ in range(world.rng.randrange(2, 9)):
        invoice = world.take()
        back = world.rng.choice((invoice.reference, invoice.reference, mangle(invoice.reference, world.rng)))
        line.slips.append((world.shown(world.debtor(invoice)), back, invoice.open_pence))
        line.pays[invoice.reference] = invoice.open_pence
        line.pence += invoice.open_pence
        invoice.open_pence = 0
    return line


MIX: dict[Callable[[World], Line], int] = {
    clean: 34,
    mangled: 16,
    other_ledger: 8,
    name_only: 7,
    customer_number: 5,
    stranger: 5,
    part: 4,
    several: 4,
    known_account: 4,
    over: 3,
    own_number: 3,
    several_sum: 3,
    friend: 2,
    wrong_reference: 2,
    paid_already: 2,
    cheques: 2,
    namesake: 1,
    anonymous: 8,
    standing_order: 3,
    household: 3,
    own_number_like_ours: 2,
    stranger_like_ours: 2,
    third_party: 2,
    married: 1,
    branch: 2,
    names_another: 1,
    first_of_several: 1,
    remittance: 1,
}
"""How many in a hundred (or so) of each kind."""


def lines(world: World, count: int) -> Iterator[Line]:
    """So many lines, one in a hundred sent twice."""
    makers = world.rng.choices(list(MIX), weights=list(MIX.values()), k=count)
    for make in makers:
        line = make(world)
        yield line
        if line.kind == "clean" and world.rng.random() < 0.03:
            yield Line("duplicate", line.name, line.reference, line.pence, twin=line.pays)


def _paid(kind: str, world: World, invoices: list[Invoice], reference: str) -> Line:
    pays = {invoice.reference: invoice.open_pence for invoice in invoices}
    for invoice in invoices:
        invoice.open_pence = 0
    account = world.account() if world.rng.random() < 0.5 else ""
    return Line(kind, world.shown_paying(invoices[0]), reference, sum(pays.values()), pays, account=account)


def _only_of_its_sum(world: World) -> Invoice:
    """An open invoice whose customer owes no other of the same sum, so that there is one right answer."""
    while True:
        invoice = world.take()
        if sum(other.pence == invoice.pence for other in world.owed[invoice.customer]) == 1:
            return invoice


def _several_of_one(world: World) -> list[Invoice]:
    while True:
        owed = [invoice for invoice in world.owed[world.take().customer] if invoice.open_pence]
        sums = [invoice.pence for invoice in world.owed[owed[0].customer]] if owed else []
        if len(owed) >= 2 and len(set(sums)) == len(sums):
            return world.rng.sample(owed, world.rng.randrange(2, min(3, len(owed)) + 1))


def _one_digit_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
