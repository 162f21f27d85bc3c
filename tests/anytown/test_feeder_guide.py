"""The guide for services says what the feeder reader does."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from piperoll.formats import feeder_csv
from piperoll.formats.feeder_csv import ADDED_TO_REJECTED, CUSTOMER_KINDS, OPTIONAL, REQUIRED, Charge
from piperoll.foundations.money import pence_from_pounds

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "user" / "feeder.md").read_text(encoding="utf-8")


def test_it_names_every_column() -> None:
    spelled = GUIDE.replace("`address_1` to `address_4`", "`address_1` `address_2` `address_3` `address_4`")
    missing = [
        name for name in (*REQUIRED, *OPTIONAL, *ADDED_TO_REJECTED, *CUSTOMER_KINDS) if f"`{name}`" not in spelled
    ]
    assert not missing


def test_its_example_is_a_good_feeder() -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", GUIDE, re.DOTALL)
    charges = list(feeder_csv.read(io.BytesIO(example.encode())))
    assert len(charges) == 3
    assert all(isinstance(charge, Charge) for charge in charges)


def test_its_control_totals_are_those_of_the_sample() -> None:
    lines, pounds = re.findall(r"trade-waste\.csv .*--expect-lines (\d+) --expect-pounds (\S+)", GUIDE)[0]
    with (ROOT / "samples/anytown/day/feeders/trade-waste.csv").open("rb") as file:
        rows = list(feeder_csv.read(file))
    assert (int(lines), pence_from_pounds(pounds)) == (len(rows), sum(row.net_pence for row in rows))


@pytest.mark.parametrize(
    "reason", ["was billed before on invoice", "belongs to another service", "is not a date", "is negative"]
)
def test_reasons_are_quoted_as_they_are_written(reason: str) -> None:
    source = ROOT / "src/piperoll"
    said = "".join(
        (source / name).read_text() for name in ("billing/raising.sql", "formats/feeder_csv.py", "formats/table_csv.py")
    )
    assert reason in said
    assert reason in GUIDE
