"""Payers' lists in text and PDF read by a layout that is data, and spreadsheets by their columns; nothing is lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from piperoll.formats import pdf_lines, xlsx_rows
from piperoll.formats.payment_files import LayoutWrong
from piperoll.formats.remittance_layouts import FIRST, Layout, layout_of, read, text_lines
from piperoll.formats.remittance_tables import read as read_table
from piperoll.formats.table_csv import NotATable

SAMPLES = Path(__file__).parents[2] / "samples" / "remittances"
OFFICE = Layout(
    line="{reference} | {name} | {any} | {amount}", total="Total paid | {amount}",
    payment="Payment reference | {payment}", paid_on="Payment date | {day}", date_format="dd month yyyy",
    reference_masks="AT##########",
)  # fmt: skip
HOUSING = Layout(
    line="{reference:12}{name:30}{pence:11}", total="TOTAL {any} {pence}", payment="REMITTANCE NO {payment} PAID {any}",
    paid_on="REMITTANCE NO {any} PAID {day}", date_format="ddmmyyyy", reference_masks="AT##########",
)  # fmt: skip
WORDS = Layout(line="{reference} {name} {amount}", total="Total {amount}")


def test_a_pdf_reads_by_its_columns_over_its_pages() -> None:
    found, seen = read(pdf_lines.read_lines((SAMPLES / "benefit-office.pdf").read_bytes()), OFFICE)
    assert [one.amount_pence for one in found.lines] == [390, 1410, 120450, 390, -390, 780, 390, 2000]
    assert found.lines[1][1:] == ("AT0000013095", 1410, "Benjamin O’Bramble-Wick")
    assert (found.total_pence, found.payment, found.paid_on) == (125420, "TPP-4471902", date(2026, 11, 20))
    assert not found.unreadable
    assert [one.text for one in seen if one.taken_for == "total"] == ["Total paid | £1,254.20"]
    assert sum(one.taken_for == "line" for one in seen) == 8


def test_text_in_fixed_places_reads_by_widths() -> None:
    layout = replace(HOUSING, paid_on="")
    found, _ = read(text_lines((SAMPLES / "housing.txt").read_bytes()), layout)
    assert [one[1:] for one in found.lines] == [
        ("AT0000012998", 11_00, "ADA LOVEGROVE"),
        ("AT0000013095", 312_40, "BENJAMIN O'BRAMBLE-WICK AND CO"),
        ("AT0000013101", -3_00, "CAL QUINCE"),
    ]
    assert (found.total_pence, found.payment) == (320_40, "HH20611")


def test_one_line_says_two_things() -> None:
    found, _ = read(text_lines((SAMPLES / "housing.txt").read_bytes()), HOUSING)
    assert (found.payment, found.paid_on) == ("HH20611", date(2026, 11, 20))


def test_a_spreadsheet_reads_by_the_names_of_its_columns_on_whatever_sheet() -> None:
    with (SAMPLES / "county.xlsx").open("rb") as file:
        found = read_table(file, "county.xlsx")
    assert [one[1:] for one in found.lines] == [
        ("0000013001", 11_00, "Ada Lovegrove"),
        ("0000013002", 12_10, "Ben Bramble"),
        ("0000013003", 30, "Cal Quince"),
        ("AT0000013118", -3_00, "Dot Medlar"),
    ]
    assert (found.total_pence, found.unreadable) == (20_40, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A1 Ada Ten 1.00\nTotal 1.00\nTotal 2.00", "is told twice"),
        ("A1 Ada 1,00.00", "is not a sum"),
        ("A1 Ada (3.00", "is not a sum"),
        ("A1 Ada -3.00-", "is not a sum"),
    ],
)
def test_a_line_that_looks_right_and_is_not_is_told(text: str, said: str) -> None:
    found, seen = read(text.split("\n"), WORDS)
    assert said in found.unreadable[0].reason
    assert "wrong" in [one.taken_for for one in seen]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "line"),
        ({"line": "{reference} {sum}"}, "line"),
        ({"line": "{reference}"}, "line"),
        ({"line": "{amount}"}, "line"),
        ({"line": "{reference} {reference} {amount}"}, "line"),
        ({"line": "{any} {any} {name} {amount}"}, "line"),
        ({"line": "{reference} {amount} {pence}"}, "line"),
        ({"line": "{reference} {amount}" + "x" * 200}, "line"),
        ({"line": "{reference} {amount}", "total": "Total"}, "total"),
        ({"line": "{reference} {amount}", "date_format": "mm/dd"}, "date_format"),
        ({"line": 7}, "line"),
        ({"lines": ""}, "lines"),
        ([], "layout"),
    ],
)
def test_a_layout_that_cannot_be_says_which_part(told: dict[str, object], field: str) -> None:
    with pytest.raises(LayoutWrong) as fault:
        layout_of(told)
    assert fault.value.field == field


def test_a_layout_kept_as_data_is_the_same_layout() -> None:
    for layout in (*FIRST.values(), OFFICE, HOUSING):
        assert layout_of(layout.told()) == layout


@given(st.text(max_size=400), st.sampled_from([*FIRST.values(), OFFICE, HOUSING, WORDS]))
def test_whatever_the_text_each_line_is_something(text: str, layout: Layout) -> None:
    found, seen = read(text.splitlines(), layout)
    assert len(seen) == len(text.splitlines())
    taken = sum(one.taken_for == "line" for one in seen)
    assert len(found.lines) <= taken <= len(seen)


def packed(**parts: bytes) -> io.BytesIO:
    """A zip of such parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in parts.items():
            into.writestr(name.replace("__", "/"), content)
    return made


