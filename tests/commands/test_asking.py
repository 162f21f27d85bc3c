"""What commands ask for alike, and answers in columns."""

from __future__ import annotations

import argparse
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from piperoll.commands import asking


def test_a_day_a_moment_a_sum_and_a_number_are_read_as_typed() -> None:
    assert asking.day("2026-11-23") == date(2026, 11, 23)
    assert asking.moment("2026-07-01T09:05").isoformat() == "2026-07-01T09:05:00+01:00"
    assert asking.moment("2026-07-01T09:05+00:00").utcoffset() is not None
    assert asking.pence("£1,234.50") == 123450
    assert asking.number("17.5") == Decimal("17.5")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (asking.day, "23/11/2026"),
        (asking.day, "2026-02-31"),
        (asking.moment, "yesterday"),
        (asking.pence, "12.345"),
        (asking.pence, "ten"),
        (asking.number, "1e9"),
        (asking.number, "NaN"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(read: object, text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="is not"):
        read(text)  # type: ignore[operator]


def test_a_file_must_open(tmp_path: Path) -> None:
    with pytest.raises(asking.FileUnreadable, match="cannot be opened: no such file"):
        asking.readable(tmp_path / "none.csv")
    with pytest.raises(asking.FileUnreadable, match="is a directory"):
        asking.readable(tmp_path)


def test_columns_put_figures_to_the_right_and_words_to_the_left() -> None:
    rows = [("in", "7", "£96.00"), ("rejected", "12", "−£1,031.00"), ("name", "words", "x")]
    assert asking.columns(rows, indent=0).split("\n") == [
        "in            7      £96.00",
        "rejected     12  −£1,031.00",
        "name      words  x",
    ]
    assert asking.columns([]) == ""
