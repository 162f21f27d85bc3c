"""What an MT940 or MT942 file may look like, and what it may not."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats import mt940
from piperoll.formats.kinds import Kind
from piperoll.formats.refusals import DoesNotProve, FileMalformed, FileTruncated, StatementsDoNotFollow, TotalsDisagree
from piperoll.formats.statements import Proof


def message(*fields, opening="C261116GBP100,00", closing="C261116GBP100,00", account="00112212345678", page="1/1"):
    head = [":20:ANYTOWN", f":25:{account}", f":28C:{page}", f":60F:{opening}"]
    return "\n".join([*head, *fields, f":62F:{closing}", "-", ""])


def read(*messages):
    return mt940.read("".join(messages).encode())


def line(field, *more, closing="C261116GBP110,00"):
    return read(message(field, *more, closing=closing))[0].lines[0]


@pytest.mark.parametrize(
    ("mark", "closing", "pence"),
    [
        ("C", "110,00", 1000),
        ("D", "90,00", -1000),
        ("RC", "90,00", -1000),
        ("RD", "110,00", 1000),
        ("CP", "110,00", 1000),
    ],
)
def test_a_reversed_credit_is_money_out_and_a_reversed_debit_money_in(mark, closing, pence):
    assert line(f":61:2611161116{mark}10,00NTRFNONREF", closing=f"C261116GBP{closing}").amount_pence == pence


def test_reversals_are_named_so():
    assert line(":61:2611161116RC10,00NTRFNONREF", closing="C261116GBP90,00").kind is Kind.REVERSAL


@pytest.mark.parametrize(
    ("value", "entry", "booked_on"),
    [
        ("261231", "0102", date(2027, 1, 2)),
        ("270102", "1231", date(2026, 12, 31)),
        ("240228", "0229", date(2024, 2, 29)),
        ("261116", "", date(2026, 11, 16)),
        ("261116", "    ", date(2026, 11, 16)),
    ],
)
def test_the_entry_date_takes_the_year_nearest_to_the_value_date(value, entry, booked_on):
    assert line(f":61:{value}{entry}C10,00NTRFNONREF").booked_on == booked_on


@pytest.mark.parametrize(
    "field",
    [
        "261116C10,00NTRFAT1//BANK7",
        "2611161116C10,NTRFAT1//BANK7",
        "261116C10NTRFAT1//BANK7",
        "2611161116C10,00 NTRFAT1//BANK7",
        "2611161116C00000000000000010,00NTRFAT1//BANK7",
        " 2611161116C10,00NTRFAT1//BANK7",
    ],
)
def test_sums_come_with_and_without_pence(field):
    found = line(":61:" + field)
    assert (found.amount_pence, found.type_code) == (1000, "NTRF")
    assert (found.customer_reference, found.bank_reference, found.references) == ("AT1", "BANK7", ("AT1",))


@pytest.mark.parametrize(
    "field",
    [
        "260231C10,00NTRFNONREF",
        "2611160231C10,00NTRFNONREF",
        "261316C10,00NTRFNONREF",
        "261116X10,00NTRFNONREF",
        "261116C10,005NTRFNONREF",
        "261116C10,00",
        "261116C,NTRFNONREF",
        "nonsense",
    ],
)
def test_a_movement_that_makes_no_sense_is_refused_with_its_line(field):
    with pytest.raises(FileMalformed, match="Line 5 "):
        line(":61:" + field)


def test_a_narrative_line_filled_to_its_width_runs_on():
    text = "FPI PRUDENCE OYSTER , AT0000012345 , FP 16/11/26 1010 , 009020467"
    assert len(text) == 65
    assert line(":61:261116C10,00NTRFNONREF", ":86:" + text, "43999BRP").narrative == (text + "43999BRP",)


def test_shorter_narrative_lines_are_parts():
    found = line(":61:261116C10,00NTRFNONREF", "SECOND LINE OF 61", ":86:BGC ONE", "-", "TWO", ":86:THREE")
    assert found.narrative == ("SECOND LINE OF 61", "BGC ONE", "-", "TWO", "THREE")
    assert found.raw == ":61:261116C10,00NTRFNONREF\nSECOND LINE OF 61\n:86:BGC ONE\n-\nTWO\n:86:THREE"


def test_the_banks_word_before_the_narrative_tells_the_kind():
    assert line(":61:261116C10,00NTRFNONREF", ":86:FPI OYSTER").kind is Kind.FASTER_PAYMENT
    assert line(":61:261116C10,00NCHKNONREF", ":86:FPI OYSTER").kind is Kind.CHEQUE


def test_a_numbered_narrative_gives_name_account_and_purpose():
    told = "166?00GUTSCHRIFT?20EREF+AT12 SVWZ?21+RENT?30PRLL?31GB93PRLL00998887654321?32MAUDE ?33LAMPLIGHTER"
    found = line(":61:261116C10,00NTRFNONREF", ":86:" + told[:65], told[65:])
    assert (found.payer_name, found.payer_sort_code, found.payer_account_number) == (
        "MAUDE LAMPLIGHTER",
        "009988",
        "87654321",
    )
    assert found.references == ("AT12",)
    assert found.narrative == ("GUTSCHRIFT", "EREF+AT12 SVWZ+RENT")


def test_what_follows_the_closing_balance_is_no_movements_narrative():
    found = line(":61:261116C10,00NTRFNONREF", closing="C261116GBP110,00\n:86:THE BANK WISHES YOU WELL")
    assert found.narrative == ()


def test_a_closing_balance_that_does_not_follow_is_refused():
    with pytest.raises(DoesNotProve):
        line(":61:261116C10,00NTRFNONREF", closing="C261116GBP110,01")


def test_pages_are_joined_and_must_meet():
    one = message(":61:261116C10,00NTRFONE", closing="C261116GBP110,00").replace(":62F:", ":62M:")
    two = message(":61:261116C5,00NTRFTWO", opening="C261116GBP110,00", closing="C261116GBP115,00", page="1/2")
    two = two.replace(":60F:", ":60M:")
    (joined,) = read(one, two)
    assert [(n.number, n.customer_reference) for n in joined.lines] == [(1, "ONE"), (2, "TWO")]
    assert (joined.opening_pence, joined.closing_pence, joined.proof) == (10000, 11500, Proof.PROVED)
    with pytest.raises(StatementsDoNotFollow):
        read(one, two.replace("C261116GBP110,00", "C261116GBP110,01"))
    with pytest.raises(StatementsDoNotFollow):
        read(one, two.replace(":60M:", ":60F:"))
    with pytest.raises(FileTruncated, match="the last page"):
        read(one)


def test_statements_of_one_account_follow_on_and_others_are_apart():
    monday = message(":61:261116C10,00NTRFNONREF", closing="C261116GBP110,00")
    tuesday = message(opening="C261117GBP110,00", closing="C261117GBP110,00")
    elsewhere = message(account="00112287654321")
    assert len(read(monday, elsewhere, tuesday)) == 3
    assert len(read(tuesday, monday)) == 2
    with pytest.raises(StatementsDoNotFollow):
        read(monday, tuesday.replace("110,00", "120,00"))


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        (":62F:C261116GBP110,00", "closing balance"),
        (":25:00112212345678", "names no account"),
        (":60F:C261116GBP100,00", "no opening balance"),
    ],
)
def test_a_missing_field_is_told(field, reason):
    content = message(":61:261116C10,00NTRFNONREF", closing="C261116GBP110,00")
    with pytest.raises((FileMalformed, FileTruncated), match=reason):
        read(content.replace(field + "\n", ""))


@pytest.mark.parametrize(
    "changed",
    [
        (":25:", ":25:1\n:25:"),
        (":62F:", ":62F:C261116GBP1,00\n:62F:"),
        (":62F:C261116GBP", ":62F:C261116EUR"),
        (":60F:C", ":60F:X"),
        (":28C:", ":99Z:odd\n:28C:"),
        ("\n-\n", "\n:61:261116C10,00NTRFNONREF\n-\n"),
    ],
)
def test_a_message_at_odds_with_itself_is_refused(changed):
    with pytest.raises(FileMalformed):
        read(message().replace(*changed))


def test_headers_envelopes_and_line_ends_of_every_sort():
    plain = message(":61:261116C10,00NTRFNONREF", ":86:CAFÉ", closing="C261116GBP110,00")
    expected = read(plain)[0].lines[0].narrative
    enveloped = "{1:F01PRLLGB2LAXXX}{2:O940}{3:{108:X}}{4:\n" + plain.removesuffix("-\n") + "-}{5:{CHK:1}}\n"
    for content in (
        plain.encode("latin-1"),
        plain.encode("utf-8-sig"),
        plain.replace("\n", "\r\n").encode(),
        plain.replace("\n", "\r").encode(),
        enveloped.encode(),
        enveloped.replace("{4:\n", "{4:").encode(),
        b"\x01" + enveloped.encode() + b"\x03",
        ("PRLLGB2L\n940\nPRLLGB2L\n" + plain).encode(),
        (":940:\n" + plain).encode(),
    ):
        assert mt940.read(content)[0].lines[0].narrative == expected == ("CAFÉ",)


@pytest.mark.parametrize("mark", ["\x01", "\x03", "\x1a"])
def test_a_mark_of_the_envelope_within_a_number_does_not_make_another_of_it(mark):
    for opening, closing in (
        (f"C2611{mark}16GBP100,00", "C261116GBP100,00"),
        ("C261116GBP100,00", f"C261116GBP1{mark}00,00"),
    ):
        with pytest.raises((FileMalformed, FileTruncated)):
            read(message(opening=opening, closing=closing))


def test_an_envelope_that_does_not_end_is_refused():
    with pytest.raises(FileTruncated):
        read("{1:F01PRLLGB2LAXXX}{4:\n" + message().removesuffix("-\n"))


def noon(*fields):
    return "\n".join(
        [":20:NOON", ":25:00112212345678", ":28C:1/1", ":34F:GBP0,", ":13D:2611161200+0000", *fields, "-", ""]
    )


def test_a_report_during_the_day_has_no_balances_and_keeps_the_expected_apart():
    fields = (
        ":61:261116C10,00NTRFA",
        ":61:261116EC5,00NTRFB",
        ":61:261116D2,00NTRFC",
        ":90D:1GBP2,00",
        ":90C:2GBP15,00",
    )
    (report,) = read(noon(*fields))
    assert (report.intraday, report.currency, report.format, report.closed_on) == (
        True,
        "GBP",
        "MT942",
        date(2026, 11, 16),
    )
    assert [n.amount_pence for n in report.lines] == [1000, -200]
    assert [n.amount_pence for n in report.pending] == [500]


@pytest.mark.parametrize("total", [":90C:1GBP10,01", ":90C:2GBP10,00", ":90D:1GBP10,00"])
def test_the_reports_own_totals_must_agree(total):
    with pytest.raises(TotalsDisagree):
        read(noon(":61:261116C10,00NTRFA", total))