def a_sheet(rows: int) -> io.BytesIO:
    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in [["Invoice", "Amount"], *[["A1", 1]] * rows]:
        sheet.append(row)
    book.save(made)
    return made


def a_far_cell() -> io.BytesIO:
    book, made = Workbook(), io.BytesIO()
    book.active["A1"], book.active["B1"] = "Invoice", "Amount"  # type: ignore[index]
    book.active.cell(1_048_576, 16_384, "far")  # type: ignore[union-attr]
    book.save(made)
    return made


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (packed(xl__workbook=b"0" * 30_000_000), "unpacks to more"),
        (packed(**{f"part{n}": b"" for n in range(600)}), "unpacks to more"),
        (packed(xl__workbook=b"<a/>"), "not a spreadsheet that can be read"),
        (io.BytesIO(b"PK\x03\x04" + b"\x00" * 400), "not a whole spreadsheet"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 400), "locked with a password"),
        (a_sheet(10_001), "more than 10,000 rows"),
        (a_far_cell(), "more than 10,000 rows"),
    ],
)
def test_a_spreadsheet_that_is_none_or_too_large_is_one_sentence(file: io.BytesIO, said: str) -> None:
    with pytest.raises(NotATable, match=said):
        read_table(file, "a.xlsx")


def test_entities_that_grow_in_a_spreadsheet_do_not() -> None:
    good = (SAMPLES / "county.xlsx").read_bytes()
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as kept, zipfile.ZipFile(made, "w") as into:
        for part in kept.namelist():
            content = kept.read(part)
            if part.endswith("sheet2.xml"):
                growing = f'<!DOCTYPE worksheet [<!ENTITY e0 "boom">{grown}]>'.encode()
                content = growing + content.replace(b"Ada Lovegrove", b"&e11;")
            into.writestr(part, content)
    with pytest.raises(NotATable, match="not a spreadsheet that can be read"):
        read_table(made, "a.xlsx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n", "is not a PDF that can be read"),
        (b"%PDF-1.7\n" + b"\x00" * 11_000_000, "larger than 10 MB"),
        ((SAMPLES / "benefit-office.pdf").read_bytes()[:9000], "is not a PDF that can be read|is a picture"),
    ],
)
def test_a_pdf_that_is_none_or_too_large_is_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        pdf_lines.read_lines(content)


def test_a_page_without_text_is_a_picture() -> None:
    import pypdfium2 as pdfium

    book, made = pdfium.PdfDocument.new(), io.BytesIO()
    book.new_page(200, 200)
    book.save(made)
    with pytest.raises(ValueError, match="a picture without text"):
        pdf_lines.read_lines(made.getvalue())


def test_the_reader_of_spreadsheets_says_what_is_one() -> None:
    assert xlsx_rows.is_spreadsheet(b"PK\x03\x04")
    assert not xlsx_rows.is_spreadsheet(b"%PDF")


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Document No,Your document,Date,Gross amount,Discount,Net amount", "51000001,AT1,20/11/2026,12.00,1.00,11.00"),
        ("Inv No,Service User,Paid (GBP)", "AT1,Ada Lovegrove,11.00"),
        ("Supplier Invoice No.;Payment Value (£)", "AT1;£11.00"),
        ("Date\tBill number\tAmount GBP", "20/11/2026\tAT1\t11.00"),
        ("Pupil Name,Reference No,Invoice Amount,Amount Paid", "Ada,AT1,99.00,11.00"),
    ],
)
def test_a_list_is_known_by_what_payers_call_their_columns(heading: str, row: str) -> None:
    found = read_table(io.BytesIO(f"Remittance advice\n\n{heading}\n{row}\n".encode()), "list.csv")
    assert [(one.reference, one.amount_pence) for one in found.lines] == [("AT1", 11_00)]
