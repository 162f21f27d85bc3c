"""Spoilt files at every door that takes money in: refused in a sentence, or what is posted is what the file comes to."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from lxml import etree

from commands.terminal import typed
from commands.test_bad_files import PAYPOINT, read_paypoint, refused_in_a_sentence
from formats.spoiling import spoilt
from formats.test_spoilt_files import ARUDD, CHEQUES, balances_in_camt, balances_in_mt940, in_utf_8
from piperoll.anytown.bank_accounts import BY_CODE
from piperoll.formats import feeder_csv
from piperoll.formats.recognise import read_statements
from piperoll.formats.write_statements import write_statements
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.models import Run
from receipting.remitting import listed
from the_day import ask, charge, paid, statement

checking = importlib.import_module("piperoll.reconciliation.check_books")
STATEMENT = statement(paid("10.00", "ADA 1", "ADA"), paid("20.00", "BEN 2", "BEN"), paid("-4.00", "FEE", "BANK"))
FEEDER = feeder_csv.write([charge(f"G{n}", f"1{n}.50", name=f"Person {n}") for n in range(3)]).encode()
LIST = listed(("AT1", "Ada", "11.00"), ("AT2", "Ben", "(3.00)"), below="Total,,8.00\n").encode()


def as_written(code: str) -> bytes:
    """The statement as another bank writes it."""
    account = BY_CODE[code]
    (one,) = read_statements(STATEMENT).statements
    codes = {"mt940": "NTRF", "bai2": "142"}
    lines = tuple(
        replace(line, type_code=codes.get(account.format, "FPI")) for line in one.lines if line.amount_pence > 0
    )
    closing = (one.opening_pence or 0) + sum(line.amount_pence for line in lines)
    made = replace(one, bank_account=account.identity, lines=lines, closing_pence=closing, format=account.format)
    return write_statements([made], account.format)


@dataclass(frozen=True)
class Door:
    """A verb that takes a file in: how it is typed, a good file, what of it is kept (one figure, in pence), and the same
    figure as a slow reading of the file's own words would have it; None where they do not tell."""

    line: str
    good: bytes
    kept: str
    twin: Callable[[bytes], set[int]]


BANKED = """
SELECT coalesce(sum(CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END), 0)::bigint AS pence
FROM ledger_account a JOIN ledger_posting p ON a.id IN (p.debit_account_id, p.credit_account_id)
JOIN ledger_journal j ON j.id = p.journal_id WHERE a.bank_account_id IS NOT NULL AND j.kind <> 'opening'
"""


def moved(balances: Callable[[bytes], set[int]], total: Callable[[bytes], int]) -> Callable[[bytes], set[int]]:
    """What may have moved between two balances that a file states, or by its own total where it states one alone."""

    def twin(content: bytes) -> set[int]:
        stated = balances(content)
        return {after - before for after in stated for before in stated} | {total(content)}

    return twin


def entries_in_camt(content: bytes) -> int:
    """The entries of a camt file, by its elements alone."""
    entries = etree.fromstring(content, etree.XMLParser(resolve_entities=False)).iter("{*}Ntry")
    signs = {"CRDT": 1, "DBIT": -1}
    return sum(int(Decimal(one.findtext("{*}Amt")) * 100) * signs[one.findtext("{*}CdtDbtInd")] for one in entries)


def totals_in_bai2(content: bytes) -> int:
    """What a BAI2 file says came in, less what it says went out."""
    came, went = (re.search(rb"\b%d,(\d+)" % code, in_utf_8(content)) for code in (100, 400))
    return int(came[1] if came else 0) - int(went[1] if went else 0)


def balances_in_bai2(content: bytes) -> set[int]:
    """Every opening and closing balance of a BAI2 file."""
    return {int(found) for found in re.findall(rb"\b(?:010|015),(-?\d+)", in_utf_8(content))}


def total_of_paypoint(content: bytes) -> set[int]:
    """What the file's own last line says."""
    text = in_utf_8(content).decode("utf-8", errors="replace").replace("\x00", " ")
    return {round(Decimal(found) * 100) for found in re.findall(r"TOTAL[^,]*,\s*(-?\d+\.?\d*)\s*,", text)}


BILLED = """
SELECT coalesce(sum(l.net_pence), 0) AS pence FROM billing_invoiceline l JOIN billing_invoice i ON i.id = l.invoice_id
WHERE i.run_id = (SELECT max(id) FROM runs_run)
"""


