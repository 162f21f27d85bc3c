"""The modulus check: published numbers that pass and fail, and each exception on sort codes of our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.foundations.bank_account import checked
from piperoll.foundations.modulus import Check, Method, ModulusTables, Result

PLAIN = (0, 0, 0, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1)
TWO_ONE = (2, 1) * 7
CHECKS = [
    Check("089999", "089999", Method.MOD10, (0, 0, 0, 0, 0, 0, 7, 1, 3, 7, 1, 3, 7, 1)),
    Check("107999", "107999", Method.MOD11, PLAIN),
    Check("202000", "202999", Method.MOD11, (0, 0, 0, 0, 0, 0, 0, 7, 6, 5, 4, 3, 2, 1), 6),
    Check("202000", "202999", Method.DBLAL, TWO_ONE, 6),
    Check("910100", "910100", Method.DBLAL, TWO_ONE, 1),
    Check("910200", "910200", Method.MOD11, (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1), 2),
    Check("910200", "910200", Method.MOD11, (0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 9),
    Check("910300", "910300", Method.MOD10, (0,) * 13 + (1,)),
    Check("910300", "910300", Method.MOD10, (0,) * 12 + (1, 0), 3),
    Check("910400", "910400", Method.MOD11, (*PLAIN[:12], 0, 0), 4),
    Check("910500", "910599", Method.MOD11, (0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0), 5),
    Check("910500", "910599", Method.DBLAL, (0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0), 5),
    Check("910700", "910700", Method.MOD11, (1,) * 14, 7),
    Check("910800", "910800", Method.MOD10, (0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1), 8),
    Check("911000", "911000", Method.MOD11, (1,) * 14, 10),
    Check("911000", "911000", Method.MOD11, (0,) * 13 + (1,), 11),
    Check("911200", "911200", Method.MOD11, (0,) * 12 + (1, 0), 12),
    Check("911200", "911200", Method.MOD10, (0,) * 13 + (1,), 13),
    Check("911400", "911400", Method.MOD11, PLAIN, 14),
]
TABLES = ModulusTables(CHECKS, {"910501": "910509"})


def result(sort_code: str, account: str) -> str:
    return TABLES.check(sort_code, account).result


@pytest.mark.parametrize(
    ("sort_code", "account", "expected"),
    [
        ("089999", "66374958", "valid"), ("089999", "66374959", "invalid"),
        ("107999", "88837491", "valid"), ("107999", "88837493", "invalid"),
        ("202959", "63748472", "valid"), ("202959", "63748473", "invalid"),
    ],
)  # fmt: skip
def test_the_published_numbers(sort_code: str, account: str, expected: str) -> None:
    assert result(sort_code, account) == expected


@pytest.mark.parametrize(
    ("sort_code", "account", "expected", "because"),
    [
        ("910100", "00000000", "invalid", "digits 9 1 0 1 0 0 give (1+8)+1+0+1, 11, and 27 is 38"),
        ("910100", "00000002", "valid", "and 2 more is 40"),
        ("910200", "00000092", "valid", "a is 0, so the table's own weights: 2×9+2 is 20, no; 309634 gives 9+2, 11"),
        ("910200", "00000091", "invalid", "19 and 10 both leave something"),
        ("910200", "10000001", "valid", "a is not 0 and g not 9: the 2 of the sort code twice, a six times, h: 11"),
        ("910200", "10000000", "invalid", "10, and as 309634 9"),
        ("910200", "10000090", "invalid", "g is 9: only the last six weigh, 9×3 is 27 leaves 5"),
        ("910300", "00600010", "valid", "c is 6: the second check is left out"),
        ("910300", "00900010", "valid", "c is 9 likewise"),
        ("910300", "00100010", "invalid", "c is 1: both are done"),
        ("910400", "10000008", "valid", "1×8 leaves 8, and gh is 08"),
        ("910400", "10000009", "invalid", "gh is 09"),
        ("910500", "00000000", "valid", "both leave 0, and both check digits are 0"),
        ("910500", "10000000", "invalid", "MOD11 leaves 1"),
        ("910500", "20000096", "valid", "MOD11 leaves 2, g is 9; twice 2 leaves 4, h is 6"),
        ("910500", "20000095", "invalid", "h should be 6"),
        ("910501", "20000007", "valid", "as 910509: 9+2 leaves 0, g is 0; 18 adds 1+8, and 4 is 13, h is 7"),
        ("910502", "20000007", "invalid", "not as another"),
        ("910700", "00000090", "invalid", "g is 9, so only c to h weigh: 9"),
        ("910700", "12000092", "valid", "9 and 2 are 11; u to b do not weigh"),
        ("910800", "00000004", "valid", "weighed as 090126: 6 and 4 are 10"),
        ("910800", "00000000", "invalid", "6 alone"),
        ("911000", "09000092", "valid", "ab is 09 and g is 9: 9 and 2 are 11"),
        ("911000", "99000092", "valid", "ab is 99 likewise"),
        ("911000", "00000000", "valid", "the second row passes"),
        ("911000", "00000001", "invalid", "neither passes"),
        ("911200", "00000010", "valid", "the second of two that will do"),
        ("911200", "00000001", "valid", "the first of two that will do"),
        ("911200", "00000011", "invalid", "neither"),
        ("911400", "88374919", "invalid", "slid along it is 08837491: 56+48+15+28+12+18+1, 178, leaves 2"),
        ("911400", "10000040", "valid", "as it stands 8+8 leaves 5; h is 0, and slid along 7+4 is 11"),
        ("911400", "10000042", "invalid", "h is 2, so it is not slid along"),
    ],
)  # fmt: skip
def test_each_exception(sort_code: str, account: str, expected: str, because: str) -> None:
    assert result(sort_code, account) == expected, because


def test_a_foreign_currency_account_is_let_be() -> None:
    assert result("202959", "41011166") == "valid"
    assert result("202959", "41011167") == "invalid"  # g and h differ
    assert result("202959", "31011166") == "invalid"  # a is not 4 to 8


def test_a_sort_code_nobody_published_is_not_called_invalid() -> None:
    assert result("010101", "12345678") == "not in table"


def test_without_the_list_of_substitutes_what_needs_it_is_not_checked() -> None:
    tables = ModulusTables(CHECKS, None)
    assert tables.check("910500", "00000000").result is Result.NOT_CHECKED
    assert tables.check("107999", "88837491").result is Result.VALID


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_any_one_wrong_digit_shows(account: str, place: int, by: int) -> None:
    wrong = account[:place] + str((int(account[place]) + by) % 10) + account[place + 1 :]
    pair = {result("107999", account), result("107999", wrong)}
    assert pair != {"valid"}


@pytest.mark.parametrize(
    ("sort_code", "account", "ten_digits", "expected", "says"),
    [
        ("08-99-99", "6637 4958", "", "valid", "passes the MOD10 check"),
        ("10 79 99", "88837491", "", "valid", "MOD11"),
        ("107990", "988837491", "", "valid", "taken as 107999 88837491 (its first digit belongs to the sort code"),
        ("107999", "0088837491", "natwest", "valid", "the last eight of ten"),
        ("107999", "8883749100", "co-op", "valid", "the first eight of ten"),
        ("107999", "8883749100", "", "not checked", "say which bank"),
        ("910300", "600010", "", "valid", "taken as 910300 00600010"),
        ("910800", "0000004", "", "valid", "taken as 910800 00000004 (noughts written before"),
        ("10799", "88837491", "", "invalid", "is not a sort code"),
        ("107999", "8883749A", "", "invalid", "digits only"),
        ("107999", "88837", "", "invalid", "has 5 digits"),
        ("107999", "٨٨٨٣٧٤٩١", "", "invalid", "digits only"),
        ("", "", "", "invalid", "is not a sort code"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(sort_code: str, account: str, ten_digits: str, expected: str, says: str) -> None:
    said = checked(sort_code, account, TABLES, ten_digits=ten_digits)
    assert (said.result, says in said.why) == (expected, True), said


def test_without_tables_nothing_is_called_invalid() -> None:
    assert checked("107999", "88837493", None).result is Result.NOT_CHECKED
