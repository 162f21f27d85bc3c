"""What we write, our own check finds nothing wrong with, and our own reader reads back as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.formats import bureau_csv
from piperoll.formats.standard18 import LARGEST_CONTRA_PENCE, core_reference_fault
from piperoll.formats.standard18_check import Checked, check
from piperoll.formats.standard18_entries import Asked
from piperoll.formats.standard18_reading import read
from piperoll.formats.standard18_writing import (
    CannotBeWritten,
    FileOfRecords,
    Record,
    Sender,
    bacs_words,
    submission,
)  # fmt: skip

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, 23) + timedelta(days=n) for n in range(3))
ANYTOWN = Sender("123456", "ANYTOWN COUNCIL", "089999", "66374958")
SAMPLE = Record("107999", "88837491", "01", 12050, "ANY0000101", "MR A SAMPLE", TUESDAY)
SPECIMEN = Record("202959", "63748472", "17", 4500, "ANY0000087", "J SPECIMEN & SON", TUESDAY)
EXAMPLE = Record("118765", "64371389", "0N", 0, "ANY0000123", "MRS E EXAMPLE", TUESDAY)
REFUND = Record("118765", "64371389", "99", 700, "REFUND 12", "MRS E EXAMPLE", TUESDAY)


def written(*records: Record, last: date = TUESDAY, words: str = "DD RUN 77") -> bytes:
    file = FileOfRecords(ANYTOWN, TUESDAY, last, records, {TUESDAY: words})
    return b"".join(submission("000123", [file], made_on=MONDAY))


def checked(content: bytes) -> Checked:
    found = check(content, Asked(item_limit_pence=LARGEST_CONTRA_PENCE))
    assert found.findings == []
    return found


def test_the_worked_example_character_by_character() -> None:
    lines = written(EXAMPLE, SAMPLE, SPECIMEN).decode().split("\r\n")
    assert lines == [
        "VOL1000123                               123456                                1",
        "HDR1A123456S  112345600012300010001       26327 26329 000000                    ",
        "HDR2F0200000100                                   00                            ",
        "UHL1 26328999999    000000001 DAILY  001                                        ",
        "1187656437138900N08999966374958    00000000000ANYTOWN COUNCIL   ANY0000123        MRS E EXAMPLE     ",
        "1079998883749100108999966374958    00000012050ANYTOWN COUNCIL   ANY0000101        MR A SAMPLE       ",
        "2029596374847201708999966374958    00000004500ANYTOWN COUNCIL   ANY0000087        J SPECIMEN & SON  ",
        "0899996637495809908999966374958    00000016550DD RUN 77         CONTRA            ANYTOWN COUNCIL   ",
        "EOF1A123456S  112345600012300010001       26327 26329 000000                    ",
        "EOF2F0200000100                                   00                            ",
        "UTL10000000016550000000001655000000020000001        0000001                     ",
        "",
    ]


def test_a_file_of_instructions_has_no_contra_and_totals_of_nought() -> None:
    (file,) = checked(written(EXAMPLE)).files
    assert (file.contras, file.debits, file.instructions) == (0, 0, 1)


def test_debits_and_credits_are_balanced_apart() -> None:
    (file,) = checked(written(SAMPLE, REFUND)).files
    assert (file.debit_pence, file.credit_pence, file.contras) == (12050, 700, 2)


def test_a_sum_no_contra_can_hold_is_balanced_by_several() -> None:
    big = Record("107999", "88837491", "17", LARGEST_CONTRA_PENCE, "ANY0000101", "MR A SAMPLE", TUESDAY)
    (file,) = checked(written(big, SPECIMEN)).files
    assert file.contras == 2


def test_several_files_follow_one_volume_label() -> None:
    instructions = FileOfRecords(ANYTOWN, TUESDAY, TUESDAY, [EXAMPLE])
    later = Record("202959", "63748472", "17", 4500, "ANY0000087", "J SPECIMEN & SON", WEDNESDAY)
    collections = FileOfRecords(
        ANYTOWN, TUESDAY, WEDNESDAY, [SAMPLE, later], {TUESDAY: "DD RUN 77", WEDNESDAY: "DD RUN 78"}
    )
    content = b"".join(submission("000124", [instructions, collections], made_on=MONDAY, bureau="B12345"))
    found = checked(content)
    assert found.user == "B12345"
    assert [(f.number, f.kind) for f in found.files] == [("001", "single-day"), ("002", "multi-day")]
    assert found.files[1].contras == 2
    assert b"DD RUN 77" in content
    assert b"DD RUN 78" in content


@pytest.mark.parametrize(
    "spoilt",
    [
        Record("10799", "88837491", "17", 1, "ANY0000101", "MR A SAMPLE", TUESDAY),
        Record("107999", "88837491", "17", 1, "ANY0000101 AND SO MUCH MORE", "MR A SAMPLE", TUESDAY),
        Record("107999", "88837491", "17", 1, "ANY0000101", "O'NEIL", TUESDAY),
        Record("107999", "88837491", "17", 10**12, "ANY0000101", "MR A SAMPLE", TUESDAY),
        Record("107999", "88837491", "17", 1, "ANY0000101", "MR A SAMPLE", WEDNESDAY),
    ],
)
def test_what_does_not_fit_its_places_is_not_written(spoilt: Record) -> None:
    with pytest.raises(CannotBeWritten):
        written(spoilt)


def test_a_serial_of_noughts_is_not_written() -> None:
    with pytest.raises(CannotBeWritten, match="serial"):
        list(submission("000000", [FileOfRecords(ANYTOWN, TUESDAY, TUESDAY, [SAMPLE])], made_on=MONDAY))


@pytest.mark.parametrize(
    ("said", "carried"),
    [("O'Neil", "O NEIL"), ("Zoë Núñez", "ZOE NUNEZ"), ("Fox & Sons (Timber) Ltd", "FOX & SONS  TIMBER"), ("", "")],
)
def test_words_as_bacs_carries_them(said: str, carried: str) -> None:
    assert bacs_words(said) == carried


text = st.text(max_size=30).map(bacs_words).filter(lambda words: words not in ("", "CONTRA"))
references = st.from_regex(r"[A-Z][A-Z0-9./&-]{5,17}", fullmatch=True).filter(lambda r: not core_reference_fault(r))
records = st.builds(
    Record,
    sort_code=st.from_regex(r"[1-9][0-9]{5}", fullmatch=True),
    account_number=st.from_regex(r"[0-9]{8}", fullmatch=True),
    code=st.sampled_from(["01", "17", "18", "19"]),
    pence=st.integers(1, 20_000_000_00),
    reference=references,
    name=text,
    day=st.sampled_from([TUESDAY, WEDNESDAY, date(2026, 11, 26)]),
)


@given(st.lists(records, min_size=1, max_size=20, unique_by=lambda r: r.reference))
def test_whatever_is_written_reads_back_and_passes_our_own_check(given_records: list[Record]) -> None:
    in_order = sorted(given_records, key=lambda r: r.day)
    file = FileOfRecords(ANYTOWN, in_order[0].day, in_order[-1].day, in_order)
    content = b"".join(submission("000123", [file], made_on=MONDAY))
    assert content == b"".join(submission("000123", [file], made_on=MONDAY))
    (totals,) = checked(content).files
    assert totals.debit_pence == sum(r.pence for r in in_order)
    (found,) = read(content).files
    back = [entry for entry in found.entries if not entry.is_contra]
    assert [(*e.destination, e.code, e.amount_pence, e.reference.rstrip(), e.day()) for e in back] == [
        (r.sort_code, r.account_number, r.code, r.pence, r.reference, r.day if file.is_multi_day else None)
        for r in in_order
    ]


def test_a_bureau_gets_a_row_a_record_and_makes_the_contras_itself() -> None:
    assert b"".join(bureau_csv.lines([SAMPLE, EXAMPLE])).decode().splitlines() == [
        "sort_code,account_number,account_name,reference,transaction_code,amount,processing_date",
        "107999,88837491,MR A SAMPLE,ANY0000101,01,120.50,2026-11-24",
        "118765,64371389,MRS E EXAMPLE,ANY0000123,0N,0.00,2026-11-24",
    ]
