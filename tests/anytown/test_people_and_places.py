"""Nobody in Anytown is real, and everybody has a name from the lists."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piperoll.anytown.bank_accounts import ACCOUNTS
from piperoll.anytown.customers import KINDS_OF, customer
from piperoll.anytown.firms import FAMILIES, JOKES, a_company
from piperoll.anytown.names import ORIGINS
from piperoll.anytown.people import a_couple, a_person, as_banks_write, on_a_bank_line
from piperoll.anytown.places import address, telephone
from piperoll.formats.accounts import identify
from piperoll.formats.table_csv import LONGEST_FIELD

SURNAMES = {name for origin in ORIGINS for name in origin.surnames}
FIRST_NAMES = {name for origin in ORIGINS for name in (*origin.women, *origin.men)}
seeds = st.integers(0, 10_000)


def in_the_list(surname: str) -> bool:
    return surname in SURNAMES or any(
        surname == f"{one}-{other}" for one in SURNAMES if surname.startswith(f"{one}-") for other in SURNAMES
    )


@settings(max_examples=150)
@given(seeds)
def test_every_name_is_from_the_lists(seed: int) -> None:
    for person in (a_person(Random(seed)), a_couple(Random(seed))):
        assert person.first in FIRST_NAMES
        assert not person.partner or person.partner in FIRST_NAMES
        assert in_the_list(person.last)


def test_anytown_is_as_mixed_as_its_lists() -> None:
    met = [a_person(Random(seed)) for seed in range(2_000)]
    for origin in ORIGINS:
        here = sum(person.last.partition("-")[0] in origin.surnames for person in met)
        assert here > 20 * origin.share * 0.5, origin.surnames[0]
    assert any("'" in person.last for person in met)
    assert any("-" in person.last for person in met)


@settings(max_examples=100)
@given(seeds)
def test_banks_print_eighteen_plain_capitals(seed: int) -> None:
    shown = on_a_bank_line(Random(seed), a_person(Random(seed + 1)))
    assert 0 < len(shown) <= 18
    assert shown.isascii()
    assert shown == shown.upper()


def test_polish_letters_survive_the_bank() -> None:
    assert as_banks_write("Małgorzata Brzęczyk") == "MALGORZATA BRZECZYK"


@settings(max_examples=60)
@given(seeds)
def test_companies_are_the_ones_we_invented(seed: int) -> None:
    name = a_company(Random(seed))
    assert name.startswith((*FAMILIES, *JOKES))
    assert re.search(r" (Ltd|Limited|LLP|CIC|PLC)$", name)


@settings(max_examples=100)
@given(st.integers(0, 9_400_000), st.integers(0, 9_400_000), st.booleans(), st.booleans())
def test_no_two_places_share_an_address(one: int, other: int, first: bool, second: bool) -> None:
    if one != other:
        here, there = address(one, business=first), address(other, business=second)
        assert (here.lines[0], here.postcode) != (there.lines[0], there.postcode)


def test_neighbours_in_a_postcode_share_a_street() -> None:
    assert address(5).postcode == address(5 + 396_000).postcode
    assert address(5).lines[0].split(" ", 1)[1] == address(5 + 396_000).lines[0].split(" ", 1)[1]


@given(st.integers(0, 10_000_000))
def test_postcodes_and_telephones_are_nobodys(place: int) -> None:
    assert re.fullmatch(r"AN\d{1,2} \d[ABD-HJLNP-UW-Z]{2}", address(place).postcode)
    assert re.fullmatch(r"01632 960\d{3}", telephone(place, mobile=False))
    assert re.fullmatch(r"07700 900\d{3}", telephone(place, mobile=True))


@pytest.mark.parametrize("service", KINDS_OF)
def test_a_customer_is_the_same_whenever_asked_and_fits_a_feeder(service: str) -> None:
    for place in range(60):
        who = customer(1130, place, service)
        assert who == customer(1130, place, service)
        assert len(who.name) <= min(LONGEST_FIELD, 120)
        assert who.sort_code.startswith("00")
        assert not who.email or who.email.endswith("@post.example")


def test_the_bank_accounts_are_those_of_the_set_up_file() -> None:
    told = json.loads((Path(__file__).parents[2] / "samples/anytown/council.json").read_text())
    assert [(a["code"], a["sort_code"], a["account_number"], a["iban"]) for a in told["bank_accounts"]] == [
        (account.code, account.sort_code, account.account_number, account.iban) for account in ACCOUNTS
    ]
    ledgers = {a["bank_account"] for a in told["ledger_accounts"] if a.get("control") == "bank"}
    assert ledgers == {account.code for account in ACCOUNTS}


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.code)
def test_an_iban_names_its_account_and_its_check_digits_agree(account) -> None:
    assert identify(account.iban).key == account.sort_code + account.account_number
    moved = account.iban[4:] + account.iban[:4]
    assert int("".join(str(int(mark, 36)) for mark in moved)) % 97 == 1
