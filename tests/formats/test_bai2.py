"""What a BAI2 file may look like, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats import bai2
from piperoll.formats.kinds import Kind
from piperoll.formats.refusals import DoesNotProve, FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Proof


def report(*details, summary="", total=None, group="02,ANYTOWN,BANK,1,261116,2400,GBP,2/", currency=""):
    """A file of one account; the control total is worked out from the sums given, unless told."""
    body = [f"03,001122-12345678,{currency},{summary}/", *details]
    if total is None:
        fields = summary.split(",")
        sums = [int(text) for text in fields[1::4] if text.lstrip("+-").isdigit()]
        total = sum(sums) + sum(int(d.split(",")[2] or 0) for d in details if d.startswith("16,"))
    count = sum(line[:3] in ("03,", "16,", "88,") for line in body) + 1
    return "\n".join(
        [
            "01,BANK,ANYTOWN,261117,0615,77,,,2/",
            group,
            *body,
            f"49,{total},{count}/",
            f"98,{total},1,{count + 2}/",
            f"99,{total},1,{count + 4}/",
        ]
    )


def read(*details, **options):
    return bai2.read(report(*details, **options).encode())[0]


def line(*records, **options):
    return read(*records, **options).lines[0]


def test_balances_prove_the_lines():
    balances = "010,1000,,,015,1300,,"
    assert read("16,399,500,,,,/", "16,699,200,,,,/", summary=balances).proof is Proof.PROVED
    with pytest.raises(DoesNotProve):
        read("16,399,500,,,,/", "16,699,201,,,,/", summary=balances)


@pytest.mark.parametrize(
    ("code", "pence"),
    [("100", 5), ("399", 5), ("400", -5), ("699", -5), ("920", 5), ("959", 5), ("960", -5), ("999", -5)],
)
def test_the_code_tells_the_direction(code, pence):
    assert line(f"16,{code},5,,,,/").amount_pence == pence


@pytest.mark.parametrize("code", ["099", "700", "905", "1000", "ABC", ""])
def test_a_code_without_a_direction_is_refused(code):
    with pytest.raises(FileMalformed, match="neither a credit"):
        line(f"16,{code},5,,,,/")


@pytest.mark.parametrize(
    ("records", "text"),
    [
        (["16,399,5,,BK,CU,ONE, TWO / THREE/"], ("ONE, TWO / THREE",)),
        (["16,399,5,,BK,CU,ONE, TWO / THREE"], ("ONE, TWO / THREE",)),
        (["16,399,5,,BK,CU,/", "88,ONE/", "88,TWO, 3/4"], ("ONE", "TWO, 3/4")),
        (["16,399,5,,BK,CU/", "88,ONE/"], ("ONE",)),
        (["16,399,5,/", "88,BK,CU,ONE/"], ("ONE",)),
        (["16,399,5,,BK,CU,ONE", "A BARE NEW LINE"], ("ONE", "A BARE NEW LINE")),
        (["16,399,5,V,261118,,BK,CU,ONE/"], ("ONE",)),
        (["16,399,5,S,1,2,3,BK,CU,ONE/"], ("ONE",)),
        (["16,399,5,D,2,0,1,1,4,BK,CU,ONE/"], ("ONE",)),
        (["16,399,5,Z,BK,CU,ONE   /   "], ("ONE",)),
    ],
)
def test_the_text_is_found_wherever_the_bank_puts_it(records, text):
    found = line(*records)
    assert found.narrative == text
    assert (found.bank_reference, found.customer_reference) == ("BK", "CU")


def test_the_value_date_is_the_funds_own():
    found = line("16,399,5,V,261118,,,,/")
    assert (found.booked_on, found.value_on) == (date(2026, 11, 16), date(2026, 11, 18))


def test_kinds_come_from_the_code_or_for_general_codes_from_the_text():
    assert line("16,475,5,,,,/").kind is Kind.CHEQUE
    assert line("16,399,5,,,,/", "88,FPI OYSTER/").kind is Kind.FASTER_PAYMENT
    assert line("16,699,5,,,,/", "88,UNPAID DD EX1/").kind is Kind.UNPAID_DIRECT_DEBIT


def test_the_banks_totals_of_credits_and_debits_must_agree_beside_balances():
    balances = "010,0,,,015,3,,,"
    assert read("16,399,5,,,,/", "16,699,2,,,,/", summary=balances + "100,5,1,,400,2,1,").proof is Proof.PROVED
    for totals in ("100,6,1,", "100,5,2,", "400,5,1,", "400,2,2,"):
        with pytest.raises(TotalsDisagree):
            read("16,399,5,,,,/", "16,699,2,,,,/", summary=balances + totals)


def test_without_balances_the_lines_may_be_some_of_them_only():
    assert "not all of them itemised" in read("16,399,5,,,,/", summary="100,500,9,").evidence[-1]


@pytest.mark.parametrize("record", ["49", "98", "99"])
def test_each_level_is_held_to_its_total_and_counts(record):
    good = report("16,399,5,,,,/")
    start = good.index("\n" + record) + 1
    end = good.index("/", start)
    fields = good[start:end].split(",")
    for place in range(1, len(fields)):
        wrong = [*fields]
        wrong[place] = str(int(wrong[place]) + 1)
        with pytest.raises(TotalsDisagree):
            bai2.read((good[:start] + ",".join(wrong) + good[end:]).encode())


def test_an_empty_control_total_of_an_account_is_let_pass():
    content = report("16,399,5,,,,/").replace("49,5,", "49,,")
    assert bai2.read(content.encode())[0].lines[0].amount_pence == 5


@pytest.mark.parametrize("records", [1, 2, 3, 4, 5, 6])
def test_a_file_without_its_trailers_is_refused(records):
    lines = report("16,399,5,,,,/", "16,399,5,,,,/").split("\n")
    with pytest.raises(FileTruncated, match="file trailer"):
        bai2.read("\n".join(lines[:records]).encode())


@pytest.mark.parametrize("record", [0, 1, 2, 4, 5])
def test_a_record_out_of_place_is_refused(record):
    lines = report("16,399,5,,,,/").split("\n")
    del lines[record]
    with pytest.raises(FileMalformed, match="where none may"):
        bai2.read("\n".join(lines).encode())


@pytest.mark.parametrize(
    "options",
    [
        {"group": "02,A,B,4,261116,2400,GBP,2/"},
        {"group": "02,A,B,2,261116,2400,GBP,2/"},
        {"group": "02,A,B,1,260231,2400,GBP,2/"},
        {"group": "02,A,B,1/"},
        {"summary": "010,12.50,,", "total": 5},
        {"summary": "010,1,,D,x", "total": 5},
    ],
)
def test_tests_deletions_and_nonsense_are_refused(options):
    with pytest.raises(FileMalformed):
        read("16,399,5,,,,/", **options)


def test_several_days_downloaded_as_one_are_several_statements():
    monday = report("16,399,500,,,,/", summary="010,1000,,,015,1500,,")
    tuesday = report("16,699,200,,,,/", summary="010,1500,,,015,1300,,").replace("261116", "261117")
    found = bai2.read(f"{monday}\n{tuesday}\n".encode())
    assert [(s.closed_on, s.closing_pence) for s in found] == [(date(2026, 11, 16), 1500), (date(2026, 11, 17), 1300)]
    with pytest.raises(FileTruncated):
        bai2.read(f"{monday}\n{tuesday[: tuesday.rindex('98,')]}".encode())


@pytest.mark.parametrize(("group", "own", "read_as"), [("GBP", "", "GBP"), ("EUR", "GBP", "GBP"), ("", "", "GBP")])
def test_the_currency_is_the_accounts_else_the_groups_else_its_countrys(group, own, read_as):
    head = f"02,A,B,1,261116,2400,{group},2/"
    assert read("16,399,5,,,,/", group=head, currency=own).currency == read_as


def test_a_same_day_interim_report_is_never_for_posting():
    assert read("16,399,5,,,,/", group="02,A,B,1,261116,1200,GBP,3/").intraday
