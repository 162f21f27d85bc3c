"""kill -9 at random instants of each kind of run: once it is resumed, the books are those of an uninterrupted day."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import ask, charge, paid, set_up_anytown, statement
from throwaway_database import Throwaway

TESTS = Path(__file__).parent.parent
CUSTOMERS = 40
BOOKS = {
    "invoices": "SELECT i.number, c.reference, i.gross_pence, i.billed_to FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id",
    "lines": "SELECT i.number, l.line_number, l.external_id, l.net_pence, l.vat_pence FROM billing_invoiceline l JOIN billing_invoice i ON i.id = l.invoice_id",
    "items": "SELECT c.reference AS who, i.kind, i.reference, i.amount_pence, i.due_on, b.open_pence FROM receivables_item i"
    " JOIN receivables_itembalance b ON b.item_id = i.id JOIN customers_customer c ON c.id = i.customer_id",
    "postings": "SELECT j.kind, d.code AS debit, c.code AS credit, p.amount_pence, p.effective_on FROM ledger_posting p JOIN ledger_journal j ON j.id = p.journal_id"
    " JOIN ledger_account d ON d.id = p.debit_account_id JOIN ledger_account c ON c.id = p.credit_account_id",
    "bank": "SELECT line_number, amount_pence, kind, encode(fingerprint, 'hex') FROM receipting_bankline",
    "suspense": "SELECT r.reference, s.open_pence, s.state, s.reason FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id",
    "allocations": "SELECT c.reference AS used, d.reference AS paid, a.amount_pence, a.effective_on FROM receivables_allocation a"
    " JOIN receivables_item c ON c.id = a.credit_item_id JOIN receivables_item d ON d.id = a.debit_item_id",
    "voids": "SELECT series_id, number FROM runs_voidnumber",
    "rejections": "SELECT line, field, reason FROM runs_runrejection",
}


def the_books() -> dict[str, str]:
    """A digest of everything the books say, without the database's own row numbers."""
    return {
        name: hashlib.sha256("\n".join(sorted(str(tuple(row)) for row in ask(query))).encode()).hexdigest()
        for name, query in BOOKS.items()
    }


@pytest.fixture
def act(books: Throwaway) -> Callable[..., subprocess.Popen[str]]:
    """Starts a verb in a process of its own, as the application's role."""
    environment = os.environ | {
        "PIPEROLL_APP_URL": books.addresses.app_url,
        "PIPEROLL_OWNER_URL": books.addresses.owner_url,
        "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
    }

    def start(verb: str, file: Path | None = None) -> subprocess.Popen[str]:
        command = [sys.executable, str(TESTS / "stories" / "driver.py"), verb, *([str(file)] if file else [])]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    return start


def run_to_the_end(process: subprocess.Popen[str]) -> float:
    """Wait for READY, then for DONE; returns the seconds between."""
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "READY"
    began = time.monotonic()
    rest = process.stdout.read()
    assert process.wait(120) == 0
    assert rest.rstrip().endswith("DONE"), rest
    return time.monotonic() - began


def kill_after(process: subprocess.Popen[str], seconds: float) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "READY"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(30)


def the_files(folder: Path) -> list[tuple[str, Path | None]]:
    """A feeder with faults in it, the statement that pays for it, and the allocation of that."""
    feeder, bank = folder / "feeder.csv", folder / "statement.xml"
    from piperoll.formats import feeder_csv
    from piperoll.foundations.references import ReferenceScheme

    rows = [
        charge(f"K{n}", f"{10 + n}.50", name=f"Customer {n % CUSTOMERS} Ltd", address_1=f"{n % CUSTOMERS} Brine Street",
               instalments="3" if n % 5 == 0 else "", income_code="XX" if n % 17 == 0 else "TW01")
        for n in range(150)
    ]  # fmt: skip
    feeder.write_text(feeder_csv.write(rows))
    scheme = ReferenceScheme("AT", 8)
    good = [n for n in range(150) if n % 17]
    lines = [paid(f"{10 + n}.50", f"CUSTOMER {n % CUSTOMERS} {scheme.write(at)}", f"CUSTOMER {n % CUSTOMERS} LT")
             for at, n in enumerate(good, 1) if n % 3]  # fmt: skip
    bank.write_bytes(statement(*lines, paid("3.21", "NOBODY KNOWS"), paid("-4.00", "UNPAID CHEQUE")))
    return [("raise_invoices", feeder), ("import_statement", bank), ("allocate_receipts", None)]


def a_fresh_council(books: Throwaway) -> Actor:
    books.clean()
    return set_up_anytown()


def how_long(
    act: Callable[..., subprocess.Popen[str]], books: Throwaway, day: list[tuple[str, Path | None]]
) -> dict[str, float]:
    a_fresh_council(books)
    return {verb: run_to_the_end(act(verb, file)) for verb, file in day}


def killed_day(
    act: Callable[..., subprocess.Popen[str]],
    books: Throwaway,
    day: list[tuple[str, Path | None]],
    took: dict[str, float],
    dice: random.Random,
) -> dict[str, str]:
    a_fresh_council(books)
    for verb, file in day:
        kill_after(act(verb, file), dice.uniform(0, took[verb]))
        run_to_the_end(act(verb, file))
    checked = check_books()
    assert checked.agrees, [str(control) for control in checked.disagreeing]
    assert check_chain().agrees
    return the_books()


def test_a_day_killed_once_in_every_run_ends_in_the_same_books(
    act: Callable[..., subprocess.Popen[str]], books: Throwaway, tmp_path: Path
) -> None:
    day = the_files(tmp_path)
    took = how_long(act, books, day)
    whole = the_books()
    for seed in range(2):
        assert killed_day(act, books, day, took, random.Random(seed)) == whole, f"seed {seed}"


@pytest.mark.slow
def test_a_hundred_instants_of_each_kind_of_run_end_in_the_same_books(
    act: Callable[..., subprocess.Popen[str]], books: Throwaway, tmp_path: Path
) -> None:
    day = the_files(tmp_path)
    took = how_long(act, books, day)
    whole = the_books()
    for seed in range(1000, 1100):
        assert killed_day(act, books, day, took, random.Random(seed)) == whole, f"seed {seed}"


def test_two_at_once_raise_each_invoice_once(
    act: Callable[..., subprocess.Popen[str]], books: Throwaway, tmp_path: Path, as_owner: psycopg.Connection
) -> None:
    (_, feeder), *_ = the_files(tmp_path)
    a_fresh_council(books)
    both = [act("raise_invoices", feeder), act("raise_invoices", feeder)]
    for one in both:
        run_to_the_end(one)
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 141
    assert ask("SELECT count(*) AS many FROM runs_run WHERE verb = 'raise_invoices'")[0].many == 1
    assert check_books().agrees