def billed(content: bytes) -> set[int]:
    """What the rows come to that were billed, each looked up in the file as a person would: of one that stands there
    twice, the first."""
    text = next(text for text in _texts(content) if "external_id" in text)
    last = "i.run_id = (SELECT max(id) FROM runs_run)"
    taken = {
        row.external_id.upper()
        for row in ask(
            f"SELECT external_id FROM billing_invoiceline l JOIN billing_invoice i ON i.id = l.invoice_id WHERE {last}"
        )
    }
    delimiter = max(",;\t|", key=text.split("\n")[0].count)
    total = 0
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
        if (named := (row.get("external_id") or "").strip().upper()) in taken:
            with suppress(ArithmeticError):
                total += round(Decimal(row["quantity"] or 0) * Decimal(row["unit_price"].replace("£", "")) * 100)
                taken.remove(named)
    return {total}


def _texts(content: bytes) -> list[str]:
    return [content.decode(encoding, errors="replace") for encoding in ("utf-8-sig", "utf-16", "cp1252")]


DOORS = {
    "camt.053": Door("import-statement", STATEMENT, BANKED, moved(balances_in_camt, entries_in_camt)),
    "MT940": Door("import-statement", as_written("CARE"), BANKED, moved(balances_in_mt940, lambda content: 0)),
    "BAI2": Door("import-statement", as_written("WASTE"), BANKED, moved(balances_in_bai2, totals_in_bai2)),
    "payments": Door(
        "import-payment-file --profile PAYPOINT", PAYPOINT.read_bytes(),
        "SELECT coalesce(sum(amount_pence), 0) AS pence FROM receipting_taking", total_of_paypoint,
    ),
    "cheques": Door(
        "bank-cheques --bank-account MAIN --slip 500123 --total 372.40", CHEQUES,
        "SELECT coalesce(sum(amount_pence), 0) AS pence FROM receipting_taking", lambda content: {372_40},
    ),
    "a list": Door(
        "import-remittance --payer Shire --reference R1 --paid-on 2026-11-23 --total 8.00", LIST,
        "SELECT coalesce(sum(amount_pence), 0) AS pence FROM receipting_remittanceline", lambda content: {8_00},
    ),
    "a Bacs report": Door(
        "apply-bacs-report", ARUDD, "SELECT count(*) AS pence FROM receivables_item", lambda content: {0}
    ),
}  # fmt: skip


@pytest.fixture
def checked_within(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check asks for a snapshot of its own; each try here is a transaction that is taken back, and sees just that."""
    monkeypatch.setattr(checking.sql, "one_snapshot", lambda: None)


@pytest.mark.usefixtures("checked_within")
@pytest.mark.parametrize("many", [8, pytest.param(400, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", DOORS)
def test_what_is_posted_is_what_the_file_comes_to(name: str, many: int, manager: Actor, tmp_path: Path) -> None:
    door, file = DOORS[name], tmp_path / "a-file.txt"
    if name == "payments":
        read_paypoint(manager)
    dice, taken = Random(f"{name} {many}"), 0
    for turn in range(many):
        content = spoilt(door.good, dice) if turn else door.good
        file.write_bytes(content)
        with transaction.atomic():
            said = refused_in_a_sentence(lambda: typed(door.line, file, by=manager))
            assert not Run.objects.filter(state="working").exists(), content
            kept = int(ask(door.kept)[0].pence)
            assert not (kept and said), content
            if kept:
                assert kept in door.twin(content), content
                taken += 1
            if not said:
                assert not check_books().disagreeing, content
            transaction.set_rollback(True)
    assert taken or name == "a Bacs report"


@pytest.mark.parametrize("many", [8, pytest.param(200, marks=pytest.mark.slow)])
def test_what_is_billed_is_what_the_rows_come_to(many: int, manager: Actor, tmp_path: Path) -> None:
    """Good rows go on beside spoilt ones: each turn has charges of its own, and all of them stay billed."""
    dice, file = Random(f"charges {many}"), tmp_path / "charges.csv"
    for turn in range(many):
        good = FEEDER.replace(b",G", f",T{turn}G".encode())
        content = spoilt(good, dice) if turn else good
        file.write_bytes(content)
        refused_in_a_sentence(lambda: typed("raise-invoices", file, by=manager))
        kept = int(ask(BILLED)[0].pence)
        assert kept == 0 or kept in billed(content), content
    assert check_books().agrees
