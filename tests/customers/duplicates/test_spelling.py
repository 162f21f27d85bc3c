"""Names, streets and sounds as two customers are compared by."""

from __future__ import annotations

import pytest

from piperoll.customers.duplicates.spelling import body_name, likeness, person_name, sound_of


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Mrs Gwen Pugh", ("GWENDOLYN", "PUGH")),
        ("Mr G O'Brien", ("G", "OBRIEN")),
        ("Pugh, Gwen", ("GWENDOLYN", "PUGH")),
        ("Estate of the late Bob Smith", ("ROBERT", "SMITH")),
        ("Zoë Brontë", ("ZOE", "BRONTE")),
        ("Achterberg-Pugh", ("ACHTERBERG", "PUGH")),
        ("Madonna", (None, "MADONNA")),
        ("Dr", (None, None)),
        ("", (None, None)),
    ],
)
def test_a_person_is_a_first_name_made_whole_and_a_surname(name: str, told: tuple[str | None, str | None]) -> None:
    assert person_name(name) == told


def test_a_body_is_named_without_what_all_bodies_have() -> None:
    assert body_name("The Pickle & Sons Co. Ltd") == body_name("Pickle and Sons Limited") == "PICKLE SONS"
    assert body_name("The Company Limited") == "THE COMPANY LIMITED"
    assert likeness(id=1, name="Pickle & Sons Ltd").surname == "PICKLE SONS", "whatever kind it was entered as"


@pytest.mark.parametrize(
    ("word", "sound"), [("SMITH", "S530"), ("SMYTH", "S530"), ("PFISTER", "P236"), ("TYMCZAK", "T522")]
)
def test_what_sounds_alike_is_spelt_alike(word: str, sound: str) -> None:
    assert sound_of(word) == sound


def test_an_address_is_a_number_and_a_street_however_it_is_written() -> None:
    one = likeness(id=1, name="A B", address="Flat 2\n14 Limekiln Rd", postcode="AN1 1AA", phone="+44 1632 960001")
    other = likeness(id=2, name="A B", address="Flat 2, 14 LIMEKILN ROAD", postcode="an11aa", phone="01632 960 001")
    assert (one.house, one.street, one.postcode, one.phone) == ("2 14", "LIMEKILN ROAD", "AN11AA", "1632960001")
    assert (other.house, other.street, other.postcode, other.phone) == (one.house, one.street, one.postcode, one.phone)
    assert likeness(id=3, name="A B", phone="12").phone is None
