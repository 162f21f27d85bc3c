"""What a Bankline file may look like, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats import bankline
from piperoll.formats.bankline_records import BALANCE, CREDITS, DEBITS, MOVEMENT, TOTALS, USER, VOLUME
from piperoll.formats.kinds import Kind
from piperoll.formats.refusals import DoesNotProve, FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Proof

OURS = {"sort_code": "001122", "account_number": "12345678", "account_type": "0"}
RENTS = OURS | {"account_number": "87654321"}


def moved(code, pence, whose=OURS, **more):
    return MOVEMENT.write(**whose, code=code, amount_pence=pence, **({"day": " 26320"} | more))


def balance(pence, sign="C", whose=OURS, day=" 26320"):
    return BALANCE.write(**whose, code="Y1", ledger_pence=pence, ledger_sign=sign, day=day)


def section(*lines, debits=(0, 0), credits=(0, 0), balances=0):
    totals = TOTALS.write(
        debit_pence=debits[0],
        credit_pence=credits[0],
        debit_count=debits[1],
        credit_count=credits[1],
        balance_count=balances,
    )
    return [VOLUME.write(serial="TESTED"), USER.write(day=" 26320", sort_code="001122", zeros=0), *lines, totals]


def read(*sections):
    return bankline.read("\n".join(line for lines in sections for line in lines).encode())


def line(code, pence, **more):
    side = "credits" if code in CREDITS else "debits"
    return read(section(moved(code, pence, **more), **{side: (pence, 1)}))[0].lines[0]


@pytest.mark.parametrize("code", CREDITS)
def test_credits_come_in(code):
    assert line(code, 500).amount_pence == 500


@pytest.mark.parametrize("code", DEBITS)
def test_debits_go_out(code):
    assert line(code, 500).amount_pence == -500


def test_unpaid_direct_debits_and_returned_credits_are_named():
    assert {line(code, 1).kind for code in ("U1", "U7", "U8", "U9")} == {Kind.UNPAID_DIRECT_DEBIT}
    assert line("RA", 1).kind is Kind.RETURNED_CREDIT


def test_the_payer_and_reference_are_where_bacs_puts_them():
    found = line(
        "99",
        1,
        description="PRUDENCE OYSTER",
        reference="AT12",
        other_sort_code="998887",
        other_account_number="11112222",
    )
    assert (found.payer_name, found.payer_sort_code, found.payer_account_number) == (
        "PRUDENCE OYSTER",
        "998887",
        "11112222",
    )
    assert (found.references, found.booked_on) == (("AT12",), date(2026, 11, 16))


def test_an_account_of_noughts_is_none():
    found = line("93", 1, other_sort_code="000000", other_account_number="00000000")
    assert (found.payer_sort_code, found.payer_account_number) == ("", "")


def test_accounts_are_split_by_what_the_lines_say():
    ours, rents = read(
        section(
            moved("99", 1), moved("99", 2, RENTS), moved("99", 4), balance(9, whose=RENTS), credits=(7, 3), balances=1
        )
    )
    assert [n.amount_pence for n in ours.lines] == [1, 4]
    assert (rents.closing_pence, ours.closing_pence) == (9, None)


def test_an_overdrawn_balance_is_below_nought():
    assert read(section(balance(5, "D"), balances=1))[0].closing_pence == -5


def test_the_balance_before_in_the_same_file_proves_the_next():
    monday = section(moved("99", 5), balance(105), credits=(5, 1), balances=1)
    tuesday = section(moved("03", 5, day=" 26321"), balance(100, day=" 26321"), debits=(5, 1), balances=1)
    first, second = read(monday, tuesday)
    assert (first.proof, second.proof, second.opening_pence) == (Proof.UNPROVABLE, Proof.PROVED, 105)
    with pytest.raises(DoesNotProve):
        read(monday, section(balance(104), balances=1))


def test_the_accounts_own_totals_must_agree_and_may_be_counted_or_not():
    lines = moved("99", 7), moved("11", 2), moved("44", 2), moved("54", 7)
    assert read(section(*lines, debits=(4, 2), credits=(14, 2)))
    assert read(section(*lines, debits=(2, 1), credits=(7, 1)))
    with pytest.raises(TotalsDisagree):
        read(section(*lines[:3], moved("54", 8), debits=(4, 2), credits=(15, 2)))
    with pytest.raises(TotalsDisagree):
        read(section(*lines, debits=(4, 1), credits=(14, 2)))


@pytest.mark.parametrize(
    "totals",
    [
        {"credits": (8, 1), "balances": 1},
        {"credits": (7, 2), "balances": 1},
        {"credits": (7, 1), "balances": 0},
        {"credits": (7, 1), "balances": 1, "debits": (1, 1)},
    ],
)
def test_the_files_own_totals_must_agree(totals):
    with pytest.raises(TotalsDisagree):
        read(section(moved("99", 7), balance(7), **totals))


def test_without_totals_the_file_is_cut():
    with pytest.raises(FileTruncated):
        read(section(moved("99", 7))[:-1])
    with pytest.raises(FileMalformed, match="another file starts"):
        read(section(moved("99", 7))[:-1], section())


def test_a_day_without_movements_is_no_statement():
    assert read(section()) == []


@pytest.mark.parametrize(
    "bad",
    [
        moved("ZZ", 1),
        moved("99", 1, day=" 26400"),
        moved("99", 1)[:44],
        "NOT A LINE",
        "00112212345678099" + "X" * 100,
        balance(1, "X"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused(bad):
    with pytest.raises(FileMalformed, match="Line 3 "):
        read(section(bad, credits=(1, 1)))


def test_lines_before_the_headings_or_after_the_totals_are_refused():
    with pytest.raises(FileMalformed):
        read([moved("99", 1)], section())
    with pytest.raises(FileMalformed):
        read(section(), [moved("99", 1)])


def test_a_date_one_column_late_is_still_a_date():
    shifted = moved("99", 1)[:100] + "  26320"
    assert read(section(shifted, credits=(1, 1)))[0].lines[0].booked_on == date(2026, 11, 16)


def test_a_date_of_six_digits_is_the_co_operative_banks():
    assert line("99", 1, day="261117").booked_on == date(2026, 11, 17)


def test_a_movement_without_a_date_is_of_the_files_day():
    assert line("99", 1, day="").booked_on == date(2026, 11, 16)
