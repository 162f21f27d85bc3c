"""Who the engine takes for one, whom it keeps apart, and what it says of why."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import Any

import pytest

from piperoll.customers.duplicates.engine import DuplicatesNotInstalled, likely_pairs
from piperoll.customers.duplicates.spelling import likeness

HOME = {"address": "14 Limekiln Row", "postcode": "AN3 7QD"}
AWAY = {"address": "2 Harbour Steps", "postcode": "ZZ9 1AA"}


needs_splink = pytest.mark.skipif(find_spec("splink") is None, reason="./piperoll setup --all installs it")


def likely(one: dict[str, Any], other: dict[str, Any]) -> int:
    found = likely_pairs([likeness(id=1, **one), likeness(id=2, **other)], least=0.0)
    return found[0].score if found else 0


@needs_splink
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Mrs Gwendolyn Pugh", **HOME}, {"name": "Gwen Pugh", **HOME}),
        ({"name": "Mrs G Pugh", **HOME}, {"name": "Gwen Pugh", **HOME}),
        ({"name": "Gwen Pugh", **HOME}, {"name": "Gwen Pugg", **HOME}),
        ({"name": "Gwen Pugh", **HOME, "email": "g@pugh.example"}, {"name": "Gwen Lloyd", **HOME, "email": "g@pugh.example"}),
        ({"name": "Gwen Pugh", **HOME, "phone": "01632 960001"}, {"name": "Gwen Pugh", **AWAY, "phone": "01632960001"}),
        ({"name": "Pickle & Sons Ltd", **HOME}, {"name": "Pickle and Sons Limited", **HOME}),
        ({"name": "Gwen Pugh", "address": "14 Limekiln Row", "postcode": "AN3 7QD"}, {"name": "Gwen Pugh", "address": "14 Limekiln Row", "postcode": "AN3 7GD"}),
    ],
)  # fmt: skip
def test_one_person_under_two_spellings(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert likely(one, other) >= 60


@needs_splink
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Gwen Pugh", **HOME}, {"name": "Owen Price", **HOME}),
        ({"name": "Gwen Pugh", **HOME}, {"name": "Thomas Pugh", **HOME}),
        ({"name": "Gwen Pugh", **HOME}, {"name": "Gwen Price", **AWAY}),
        ({"name": "Pickle & Sons Ltd", **HOME}, {"name": "Brine Brothers Ltd", **HOME}),
    ],
)
def test_a_household_or_a_street_is_not_one_person(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert likely(one, other) < 30


@needs_splink
def test_the_evidence_is_in_words() -> None:
    (pair,) = likely_pairs([likeness(id=7, name="Mrs G Pugh", **HOME), likeness(id=3, name="Gwen Pugh", **HOME)])
    assert (pair.first, pair.second) == (3, 7)
    assert pair.evidence == ("same surname", "an initial that fits", "same house and postcode")


@needs_splink
def test_the_same_pair_is_worth_the_same_in_a_village_and_in_a_town() -> None:
    pair = [likeness(id=n, name="Gwen Pugh", **HOME) for n in (1, 2)]
    town = [
        likeness(id=n, name=f"Person{n} Name{n}", address=f"{n} Road", postcode=f"AN{n % 9} {n % 7}AA")
        for n in range(3, 900)
    ]
    assert (
        likely_pairs(pair)[0].score
        == next(p for p in likely_pairs([*pair, *town]) if (p.first, p.second) == (1, 2)).score
    )


@needs_splink
def test_what_very_many_share_says_nothing() -> None:
    home = [likeness(id=n, name=f"Person{n} Name{n}", phone="01632960001") for n in range(60)]
    assert likely_pairs(home, least=0.01) == []


@needs_splink
@pytest.mark.parametrize("few", [[], [likeness(id=1, name="")], [likeness(id=1, name="Gwen Pugh", **HOME)]])
def test_nobody_and_one_alone_make_no_pair(few: list[Any]) -> None:
    assert likely_pairs(few) == []


def test_without_splink_one_sentence_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    with pytest.raises(DuplicatesNotInstalled) as refused:
        likely_pairs([])
    assert "./piperoll setup --all" in refused.value.sentence
    assert refused.value.exit_code == 1
