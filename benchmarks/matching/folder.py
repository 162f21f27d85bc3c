"""Writing the folder match-bench reads: flat files, a camt.053 statement and a CSV with only a narrative."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from payers import Line

from council import Council

LEDGERS = (
    ("council_tax", r"71\d{7}", "COUNCIL TAX|CTAX"),
    ("rents", r"T\d{3}-\d{5}", "RENT"),
    ("penalty_charges", r"PC\d{8}", "PCN"),
)


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
             i.pence if r in paid or r in council.left_open else i.open_pence)
            for r, i in left.items()
        ),
    )  # fmt: skip
    _history(folder, council, made)
    plans = [(f"P{n}", *line.plan) for n, line in enumerate(made) if line.plan]
    _table(folder / "plans.csv", ("plan_id", "invoice", "instalment_pence"), plans)
    _remittances(folder, council, made)
    slips = [(line.reference, council.today, name, back, pence) for line in made for name, back, pence in line.slips]
    _table(folder / "cheque_lists.csv", ("slip", "date", "drawer", "ref_on_back", "amount_pence"), slips)
    _statement(folder, council, made, rng)
    with (folder / "truth.jsonl").open("w") as truth:
        for number, line in enumerate(made, start=1):
            facts = {"kind": line.kind, "pays": line.pays, "twin": line.twin, "ledger": line.ledger}
            truth.write(json.dumps({"line_id": f"N{number:06d}", **facts}) + "\n")


def _remittances(folder: Path, council: Council, made: list[Line]) -> None:
    """The lists, each with its payer in its last line."""
    rows = []
    for number, line in enumerate(made):
        for written, whose, pence in line.advice[:-1]:
            listed = (line.advice[-1][0], council.today, line.pence, written, whose, pence)
            rows.append((f"A{number}", *listed))
    heading = ("remittance_id", "payer", "payment_date", "total_pence", "their_ref", "description", "amount_pence")
    _table(folder / "remittance_lines.csv", heading, rows)


def _history(folder: Path, council: Council, made: list[Line]) -> None:
    by_customer = {invoice.customer: invoice.reference for invoice in council.invoices}
    with (folder / "history.jsonl").open("w") as history:
        for account, customer in council.accounts.items():
            past = {"payer_account": account, "allocations": [{"invoice": by_customer[customer], "amount_pence": 1}]}
            history.write(json.dumps(past) + "\n")
        for customer, name in council.known_as.items():
            past = {"payer_name": name, "allocations": [{"invoice": by_customer.get(customer, ""), "amount_pence": 1}]}
            history.write(json.dumps(past) + "\n")
        for line in (line for line in made if line.plan):
            reference, pence = line.plan
            past = {"payer_name": line.name, "allocations": [{"invoice": reference, "amount_pence": pence}]}
            history.write(json.dumps(past) + "\n")


def _statement(folder: Path, council: Council, made: list[Line], rng: random.Random) -> None:
    """camt.053 with the structured fields, and a CSV with only a narrative."""
    rows = []
    entries = []
    for number, line in enumerate(made, start=1):
        line_id, day = f"N{number:06d}", council.today.isoformat()
        code = _code(line, rng)
        bank = f" FP{rng.randrange(10**10):010d}" if code == "FPI" else ""
        narrative = f"{line.name or 'PAID IN AT COUNTER'} {line.reference}{bank}".strip()
        rows.append((line_id, day, code, line.pence, narrative))
        entries.append(_entry(line, line_id, day, code, narrative))
    total = sum(line.pence for line in made)
    balances = _balance("OPBD", 0, str(council.today)) + _balance("CLBD", total, str(council.today))
    (folder / "statement.camt053.xml").write_text(
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><Acct><Id><Othr><Id>00990187654321</Id></Othr></Id>"
        f"<Ccy>GBP</Ccy></Acct>{balances}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )
    _table(folder / "statement.csv", ("line_id", "booking_date", "type", "amount_pence", "narrative"), rows)


def _code(line: Line, rng: random.Random) -> str:
    """The bank's type: plans mostly by standing order, and a few of those who give no reference and pay for nothing of
    ours."""
    if line.slips:
        return "CHQ"
    by_order = 0.8 if line.plan else 0.05 if line.kind in ("namesake", "stranger", "third party") else 0
    if rng.random() < by_order:
        return "STO"
    return "FPI" if line.account else "BGC"


def _balance(code: str, pence: int, day: str) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="GBP">{_pounds(pence)}</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(line: Line, line_id: str, day: str, code: str, narrative: str) -> str:
    debtor = f"<Dbtr><Nm>{escape(line.name)}</Nm></Dbtr>" if line.name else ""
    if line.account:
        account = line.account.replace(" ", "")
        debtor += f"<DbtrAcct><Id><Othr><Id>{account}</Id></Othr></Id></DbtrAcct>"
    parties = f"<RltdPties>{debtor}</RltdPties>" if debtor else ""
    said = f"<RmtInf><Ustrd>{escape(line.reference)}</Ustrd></RmtInf>" if line.reference else ""
    return (
        f'<Ntry><Amt Ccy="GBP">{_pounds(line.pence)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{line_id}</AcctSvcrRef>"
        f"<BkTxCd><Prtry><Cd>{code}</Cd></Prtry></BkTxCd><NtryDtls><TxDtls>{parties}{said}</TxDtls></NtryDtls>"
        f"<AddtlNtryInf>{escape(narrative)}</AddtlNtryInf></Ntry>"
    )


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"


def _table(path: Path, heading: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(rows)
