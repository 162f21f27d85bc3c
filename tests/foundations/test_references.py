"""Check digits that show a slip: ISO 7064 MOD 97-10."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.foundations.references import ReferenceScheme, mod97_check_digits, mod97_is_valid

AT = ReferenceScheme("AT", 8)
numbers = st.integers(1, 99_999_999)


def test_a_worked_example() -> None:
    """794 has check digits 44: 79444 leaves 1 (the standard's own example)."""
    assert mod97_check_digits("794") == "44"
    assert mod97_is_valid("79444")


@given(numbers)
def test_what_we_write_is_valid_and_of_one_width(number: int) -> None:
    assert AT.is_valid(AT.write(number))
    assert len(AT.write(number)) == AT.width == 12


@given(numbers, st.integers(2, 11), st.integers(1, 9))
def test_one_wrong_digit_shows(number: int, place: int, by: int) -> None:
    good = AT.write(number)
    wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert not AT.is_valid(wrong)


@given(numbers, st.integers(2, 10))
def test_two_neighbours_swapped_show(number: int, place: int) -> None:
    good = AT.write(number)
    swapped = good[:place] + good[place + 1] + good[place] + good[place + 2 :]
    assert swapped == good or not AT.is_valid(swapped)


@pytest.mark.parametrize("number", [0, -1, 100_000_000])
def test_a_number_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        AT.write(number)


def test_unchecked_schemes_have_no_check_digits() -> None:
    assert ReferenceScheme("INV", 6, checked=False).write(42) == "INV000042"


@pytest.mark.django_db
def test_the_database_writes_the_same_reference() -> None:
    from the_day import ask

    for number in (1, 97, 12_345_678, 99_999_999):
        (row,) = ask("SELECT council_reference('AT', 8, true, %(n)s) AS reference", n=number)
        assert row.reference == AT.write(number)
