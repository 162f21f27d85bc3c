"""Somebody who reads Welsh is answered in Welsh: a dispute, a complaint, a claim and its notice, from heading to right of
appeal; only what people wrote stays as they wrote it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from crediting import somebody, take_in_sample_limits
from disputes.complaining import acknowledges, complains, decides
from disputes.disputing import closes, opens
from piperoll.customers.choose_delivery import choose_delivery
from piperoll.customers.models import Customer
from piperoll.dispatch import post_room
from piperoll.dispatch.finding import copy_of
from piperoll.dispatch.models import Document
from piperoll.documents.load_templates import SHIPPED
from piperoll.foundations.actors import Actor
from piperoll.recovery.give_claim_notice import give_claim_notice
from recovery.claims import SENT, claimed, replies
from recovery.reminding import now, send
from safeguards.people import flag, represent
from the_day import MONDAY, bill, charge, take_in_letters

ENGLISH = ("Dear ", "Please ", "We ", "If you", "You ", "the ", "Yours")


@pytest.fixture
def morag(manager: Actor) -> Actor:
    """A manager of a council with limits and letters."""
    take_in_sample_limits()
    take_in_letters(manager)
    return manager


def in_welsh(customer: Customer) -> None:
    """They want Welsh, by post."""
    told = {"channel": "post", "language": "cy", "format": "standard"}
    choose_delivery(customer=customer.pk, **told, **now(somebody("officer"), MONDAY))


def read(kind: str) -> str:
    """What the newest letter of a kind says on paper."""
    document = Document.objects.filter(kind=kind).latest("id")
    pdf = pdfium.PdfDocument(post_room.kept(bytes(copy_of(document.pk).sha256)))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def no_english(said: str, *theirs: str) -> list[str]:
    """The English that is left, beside what people wrote."""
    for words in theirs:
        said = said.replace(words, "")
    return [words for words in ENGLISH if words in said]


@pytest.mark.parametrize("outcome", ["upheld", "part_upheld", "not_upheld"])
def test_the_outcome_of_a_dispute(morag: Actor, tmp_path: Path, outcome: str) -> None:
    number = bill(tmp_path, morag, charge("B", "100.00", name="Basil Budd"), name="b.csv").first_number or ""
    in_welsh(Customer.objects.get(name="Basil Budd"))
    closes(opens(number, amount_pence=30_00).dispute, outcome, credit_pence=12_00 if outcome == "part_upheld" else None)
    send(MONDAY)
    said = read("dispute")
    assert "Annwyl Basil Budd" in said
    assert "Ar 23 Tachwedd 2026 dywedoch wrthym" in said
    assert {
        "upheld": "Edrychwyd i mewn iddo, ac rydych yn iawn. ", "part_upheld": "ac rydych yn iawn yn rhannol.",
        "not_upheld": "gwelwyd bod yr anfoneb yn gywir.",
    }[outcome] in said  # fmt: skip
    assert ("Rydym wedi tynnu" in said) is (outcome != "not_upheld")
    assert ("Talwch y £" in said) is (outcome != "upheld")
    assert no_english(said, "The round sheets show it") == []


def test_both_letters_about_a_complaint(morag: Actor, tmp_path: Path) -> None:
    bill(tmp_path, morag, charge("B", "100.00", name="Basil Budd"), name="b.csv")
    in_welsh(Customer.objects.get(name="Basil Budd"))
    made = complains().complaint
    acknowledges(made)
    send(MONDAY)
    assert "Diolch am y gŵyn a gawsom ar 23 Tachwedd 2026" in read("complaint_in")
    decides(made, "upheld", words="Nobody rang", remedy="We ring within two days")
    send(MONDAY)
    said = read("complaint")
    assert "ac rydych yn iawn. Mae’n ddrwg gennym." in said
    assert "Os nad ydych yn fodlon, dywedwch wrthym pam o fewn 20 diwrnod gwaith" in said
    assert no_english(said, "Nobody rang", "We ring within two days") == []


def test_a_letter_of_claim_with_its_forms_and_the_notice(morag: Actor, tmp_path: Path) -> None:
    bill(tmp_path, morag, charge("x", "1.00", name="Ada Lovegrove", address_1="13 Vinegar Lane"), name="x.csv")
    in_welsh(Customer.objects.get(name="Ada Lovegrove"))
    ada = claimed(tmp_path, morag)
    said = read("reminder")
    for words in ("Llythyr hawlio", "Taflen wybodaeth", "Ffurflen ateb", "Eich incwm a’ch gwariant", "30 diwrnod"):
        assert words in said
    assert no_english(said) == []
    replies(ada, "part", days=10)
    on = SENT.replace(year=2027, month=3, day=1)
    give_claim_notice(customer=ada.reference, **now(somebody("manager", "mary.manager"), on))
    send(on)
    said = read("claim_notice")
    assert "Protocol Cyn-Gweithredu ar gyfer Hawliadau Dyled" in said
    assert "bwriadwn ddechrau hawliad yn y llys sirol" in said
    assert no_english(said) == []


def test_whoever_acts_for_somebody_reads_welsh_words_of_their_own() -> None:
    """No executor is told in Welsh that they owe it: where English has words for a reader, Welsh has too, on the same facts."""
    told = {
        (one["kind"], one.get("stage"), one.get("track"), one["audience"], one["language"]): one
        for one in json.loads(SHIPPED.read_text())
    }
    for (*purpose, audience, language), one in told.items():
        if audience != "self" and language == "en":
            welsh = told[*purpose, audience, "cy"]
            assert blanks(welsh) == blanks(one), welsh["name"]


def blanks(one: dict[str, str]) -> set[str]:
    return set(re.findall(r"{{ \w+ }}", one["subject"] + one["body"]))


def test_an_executor_reads_of_a_dispute_in_welsh(morag: Actor, tmp_path: Path) -> None:
    number = bill(tmp_path, morag, charge("B", "100.00", name="Basil Budd"), name="b.csv").first_number or ""
    basil = Customer.objects.get(name="Basil Budd").pk
    made = opens(number, amount_pence=30_00).dispute
    flag(morag, basil, "deceased")
    represent(morag, basil, "executor", language="cy")
    closes(made, "upheld")
    send(MONDAY)
    said = read("dispute")
    assert (
        "Mae’n ddrwg gennym am eich colled. Rydym yn ysgrifennu atoch am eich bod yn gofalu am ystad Basil Budd."
        in said
    )
    assert "Nid chi eich hun sy’n ddyledus" in said
    assert no_english(said, "The round sheets show it") == []
