"""Files of payments read by a layout that is data: the ones that come with Piperoll, and anything an officer writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from piperoll.formats.payment_files import Layout, LayoutWrong, layout_of, read
from piperoll.formats.payment_layouts import FIRST

SAMPLES = Path(__file__).parents[2] / "samples" / "payment_files"
PLAIN = Layout(kind="comma", reference_at="1", amount_at="2", date_at="3")


@pytest.mark.parametrize(
    ("name", "file", "sums", "total", "count"),
    [
        ("allpay", "allpay.txt", [312_40, 60_00, -60_00, 17_05], 329_45, 4),
        ("PayPoint", "paypoint.csv", [312_40, 60_00], 372_40, 2),
        ("Post Office giro", "post-office.txt", [312_40, 60_00, 0], 372_40, 3),
    ],
)
def test_the_layouts_to_start_from_read_their_samples(
    name: str, file: str, sums: list[int], total: int, count: int
) -> None:
    found = read((SAMPLES / file).read_bytes(), FIRST[name])
    assert not found.faults
    assert [one.amount_pence for one in found.payments] == sums
    assert (found.total_pence, found.count, found.found_pence) == (total, count, sum(sums))
    assert found.payments[0].reference == "AT0000012998"
    assert found.payments[0].paid_on == date(2026, 11, 20)


def test_a_layout_kept_as_data_is_the_same_layout() -> None:
    for layout in FIRST.values():
        assert layout_of(layout.told()) == layout


@pytest.mark.parametrize(
    ("text", "layout", "pence"),
    [
        ("A,12.5,20/11/2026", PLAIN, 12_50),
        ("A,-12.50,20/11/2026", PLAIN, -12_50),
        ("A,12.50-,20/11/2026", PLAIN, -12_50),
        ('A,"1,234.50",20/11/2026', PLAIN, 1234_50),
        ("A,0001250,20/11/2026", replace(PLAIN, pence=True), 12_50),
        ("A,12.50,20/11/2026,DR", replace(PLAIN, minus_at="4", minus_words="DR RF"), -12_50),
        ("A,12.50,20/11/2026,CR", replace(PLAIN, minus_at="4", minus_words="DR RF"), 12_50),
        ("A,12.50,20/11/2026,rf", replace(PLAIN, minus_at="4", minus_words="DR RF"), -12_50),
        ("A,(12.50),20/11/2026", PLAIN, -12_50),
        ("A,GBP 12.50,20/11/2026", PLAIN, 12_50),
        ("A,12.50 DR,20/11/2026", PLAIN, -12_50),
        ("A,0001250-,20/11/2026", replace(PLAIN, pence=True), -12_50),
        ("A;1.234,50;20/11/2026", replace(PLAIN, kind="semicolon", decimal_comma=True), 1234_50),
        ("A;-12,5;20/11/2026", replace(PLAIN, kind="semicolon", decimal_comma=True), -12_50),
        ("A|12.50|20/11/2026", replace(PLAIN, kind="pipe"), 12_50),
    ],
)
def test_sums_as_they_are_written(text: str, layout: Layout, pence: int) -> None:
    (one,) = read(text.encode(), layout).payments
    assert one.amount_pence == pence


def test_references_are_trimmed_of_what_stands_before_and_told_apart() -> None:
    layout = replace(PLAIN, reference_drops="BERN", reference_masks="AT########## C#########")
    text = "BERNAT0000012998,1.00,20/11/2026\nC000000198,1.00,20/11/2026\nSOMETHING,1.00,20/11/2026"
    found = read(text.encode(), layout).payments
    assert [(one.reference, one.fits) for one in found] == [
        ("AT0000012998", True), ("C000000198", True), ("SOMETHING", False),
    ]  # fmt: skip


def test_every_line_that_will_not_read_says_why() -> None:
    found = read(b"A,ten,20/11/2026\nB,1.00,31/11/2026\nC\n\nD,1.00,20/11/2026", PLAIN)
    assert found.faults == (
        (1, "its sum 'ten' is not pounds and pence"),
        (2, "its date '31/11/2026' is not like dd/mm/yyyy"),
        (3, "its sum '' is not pounds and pence"),
    )
    assert len(found.payments) == 1


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": "xml"}, "kind must be"),
        ({"reference_at": ""}, "reference at is missing"),
        ({"reference_at": "8-23"}, "must be the number of a column"),
        ({"kind": "fixed"}, "must be like 8-23"),
        (
            {"kind": "fixed", "reference_at": "9-8", "amount_at": "1-2", "date_at": "3-4"},
            "must not end before it begins",
        ),
        ({"total_at": "2"}, "go together"),
        ({"date_format": "%d"}, "date format must be like dd/mm/yyyy"),
        ({"line_length": 80}, "is for files in fixed places"),
        ({"pence": True, "decimal_comma": True}, "is not for whole pence"),
        ({"reference_masks": "luhn ####"}, "what a reference looks like before its check"),
        ({"reference_part": "5"}, "reference part must be like 8-23"),
        ({"headers": -1}, "from 0 to 100"),
    ],
)
def test_a_layout_that_cannot_be_says_why(changed: dict[str, object], why: str) -> None:
    with pytest.raises(LayoutWrong, match=why):
        layout_of(PLAIN.told() | changed)


@pytest.mark.parametrize("told", [[], {"colour": "red"}, {"headers": "3"}, {"pence": 1}, {}])
def test_what_is_no_layout_is_refused(told: object) -> None:
    with pytest.raises(LayoutWrong):
        layout_of(told)  # type: ignore[arg-type]


@given(st.binary(max_size=400), st.sampled_from(list(FIRST.values())))
def test_whatever_a_file_holds_it_is_read_or_its_lines_are_told(content: bytes, layout: Layout) -> None:
    found = read(content, layout)
    assert found.found_pence == sum(one.amount_pence for one in found.payments)
    assert all(line > 0 and why for line, why in found.faults)


SHEET = Layout(
    kind="comma", reference_at="6", date_at="11", amount_at="12", minus_at="13", minus_words="-", pence=True, headers=1
)


def a_sheet(*rows: list[object]) -> bytes:
    made, out = Workbook(), BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def test_a_spreadsheet_reads_by_its_columns() -> None:
    row: list[object] = ["", "", "", "", "", "AT0000012998", "", "", "", "", date(2026, 11, 20)]
    found = read(a_sheet(["Heading"], [*row, 3150, ""], [*row, 1000, "-"]), SHEET)
    assert [(one.reference, one.amount_pence, one.paid_on.day) for one in found.payments] == [
        ("AT0000012998", 31_50, 20),
        ("AT0000012998", -10_00, 20),
    ]
    assert not found.faults


def test_a_spreadsheet_that_cannot_be_read_says_so() -> None:
    assert "fixed places" in read(a_sheet(["A"]), FIRST["allpay"]).faults[0][1]
    assert "not a whole spreadsheet" in read(a_sheet(["A"])[:300], SHEET).faults[0][1]


@pytest.mark.parametrize(
    ("told", "written"), [("20/11/26", "dd/mm/yy"), ("20-Nov-2026", "dd-mon-yyyy"), ("26324", "yyddd")]
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_days_and_character_sets_as_they_are_written(told: str, written: str, encoding: str) -> None:
    content = f"AT1,12.50,{told},CAFÉ\r\n\x1a".encode(encoding)
    found = read(content, replace(PLAIN, date_format=written, payer_at="4"))
    (one,) = found.payments
    assert (one.paid_on, one.payer, found.faults) == (date(2026, 11, 20), "CAFÉ", ())


def test_five_unlike_files_each_by_a_layout_of_its_own() -> None:
    implied = Layout(
        kind="fixed", payment_starts="2", reference_at="2-13", amount_at="14-22", minus_at="23-23", minus_words="R",
        date_at="24-29", date_format="yymmdd", pence=True, total_starts="9", total_at="14-22", count_starts="9",
        count_at="2-7",
    )  # fmt: skip
    content = b"1PAYCO 261120\r\n2AT0000012998000031240 261120\r\n2C000000198\x00\x00000006000R261120\r\n9000002000000025240\r\n"
    found = read(content.replace(b"9000002000000025240", b"9000002      000025240"), implied)
    assert [(one.reference, one.amount_pence) for one in found.payments] == [
        ("AT0000012998", 312_40),
        ("C000000198", -60_00),
    ]
    assert (found.total_pence, found.count, found.passed_over, found.faults) == (252_40, 2, (1,), ())

    abroad = replace(
        PLAIN,
        kind="semicolon",
        decimal_comma=True,
        date_format="dd.mm.yy",
        headers=2,
        total_starts="Summe",
        total_at="2",
    )
    found = read(b"Summe;1.204,50\nRef;Sum;Day\nAT1;1.200,00;20.11.26\nAT2;4,50;1.12.26\n", abroad)
    assert (found.found_pence, found.total_pence, found.faults) == (1204_50, 1204_50, ())
    assert found.payments[1].paid_on == date(2026, 12, 1)

    outlets = replace(PLAIN, payment_starts="P", reference_at="2", amount_at="3", date_at="2", date_starts="H",
                      total_starts="T", total_at="2")  # fmt: skip
    lines = ["H,20/11/2026", '"P","AT1","5.00"', "T,5.00", "H,21/11/2026", "P,AT2,7.00", "P,AT3,-2.00", "T,5.00"]
    found = read("\n".join([*lines, "T,10.00"]).encode(), outlets)
    assert [(one.paid_on.day, one.amount_pence) for one in found.payments] == [(20, 5_00), (21, 7_00), (21, -2_00)]
    assert found.total_pence == read("\n".join(lines).encode(), outlets).total_pence == 10_00
    assert "says its day" in read(b"P,AT1,5.00", outlets).faults[0][1]

    tape = replace(implied, line_length=30, total_starts="", total_at="", count_starts="", count_at="")
    whole = "2AT0000012998000031240 261120 " + "2C000000198  000006000 261120 "
    assert [one.amount_pence for one in read(whole.encode(), tape).payments] == [312_40, 60_00]
    assert "no line ends" in read(whole.encode(), replace(tape, line_length=0)).faults[0][1]

    coded = replace(PLAIN, reference_masks="9826########### luhn", reference_part="5-14")
    found = read(b"982612345678902,1.00,20/11/2026\n982612345678903,1.00,20/11/2026", coded)
    assert [(one.reference, one.fits) for one in found.payments] == [("1234567890", True), ("1234567890", False)]


def test_a_day_whose_digit_was_cut_off_is_no_other_day() -> None:
    for told, written in (("2026112", "yyyymmdd"), ("1112026", "ddmmyyyy"), ("61120", "yymmdd"), ("2632", "yyddd")):
        found = read(f"A,1.00,{told}".encode(), replace(PLAIN, date_format=written))
        assert found.faults == ((1, f"its date {told!r} is not like {written}"),)


def test_lines_nobody_named_are_told_and_none_is_lost() -> None:
    marked = Layout(kind="comma", payment_starts="D", reference_at="2", amount_at="3", date_at="4")
    found = read(b'"D","A","1.00","20/11/2026"\nR,B,-1.00,20/11/2026\n\n', marked)
    assert (len(found.payments), found.passed_over) == (1, (2,))
    inside = read('"A\nB",1.00,20/11/2026\n"C,1.00,20/11/2026\nD\u2028E,1.00,20/11/2026'.encode(), PLAIN)
    assert [one.reference for one in inside.payments] == ["A B", "D\u2028E"]
    assert [number for number, _ in inside.faults] == [3]
