"""What a bank's CSV may look like, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats import csv_statements
from piperoll.formats.csv_cells import day_in, pence_in
from piperoll.formats.csv_profiles import profile_from_heading
from piperoll.formats.refusals import FileMalformed, FileTruncated, NotAStatement, TotalsDisagree, UnknownProfile
from piperoll.formats.statements import Proof

HEADING = "Date,Description,Amount,Balance"


def read(*rows, heading=HEADING, end="\n", profile=""):
    return csv_statements.read(("\n".join([heading, *rows]) + end).encode(), profile)


def one(*rows, **options):
    (statement,) = read(*rows, **options)
    return statement


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("12.50", 1250),
        ("12.5", 1250),
        ("12", 1200),
        (".50", 50),
        ("£1,234.56", 123456),
        ("-£3", -300),
        ("£-3", -300),
        ("(12.00)", -1200),
        ("12.00-", -1200),
        ("12.00 DR", -1200),
        ("12.00CR", 1200),
        ("+12.00", 1200),
        ("−12.00", -1200),
        ("12.50000", 1250),
        ("12.00 OD", -1200),
        ("12.00D", -1200),
        ("12.00C", 1200),
        ("-12.00 DR", -1200),
        ("(12.00) DR", -1200),
        ("GBP 1,234.56", 123456),
        ("12.00 GBP", 1200),
    ],
)
def test_sums_are_read_as_people_write_them(cell, pence):
    assert pence_in(cell) == pence


@pytest.mark.parametrize(
    "cell",
    ["", "abc", "1,50", "1,2345.00", "12.345", "--1", "-+1", "1.2.3", "£", "NaN", "١٢.٥٠", "1 000.00", "DR", "12 D R"],
)
def test_sums_that_are_none_are_not_guessed(cell):
    with pytest.raises(ValueError, match=r"sum|penny"):
        pence_in(cell)


@pytest.mark.parametrize(
    "cell",
    ["04/05/2026", "2026-05-04", "04 May 2026", "4-May-26", "04/05/26", "04.05.2026", "20260504", "04/05/2026 09:30"],
)
def test_days_are_read_in_british_order(cell):
    assert day_in(cell) == date(2026, 5, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-09-04T09:30:11Z",
        "2026-09-04T23:59:59.123+01:00",
        "2026-09-04 09:30",
        "4 Sept 2026",
        "04-Sept-26",
        "Fri 4 Sep 2026",
        "Friday, 04 September 2026",
        "04/09/2026 09:30:11",
    ],
)
def test_times_of_day_days_of_the_week_and_the_british_sept_are_read_past(cell):
    assert day_in(cell) == date(2026, 9, 4)


def test_a_credit_below_nought_is_not_guessed():
    with pytest.raises(ValueError, match="which way"):
        pence_in("-12.00 CR")


@pytest.mark.parametrize("cell", ["05/13/2026", "31/02/2026", "", "yesterday"])
def test_american_and_impossible_days_are_refused(cell):
    with pytest.raises(ValueError, match="not a date"):
        day_in(cell)


def test_the_running_balance_gives_both_balances_and_proves_the_lines():
    found = one("16/11/2026,A,10.00,110.00", "17/11/2026,B,-5.00,105.00")
    assert (found.opening_pence, found.closing_pence, found.proof) == (10000, 10500, Proof.PROVED)
    assert (found.opened_on, found.closed_on) == (date(2026, 11, 16), date(2026, 11, 17))


def test_newest_first_is_turned_round():
    found = one("17/11/2026,B,-5.00,105.00", "16/11/2026,A,10.00,110.00")
    assert [(n.number, n.text, n.source_line) for n in found.lines] == [(1, "A", 3), (2, "B", 2)]
    assert (found.opening_pence, found.closing_pence, found.proof) == (10000, 10500, Proof.PROVED)


def test_within_one_day_the_balance_alone_tells_the_order():
    found = one("16/11/2026,C,3.00,106.00", "16/11/2026,B,2.00,103.00", "16/11/2026,A,1.00,101.00")
    assert [n.text for n in found.lines] == ["A", "B", "C"]


def test_without_a_balance_the_days_tell_the_order():
    found = one("17/11/2026,B,-5.00", "16/11/2026,A,10.00", heading="Date,Description,Amount")
    assert [n.text for n in found.lines] == ["A", "B"]


def test_a_balance_given_now_and_then_still_proves():
    rows = "16/11/2026,A,10.00,", "16/11/2026,B,5.00,115.00", "17/11/2026,C,1.00,", "17/11/2026,D,2.00,118.00"
    found = one(*rows)
    assert (found.opening_pence, found.closing_pence, found.proof) == (10000, 11800, Proof.PROVED)
    with pytest.raises(TotalsDisagree):
        one(*rows[:2], "17/11/2026,C,1.01,", rows[3])


def test_a_balance_that_does_not_follow_is_refused_with_its_line():
    with pytest.raises(TotalsDisagree, match=r"Line 4 .* 118\.00, but .* 117\.00"):
        one("16/11/2026,A,10.00,110.00", "16/11/2026,B,5.00,115.00", "16/11/2026,C,2.00,118.00")


def test_a_balance_brought_forward_is_no_line_but_proves_the_first():
    found = one("16/11/2026,BALANCE BROUGHT FORWARD,,100.00", "16/11/2026,A,10.00,110.00")
    assert [(n.number, n.text) for n in found.lines] == [(1, "A")]
    assert (found.opening_pence, found.closing_pence, found.proof) == (10000, 11000, Proof.PROVED)
    with pytest.raises(TotalsDisagree):
        one("16/11/2026,BALANCE BROUGHT FORWARD,,100.00", "16/11/2026,A,10.00,110.01")


def test_one_balance_alone_proves_nothing():
    found = one("16/11/2026,A,10.00,110.00")
    assert (found.opening_pence, found.closing_pence, found.proof) == (10000, 11000, Proof.UNPROVABLE)


@pytest.mark.parametrize(
    "row",
    [
        "16/11/2026,A,,",
        "31/02/2026,A,1.00,5.00",
        "16/11/2026,A",
        "16/11/2026,A,B,1.00,5.00",
        "16/11/2026,A,1.00,nil",
        '16/11/2026,"A,1.00,5.00',
        "Total,,1.00,",
    ],
)
def test_a_row_that_makes_no_sense_is_refused_with_its_line(row):
    with pytest.raises(FileMalformed, match="Line 3 "):
        read("16/11/2026,A,4.00,4.00", row)


@pytest.mark.parametrize(
    ("heading", "row", "pence"),
    [
        ("Date,Details,Paid out,Paid in", "16/11/2026,A,5.00,", -500),
        ("Date,Details,Paid out,Paid in", "16/11/2026,A,,5.00", 500),
        ("Date,Details,Debit Amount,Credit Amount", "16/11/2026,A,0.00,5.00", 500),
        ("Date,Details,Debit,Credit", "16/11/2026,A,-5.00,", -500),
        ("Date,Narrative,Amount,CR/DR", "16/11/2026,A,5.00,DR", -500),
        ("Date,Narrative,Amount,CR/DR", "16/11/2026,A,5.00,Credit", 500),
        ("booking_date,narrative,amount_pence", "2026-11-16,A,-500", -500),
        ("Transaction Date;Memo;Transaction Amount", "16/11/2026;A;-5.00", -500),
        ("Posting date\tParticulars\tAmount (GBP)", "16/11/2026\tA\t-5.00", -500),
        ("Date,Narrative,Amount,Debit/Credit Indicator", "16/11/2026,A,5.00,D", -500),
        ("Date,Narrative,Amount,Indicator", "16/11/2026,A,-5.00,DR", -500),
        ("Date,Transaction Type,Narrative,Amount", "16/11/2026,Debit,A,5.00", -500),
        ("Date,Type,Narrative,Amount", "16/11/2026,DEBIT,A,-5.00", -500),
        ("Date,Narrative,Debit Amount,Credit Amount,Amount", "16/11/2026,A,5.00,,5.00", -500),
        ("Date,Description,Amount,Money Out,Money In", "16/11/2026,A,-5.00,-5.00,", -500),
        ("Date,Merchant/Description,Debit/Credit,Balance", "16/11/2026,A,-5.00,20.00", -500),
        ("Date,Details,Amount £,Balance £", "16/11/2026,A,-5.00,20.00", -500),
        ("Entry Date,Narrative 1,Debit Value,Credit Value", "16/11/2026,A,,5.00", 500),
        ("Timestamp,Transaction Description,Paid in,Paid out", "2026-11-16 10:00:00,A,,5.00", -500),
    ],
)
def test_a_heading_nobody_described_is_read_by_its_words(heading, row, pence):
    found = one(row, heading=heading)
    assert (found.format, found.lines[0].amount_pence, found.lines[0].text) == ("csv:headed", pence, "A")


def test_debit_or_credit_in_words_beside_sums_without_a_sign_tells_the_way():
    heading = "Date,Transaction Type,Description,Amount"
    found = one("16/11/2026,CREDIT,A,5.00", "16/11/2026,DEBIT,B,3.00", heading=heading)
    assert [n.amount_pence for n in found.lines] == [500, -300]
    named = one("16/11/2026,CREDIT,A,5.00", "16/11/2026,DIRECT DEBIT,B,-3.00", heading=heading)
    assert [n.amount_pence for n in named.lines] == [500, -300]


@pytest.mark.parametrize(
    ("heading", "came", "went"),
    [
        ("+/-", "+", "-"),
        ("Direction", "IN", "OUT"),
        ("In/Out", "in", "out"),
        ("Kind of movement", "Paid in", "Paid out"),
    ],
)
def test_a_column_of_its_own_tells_which_way_money_went(heading, came, went):
    found = one(f"16/11/2026,A,5.00,{came}", f"16/11/2026,B,3.00,{went}", heading=f"Date,Description,Amount,{heading}")
    assert [line.amount_pence for line in found.lines] == [500, -300]


def test_dashes_that_stand_for_nothing_are_no_direction():
    found = one("16/11/2026,A,5.00,-", heading="Date,Description,Amount,Cheque")
    assert found.lines[0].amount_pence == 500


def test_a_status_is_no_direction():
    found = one("16/11/2026,D,A,5.00", heading="Date,Status,Description,Amount")
    assert found.lines[0].amount_pence == 500


@pytest.mark.parametrize("status", ["Pending", "PDNG", "Declined"])
def test_what_is_not_booked_is_announced_and_no_line(status):
    heading = "Date,Description,Amount,Balance,State"
    found = one("16/11/2026,A,5.00,15.00,Booked", f",B,-3.00,,{status}", heading=heading)
    assert [line.amount_pence for line in found.lines] == [500]
    assert [line.amount_pence for line in found.pending] == [-300]
    assert (found.opening_pence, found.closing_pence) == (1000, 1500)
    alone = one(f"16/11/2026,B,-3.00,,{status}", heading=heading)
    assert (alone.lines, len(alone.pending), alone.closing_pence) == ((), 1, None)


def test_sums_without_a_sign_are_refused_where_a_direct_debit_is_among_them():
    rows = "16/11/2026,CR,A,5.00", "16/11/2026,DD,B,3.00"
    with pytest.raises(FileMalformed, match=r"Line 3 .*which way"):
        one(*rows, heading="Date,Type,Description,Amount")
    assert len(one(rows[0], heading="Date,Type,Description,Amount").lines) == 1
    signed = one(rows[0], "16/11/2026,DD,B,-3.00", heading="Date,Type,Description,Amount")
    assert [line.amount_pence for line in signed.lines] == [500, -300]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Date,Description,Amount,CR/DR", "16/11/2026,A,-5.00,CR"),
        ("Date,Description,Amount,CR/DR", "16/11/2026,A,5.00,?"),
        ("Date,Description,Debit,Credit,Amount", "16/11/2026,A,5.00,,6.00"),
        ("Date,Description,Debit,Credit,Amount", "16/11/2026,A,,,6.00"),
    ],
    ids=["credit below nought", "no way", "two sums", "neither column"],
)
def test_a_sum_whose_way_is_in_doubt_is_refused(heading, row):
    with pytest.raises(FileMalformed):
        read(row, heading=heading)


def test_two_columns_with_one_meaning_lose_no_words():
    heading = "Date,Transaction Date,Details,Details,Payment Reference,Reference,Account Number,IBAN,Amount"
    found = one("16/11/2026,15/11/2026,A,B,AT1,C,00112212345678,GB26MIDL00112212345678,5.00", heading=heading)
    (line,) = found.lines
    assert (line.text, line.references, line.booked_on) == ("A B C", ("AT1",), date(2026, 11, 16))
    assert found.bank_account.key == "00112212345678"


def test_a_balance_without_a_day_proves_the_lines_beside_it():
    rows = ",Opening balance,,100.00", "16/11/2026,A,10.00,110.00", ",Closing balance,,110.00"
    found = one(*rows)
    assert (found.opening_pence, found.closing_pence, found.proof) == (10000, 11000, Proof.PROVED)
    assert (found.opened_on, found.closed_on, len(found.lines)) == (date(2026, 11, 16), date(2026, 11, 16), 1)
    with pytest.raises(FileMalformed, match="it has no day"):
        read(",Opening balance,,100.00")


def test_no_reference_is_none():
    found = one("16/11/2026,A,NONREF,5.00", heading="Date,Details,Reference,Amount")
    assert found.lines[0].references == ()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_spreadsheets_character_sets_are_read(encoding):
    content = f"{HEADING}\r\n16/11/2026,CAFÉ,£5.00,£5.00\r\n\x1a".encode(encoding)
    (found,) = csv_statements.read(content)
    assert (found.lines[0].text, found.lines[0].amount_pence) == ("CAFÉ", 500)


@pytest.mark.parametrize(
    "row", ["16/11/2026,A,5.00,5.00", "16/11/2026,A,,", "16/11/2026,A,,5,00"], ids=["both", "neither", "comma"]
)
def test_debit_and_credit_must_make_sense(row):
    with pytest.raises(FileMalformed):
        read(row, heading="Date,Details,Paid out,Paid in")


@pytest.mark.parametrize(
    "heading",
    ["Date,Amount", "Name,Address,Phone", "Date,Date,Description,Amount", "Date,Description,Debit", "A,B,C,D"],
)
def test_a_heading_that_says_too_little_is_no_statement(heading):
    assert profile_from_heading(heading.split(",")) is None
    with pytest.raises(NotAStatement):
        read("1,2,3,4", heading=heading)


def test_accounts_and_currencies_are_kept_apart():
    heading = "Sort Code,Account Number,Currency,Date,Description,Amount"
    rows = [
        f"'00-11-22,{number},{currency},16/11/2026,A,1.00"
        for number in ("1234567", "87654321")
        for currency in ("GBP", "EUR")
    ]
    found = read(*rows, heading=heading)
    assert [(s.bank_account.key, s.currency, s.sterling) for s in found] == [
        ("00112201234567", "GBP", True),
        ("00112201234567", "EUR", False),
        ("00112287654321", "GBP", True),
        ("00112287654321", "EUR", False),
    ]


def test_a_loose_comma_in_a_narrative_at_the_end_of_the_row_is_taken_back():
    heading = "Number,Date,Account,Amount,Subcategory,Memo"
    assert (
        one(" ,16/11/2026,00-11-22 12345678,5.00,FT,TO BOB, WITH LOVE", heading=heading).lines[0].text
        == "TO BOB, WITH LOVE"
    )


def test_titles_and_blank_lines_before_the_heading_are_passed_over():
    assert (
        one("16/11/2026,A,1.00,1.00", heading="Anytown Council\nStatement,of,your,account\n\n" + HEADING)
        .lines[0]
        .source_line
        == 5
    )


def test_a_quoted_cell_may_hold_lines_commas_and_quotes():
    found = one('16/11/2026,"A ""B"",\nC",1.00,1.00', "16/11/2026,D,1.00,2.00")
    assert [(n.text, n.source_line) for n in found.lines] == [('A "B",\nC', 2), ("D", 4)]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Date,Description,Amount", "16/11/2026,A,5.0"),
        ("Date,Description,Amount", "16/11/2026,A,5"),
        ("Description,Amount,Date", "A,5.00,16/11/20"),
        ("Date,Description,Amount,Account", "16/11/2026,A,5.00,001122-1234567"),
    ],
)
def test_a_last_cell_that_may_be_cut_is_refused_where_no_new_line_ends_it(heading, row):
    assert one(row, heading=heading)
    with pytest.raises(FileTruncated):
        one(row, heading=heading, end="")


def test_a_named_layout_is_the_only_one_tried():
    row = "16/11/2026,A,1.00,1.00"
    assert one(row, profile="")
    with pytest.raises(NotAStatement):
        read(row, profile="lloyds-online")
    with pytest.raises(UnknownProfile, match="no CSV profile called gringotts"):
        read(row, profile="gringotts")


def test_a_daily_file_is_dated_by_its_heading():
    rows = "D,001122,12345678,0,5.00,DR,OYSTER,,AT12"
    assert one(rows, heading="H,ANYTOWN,1,20261116").lines[0].booked_on == date(2026, 11, 16)
    with pytest.raises(FileMalformed, match="Line 1 "):
        read(rows, heading="H,ANYTOWN,1,20261199")


def test_a_heading_alone_holds_nothing():
    assert read() == []
