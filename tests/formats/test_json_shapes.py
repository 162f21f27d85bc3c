"""The JSON that other programs build on is what the manual says it is, name by name and in that order."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from piperoll.formats.bacs_advices import Advice, Collection, Report, Submitted
from piperoll.formats.recognise import read_statements
from piperoll.formats.show import as_json
from piperoll.formats.standard18_check import Checked, FileTotals
from piperoll.formats.standard18_reading import Finding
from piperoll.formats.statements import AccountIdentity
from piperoll.foundations.modulus import Verdict

HOUSE = Path(__file__).parents[2]
MANUAL = {name: (HOUSE / "docs" / "formats" / f"{name}.md").read_text() for name in ("statements", "bacs")}


def told(manual: str, of: str) -> list[str]:
    """The names the manual gives of a thing, those of things within it left out."""
    (row,) = [line for line in MANUAL[manual].splitlines() if line.startswith(f"| {of} |")]
    return re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", row.split("|")[2]))


def within(manual: str, name: str) -> list[str]:
    """The names the manual gives in brackets after one."""
    found = re.search(rf"`{name}` \((`[^)]*)\)", MANUAL[manual])
    return re.findall(r"`(\w+)`", found[1] if found else "")


@pytest.mark.parametrize(
    ("of", "kind", "first"),
    [
        ("`modulus`", Verdict, []),
        ("`bacs-check`", Checked, ["result"]),
        ("a file checked", FileTotals, []),
        ("a finding", Finding, []),
        ("`read-bacs-report`", Report, []),
        ("an advice", Advice, []),
        ("a file reported on", Submitted, []),
    ],
)
def test_bacs(of, kind, first):
    assert told("bacs", of) == [*first, *(field.name for field in fields(kind))]


def test_statements():
    reading = as_json(read_statements((HOUSE / "samples/bank_statements/mt940-two-accounts.sta").read_bytes()))
    statement = reading["statements"][0]
    assert told("statements", "the file") == list(reading)
    assert told("statements", "a statement") == list(statement)
    assert told("statements", "a line") == list(statement["lines"][0])
    assert within("statements", "account") == [field.name for field in fields(AccountIdentity)]
    assert within("bacs", "collections") == [field.name for field in fields(Collection)]
    assert date.fromisoformat(statement["closed_on"])
