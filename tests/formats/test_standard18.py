"""Checking a Standard 18 file: a good one is good, and every way of spoiling it is found where it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.bacs_files import GOOD, contra, entry, submission
from piperoll.formats.standard18 import core_reference_fault, day_read, day_written
from piperoll.formats.standard18_check import Checked, check
from piperoll.formats.standard18_entries import Asked
from piperoll.formats.standard18_reading import Finding
from piperoll.foundations.modulus import Check, Method, ModulusTables

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}
PAYER = ("107999", "88837491")


def checked(lines: list[str], end: str = "\r\n", **asked: object) -> Checked:
    return check((end.join(lines) + end).encode("latin-1"), Asked(holidays=CHRISTMAS, **asked))  # type: ignore[arg-type]


def errors(found: Checked) -> list[Finding]:
    return [finding for finding in found.findings if not finding.is_warning]


def spoilt(line: int, first: int, text: str) -> list[str]:
    """The good file with other characters at a place of a line, both counted from 1."""
    lines = list(GOOD)
    old = lines[line - 1]
    lines[line - 1] = old[: first - 1] + text + old[first - 1 + len(text) :]
    return lines


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_a_good_file_is_good_and_its_totals_are_told(end: str) -> None:
    found = checked(GOOD, end)
    assert found.findings == []
    assert (found.serial, found.user) == ("000123", "123456")
    (file,) = found.files
    assert (file.debits, file.debit_pence, file.contras, file.instructions) == (2, 16550, 1, 1)
    assert file.processing_days == [date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("line", "first", "text", "field", "says"),
    [
        (1, 5, "000000", "VOL1 submission serial number", "not all noughts"),
        (1, 13, "X", "VOL1 unused", "should be blank"),
        (1, 42, "12345X", "VOL1 service user number", "six digits"),
        (1, 80, " ", "VOL1 label standard level", "should be '1'"),
        (2, 5, "B", "HDR1 account indicator", "should be 'A'"),
        (2, 6, "654321", "HDR1 service user number", "differs from 123456 of VOL1"),
        (2, 16, "654321", "HDR1 service user number again", "differs from the service user number"),
        (2, 22, "000124", "HDR1 set identification", "differs from the submission serial number 000123"),
        (2, 28, "0002", "HDR1 file section number", "should be '0001'"),
        (2, 32, "0002", "HDR1 file sequence number", "should be 0001"),
        (2, 42, " 26400", "HDR1 creation date", "should be a day"),
        (2, 48, " 26328", "HDR1 expiry date", "after the last processing day"),
        (3, 5, "V", "HDR2 record format", "should be 'F'"),
        (3, 6, "02050", "HDR2 block length", "so many times the record length, 100"),
        (3, 11, "00120", "HDR2 record length", "should be '00100' or '00106'"),
        (3, 51, "  ", "HDR2 buffer offset", "should be '00'"),
        (4, 5, " 26333", "UHL1 processing day", "Sunday 29 November 2026, which is no working day"),
        (4, 5, " 26359", "UHL1 processing day", "Friday 25 December 2026, which is no working day"),
        (4, 5, " 26324", "UHL1 processing day", "is 20 November 2026, before 23 November 2026"),
        (4, 5, " 27004", "UHL1 processing day", "more than 30 days after"),
        (4, 5, "      ", "UHL1 processing day", "is missing"),
        (4, 11, "999998", "UHL1 receiving party", "should be '999999'"),
        (4, 21, "01", "UHL1 currency", "should be '00'"),
        (4, 29, "2 DAILY  ", "UHL1 work code", "should be '1 DAILY'"),
        (4, 29, "4 MULTI  ", "UHL1 work code", "does not go with records of 100"),
        (4, 38, "000", "UHL1 file number", "should be 001 or more"),
        (4, 48, "AUDIT12", "UHL1 audit print", "AUD and four digits"),
        (5, 36, "00000000001", "amount", "should be nought: an instruction carries no money"),
        (5, 83, " " * 18, "destination account name", "is blank"),
        (6, 1, "10799X", "destination sort code", "digits only"),
        (6, 16, "02", "transaction code", "is not one of 01, 17"),
        (6, 32, "/ABC", "free format", "should be blank or 0000"),
        (6, 36, "00000000000", "amount", "is nought, which only an instruction may be"),
        (6, 36, "0000001205X", "amount", "digits only"),
        (6, 47, " " * 18, "service user's name", "is blank"),
        (6, 65, "ANY1              ", "reference", "at least six letters or digits"),
        (6, 65, "DDICA0001         ", "reference", "must not begin DDIC"),
        (6, 65, "-ANY000101        ", "reference", "must begin with a letter or digit"),
        (6, 65, "AAAAAAAA          ", "reference", "one letter or digit over and over"),
        (6, 83, "MRS O'NEIL        ", "destination account name", "Bacs carries A-Z 0-9"),
        (6, 83, "mr a sample       ", "destination account name", "Bacs carries A-Z 0-9"),
        (6, 83, "MR A S\xc4MPLE       ", "destination account name", "Bacs carries A-Z 0-9"),
        (6, 83, "  MR A SAMPLE     ", "destination account name", "should start at the left"),
        (8, 36, "00000016549", "amount", "makes the contras £165.49, but the debits of 089999 66374958 come to £165.50"),
        (8, 65, "BALANCE           ", "reference", "should be CONTRA"),
        (8, 1, "107999", "reference", "says CONTRA, but"),
        (9, 22, "000124", "EOF1", "is not the same as HDR1"),
        (10, 6, "03000", "EOF2", "is not the same as HDR2"),
        (11, 5, "0000000016551", "UTL1 debit value total", "says £165.51, but the entries come to £165.50"),
        (11, 18, "0000000016551", "UTL1 credit value total", "come to £165.50"),
        (11, 31, "0000003", "UTL1 debit item count", "says 3, but the entries come to 2"),
        (11, 38, "0000002", "UTL1 credit item count", "come to 1"),
        (11, 53, "0000000", "UTL1 instruction count", "come to 1"),
    ],
)  # fmt: skip
def test_every_spoilt_place_is_found_where_it_is(line: int, first: int, text: str, field: str, says: str) -> None:
    found = checked(spoilt(line, first, text))
    assert not found.is_good
    assert any(f.line == line and f.field == field and says in f.says for f in errors(found)), found.findings


@pytest.mark.parametrize("missing", range(1, len(GOOD) + 1))
def test_no_line_can_be_left_out(missing: int) -> None:
    assert not checked([line for n, line in enumerate(GOOD, 1) if n != missing]).is_good


@pytest.mark.parametrize("kept", range(len(GOOD)))
def test_a_file_cut_short_is_seen(kept: int) -> None:
    found = checked(GOOD[:kept])
    assert not found.is_good
    assert any("cut short" in f.says or f.says == "is empty" for f in found.findings)


@pytest.mark.parametrize("line", range(1, len(GOOD) + 1))
def test_every_width_counts(line: int) -> None:
    for wrong in (GOOD[line - 1][:-1], GOOD[line - 1] + " "):
        lines = [*GOOD[: line - 1], wrong, *GOOD[line:]]
        assert any(f.line == line and "characters wide" in f.says for f in errors(checked(lines)))


def test_records_as_bacs_sends_them_back_are_told_apart() -> None:
    found = checked([*GOOD[:5], GOOD[5].ljust(120), *GOOD[6:]])
    assert "how Bacs sends records back" in errors(found)[0].says


def test_what_is_odd_and_might_be_meant_is_shown_and_not_wrong() -> None:
    halves = [GOOD[7][:35] + pence + GOOD[7][46:] for pence in ("00000012050", "00000004500")]
    trailer = GOOD[10][:37] + "0000002" + GOOD[10][44:]
    split = checked([*GOOD[:7], *halves, *GOOD[8:10], trailer])
    assert split.is_good
    assert "is one of 2 contras for the debits of 089999 66374958, where one would do" in split.findings[0].says
    same_day = checked(spoilt(4, 5, " 26327"))
    assert same_day.is_good
    assert "Bacs takes a file in a working day before" in same_day.findings[0].says


def test_contras_follow_what_they_balance() -> None:
    early = submission(contra(12050), entry(PAYER, "01", 12050, "ANY0000101", "MR A SAMPLE"))
    assert "it should follow them" in errors(checked(early))[0].says


@pytest.mark.parametrize("pence", ["00000000000", "1.005DD RUN"])
def test_a_contra_that_balances_nothing_is_judged_and_makes_nothing_stumble(pence: str) -> None:
    item = entry(PAYER, "01", 12050, "ANY0000101", "MR A SAMPLE")
    alone = [line for line in submission(item, contra(12050)) if line != item]
    place = next(at for at, line in enumerate(alone) if "CONTRA" in line)
    alone[place] = alone[place][:35] + pence + alone[place][46:]
    assert not checked(alone).is_good


def test_refunds_are_balanced_by_a_debit_of_our_own() -> None:
    refund = entry(PAYER, "99", 9900, "REFUND 17", "MR A SAMPLE")
    assert checked(submission(refund, contra(9900, "17"))).findings == []
    assert "has no contra (code 17) for the credits" in errors(checked(submission(refund)))[0].says


def test_debits_and_credits_are_not_netted() -> None:
    both = (entry(PAYER, "17", 9900, "ANY0000101", "MR A SAMPLE"), entry(PAYER, "99", 4000, "REFUND 17", "MR A SAMPLE"))
    assert checked(submission(*both, contra(9900), contra(4000, "17"))).findings == []
    assert not checked(submission(*both, contra(5900))).is_good


def test_instructions_alone_need_no_contra() -> None:
    assert checked(submission(entry(PAYER, "0C", 0, "ANY0000101", "MR A SAMPLE"))).findings == []


def test_an_instruction_cannot_be_dated_ahead() -> None:
    found = checked([line.replace(" 26328999999", " 26330999999") for line in GOOD])
    assert "cannot be dated ahead: its day should be 24 November 2026" in errors(found)[0].says


def multi_day(*days: str) -> list[str]:
    entries = []
    for day in days:
        entries += [entry(PAYER, "17", 9900, "ANY0000101", "MR A SAMPLE", day=day), contra(9900, day=day)]
    return submission(*entries, wide=True)


def test_a_multi_day_file_balances_each_day() -> None:
    found = checked(multi_day(" 26328", " 26330"))
    assert found.findings == []
    assert found.files[0].processing_days == [date(2026, 11, 24), date(2026, 11, 26)]
    lines = multi_day(" 26328", " 26330")
    lines[5] = lines[5].replace(" 26328", " 26330")
    assert any("on 24 November 2026" in f.says for f in errors(checked(lines)))


def test_the_days_of_a_multi_day_file_go_upwards() -> None:
    assert any("days go upwards" in f.says for f in errors(checked(multi_day(" 26330", " 26328"))))


def test_a_multi_day_file_may_name_its_first_day_and_no_other() -> None:
    lines = multi_day(" 26328", " 26330")
    named = [line.replace("UHL1      ", "UHL1 26328") for line in lines]
    assert checked(named).findings == []
    wrong = [line.replace("UHL1      ", "UHL1 26330") for line in lines]
    assert "should be blank or the first day" in errors(checked(wrong))[0].says


def test_two_files_of_one_submission_have_numbers_of_their_own() -> None:
    second = [line.replace("00012300010001", "00012300010002") for line in GOOD[1:]]
    both = [*GOOD, *second]
    assert any("stands on another file" in f.says for f in errors(checked(both)))
    both = [*GOOD, *(line.replace("1 DAILY  001", "1 DAILY  002") for line in second)]
    found = checked(both)
    assert found.findings == []
    assert [file.number for file in found.files] == ["001", "002"]


def test_a_bureau_may_send_for_others() -> None:
    assert checked([GOOD[0].replace("123456", "B12345"), *GOOD[1:]]).findings == []


def test_limits_are_the_banks() -> None:
    assert "above the limit of £100.00 an item" in errors(checked(GOOD, item_limit_pence=10000))[0].says
    assert "above the limit of £165.49 a file" in errors(checked(GOOD, file_limit_pence=16549))[0].says
    assert checked(GOOD, item_limit_pence=12050, file_limit_pence=16550).is_good


def test_accounts_are_checked_when_there_are_tables() -> None:
    rows = [Check("107999", "107999", Method.MOD11, (0, 0, 0, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1))]
    tables = ModulusTables(rows, {})
    assert checked(GOOD, tables=tables).is_good
    wrong = submission(entry(("107999", "88837493"), "17", 9900, "ANY0000101", "MR A SAMPLE"), contra(9900))
    assert checked(wrong).is_good
    assert "fails the MOD11 check" in errors(checked(wrong, tables=tables))[0].says


def test_the_same_item_twice_is_shown_and_the_same_instruction_twice_is_wrong() -> None:
    item = entry(PAYER, "17", 9900, "ANY0000101", "MR A SAMPLE")
    twice = checked(submission(item, item, contra(19800)))
    assert twice.is_good
    assert "repeats line 5" in twice.findings[0].says
    lodged = entry(PAYER, "0N", 0, "ANY0000101", "MR A SAMPLE")
    assert "was lodged for the same account on line 5" in errors(checked(submission(lodged, lodged)))[0].says


def test_it_can_be_judged_from_another_day() -> None:
    assert not checked(GOOD, on=date(2026, 12, 1)).is_good


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_as_it_was_written(day: date) -> None:
    assert day_read(day_written(day)) == day


@pytest.mark.parametrize("text", [" 26366", " 26000", "026328", "26328 ", " 2632X", "      "])
def test_what_is_no_day(text: str) -> None:
    assert day_read(text) is None


@given(st.binary(max_size=400))
def test_nothing_it_is_given_makes_it_stumble(content: bytes) -> None:
    assert not check(content, Asked()).is_good


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 79), st.sampled_from("X0 9'"))
def test_one_wrong_character_never_makes_it_stumble(line: int, at: int, letter: str) -> None:
    check("\n".join(spoilt(line + 1, at + 1, letter)).encode(), Asked())


@pytest.mark.parametrize(
    ("reference", "is_fit"),
    [
        ("NCC123", True), ("A/1-2 34B", True), ("ABC 12345678901234", True), ("000000", False), ("DDIC0001", False),
        ("AB-12", False), ("-ABC123", False), ("AAAAAA-", False), ("", False),
    ],
)  # fmt: skip
def test_the_reference_a_payers_bank_knows(reference: str, is_fit: bool) -> None:
    assert (core_reference_fault(reference.ljust(18)) is None) is is_fit


@pytest.mark.parametrize(
    "content", [b"name,age\nAda,36\n", b"\x00\x01\x02", b"a,b,c\n" * 100_000, b"see VOL1 and HDR1\n"]
)
def test_what_is_no_bacs_file_is_told_in_one_finding(content: bytes) -> None:
    (finding,) = check(content, Asked(holidays=CHRISTMAS)).findings
    assert (finding.field, finding.says) == ("file", "is no Bacs file: no line of it is a label such as VOL1 or HDR1")
