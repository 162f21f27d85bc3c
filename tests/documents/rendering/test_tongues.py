"""Welsh and large print: one catalogue with every phrase in it, both languages on the paper, and type large enough to read."""

from __future__ import annotations

import ast
import io
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from documents.invoices import NON_BUSINESS, invoice, line
from documents.rendering.test_credit_note_document import NOTE
from documents.rendering.test_statement_document import STATEMENT
from documents.rendering.test_zones import LETTER
from piperoll.documents.rendering import wording
from piperoll.documents.rendering.engine import render
from piperoll.documents.rendering.tongues import Tongue
from piperoll.documents.rendering.zones import ADDRESS, measure

ROOM = Path(wording.__file__).parents[1]
CARE = invoice(line("Home care, 4 weeks to 15 November 2026", "64.20", "4", NON_BUSINESS), service="Adult social care")
EVERY = {"VAT invoice": invoice(), "invoice": CARE, "credit note": NOTE, "statement": STATEMENT, "letter": LETTER}
LEAST_POINTS = 16
WORDS = Tongue("cy").words


def phrases() -> Iterator[str]:
    """Every phrase a template or a line of Python asks to be said."""
    for template in ROOM.glob("templates/*.typ"):
        text = template.read_text()
        yield from re.findall(r'(?:say|with-values|phrase|filled)\((?:d, )?\s*"([^"]+)"', text)
        for several in re.findall(r"said\(([^)]*)\)", text):
            yield from re.findall(r'"([^"]+)"', several)
    for file in ROOM.glob("rendering/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func) == "say"
                and isinstance(node.args[0], ast.Constant)
            ):
                yield node.args[0].value
    yield from (wording.TERMS, wording.HELP_IF_YOU_CANNOT_PAY)


def drawn(document: Any, language: str = "en", *, large: bool = False) -> bytes:
    return render(replace(document, language=language, large_print=large))


def text_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    with pdfium.PdfDocument(pdf) as opened:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in opened]


def sizes(pdf: bytes) -> Iterator[tuple[float, str]]:
    """The size in points of every letter that is not in the window of page one."""
    with pdfium.PdfDocument(pdf) as opened:
        for number, page in enumerate(opened):
            reader, tall = page.get_textpage(), page.get_height()
            for at in range(reader.count_chars()):
                if not (letter := reader.get_text_range(at, 1)).strip():
                    continue
                left, _, _, top = reader.get_charbox(at)
                mm_left, mm_top = left * 25.4 / 72, (tall - top) * 25.4 / 72
                in_window = ADDRESS.left <= mm_left <= ADDRESS.right and ADDRESS.top <= mm_top <= ADDRESS.bottom
                if number or not in_window:
                    yield raw.FPDFText_GetFontSize(reader.raw, at), letter


def test_every_phrase_is_in_the_catalogue() -> None:
    missing = [phrase for phrase in phrases() if phrase not in WORDS]
    assert not missing


def test_each_welsh_phrase_keeps_its_blanks_and_its_paragraphs() -> None:
    for english, welsh in WORDS.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", welsh)), english
        assert english.count("\n\n") == welsh.count("\n\n")


@pytest.mark.parametrize("name", list(EVERY))
def test_welsh_comes_first_and_english_after_it(name: str) -> None:
    pages = text_of(drawn(EVERY[name], "cy"))
    with pikepdf.open(io.BytesIO(drawn(EVERY[name], "cy"))) as opened:
        assert str(opened.Root.Lang) == "cy-GB"
    if name == "letter":
        assert "Dyddiad" in pages[0]
        return
    welsh = {
        "VAT invoice": "Anfoneb TAW",
        "invoice": "Anfoneb",
        "credit note": "Nodyn credyd",
        "statement": "Cyfriflen",
    }
    assert welsh[name] in pages[0]
    assert "2026" in pages[0]
    assert not re.search(r"\b(Amount to pay|How to pay|Invoice date)\b", pages[0])
    assert re.search(r"\b(Amount to pay|Credited to you|To pay)\b", pages[-1])
    assert len(pages) == len(text_of(drawn(EVERY[name]))) + 1, "English on the back of a sheet"


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", list(EVERY))
def test_notify_would_post_it(name: str, language: str, large: bool) -> None:
    assert measure(drawn(EVERY[name], language, large=large)).faults == ()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("name", list(EVERY))
def test_nothing_in_large_print_is_small(name: str, language: str) -> None:
    small = [(size, letter) for size, letter in sizes(drawn(EVERY[name], language, large=True)) if size < LEAST_POINTS]
    assert not small


@pytest.mark.parametrize("name", list(EVERY))
def test_large_print_says_all_that_the_other_says(name: str) -> None:
    """Every sum and reference of the standard print is there; only the slip to cut off is not."""
    standard, large = (" ".join(text_of(drawn(EVERY[name], large=large))) for large in (False, True))
    told = set(re.findall(r"£[\d,.]+\d|[A-Z]{1,2}\d{6,}|\d{2}-\d{2}-\d{2}|\d{1,2} \w+ 2026", standard))
    assert not {one for one in told if one not in large}


def test_a_letter_we_have_no_welsh_for_says_so() -> None:
    (page,) = text_of(render(replace(LETTER, language="cy", written_in="en")))
    assert "Nid yw’r geiriau hyn gennym yn Gymraeg eto" in page


@pytest.mark.skipif(os.environ.get("PIPEROLL_GALLERY") != "1", reason="pictures are taken with PIPEROLL_GALLERY=1")
@pytest.mark.parametrize(
    ("name", "about", "pdf"),
    [
        ("bill-welsh", "A bill in Welsh, and the same in English on its back.", drawn(invoice(), "cy")),
        ("bill-large-print", "A bill in large print: one column, 18 point, inside GOV.UK Notify’s zones.", drawn(CARE, large=True)),
    ],
)  # fmt: skip
def test_pictures_hang_in_the_gallery(name: str, about: str, pdf: bytes) -> None:
    from browser import gallery

    with pdfium.PdfDocument(pdf) as opened:
        for number in range(2):
            content = io.BytesIO()
            opened[number].render(scale=80 / 72).to_pil().save(content, "PNG")
            gallery.hang(content.getvalue(), f"{name}-page-{number + 1}", about if not number else "Its second page.")


def test_what_was_written_down_in_english_is_told_again_in_welsh() -> None:
    again = Tongue("cy").again
    assert again("Your bank did not pay the £1,040.00 that we asked for on 1 December 2026 and 5 January 2027.") == (
        "Ni thalodd eich banc y £1,040.00 y gofynnom amdano ar 1 Rhagfyr 2026 a 5 Ionawr 2027."
    )
    assert (
        again("* Monday 4 January 2027: £10.00 (AT0000000198 £10.00)")
        == "* dydd Llun 4 Ionawr 2027: £10.00 (AT0000000198 £10.00)"
    )
    assert again("invoice AT0000000198; Adult social care") == "anfoneb AT0000000198; Adult social care"
    assert again("It now pays for Mr A. Smith.") == "Mae’n talu dros Mr A. Smith yn awr."
    assert Tongue("en").again("It now pays for Ada.") == "It now pays for Ada."
