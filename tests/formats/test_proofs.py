"""Fingerprints that survive re-delivery, and names for accounts and kinds that do not depend on the format."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from piperoll.formats.accounts import identify, identify_parts, payer
from piperoll.formats.fields import hundredths, month_day_near, whole_pence, yyddd, yymmdd
from piperoll.formats.fingerprints import fingerprints
from piperoll.formats.fixed_width import Record, digits, filler, text
from piperoll.formats.kinds import Kind, kind_of
from piperoll.formats.statements import Line

DAY = date(2026, 11, 16)
ACCOUNT = identify("00112212345678")
LINE = Line(1, DAY, DAY, 500, type_code="FPI", narrative=("OYSTER",), references=("AT1",), source_line=9)


def test_a_day_delivered_again_has_the_same_fingerprints():
    again = replace(LINE, number=7, source_line=70, raw="x", bank_reference="NEW", value_on=date(2026, 11, 17))
    assert fingerprints(ACCOUNT, [LINE]) == fingerprints(identify("GB33PRLL00112212345678"), [again])


def test_two_genuine_payments_alike_are_told_apart_and_counted_alike_each_time():
    two = fingerprints(ACCOUNT, [LINE, LINE])
    assert len(set(two)) == 2
    assert fingerprints(ACCOUNT, [LINE, replace(LINE, amount_pence=1), LINE])[::2] == two
    assert {len(name) for name in two} == {32}


def test_likes_are_counted_across_the_statements_of_a_file():
    seen: Counter[bytes] = Counter()
    split = fingerprints(ACCOUNT, [LINE], seen) + fingerprints(ACCOUNT, [LINE], seen)
    assert split == fingerprints(ACCOUNT, [LINE, LINE])


@pytest.mark.parametrize(
    "change",
    [
        {"booked_on": date(2026, 11, 17)},
        {"amount_pence": -500},
        {"type_code": "BGC"},
        {"narrative": ("OYSTER", "")},
        {"narrative": ("OYS", "TER")},
        {"narrative": ("OYSTER", "AT1"), "references": ()},
        {"references": ("AT2",)},
    ],
)
def test_what_makes_a_payment_another_changes_its_fingerprint(change):
    assert fingerprints(ACCOUNT, [LINE]) != fingerprints(ACCOUNT, [replace(LINE, **change)])


def test_the_same_payment_on_another_account_is_another():
    assert fingerprints(ACCOUNT, [LINE]) != fingerprints(identify("00112287654321"), [LINE])


@pytest.mark.parametrize(
    "written",
    [
        "00112212345678",
        "001122/12345678",
        "00001122/12345678",
        "001122-12345678",
        "00-11-22 12345678",
        "12345678 001122",
        "001122-12345678 GBP",
        "00112212345678GBP",
        "'001122-12345678",
        "PRLLGB2LXXX/00112212345678",
        "PRLLGB2L/00112212345678GBP",
        "GB33PRLL00112212345678",
        "GB33 PRLL 0011 2212 3456 78",
    ],
)
def test_a_uk_account_is_known_however_it_is_written(written):
    account = identify(written)
    assert (account.sort_code, account.account_number, account.raw) == ("001122", "12345678", written)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("FR1420041010050500013M02606", "FR1420041010050500013M02606"),
        ("45050050/76198810", "45050050/76198810"),
        ("517852257", "517852257"),
        ("", ""),
    ],
)
def test_other_accounts_keep_what_was_written(written, key):
    account = identify(written)
    assert (account.sort_code, account.key) == ("", key)


def test_parts_are_padded_and_payers_split():
    assert identify_parts("'00-11-22", "1234567").key == "00112201234567"
    assert payer("GB93PRLL00998887654321") == ("009988", "87654321")
    assert payer("66778899") == ("", "66778899")
    assert payer("") == ("", "")


@pytest.mark.parametrize(
    ("type_code", "pence", "narrative", "kind"),
    [
        ("FPI", 1, "", Kind.FASTER_PAYMENT),
        ("", -1, "UNPAID D/D EX1", Kind.UNPAID_DIRECT_DEBIT),
        ("Unpaid D/D", -1, "", Kind.UNPAID_DIRECT_DEBIT),
        ("BGC", 1, "BARCLAYCARD STL9988776", Kind.CARD_SETTLEMENT),
        ("BGC", -1, "BARCLAYCARD STL9988776", Kind.CREDIT_TRANSFER),
        ("BGC", 1, "BACS DD COLLECTION 429871", Kind.DIRECT_DEBIT_COLLECTION),
        ("DD", -1, "BACS AUTOSETT DDIC 1", Kind.DIRECT_DEBIT_INDEMNITY),
        ("U/D", -1, "", Kind.UNPAID_DIRECT_DEBIT),
        ("CUI", -1, "", Kind.UNPAID_CHEQUE),
        ("F/FLOW", 1, "", Kind.CHAPS),
        ("NTRF", 1, "BGC OYSTER", Kind.CREDIT_TRANSFER),
        ("NTRF", 1, "CASH CONVERSIONS LTD", Kind.CREDIT_TRANSFER),
        ("", 1, "SOMETHING ELSE", Kind.OTHER),
        ("ZZZ", 1, "", Kind.OTHER),
    ],
)
def test_kinds_have_one_vocabulary(type_code, pence, narrative, kind):
    assert kind_of(type_code, pence, narrative) is kind


@pytest.mark.parametrize(
    ("written", "pence"), [("0", 0), ("1", 100), ("-1.5", -150), ("1.50", 150), ("1.5000", 150), (".5", 50)]
)
def test_hundredths(written, pence):
    assert hundredths(written) == pence


@pytest.mark.parametrize("written", ["", ".", "-", "1.005", "1,00", "1 0", "٣.٠٠", "²", "1" * 30, "9" * 30 + ".00"])
def test_what_is_no_sum(written):
    with pytest.raises(ValueError, match=r"sum|penny"):
        hundredths(written)


@pytest.mark.parametrize("written", ["", "1.0", "1e3", "٣", "--1"])
def test_what_is_no_whole_number_of_pence(written):
    with pytest.raises(ValueError, match="pence"):
        whole_pence(written)


def test_days_as_banks_write_them():
    assert (yymmdd("800101"), yymmdd("791231")) == (date(1980, 1, 1), date(2079, 12, 31))
    assert (yyddd("24366"), yyddd("26001")) == (date(2024, 12, 31), date(2026, 1, 1))
    assert month_day_near("0229", date(2023, 12, 31)) == date(2024, 2, 29)
    for wrong, read in (("26366", yyddd), ("26000", yyddd), ("261301", yymmdd), ("2602", yymmdd)):
        with pytest.raises(ValueError, match=r"day|date"):
            read(wrong)
    with pytest.raises(ValueError, match="any year"):
        month_day_near("0230", DAY)


PARCEL = Record("parcel", 12, filler(2, "P:"), digits("count", 4), text("name", 6))


def test_a_record_reads_what_it_writes():
    assert PARCEL.write(count=7, name="WHELK") == "P:0007WHELK "
    assert PARCEL.read("P:0007WHELK ") == {"count": "0007", "name": "WHELK"}
    assert PARCEL.read("P:") == {"count": "", "name": ""}


@pytest.mark.parametrize(
    "values", [{"count": 12345}, {"name": "TOO LONG"}, {"colour": "RED"}], ids=["number", "text", "unknown"]
)
def test_a_record_writes_nothing_that_does_not_fit(values):
    with pytest.raises(ValueError, match=r"fit|no column"):
        PARCEL.write(**values)


def test_a_record_is_as_wide_as_its_columns():
    with pytest.raises(ValueError, match="come to 4, not 5"):
        Record("short", 5, text("name", 4))


@pytest.mark.parametrize("line", ["P:00X7", "P:07"])
def test_digits_must_be_digits(line):
    with pytest.raises(ValueError, match="not 4 digits"):
        PARCEL.read(line)
