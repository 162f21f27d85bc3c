"""The Guarantee in Welsh is the scheme's to word: taken in whole, or the English stands in for it."""

from __future__ import annotations

import io
import os
from datetime import date

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from customers.somebody import ada
from direct_debit.paying import a_mandate, dispatch
from piperoll.customers.choose_delivery import choose_delivery
from piperoll.direct_debit.import_guarantee import (
    NotTheGuarantee,
    NotUtf8,
    SameGuarantee,
    SayWhoGaveIt,
    import_guarantee,
)
from piperoll.direct_debit.models import GuaranteeWording
from piperoll.dispatch import post_room
from piperoll.dispatch.finding import copy_of
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING
from web.staff import client_of

INVENTED = [
    "Pennawd", "Un.", "Dau {organisation} {days}.", "Tri {organisation}.", "Pedwar {organisation}.", "Pump.",
]  # fmt: skip
"""Not the scheme's words, which are not ours to write: as many lines, with the same places to fill."""
WELSH = "\n".join(INVENTED).encode()
SOURCE = "Our bank, 20 November 2026"
ABOUT = "A Direct Debit confirmed in Welsh; the Guarantee in English until the council has the scheme’s Welsh."


def letter(by: Actor, name: str) -> str:
    """What the confirmation of somebody who reads Welsh says."""
    whose = ada(by, name)
    choose_delivery(customer=whose.pk, channel="post", language="cy", format="standard", on=MONDAY, at=MORNING, by=by)
    a_mandate(by, whose.pk)
    dispatch(by)
    document = Document.objects.filter(kind="dd_confirmed").latest("id")
    with pdfium.PdfDocument(post_room.kept(bytes(copy_of(document.pk).sha256))) as opened:
        hang(opened)
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())


def hang(letter: pdfium.PdfDocument) -> None:
    """A picture of the first letter, when pictures are being taken."""
    if os.environ.get("PIPEROLL_GALLERY") == "1" and not GuaranteeWording.objects.exists():
        from browser import gallery

        drawn = io.BytesIO()
        letter[0].render(scale=80 / 72).to_pil().save(drawn, "PNG")
        gallery.hang(drawn.getvalue(), "dd-confirmed-welsh-page-1", ABOUT)


def take_in(by: Actor, content: bytes = WELSH, source: str = SOURCE, valid_from: date | None = None) -> str:
    return import_guarantee(content=content, source=source, valid_from=valid_from, on=MONDAY, at=MORNING, by=by).heading


def test_a_welsh_letter_has_the_guarantee_in_english_until_the_welsh_is_here(officer: Actor, manager: Actor) -> None:
    said = letter(officer, "Ms Ada Lovegrove")
    assert "Diolch am drefnu Debyd Uniongyrchol" in said
    assert "The Direct Debit Guarantee" in said
    assert "full and immediate refund" in said
    assert take_in(manager) == "Pennawd"
    said = letter(officer, "Mr Ben Lovegrove")
    assert "Pennawd" in said
    assert "Dau Anytown" in said
    assert "{" not in said
    assert "Guarantee" not in said


@pytest.mark.parametrize(
    ("content", "source", "refusal"),
    [
        (WELSH, " ", SayWhoGaveIt),
        (b"", SOURCE, NotTheGuarantee),
        ("Pennawd\nUn.".encode("utf-16"), SOURCE, NotUtf8),
        (b"a\x00b", SOURCE, NotUtf8),
        ("\n".join(INVENTED[:-1]).encode(), SOURCE, NotTheGuarantee),
        (WELSH.replace(b"{days}", b"10"), SOURCE, NotTheGuarantee),
        (WELSH.replace(b"Un.", b"Un {days}."), SOURCE, NotTheGuarantee),
    ],
)
def test_what_cannot_be_the_guarantee_is_refused(
    manager: Actor, content: bytes, source: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        take_in(manager, content, source)
    assert not GuaranteeWording.objects.exists()


def test_the_same_words_again_change_nothing(manager: Actor) -> None:
    take_in(manager)
    with pytest.raises(SameGuarantee):
        take_in(manager, b"\xef\xbb\xbf" + WELSH.replace(b"\n", b"\r\n\r\n"))
    assert GuaranteeWording.objects.count() == 1


def test_it_is_taken_in_and_read_on_the_page(manager: Actor) -> None:
    desk, here = client_of("manager", "mona"), "/direct-debits/guarantee/"
    assert "The Welsh was not taken in yet." in desk.get(here).content.decode()
    wrong = desk.post(here, {"file": SimpleUploadedFile("g.txt", b"Pennawd"), "source": SOURCE}).content.decode()
    assert "This cannot be the Guarantee" in wrong
    shown = desk.post(here, {"file": SimpleUploadedFile("g.txt", WELSH), "source": SOURCE}, follow=True)
    assert "Pennawd: in Welsh letters from" in shown.content.decode()
    assert "Dau {organisation} {days}." in shown.content.decode()
    assert b"Take in the Welsh" not in client_of("auditor", "aud").get(here).content
