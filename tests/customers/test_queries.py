"""Anybody can be found by whatever the caller has in hand."""

import pytest

from piperoll.customers.add_customer import add_customer
from piperoll.customers.details import Details
from piperoll.customers.queries import MOST_FOUND, NoSuchCustomer, by_reference, customer_scheme, search
from piperoll.foundations.actors import Actor
from the_day import MONDAY, MORNING

PEOPLE = [
    Details("person", "Mrs Gwendolyn Achterberg-Pugh", "14 Limekiln Row", "AN3 7QD"),
    Details("person", "Mr Kwabena Osei", "9 Weavers Court", "AN5 2LB"),
    Details("company", "Pickle & Daughters", "2 Harbour Steps", "AN1 4FY", trading_as="The Codfather"),
    Details("person", "Ms Li Wu", "2 Harbour Steps", "AN1 4FY"),
    Details("person", "Mr 100% O'Shaughnessy_Jones", "1 Brine Street", "AN1 2AB"),
]


@pytest.fixture
def references(manager: Actor) -> list[str]:
    return [add_customer(details=d, on=MONDAY, at=MORNING, by=manager).reference for d in PEOPLE]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pugh", ["Mrs Gwendolyn Achterberg-Pugh"]),
        ("terberg", ["Mrs Gwendolyn Achterberg-Pugh"]),
        ("pugh gwen", ["Mrs Gwendolyn Achterberg-Pugh"]),
        ("pugh osei", []),
        ("li", ["Ms Li Wu"]),
        ("wu", ["Ms Li Wu"]),
        ("codfather", ["Pickle & Daughters"]),
        ("an1 4fy", ["Ms Li Wu", "Pickle & Daughters"]),
        ("AN14FY", ["Ms Li Wu", "Pickle & Daughters"]),
        ("an1", ["Mr 100% O'Shaughnessy_Jones", "Ms Li Wu", "Pickle & Daughters"]),
        ("100%", ["Mr 100% O'Shaughnessy_Jones"]),
        ("O'Sh", ["Mr 100% O'Shaughnessy_Jones"]),
        ("y_jones", ["Mr 100% O'Shaughnessy_Jones"]),
        ("__", []),
        ("%%%", []),
        ("\\\\", []),
        ("x", []),
        ("", []),
        ("\x00\x00", []),
        ("😀😀😀", []),
        ("z" * 5000, []),
    ],
)
def test_by_name_trading_name_or_postcode(references: list[str], typed: str, found: list[str]) -> None:
    assert sorted(row.name for row in search(typed).customers) == found


def test_by_reference_with_spaces_in_small_letters_or_from_the_number_alone(references: list[str]) -> None:
    reference = references[1]
    for typed in (reference, reference.lower(), f" {reference[:4]} {reference[4:]} ", reference[1:], "2", "0000002"):
        if len(typed) > 1:
            assert [row.reference for row in search(typed).customers] == [reference], typed
    assert by_reference(f"{reference[:4]} {reference[4:].lower()}").name == "Mr Kwabena Osei"


def test_a_slip_in_a_reference_is_said_so(references: list[str]) -> None:
    slipped = references[0][:-1] + str((int(references[0][-1]) + 1) % 10)
    assert "last two digits do not agree" in search(slipped).hint
    assert "no customer has it" in search(customer_scheme().write(99)).hint
    with pytest.raises(NoSuchCustomer, match=slipped):
        by_reference(slipped)


def test_more_than_a_page_says_so(manager: Actor) -> None:
    for number in range(MOST_FOUND + 1):
        details = Details("person", f"Mr Smith the {number}th", "1 Row", "AN1 1AA")
        add_customer(details=details, on=MONDAY, at=MORNING, by=manager)
    found = search("smith")
    assert (len(found.customers), found.more) == (MOST_FOUND, True)
    assert search("mr smith the 7th").customers[0].name == "Mr Smith the 7th"
    assert not search("the 17th").more
