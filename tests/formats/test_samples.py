"""Every sample statement reads as the JSON beside it says, or is refused in the sentence it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from piperoll.formats.recognise import read_statements
from piperoll.formats.refusals import FileRefused
from piperoll.formats.show import as_json, as_text

SAMPLES = Path(__file__).parents[2] / "samples" / "bank_statements"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json")


def expected(path: Path):
    return json.loads(path.with_name(path.name + ".json").read_text())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reads_as_expected(path):
    try:
        found = as_json(read_statements(path.read_bytes()))
    except FileRefused as refused:
        found = {"refused": str(refused)}
    assert found == expected(path)


@pytest.mark.parametrize("path", [path for path in FILES if "refused" not in path.name], ids=lambda path: path.name)
def test_its_name_does_not_matter(path):
    assert read_statements(path.read_bytes(), "holiday.jpg") == read_statements(path.read_bytes(), path.name)


def test_there_is_a_sample_of_every_csv_layout():
    from piperoll.formats.csv_profiles import PROFILES

    read = {expected(path).get("format") for path in FILES}
    assert {"csv:" + profile.name for profile in PROFILES} <= read


def test_a_person_sees_sums_kinds_and_proof():
    text = as_text(read_statements((SAMPLES / "mt940-two-accounts.sta").read_bytes()))
    assert "Account 001122 12345678 · ANY2611160 · 2026-11-16" in text
    assert "opening £1,000.00" in text
    assert "−£50.00  unpaid direct debit" in text
    assert "proof: proved" in text
