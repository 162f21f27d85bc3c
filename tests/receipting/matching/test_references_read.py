"""What payers make of a reference, and what we read in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.anytown import SCHEMES, at
from piperoll.receipting.matching.finder import Finder
from piperoll.receipting.matching.references import Shard, Trust, likeness, neighbours, swapped
from piperoll.receipting.matching.schemes import Scheme, UnreadablePattern, compact

FINDER = Finder(SCHEMES)
AT1 = at(70_123_456)
DIGITS = AT1[2:]


def read(text: str) -> dict[str, Trust]:
    return {found.reference: found.trust for found in FINDER.read((text,), ()).found}


@pytest.mark.parametrize("text", [AT1, f"REF {AT1} THANKS", f"{AT1},"])
def test_a_clean_reference_is_read_as_printed(text: str) -> None:
    assert read(text) == {AT1: Trust.CLEAN}


@pytest.mark.parametrize(
    "text",
    [
        f"AT {DIGITS}",
        f"AT-{DIGITS[:4]}-{DIGITS[4:]}",
        f"at {DIGITS[:2]} {DIGITS[2:4]} {DIGITS[4:6]} {DIGITS[6:8]} {DIGITS[8:]}",
        f"AT{DIGITS}INV",
        f"2401AT{DIGITS}",
        f"XAT{DIGITS}X",
        f"TA{DIGITS}",
        f"INV{DIGITS}",
        DIGITS,
        f"AT{DIGITS.replace('0', 'O').replace('1', 'I').replace('5', 'S')}",
    ],
)
def test_a_mangled_reference_is_mended_without_losing_a_digit(text: str) -> None:
    assert read(text)[AT1] is Trust.MENDED


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        (AT1[:-2], AT1),
        ("INV1234", "INV001234"),
        ("001234", "INV001234"),
        ("1NV001234", "INV001234"),
        ("02369/03", "LIC02369/03"),
        ("LIC2369/03", "LIC02369/03"),
        ("1004217", "C1004217"),
    ],
)
def test_what_was_left_off_is_put_back_but_trusted_less(text: str, reference: str) -> None:
    assert read(text)[reference] is Trust.COMPLETED


def test_several_references_in_one_payment() -> None:
    assert set(read(f"INV001234/{DIGITS} & LIC00007/01")) >= {"INV001234", AT1, "LIC00007/01"}


def test_a_payers_own_number_with_a_suffix_is_not_taken_for_a_bare_invoice_number() -> None:
    assert "INV008126" not in read("008126/1")


def test_the_banks_own_numbers_are_not_references() -> None:
    assert FINDER.read((), ("MR K WHITE 4000008288835176 FP0192521925 29/05/26 1012",)) == ((), ())


def test_a_wrong_check_digit_is_no_reference_but_a_shard() -> None:
    wrong = AT1[:-1] + str((int(AT1[-1]) + 1) % 10)
    reading = FINDER.read((wrong,), ())
    assert not reading.found
    assert likeness(reading.shards[0], AT1) == "with one slip of the keys"


def test_a_reference_the_bank_cut_short_is_a_shard_of_it() -> None:
    shard = FINDER.read(("invoice no at" + DIGITS[:5],), ()).shards[0]
    assert likeness(shard, AT1) == f"cut short at {DIGITS[:5]}"
    assert not likeness(shard._replace(cut=False), AT1)


def test_two_neighbouring_digits_that_changed_places_are_a_swap_and_nothing_else_is() -> None:
    assert swapped("INV004715", "INV004751")
    for other in ("INV004715", "INV004716", "INV005714", "INV04715", "INV007451"):
        assert not swapped("INV004715", other)


def test_another_schemes_reference_is_never_like_it() -> None:
    assert not likeness(Shard("001234", SCHEMES[1], False), "LIC00123/40")


@given(st.integers(1, 99_999_999), st.data())
@settings(max_examples=60)
def test_any_single_slip_in_a_checked_reference_is_among_its_neighbours(number: int, data: st.DataObject) -> None:
    reference = at(number)
    digits = reference[2:]
    place = data.draw(st.integers(0, 9))
    other = data.draw(st.sampled_from("0123456789"))
    slips = {
        "wrong": digits[:place] + other + digits[place + 1 :],
        "dropped": digits[:place] + digits[place + 1 :],
        "doubled": digits[:place] + digits[place] + digits[place:],
        "swapped": digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :],
    }
    slipped = slips[data.draw(st.sampled_from(sorted(slips)))]
    assert reference in set(neighbours(Shard(slipped, SCHEMES[0], False), SCHEMES[0]))


@given(st.text(max_size=60), st.text(max_size=80))
@settings(max_examples=150)
def test_no_text_a_payer_can_write_breaks_the_reading(reference: str, narrative: str) -> None:
    for found in FINDER.read((reference,), (narrative,)).found:
        assert found.scheme.fits("".join(mark for mark in found.reference if mark.isdigit()))


def test_a_text_of_any_length_is_read_in_reasonable_time() -> None:
    assert FINDER.read(("1 " * 20_000 + AT1,), ()).found[0].reference == AT1


def test_schemes_come_from_simple_patterns_and_say_what_they_cannot_read() -> None:
    scheme = Scheme.from_pattern(r"ASC\d{5}/\d{2}")
    assert (scheme.shape, scheme.digits, scheme.groups, scheme.write("0030002")) == (
        "ASC#####/##",
        7,
        [5, 2],
        "ASC00300/02",
    )
    with pytest.raises(UnreadablePattern, match=r"\[A-Z\]\+ is not letters"):
        Scheme.from_pattern("[A-Z]+")


def test_two_writings_of_one_reference_are_the_same_compactly() -> None:
    assert compact("lic 00300/02") == compact("LIC00300-02") == "LIC0030002"
