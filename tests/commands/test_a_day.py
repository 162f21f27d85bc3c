"""A council's day at the terminal: bill, bank, allocate, place, hold, undo, look, check."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from commands.terminal import typed
from piperoll.commands.place_receipt import NotOwed
from piperoll.commands.rejected_files import FileInTheWay
from piperoll.commands.runs import NoSuchRun, NothingRejected
from piperoll.customers.queries import NoSuchCustomer
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.receipting.place_receipt import MoreThanOwed, NoSuchReceipt
from piperoll.runs import sealing
from piperoll.runs.running import AlreadyTakenIn
from the_day import ask, charge, paid, statement


@pytest.fixture
def feeder(tmp_path: Path) -> Path:
    """Three charges and one nobody can take."""
    file = tmp_path / "trade waste.csv"
    rows = [
        charge("X1", "11.00"),
        charge("X2", "60.00", name="Ada Lovegrove", address_1="2 Vinegar Lane", instalments="3"),
        charge("X3", "5.00", income_code="NOPE"),
    ]
    file.write_text(feeder_csv.write(rows))
    return file


@pytest.fixture
def billed(manager: Actor, feeder: Path, tmp_path: Path) -> Actor:
    """The feeder billed and £100 of nobody's banked."""
    typed("raise-invoices --on 2026-11-23", feeder, by=manager)
    file = tmp_path / "monday.xml"
    file.write_bytes(statement(paid("100.00", "WHO KNOWS")))
    typed("import-statement --bank-account MAIN --on 2026-11-23", file, by=manager)
    return manager


def receipt() -> int:
    return int(ask("SELECT max(id) AS id FROM receipting_receipt")[0].id)


def ada() -> tuple[str, str]:
    """Ada's reference and her invoice's number."""
    (row,) = ask(
        "SELECT c.reference, i.number FROM customers_customer c JOIN billing_invoice i ON i.customer_id = c.id"
        " WHERE c.name = 'Ada Lovegrove'"
    )
    return row.reference, row.number


def test_billing_prints_control_totals_and_writes_what_goes_back(manager: Actor, feeder: Path) -> None:
    answer = typed("raise-invoices --on 2026-11-23 --expect-lines 3 --expect-pounds 76", feeder, by=manager)
    back = feeder.with_name("trade waste.rejected.csv")
    assert "in        3  £76.00" in answer.text
    assert "billed    2  £71.00" in answer.text
    assert "rejected  1   £5.00" in answer.text
    assert answer.data["rejected_file"] == str(back)
    assert "is not one of our income codes" in back.read_text()


def test_rejected_lines_never_write_over_another_file(manager: Actor, feeder: Path) -> None:
    taken = feeder.with_name("trade waste.rejected.csv")
    taken.write_text("of another run")
    answer = typed("raise-invoices --on 2026-11-23", feeder, by=manager)
    assert taken.read_text() == "of another run"
    assert answer.data["rejected_file"].endswith(f"trade waste.rejected-run-{answer.data['run']}.csv")
    with pytest.raises(FileInTheWay):
        typed("raise-invoices --rejected", taken, feeder, by=manager)


def test_rejected_lines_that_cannot_be_written_there_can_be_had_elsewhere(
    manager: Actor, feeder: Path, tmp_path: Path
) -> None:
    answer = typed("raise-invoices --on 2026-11-23 --rejected", tmp_path / "no" / "such.csv", feeder, by=manager)
    run = answer.data["run"]
    assert f"Type  ./piperoll runs {run} --rejected FILE" in answer.text
    assert answer.exit_code == 1
    typed(f"runs {run} --rejected", tmp_path / "elsewhere.csv")
    assert "NOPE" in (tmp_path / "elsewhere.csv").read_text()


def test_a_file_of_which_nothing_could_be_billed_ends_badly(manager: Actor, tmp_path: Path) -> None:
    file = tmp_path / "hopeless.csv"
    file.write_text(feeder_csv.write([charge("X9", "5.00", income_code="NOPE")]))
    answer = typed("raise-invoices --on 2026-11-23", file, by=manager)
    assert answer.exit_code == 1
    assert "No invoice was raised." in answer.text


def test_the_same_file_again_is_well(manager: Actor, feeder: Path) -> None:
    run = typed("raise-invoices --on 2026-11-23", feeder, by=manager).data["run"]
    with pytest.raises(AlreadyTakenIn, match=f"taken in as run {run} on") as refusal:
        typed("raise-invoices --on 2026-11-24", feeder, by=manager)
    assert refusal.value.exit_code == 0


def test_a_statement_is_banked_and_allocated(billed: Actor) -> None:
    answer = typed("allocate-receipts --on 2026-11-23", by=billed)
    assert answer.data["looked_at"] == 1
    assert "left in suspense" in answer.text


