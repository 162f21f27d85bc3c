"""The same seed makes the same Anytown, and every file of it can be read."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from piperoll.anytown import plan
from piperoll.anytown.bank_accounts import ACCOUNTS
from piperoll.anytown.bills import INVOICES
from piperoll.anytown.generate import BESIDES, SMALLEST, NotAWorkingDay, NotThatMany, generate
from piperoll.anytown.plan import Plan
from piperoll.formats import feeder_csv
from piperoll.formats.feeder_csv import Charge, Unreadable
from piperoll.formats.recognise import read_statements
from piperoll.formats.statements import Proof

SAMPLES = Path(__file__).parents[2] / "samples" / "anytown"


@pytest.fixture(scope="module")
def anytown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    """The Anytown of the demo."""
    folder = tmp_path_factory.mktemp("anytown")
    return folder, generate(folder)


def every_file(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, size=SMALLEST, seed=7)
    assert every_file(tmp_path / "one") == every_file(tmp_path / "two")


def test_another_seed_gives_another_anytown(tmp_path: Path) -> None:
    generate(tmp_path / "one", size=SMALLEST, seed=7)
    generate(tmp_path / "two", size=SMALLEST, seed=8)
    one, two = every_file(tmp_path / "one"), every_file(tmp_path / "two")
    assert one.keys() == two.keys()
    assert not [name for name in one if one[name] == two[name]]


@pytest.mark.parametrize("part", ["day", "tomorrow"])
def test_the_committed_samples_are_what_the_generator_makes(anytown: tuple[Path, Plan], part: str) -> None:
    assert every_file(SAMPLES / part) == every_file(anytown[0] / part)


def test_a_second_writing_into_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    generate(tmp_path, size=SMALLEST)
    before = every_file(tmp_path)
    generate(tmp_path, size=SMALLEST)
    assert every_file(tmp_path) == before


def test_the_plan_reads_back_as_it_was_written(anytown: tuple[Path, Plan]) -> None:
    assert plan.read(anytown[0]) == anytown[1]


def test_a_day_is_about_as_big_as_promised(anytown: tuple[Path, Plan]) -> None:
    day = anytown[1].chapter("day")
    assert 130 <= sum(feeder.invoices for feeder in day.feeders) <= 200
    assert 180 <= sum(file.lines for file in day.statements) <= 280
    assert len(day.feeders) == 8
    assert {file.bank_account for file in day.statements} == {account.code for account in ACCOUNTS}


def test_every_feeder_holds_its_control_totals_and_its_planned_mistakes(anytown: tuple[Path, Plan]) -> None:
    folder, made = anytown
    for feeder in (f for chapter in made.chapters for f in chapter.feeders):
        rows = list(_feeder(folder / feeder.file))
        assert (len(rows), sum(row.net_pence for row in rows)) == (feeder.lines, feeder.net_pence), feeder.file
        unreadable = [[r.rejection.line, r.rejection.field] for r in rows if isinstance(r, Unreadable)]
        assert all(fault in feeder.rejected for fault in unreadable), feeder.file


def test_mistakes_are_a_few_in_every_file_of_the_day_and_never_the_most(anytown: tuple[Path, Plan]) -> None:
    for feeder in anytown[1].chapter("day").feeders:
        assert 2 <= len(feeder.rejected) < feeder.lines / 3
    fields = {field for feeder in anytown[1].chapter("day").feeders for _, field in feeder.rejected}
    assert fields >= {"income_code", "period_from", "unit_price", "external_id", "customer_ref", "quantity", "vat_code"}


def test_mended_rows_are_good_rows(anytown: tuple[Path, Plan]) -> None:
    (corrections,) = anytown[1].chapter("tomorrow").feeders
    rows = list(_feeder(anytown[0] / corrections.file))
    assert rows
    assert all(isinstance(row, Charge) for row in rows)
    assert not corrections.rejected


def test_invoice_numbers_run_on_without_a_gap_from_file_to_file(anytown: tuple[Path, Plan]) -> None:
    next_number = 1
    for chapter, feeder in ((c, f) for c in anytown[1].chapters for f in c.feeders):
        next_number += BESIDES if chapter.name == "tomorrow" else 0
        assert feeder.first_number == INVOICES.write(next_number)
        next_number += feeder.invoices
        assert feeder.last_number == INVOICES.write(next_number - 1)


def test_every_statement_reads_and_holds_what_was_planned(anytown: tuple[Path, Plan]) -> None:
    folder, made = anytown
    for file in (s for chapter in made.chapters for s in chapter.statements):
        reading = read_statements((folder / file.file).read_bytes(), file.file)
        lines = [line for statement in reading.statements for line in statement.lines]
        credit = sum(line.amount_pence for line in lines if line.amount_pence > 0)
        debit = -sum(line.amount_pence for line in lines if line.amount_pence < 0)
        assert (len(lines), credit, debit) == (file.lines, file.credit_pence, file.debit_pence), file.file
        provable = {statement.proof for statement in reading.statements} == {Proof.PROVED}
        assert provable == (file.entered_pence is None), file.file


def test_balances_chain_from_file_to_file(anytown: tuple[Path, Plan]) -> None:
    closing: dict[str, int] = {}
    for file in (s for chapter in anytown[1].chapters for s in chapter.statements):
        moved = file.credit_pence - file.debit_pence
        assert closing.get(file.bank_account, file.closing_pence - moved) + moved == file.closing_pence
        closing[file.bank_account] = file.closing_pence


def test_every_shape_of_trouble_is_there_to_learn_from(anytown: tuple[Path, Plan]) -> None:
    reasons = {row["what_it_is"] for part in ("history/1", "history/2", "day") for row in _answers(anytown[0] / part)}
    assert reasons >= {
        "a bill", "part of a bill", "more than the bill", "the same bill twice", "several bills at once",
        "one of twins", "council tax, another system's", "an unpaid cheque", "interest", "the bank's charge",
        "somebody we cannot place", "meant for somebody else altogether",
    }  # fmt: skip


def test_two_genuine_payments_alike_in_everything_come_on_the_day(anytown: tuple[Path, Plan]) -> None:
    alike = [row for row in _answers(anytown[0] / "day") if row["what_it_is"].endswith("alike in everything")]
    first, second = ({key: row[key] for key in row if key != "line"} for row in alike)
    assert first == second


def test_no_two_customers_share_an_address(anytown: tuple[Path, Plan]) -> None:
    with (anytown[0] / "customers.csv").open(encoding="utf-8") as file:
        everybody = list(csv.DictReader(file))
    assert len(everybody) == anytown[1].customers
    assert len({(who["address"], who["postcode"]) for who in everybody}) == len(everybody)
    assert len({who["reference"] for who in everybody}) == len(everybody)


def test_a_weekend_and_an_absurd_size_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkingDay, match="Sunday"):
        generate(tmp_path, on=date(2026, 11, 22))
    with pytest.raises(NotThatMany, match="from 100 to 5000000"):
        generate(tmp_path, size=3)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("on", [date(2027, 2, 26), date(2028, 2, 29), date(2027, 1, 1)])
def test_any_working_day_will_do(tmp_path: Path, on: date) -> None:
    made = generate(tmp_path, on=on, size=SMALLEST)
    assert made.day == on
    for file in made.chapter("day").statements:
        assert read_statements((tmp_path / file.file).read_bytes(), file.file).statements


@pytest.mark.slow
def test_memory_stays_flat_however_many_customers(tmp_path: Path) -> None:
    """Ten times the customers must not take more than three times the memory: only a statement is ever held."""
    peaks = []
    for size in (2_000, 20_000):
        tracemalloc.start()
        generate(tmp_path / str(size), size=size)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 60_000_000


def _feeder(file: Path) -> Iterator[Charge | Unreadable]:
    return feeder_csv.read(io.BytesIO(file.read_bytes()), file.name)


def _answers(folder: Path) -> list[dict[str, str]]:
    with (folder / "answers.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
