"""The PDF itself: what it says, where it stands on the page, and that it is the same for ever."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from documents.invoices import COUNCIL, NON_BUSINESS, invoice, line
from piperoll.documents.rendering.engine import CannotPrint, render_invoice, render_many
from piperoll.documents.rendering.invoice_document import InstalmentDue, InvoiceDocument, Recipient
from piperoll.documents.rendering.rules import vat_invoice_gaps

POPPLER = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="poppler's pdftotext is not here (apt install poppler-utils): layout not read back",
)
MM = 72 / 25.4


def words(pdf: bytes, folder: Path) -> str:
    file = folder / "invoice.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def boxes(pdf: bytes, folder: Path) -> Iterator[tuple[int, float, float, float, float, str]]:
    """(page, left, top, right, bottom in mm, word) for every word."""
    file = folder / "invoice.pdf"
    file.write_bytes(pdf)
    html = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True).stdout
    for number, page in enumerate(html.split("<page ")[1:], 1):
        for found in re.finditer(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page):
            left, top, right, bottom = (float(found[n]) / MM for n in range(1, 5))
            yield number, left, top, right, bottom, found[5]


def test_it_is_tagged_archivable_and_in_english() -> None:
    pdf = render_invoice(invoice())
    assert pdf.startswith(b"%PDF-1.")
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(en-GB)" in pdf.replace(b" ", b"") or b"/Lang (en-GB)" in pdf
    assert b"/StructTreeRoot" in pdf or b"/MarkInfo" in pdf


def test_the_same_invoice_is_the_same_bytes() -> None:
    assert render_invoice(invoice()) == render_invoice(invoice())


@POPPLER
def test_it_says_all_that_a_vat_invoice_must(tmp_path: Path) -> None:
    said = words(render_invoice(invoice()), tmp_path)
    for must in (
        "VAT invoice", "AT0000000195", "23 November 2026", "Tax point", "GB 999 0000 02", "Anytown Borough Council", "The Guildhall",
        "Pickle & Daughters Fishmongers", "1 Brine Street", "Wheeled bin", "13", "£14.50", "20%", "£188.50", "£37.70", "£226.20",
        "21 December 2026", "08-99-99", "66374958", "Direct Debit",
    ):  # fmt: skip
        assert must in said, must


@POPPLER
def test_what_is_not_a_vat_invoice_says_so_and_bears_no_vat_number(tmp_path: Path) -> None:
    said = words(render_invoice(invoice(line("Home care", "64.20", "4", NON_BUSINESS))), tmp_path)
    assert "This is not a VAT invoice" in said
    assert "GB 999 0000 02" not in said


@POPPLER
def test_the_address_stands_in_the_window_and_nothing_else_does(tmp_path: Path) -> None:
    """GOV.UK Notify's window: 24.6 to 120.0 mm across, 39.5 to 66.3 mm down."""
    long = Recipient(
        "Mrs Aurelia Featherstonehaugh-Cholmondeley",
        ("Flat 2", "The Old Tannery", "9 Brine Street", "Little Snoring", "Anytown", "AN1 2AB"),
    )
    in_window, on_edge = [], []
    for page, left, top, right, bottom, word in boxes(render_invoice(invoice(recipient=long)), tmp_path):
        if page == 1 and left < 120.0 and right > 24.6 and top < 66.3 and bottom > 39.5:
            inside = left >= 24.5 and right <= 120.1 and top >= 39.4 and bottom <= 66.4
            (in_window if inside else on_edge).append(word)
    assert not on_edge
    assert " ".join(in_window) == " ".join((long.name, *long.address_lines))


@POPPLER
@pytest.mark.parametrize("lines", [1, 40, 200])
def test_nothing_leaves_the_page_or_enters_notifys_own_corner(tmp_path: Path, lines: int) -> None:
    many = tuple(line(f"Bin {n} " + "and its lid " * (n % 7)) for n in range(lines))
    for page, left, top, right, bottom, word in boxes(render_invoice(invoice(*many)), tmp_path):
        assert left >= 14.9, (page, word)
        assert right <= 195.1, (page, word)
        assert top >= 5, (page, word)
        assert bottom <= 292, (page, word)
        if page == 1 and top < 95:
            in_a_zone = (
                (bottom <= 35.1 and left < 125) or (left >= 24.5 and right <= 120.1 and bottom <= 66.4) or left >= 124.9
            )
            assert in_a_zone, word


