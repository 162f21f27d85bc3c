"""Write a match-bench folder of unlike statements: `python benchmarks/matching/generate.py DIR --seed 7 --lines 3000`.

Nothing here is shared with the engine: the names, references, prices, bank styles and slips are this file's own, and
strangers are drawn from the same names and prices as customers, so that some agree with a debtor by pure chance.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from council import PRICES, Council, Invoice, build
from people import Payer, as_bank_shows, somebody

LEDGERS = (
    ("council_tax", r"71\d{7}", "COUNCIL TAX|CTAX"),
    ("rents", r"T\d{3}-\d{5}", "RENT"),
    ("penalty_charges", r"PC\d{8}", "PCN"),
)


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


class World:
    """The council, and chance."""

    def __init__(self, council: Council, rng: random.Random, slips: float) -> None:
        self.council, self.rng, self.slips = council, rng, slips
        self.open = [invoice for invoice in council.invoices if invoice.open_pence]
        rng.shuffle(self.open)
        self.owed: dict[int, list[Invoice]] = {}
        for invoice in self.open:
            self.owed.setdefault(invoice.customer, []).append(invoice)
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
    line = Line("part", world.shown(world.debtor(invoice)), invoice.reference, pence, {invoice.reference: pence})
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
    words = world.rng.choice(("", "THANKS", "BILL", invoice.words[:18], world.council.addresses[invoice.customer]))
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


def stranger(world: World) -> Line:
    words = (
        "",
        "",
        "ON BEHALF OF DAD",
        "DEPOSIT",
        f"{world.rng.randrange(1, 99999):06d}",
        world.council.dense_prefix + " 99812",
    )
    return Line("stranger", world.shown(somebody(world.rng)), world.rng.choice(words), world.sum())


def namesake(world: World) -> Line:
    """A stranger who has the very name of a customer, and pays a common price."""
    payer = world.rng.choice(world.council.customers)
    return Line("namesake", world.shown(payer), "", world.rng.choice(PRICES)[1])


def wrong_reference(world: World) -> Line:
    """The payer quotes an invoice one digit from their own, which is somebody else's."""
    invoice = _only_of_its_sum(world)
    others = [other for other in world.council.invoices if _one_digit_apart(other.reference, invoice.reference)]
    written = world.rng.choice(others).reference if others else invoice.reference
    return _paid("wrong reference", world, [invoice], written)


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
    clean: 34, mangled: 16, part: 4, over: 3, customer_number: 5, name_only: 7, own_number: 3, several: 4, several_sum: 3,
    known_account: 4, friend: 2, stranger: 5, namesake: 1, wrong_reference: 2, paid_already: 2, other_ledger: 8, cheques: 2,
}  # fmt: skip


def lines(world: World, count: int) -> Iterator[Line]:
    """So many lines, one in a hundred sent twice."""
    makers = world.rng.choices(list(MIX), weights=list(MIX.values()), k=count)
    for make in makers:
        line = make(world)
        yield line
        if line.kind == "clean" and world.rng.random() < 0.03:
            yield Line("duplicate", line.name, line.reference, line.pence, twin=line.pays)


def mangle(reference: str, rng: random.Random) -> str:
    """What a payer makes of a reference."""
    digit = rng.choice([at for at, mark in enumerate(reference) if mark.isdigit()])
    start = next(at for at, mark in enumerate(reference) if mark.isdigit())
    ways = (
        lambda: reference.lower(),
        lambda: reference.replace("0", "O"),
        lambda: reference.replace("1", "I", 1),
        lambda: reference[:start] + " " + reference[start:],
        lambda: " ".join((reference[:start], reference[start : start + 3], reference[start + 3 :])),
        lambda: reference[start:],
        lambda: reference[:start] + "-" + reference[start:],
        lambda: reference[:digit] + str(rng.randrange(10)) + reference[digit + 1 :],
        lambda: reference[:digit] + reference[digit + 1 :],
        lambda: reference[:digit] + reference[digit] + reference[digit:],
        lambda: reference[:-2] + reference[-1] + reference[-2],
        lambda: rng.choice(("INVOICE NO ", "YOUR BILL ", "PAYING ")) + reference,
        lambda: reference + rng.choice(("THANKS", "MAY", "RENT")),
        lambda: reference[:start] + reference[start:].lstrip("0"),
    )
    return rng.choice(ways)()


def _paid(kind: str, world: World, invoices: list[Invoice], reference: str) -> Line:
    pays = {invoice.reference: invoice.open_pence for invoice in invoices}
    for invoice in invoices:
        invoice.open_pence = 0
    account = world.account() if world.rng.random() < 0.5 else ""
    return Line(kind, world.shown(world.debtor(invoices[0])), reference, sum(pays.values()), pays, account=account)


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


