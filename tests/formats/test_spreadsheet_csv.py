"""What we write for people's spreadsheets opens there and runs nothing."""

from __future__ import annotations

import csv

import pytest

from piperoll.formats.spreadsheet_csv import harmless, line


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "|cmd", "%0A"])
def test_what_a_spreadsheet_would_run_is_made_words(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["Mrs Pugh", "O'Shea", "3 = 3", "-12.50", "-1", ""])
def test_ordinary_names_and_sums_are_left_alone(text: str) -> None:
    assert harmless(text) == text


def test_a_line_reads_back_as_its_cells() -> None:
    cells = [7, "Budd, Basil", 'the "Old Mill"', "two\nlines", None, '=HYPERLINK("http://evil.example")']
    (back,) = csv.reader(line(cells).splitlines(keepends=True))
    assert back == ["7", "Budd, Basil", 'the "Old Mill"', "two\nlines", "", '\'=HYPERLINK("http://evil.example")']