@POPPLER
def test_the_heading_of_the_lines_comes_again_on_every_page(tmp_path: Path) -> None:
    said = words(render_invoice(invoice(*(line(f"Bin {n}") for n in range(120)))), tmp_path)
    pages = [page for page in said.split("\f") if "Bin " in page]
    assert len(pages) > 2
    assert all("Description" in page for page in pages)


@POPPLER
@pytest.mark.parametrize(
    "nasty",
    [
        "#panic()",
        "$x^2$",
        "@cite",
        "*bold* _it_",
        "back\\slash",
        "Siân Llŷr",
        "```raw```",
        "<label>",
        "// no",
        "😀 ﬁn",
        "a\x00b\tc",
        "x" * 400,
    ],
)
def test_whatever_people_write_is_only_ever_text(tmp_path: Path, nasty: str) -> None:
    said = words(
        render_invoice(invoice(line(nasty), recipient=Recipient(nasty[:60] or "A", ("1 High Street", "AN1 1AA")))),
        tmp_path,
    )
    assert "£188.50" in said


@POPPLER
def test_parts_of_a_penny_and_instalments_are_shown(tmp_path: Path) -> None:
    parts = (InstalmentDue(date(2026, 12, 23), 1000), InstalmentDue(date(2027, 1, 23), 1000))
    said = words(render_invoice(invoice(line("Copies", "0.0345", "100"), instalments=parts)), tmp_path)
    assert "£0.0345" in said
    assert said.count("£10.00") >= 2


def test_what_lacks_a_legal_particular_is_refused_in_words() -> None:
    nameless = invoice(council=replace(COUNCIL, vat_number=None))
    assert vat_invoice_gaps(nameless) == ["the council's VAT number"]
    with pytest.raises(CannotPrint, match="it lacks the council's VAT number"):
        render_invoice(nameless)


def test_too_long_an_address_is_refused() -> None:
    with pytest.raises(CannotPrint, match="at most 7 lines"):
        render_invoice(invoice(recipient=Recipient("A", tuple("1234567"))))


def test_many_come_back_in_order_and_just_as_one_by_one() -> None:
    documents = [invoice(line(f"Bin {n}", quantity=str(1 + n % 5)), number=f"AT{n:010d}") for n in range(60)]
    many = list(render_many(documents, workers=2))
    assert [number for number, _ in many] == [document.number for document in documents]
    assert many[37][1] == render_invoice(documents[37])


def test_a_faulty_one_among_many_is_named() -> None:
    documents = [invoice(number=f"AT{n:010d}") for n in range(30)]
    documents[20] = replace(documents[20], council=replace(COUNCIL, vat_number=""))
    with pytest.raises(CannotPrint, match="AT0000000020"):
        list(render_many(documents, workers=2))


def test_a_few_start_no_processes() -> None:
    assert len(list(render_many([invoice()] * 3))) == 3


@POPPLER
@pytest.mark.skipif(os.environ.get("PIPEROLL_GALLERY") != "1", reason="pictures are taken with PIPEROLL_GALLERY=1")
@pytest.mark.parametrize(
    ("name", "line_about", "document"),
    [
        ("bill-vat", "A VAT invoice: what to pay and by when first, every particular of regulation 14, and how to pay.", invoice()),
        ("bill-care", "A care bill, which is not a VAT invoice and says so.", invoice(line("Home care, 4 weeks to 15 November 2026", "64.20", "4", NON_BUSINESS), service="Adult social care")),
    ],
)  # fmt: skip
def test_pictures_of_the_bills_hang_in_the_gallery(
    tmp_path: Path, name: str, line_about: str, document: InvoiceDocument
) -> None:
    from browser import gallery

    file = tmp_path / "bill.pdf"
    file.write_bytes(render_invoice(document))
    subprocess.run(["pdftoppm", "-png", "-r", "80", file, tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert pages
    for number, page in enumerate(pages, 1):
        gallery.hang(page.read_bytes(), f"{name}-page-{number}", line_about if number == 1 else "Its payment slip.")
