"""The command a sceptic runs on a folder of their own."""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path

import pytest

from matching.anytown import at
from piperoll.commands import match_bench
from piperoll.commands.answers import Answer
from piperoll.formats.refusals import FileRefused
from piperoll.receipting.matching.bench_folder import FolderUnreadable

AT1 = at(70_123_456)
SCHEMES = {
    "invoice": [{"pattern": r"AT\d{10}", "check": "iso7064-mod97-10"}, {"pattern": r"INV\d{6}", "check": None}],
    "customer": {"pattern": r"C\d{7}"},
}


def table(path: Path, *rows: dict[str, object]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The least a folder may hold: schemes, customers, invoices, a statement."""
    (tmp_path / "schemes.json").write_text(json.dumps(SCHEMES))
    table(
        tmp_path / "customers.csv",
        {
            "customer_id": "C1000001",
            "kind": "person",
            "first": "PRIYA",
            "last": "HARGREAVES",
            "name": "MS PRIYA HARGREAVES",
        },
    )
    invoice = {
        "customer_id": "C1000001",
        "invoice_date": "2026-09-01",
        "due_date": "2026-10-01",
        "amount_pence": 23_457,
        "outstanding_pence": 23_457,
    }
    table(tmp_path / "invoices.csv", {"invoice": AT1, **invoice}, {"invoice": "INV000007", **invoice})
    line = {"booking_date": "2026-11-16", "type": "FPI", "amount_pence": 23_457}
    table(
        tmp_path / "statement.csv",
        {"line_id": "L1", **line, "narrative": f"P HARGREAVES AT {AT1[2:]} FP0192521925"},
        {"line_id": "L2", **line, "narrative": "P HARGREAVES INV OOOOO7"},
        {"line_id": "L3", **line, "narrative": "T QUILL REFUND"},
    )
    return tmp_path


def run(folder: Path, *more: str) -> Answer:
    parser = argparse.ArgumentParser()
    match_bench.arguments(parser)
    return match_bench.run(parser.parse_args([str(folder), "--out", str(folder / "out.jsonl"), *more]))


def test_writes_a_prediction_a_line(folder: Path) -> None:
    answer = run(folder, "--format", "csv")
    first, second, third = map(json.loads, (folder / "out.jsonl").open())
    assert (first["line_id"], first["status"]) == ("L1", "allocated")
    assert first["allocations"] == [{"invoice": AT1, "amount_pence": 23_457}]
    assert third["status"] == "suspense"
    assert second["line_id"] == "L2"
    assert answer.data["lines"] == 3
    assert answer.text.startswith("3 lines: ")


def test_never_opens_the_truth(folder: Path) -> None:
    (folder / "truth.jsonl").mkdir()
    assert run(folder, "--format", "csv").exit_code == 0


@pytest.mark.parametrize("missing", ["customers.csv", "invoices.csv", "statement.csv"])
def test_says_which_file_is_missing(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(FolderUnreadable, match=f"{missing} in the folder cannot be used: it is not there"):
        run(folder, "--format", "csv")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("invoice\nINV000007\n", "it has no column customer_id"),
        (
            "invoice,customer_id,invoice_date,due_date,amount_pence,outstanding_pence\nA,C,2026-09-01,soon,1,1\n",
            "row 2 does not read",
        ),
    ],
)
def test_says_what_does_not_read(folder: Path, text: str, why: str) -> None:
    (folder / "invoices.csv").write_text(text)
    with pytest.raises(FolderUnreadable, match=why):
        run(folder, "--format", "csv")


def test_a_broken_history_or_schemes_is_one_sentence_too(folder: Path) -> None:
    (folder / "history.jsonl").write_text("{oops\n")
    with pytest.raises(FolderUnreadable, match=r"history\.jsonl"):
        run(folder, "--format", "csv")
    (folder / "schemes.json").write_text("[")
    with pytest.raises(FolderUnreadable, match=r"schemes\.json"):
        run(folder, "--format", "csv")


def test_a_file_that_is_no_statement_is_refused(folder: Path) -> None:
    (folder / "statement.camt053.xml").write_text("<html/>")
    with pytest.raises(FileRefused):
        run(folder)


def test_a_place_it_cannot_write_to(folder: Path) -> None:
    with pytest.raises(match_bench.CannotWrite):
        run(folder, "--format", "csv", "--out", str(folder / "nowhere" / "out.jsonl"))
