"""The Guarantee says what the scheme says, but for a name and a number; the letters fit the window and the envelope."""

from __future__ import annotations

import hashlib
import io
import os

import pypdfium2 as pdfium
import pytest

from customers.somebody import ada
from direct_debit.paying import a_mandate, an_active_one, by_phone, dispatch, notify
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.planning import PlanTold
from piperoll.direct_debit.rules import GUARANTEE, carried, guarantee, reference_fault
from piperoll.dispatch import post_room
from piperoll.dispatch.finding import copy_of
from piperoll.dispatch.models import Document
from piperoll.documents.rendering.zones import measure
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

LOCKED = "2460febd7711b4f6fd248177f9ce1459430a7213807e9acd9d94520aff52eb84"


def test_the_guarantee_is_locked() -> None:
    assert hashlib.sha256("\n".join(GUARANTEE).encode()).hexdigest() == LOCKED, (
        "these words are the scheme's: only a sponsoring bank may change them"
    )


def test_only_the_name_and_the_days_vary() -> None:
    one, other = guarantee("ANYTOWN", 10), guarantee("ELSEWHERE", 5)
    assert [text.replace("ANYTOWN", "X").replace("10 working", "N working") for text in one] == [
        text.replace("ELSEWHERE", "X").replace("5 working", "N working") for text in other
    ]
    assert "ANYTOWN will notify you 10 working days in advance" in one[1]


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("Zoë O'Neil & Sons", "ZOE O NEIL & SONS"),
        ("Mrs Gwendolyn Achterberg-Pugh", "MRS GWENDOLYN ACHT"),
        ("  J. Specimen/Son.  ", "J. SPECIMEN/SON."),
        ("…", "..."),
    ],
)
def test_a_name_as_bacs_carries_it(name: str, becomes: str) -> None:
    assert carried(name) == becomes


@pytest.mark.parametrize(
    ("reference", "is_well"),
    [
        ("NCC123", True), ("ABC 12345678901234", True), ("000000", False), ("DDIC0001", False), ("AB-12", False),
        ("-ABC123", False), ("AAAAAA-", False), ("ABC 123456789012345", False), ("abc1234", False),
    ],
)  # fmt: skip
def test_a_core_reference_as_banks_know_it(reference: str, is_well: bool) -> None:
    assert (reference_fault(reference) is None) == is_well


def test_every_letter_fits_the_window_and_says_what_it_must(officer: Actor) -> None:
    whose = ada(officer)
    plan = PlanTold("fixed", 4500, "monthly", (14,), MONDAY, times=6)
    mandate = an_active_one(officer, whose.pk, by_phone(plan=plan))
    notify(officer)
    other = a_mandate(officer, ada(officer, "Mr Ben Lovegrove").pk).mandate
    cancel_mandate(mandate=other, reason="Rang us", on=MONDAY, at=MORNING, by=officer)
    dispatch(officer)
    said: dict[str, str] = {}
    for document in Document.objects.all():
        pdf = post_room.kept(bytes(copy_of(document.pk).sha256))
        assert measure(pdf).faults == ()
        said[document.kind] = text_of(pdf)
        picture(document.kind, pdf)
    assert set(said) == {"dd_confirmed", "dd_notice", "dd_cancelled"}
    for words in (
        "The Direct Debit Guarantee",
        "full and immediate refund",
        "••••8472",
        mandate.reference[:4],
        "999999",
    ):
        assert words in said["dd_confirmed"], words
    for words in ("Monday 14 December 2026: £45.00", "£270.00", mandate.reference, "10 working days"):
        assert words in said["dd_notice"], words
    assert "63748472" not in "".join(said.values())


def text_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as opened:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in opened).split())


def picture(kind: str, pdf: bytes) -> None:
    if os.environ.get("PIPEROLL_GALLERY") != "1":
        return
    from browser import gallery

    about = {
        "dd_confirmed": "A Direct Debit confirmed to its payer, the Guarantee below.",
        "dd_notice": "Advance notice of what is taken by Direct Debit and when.",
        "dd_cancelled": "A Direct Debit cancelled, confirmed to its payer.",
    }[kind]
    drawn = io.BytesIO()
    with pdfium.PdfDocument(pdf) as opened:
        opened[0].render(scale=80 / 72).to_pil().save(drawn, "PNG")
    gallery.hang(drawn.getvalue(), f"{kind.replace('_', '-')}-page-1", about)
