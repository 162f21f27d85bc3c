"""A bank's spreadsheet is read as the CSV it would have been, or refused in a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from piperoll.formats.recognise import read_statements
from piperoll.formats.refusals import FileMalformed, NotAStatement
from piperoll.formats.statements import Proof

HEADING = ["Date", "Type", "Description", "Paid out", "Paid in", "Balance"]
ROWS = [
    [date(2026, 11, 16), "BGC", "PRUDENCE OYSTER\nAT0000012345", None, 100.1, 1100.1],
    [date(2026, 11, 17), "DD", "WATER", 12.5, None, 1087.6],
]


def book(*sheets):
    made = Workbook()
    made.remove(made.active)
    for rows in sheets:
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_sheet_is_read_with_the_numbers_of_its_rows():
    found = read_statements(book([["Cover"]], [["Anytown Council"], [], HEADING, *ROWS]))
    (statement,) = found.statements
    assert (found.format, statement.proof, statement.closing_pence) == ("csv:headed", Proof.PROVED, 108760)
    assert [(n.amount_pence, n.source_line, n.booked_on) for n in statement.lines] == [
        (10010, 4, date(2026, 11, 16)),
        (-1250, 5, date(2026, 11, 17)),
    ]
    assert statement.lines[0].text == "PRUDENCE OYSTER AT0000012345"


def test_a_sheets_day_or_sum_that_makes_no_sense_is_refused_by_its_row():
    with pytest.raises(FileMalformed, match="Line 3 "):
        read_statements(book([HEADING, ROWS[0], ["soon", *ROWS[1][1:]]]))


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (book([["Dear Anytown"]]), "no sheet of it has a heading"),
        (zipped(statement="<Document/>"), "ZIP archive; unpack it"),
        (book([HEADING, *ROWS])[:900], "not a whole spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old XLS"),
    ],
    ids=["no statement", "archive", "cut", "old"],
)
def test_what_is_no_statement_is_named_for_what_it_is(content, says):
    with pytest.raises(NotAStatement, match=says):
        read_statements(content)