def write(folder: Path, council: Council, made: list[Line], rng: random.Random) -> None:
    """The folder match-bench reads, and truth.jsonl, which only the scorer opens."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schemes.json").write_text(json.dumps(council.schemes()))
    _table(folder / "ledgers.csv", ("ledger", "pattern", "words"), LEDGERS)
    people = enumerate(council.customers)
    _table(
        folder / "customers.csv",
        ("customer_id", "kind", "first", "last", "name", "trading", "address"),
        (
            (
                council.customer_reference(i),
                "person" if p.person else "company",
                p.first,
                p.last,
                p.name,
                "",
                council.addresses[i],
            )
            for i, p in people
        ),
    )
    paid = {reference: pence for line in made for reference, pence in line.pays.items()}
    left = {invoice.reference: invoice for invoice in council.invoices}
    _table(
        folder / "invoices.csv",
        ("invoice", "customer_id", "service", "invoice_date", "due_date", "amount_pence", "outstanding_pence"),
        (
            (r, council.customer_reference(i.customer), i.words, i.due_on - timedelta(days=28), i.due_on, i.pence,
             i.pence if r in paid else i.open_pence)
            for r, i in left.items()
        ),
    )  # fmt: skip
    _history(folder, council)
    slips = [(line.reference, council.today, name, back, pence) for line in made for name, back, pence in line.slips]
    _table(folder / "cheque_lists.csv", ("slip", "date", "drawer", "ref_on_back", "amount_pence"), slips)
    _statement(folder, council, made, rng)
    with (folder / "truth.jsonl").open("w") as truth:
        for number, line in enumerate(made, start=1):
            facts = {"kind": line.kind, "pays": line.pays, "twin": line.twin, "ledger": line.ledger}
            truth.write(json.dumps({"line_id": f"N{number:06d}", **facts}) + "\n")


def _history(folder: Path, council: Council) -> None:
    by_customer = {invoice.customer: invoice.reference for invoice in council.invoices}
    with (folder / "history.jsonl").open("w") as history:
        for account, customer in council.accounts.items():
            past = {"payer_account": account, "allocations": [{"invoice": by_customer[customer], "amount_pence": 1}]}
            history.write(json.dumps(past) + "\n")


def _statement(folder: Path, council: Council, made: list[Line], rng: random.Random) -> None:
    """camt.053 with the structured fields, and a CSV with only a narrative."""
    entries, rows = [], []
    total = sum(line.pence for line in made)
    for number, line in enumerate(made, start=1):
        line_id, day = f"N{number:06d}", council.today.isoformat()
        code = "CHQ" if line.slips else "FPI" if line.account else "BGC"
        bank = f" FP{rng.randrange(10**10):010d}" if code == "FPI" else ""
        narrative = f"{line.name or 'PAID IN AT COUNTER'} {line.reference}{bank}".strip()
        rows.append((line_id, day, code, line.pence, narrative))
        sort, _, account = line.account.partition(" ")
        debtor = f"<Dbtr><Nm>{escape(line.name)}</Nm></Dbtr>" if line.name else ""
        if account:
            debtor += f"<DbtrAcct><Id><Othr><Id>{sort}{account}</Id></Othr></Id></DbtrAcct>"
        parties = f"<RltdPties>{debtor}</RltdPties>" if debtor else ""
        said = f"<RmtInf><Ustrd>{escape(line.reference)}</Ustrd></RmtInf>" if line.reference else ""
        entries.append(
            f'<Ntry><Amt Ccy="GBP">{line.pence / 100:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>{day}</Dt></BookgDt>'
            f"<ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{line_id}</AcctSvcrRef><BkTxCd><Prtry><Cd>{code}</Cd></Prtry></BkTxCd>"
            f"<NtryDtls><TxDtls>{parties}{said}</TxDtls></NtryDtls><AddtlNtryInf>{escape(narrative)}</AddtlNtryInf></Ntry>"
        )
    balances = "".join(
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">{pence / 100:.2f}</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
        f"<Dt><Dt>{council.today}</Dt></Dt></Bal>"
        for code, pence in (("OPBD", 0), ("CLBD", total))
    )
    (folder / "statement.camt053.xml").write_text(
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id>'
        f"<Acct><Id><Othr><Id>00990187654321</Id></Othr></Id><Ccy>GBP</Ccy></Acct>{balances}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )
    _table(folder / "statement.csv", ("line_id", "booking_date", "type", "amount_pence", "narrative"), rows)


def _table(path: Path, heading: tuple[str, ...], rows: object) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--lines", type=int, default=3000)
    parser.add_argument("--customers", type=int, default=9000)
    parser.add_argument("--slips", type=float, default=0.08, help="how many names carry a slip of the keys")
    options = parser.parse_args()
    council, rng = build(options.seed, options.customers), random.Random(options.seed * 7919)
    made = list(lines(World(council, rng, options.slips), options.lines))
    rng.shuffle(made)
    write(options.folder, council, made, rng)


if __name__ == "__main__":
    main()
