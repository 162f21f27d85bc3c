"""Letters measured as GOV.UK Notify measures them: ours pass, and each thing it refuses is found and placed."""

from __future__ import annotations

import io
import os
from datetime import date

import pikepdf
import pypdfium2 as pdfium
import pytest

from documents.invoices import COUNCIL, invoice, line
from documents.rendering.test_statement_document import STATEMENT
from piperoll.documents.rendering.engine import render
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.documents.rendering.statement_document import StatementDocument
from piperoll.documents.rendering.zones import measure

LETTER = LetterDocument(
    council=COUNCIL, recipient=Recipient("Ada Lovegrove", ("2 Vinegar Lane", "Anytown", "AN1 2AB")), reference="C0000001",
    dated=date(2026, 11, 23), subject="Your account", body="Hello.\n\n# More\n\n* one\n* two",
)  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [invoice(), invoice(*(line(f"Bin {n}") for n in range(60))), STATEMENT, LETTER],
    ids=["bill", "long bill", "statement", "letter"],
)
def test_every_letter_of_ours_is_fit(document: object) -> None:
    measured = measure(render(document))  # type: ignore[arg-type]
    assert measured.faults == ()
    assert measured.address[-1].startswith("AN1")


def marked(*marks: tuple[int, float, float, str], pages: int = 1, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with words at millimetres from the top left of a page, over a good address."""
    out = pikepdf.Pdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    address = [(1, 26, 45, "Ada Lovegrove"), (1, 26, 50, "2 Vinegar Lane"), (1, 26, 55, "AN1 2AB")]
    for number in range(1, pages + 1):
        out.add_blank_page(page_size=size)
        page = out.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=out.make_indirect(font)))
        here = [mark for mark in (*address, *marks) if mark[0] == number and mark[3]]
        drawn = "".join(
            f"BT /F1 9 Tf {x / 25.4 * 72:.2f} {size[1] - y / 25.4 * 72:.2f} Td ({words}) Tj ET\n"
            for _, x, y, words in here
        )
        page.Contents = out.make_stream(drawn.encode())
    content = io.BytesIO()
    out.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("pdf", "code"),
    [
        (marked((1, 5, 150, "in the margin")), "content-outside-printable-area"),
        (marked((1, 60, 80, "above the body")), "content-outside-printable-area"),
        (marked((2, 60, 3, "over the edge"), pages=2), "content-outside-printable-area"),
        (marked((1, 2, 4, "NOTIFY")), "notify-tag-found-in-content"),
        (marked((1, 26, 60, "Neverland")), "not-a-real-uk-postcode"),
        (marked((1, 26, 41, "@home")), "invalid-char-in-address"),
        (marked(pages=11), "letter-too-long"),
        (marked(size=(842, 595)), "letter-not-a4-portrait-oriented"),
        (b"%PDF-1.7 cut in half", "unable-to-read-the-file"),
        (b"", "unable-to-read-the-file"),
    ],
)
def test_what_notify_refuses_is_found(pdf: bytes, code: str) -> None:
    assert code in [fault.code for fault in measure(pdf).faults]


def test_a_good_one_passes_and_a_fault_says_where() -> None:
    assert measure(marked()).faults == ()
    (fault,) = measure(marked((1, 5, 150, "x"))).faults
    assert "Page 1 has ink where none may be: 5 to" in fault.sentence


def test_an_empty_window_is_told() -> None:
    blank = pikepdf.Pdf.new()
    blank.add_blank_page(page_size=(595, 842))
    content = io.BytesIO()
    blank.save(content)
    assert [fault.code for fault in measure(content.getvalue()).faults] == ["address-is-empty"]


@pytest.mark.skipif(os.environ.get("PIPEROLL_GALLERY") != "1", reason="pictures are taken with PIPEROLL_GALLERY=1")
@pytest.mark.parametrize(
    ("name", "about", "document"),
    [
        ("statement-of-account-page-1", "A statement of account.", STATEMENT),
        ("letter-page-1", "A letter of its own, from a template.", LETTER),
    ],
)
def test_pictures_of_the_paper_hang_in_the_gallery(name: str, about: str, document: StatementDocument) -> None:
    from browser import gallery

    drawn = io.BytesIO()
    with pdfium.PdfDocument(render(document)) as opened:
        opened[0].render(scale=80 / 72).to_pil().save(drawn, "PNG")
    gallery.hang(drawn.getvalue(), name, about)
