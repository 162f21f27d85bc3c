"""Who paid and what they wrote, read from one line of a bank's text."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats.statements import Line
from piperoll.receipting.matching.narratives import as_bank_line, read_narrative


@pytest.mark.parametrize(
    ("narrative", "said"),
    [
        ("DR I HUNT SD7002448140 FP0192521925", ("DR I HUNT", "SD7002448140")),
        ("MR K WHITE , THANK YOU , FP 29/05/26 1012 , 08974186357859BRP", ("MR K WHITE", "THANK YOU")),
        ("MOBILE PAYMENT SD 70 01 66 83 57 RP46794308921325", ("MOBILE PAYMENT", "SD 70 01 66 83 57")),
        ("SALTMARSH UPHOLSTE INV000007", ("SALTMARSH UPHOLSTE", "INV000007")),
        ("QUILL ENID THANK YOU 4000008288835176", ("QUILL ENID", "THANK YOU")),
        ("HARGREAVES P", ("HARGREAVES P", "")),
        ("", ("", "")),
    ],
)
def test_without_a_field_to_help(narrative: str, said: tuple[str, str]) -> None:
    assert read_narrative(narrative) == said


def test_the_reference_field_shows_where_the_name_ends_and_the_narrative_what_it_cut() -> None:
    said = read_narrative("FPI MS M LIM INV010247 SD700127 FP1", reference="INV010247 SD7001", type_code="FPI")
    assert said == ("MS M LIM", "INV010247 SD700127 FP1")


def test_a_line_with_fields_keeps_them() -> None:
    line = Line(
        1,
        date(2026, 11, 16),
        date(2026, 11, 16),
        600,
        payer_name="P LIM",
        payer_sort_code="001122",
        payer_account_number="00334455",
        references=("INV1",),
        bank_reference="B1",
    )
    bank_line = as_bank_line(line)
    assert (bank_line.line_id, bank_line.payer_name, bank_line.payer_account) == ("B1", "P LIM", "001122 00334455")


def test_remittance_text_stands_in_for_a_reference_that_has_no_field() -> None:
    line = Line(
        1, date(2026, 11, 16), date(2026, 11, 16), 600, payer_name="P LIM", narrative=("INV000007", "P LIM INV000007")
    )
    assert as_bank_line(line).references == ("INV000007",)