def test_placing_by_hand_pays_an_invoices_oldest_instalments_first(billed: Actor) -> None:
    reference, number = ada()
    line = f"place-receipt {receipt()} {reference} --item {number}=30 --on-account 4.50"
    assert typed(line, by=billed).data["allocated_pence"] == 3000
    rows = ask("SELECT open_pence FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id"
               " WHERE i.reference = %(n)s ORDER BY i.due_on", n=number)  # fmt: skip
    assert [row.open_pence for row in rows] == [0, 1000, 2000]
    assert typed(f"balance {reference} --as-at 2026-11-30").data["balance_pence"] == 3000 - 450


def test_placing_all_of_it_on_the_account(billed: Actor) -> None:
    reference, _ = ada()
    assert typed(f"place-receipt {receipt()} {reference}", by=billed).data["placed_pence"] == 10000


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("place-receipt {receipt} C999999999", NoSuchCustomer),
        ("place-receipt 999999 {reference}", NoSuchReceipt),
        ("place-receipt {receipt} {reference} --item AT1=5", NotOwed),
        ("place-receipt {receipt} {reference} --item {number}=60.01", MoreThanOwed),
        ("place-receipt {receipt} {reference} --item {number}=50 --item {number}=10.01", MoreThanOwed),
    ],
)
def test_what_cannot_be_placed_is_refused(billed: Actor, line: str, refusal: type[Exception]) -> None:
    reference, number = ada()
    with pytest.raises(refusal):
        typed(line.format(receipt=receipt(), reference=reference, number=number), by=billed)


def test_an_item_without_a_sum_is_not_understood(billed: Actor) -> None:
    with pytest.raises(argparse.ArgumentError, match="is not INVOICE=POUNDS"):
        typed(f"place-receipt {receipt()} C1 --item AT1", by=billed)


def test_holding_letting_go_and_undoing(billed: Actor) -> None:
    assert "Held by Morag Munro: asked" in typed(f"hold-receipt {receipt()} --reason asked", by=billed).text
    assert "Let go by Morag Munro" in typed(f"hold-receipt {receipt()} --let-go", by=billed).text
    typed(f"place-receipt {receipt()} {ada()[0]}", by=billed)
    (placement,) = ask("SELECT id FROM receipting_placement")
    assert "£100.00 of receipt" in typed(f"undo-placement {placement.id} --reason wrong", by=billed).text


def test_runs_are_listed_and_looked_into(billed: Actor) -> None:
    listed = typed("runs").data["runs"]
    assert [row["verb"] for row in listed] == ["import_statement", "raise_invoices"]
    assert "set_up_council" in typed("runs --deeds").text
    one = typed(f"runs {listed[1]['id']}")
    assert "net billed" in one.text
    assert "£71.00" in one.text
    assert "is not one of our income codes" in one.text
    with pytest.raises(NoSuchRun):
        typed("runs 999999")
    with pytest.raises(NothingRejected):
        typed(f"runs {listed[0]['id']} --rejected nowhere.csv")


def test_the_books_are_checked_by_whoever_asks(billed: Actor) -> None:
    answer = typed("check --chain")
    assert answer.exit_code == 0
    assert "The books agree to the penny." in answer.text
    assert typed("check --seal", answer.data["chain"]["newest"]).exit_code == 0
    wrong = typed("check --seal", "ab" * 32)
    assert wrong.exit_code == 1
    assert "BROKEN" in wrong.text


def test_what_died_before_its_seal_is_sealed_by_who_checks(billed: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as died:
        died.setattr(sealing, "seal", lambda run, *, at: None)
        typed("allocate-receipts --on 2026-11-23", by=billed)
    answer = typed("check --chain")
    assert answer.exit_code == 0
    assert "Sealed first, for want of a seal: 1 run." in answer.text
    assert typed("check --chain").data["sealed"] == 0


def test_a_penny_astray_is_said_and_ends_badly(billed: Actor, as_superuser: object) -> None:
    as_superuser.execute("SET session_replication_role = replica")  # type: ignore[attr-defined]
    as_superuser.execute("UPDATE receipting_suspense SET open_pence = open_pence + 1")  # type: ignore[attr-defined]
    answer = typed("check")
    assert answer.exit_code == 1
    assert "The books do NOT agree" in answer.text
    assert "DIFFERS" in answer.text
    assert not next(c for c in answer.data["controls"] if c["name"] == "Suspense control")["agrees"]


def test_a_ledger_account_has_a_balance(billed: Actor) -> None:
    assert typed("balance debtors --as-at 2026-11-23").data["balance_pence"] == 7100
    assert typed("balance DEBTORS --as-at 2026-11-22").data["balance_pence"] == 0
    assert "balance  £100.00" in typed("balance suspense --as-at 2026-11-23").text


def test_nothing_pending_is_sealed(billed: Actor) -> None:
    assert typed("seal-runs", by=billed).data["sealed"] == 0
