"""Whatever becomes of a good file, its reader reads it or refuses it in a sentence, and what it reads adds up to what
the file says of itself."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from formats import bacs_files, test_bacs_reports
from formats.spoiling import spoilt
from formats.test_remittance_layouts import HOUSING, OFFICE
from piperoll.cards.import_card_settlement import NotAnExport
from piperoll.formats import (
    attachments,
    care_csv,
    cheques_csv,
    feeder_csv,
    fees_csv,
    govuk_pay_csv,
    modulus_tables,
    owners_csv,
    payment_files,
    recovery_csv,
    remittance_layouts,
    remittance_tables,
    triggers_csv,
)
from piperoll.formats.bacs_reports import read_report
from piperoll.formats.payment_layouts import FIRST
from piperoll.formats.recognise import read_statements
from piperoll.formats.standard18_check import Asked, check
from piperoll.foundations.refusals import Refused
from piperoll.receipting.remittance_profiles import read_by
from the_day import MONDAY, charge

SAMPLES = Path(__file__).parents[2] / "samples"
ANYTOWN = Path(__file__).parents[2] / "samples" / "anytown"
STATEMENTS = sorted(
    path for path in (SAMPLES / "bank_statements").iterdir() if path.suffix != ".json" and "refused" not in path.name
)
LISTS = SAMPLES / "remittances"


def read_a_statement(content: bytes) -> None:
    """Each statement's lines come to the difference of its balances, and the balances are those the file states."""
    reading = read_statements(content)
    found = []
    for one in reading.statements:
        if one.opening_pence is not None and one.closing_pence is not None:
            assert one.opening_pence + sum(line.amount_pence for line in one.lines) == one.closing_pence
            found.append((one.opening_pence, one.closing_pence))
    if (twin := TWINS.get(reading.format[:5].rstrip("."))) and found:
        stated = twin(content)
        assert set(found) <= {(opening, closing) for opening in stated for closing in stated}


def balances_in_camt(content: bytes) -> set[int]:
    """Every balance a camt file states, by its elements alone."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    sums = set()
    for balance in root.iter("{*}Bal"):
        pence = Decimal(str(balance.findtext("{*}Amt"))) * 100
        sums.add(int(-pence if str(balance.findtext("{*}CdtDbtInd")).strip() == "DBIT" else pence))
    return sums


def in_utf_8(content: bytes) -> bytes:
    """The same words, where a file marks itself as UTF-16."""
    utf_16 = content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return content.decode("utf-16", errors="replace").encode() if utf_16 else content


def balances_in_mt940(content: bytes) -> set[int]:
    """Every balance an MT940 states, by its tags alone; what is blank before one is passed over."""
    text = in_utf_8(content).decode("utf-8", errors="replace")
    found = re.findall(r":(?:60|62)[FM]:\s*([CD])\d{6}[A-Z]{3}(\d+),?(\d*)", text)
    return {(-1 if sign == "D" else 1) * (int(whole) * 100 + int(part.ljust(2, "0"))) for sign, whole, part in found}


TWINS: dict[str, Callable[[bytes], set[int]]] = {"camt": balances_in_camt, "mt940": balances_in_mt940}


def read_payments(name: str) -> Callable[[bytes], None]:
    """By a layout: what proves itself has the total its own line states."""

    def read(content: bytes) -> None:
        found = payment_files.read(content, FIRST[name])
        assert found.found_pence == sum(one.amount_pence for one in found.payments)
        assert all(abs(one.amount_pence) <= payment_files.MOST_PENCE for one in found.payments)

    return read


def read_a_list(content: bytes) -> None:
    """A table of remittances."""
    found = remittance_tables.read(BytesIO(content), "a list")
    assert all(one.amount_pence for one in found.lines)


def read_a_list_by(layout: remittance_layouts.Layout) -> Callable[[bytes], None]:
    """Text or a PDF by a layout."""

    def read(content: bytes) -> None:
        found, seen = read_by(layout, content, "A list")
        assert len(found.lines) <= len(seen)

    return read


def read_rows(read: Callable[[BytesIO, str], Iterable[object]]) -> Callable[[bytes], None]:
    """A table of ours, every row of it."""
    return lambda content: list(read(BytesIO(content), "a table")) and None


def read_an_export(content: bytes) -> None:
    """GOV.UK Pay's export, refused as the verb refuses it."""
    try:
        govuk_pay_csv.read(content)
    except govuk_pay_csv.NotThatExport as fault:
        raise NotAnExport(name="an export", why=str(fault)) from None


def a_table(heading: str, *rows: str) -> bytes:
    return "\r\n".join([heading, *rows, ""]).encode()


ARUDD = f"<BACSDocument><Data>{test_bacs_reports.arudd(test_bacs_reports.unpaid())}{test_bacs_reports.END}".encode()
ADDACS = (
    "<BACSDocument><Data>"
    f"{test_bacs_reports.messages('ADDACS', '5010', test_bacs_reports.addacs('1'), test_bacs_reports.addacs('3'))}"
    f"{test_bacs_reports.END}"
).encode()
FEEDER = feeder_csv.write([charge(f"G{n}", "10.00", name=f"Person {n}") for n in range(3)]).encode()
FEES = a_table("service,code,name,unit,price,vat_code,income_code,valid_from,authority",
               "TRADE,BIN,Bin,each,10.00,N,TW01,2027-04-01,Cabinet")  # fmt: skip
CARE = a_table("customer_ref,package,week,units,unit_cost,description", "C1,HOME,2026-10-26,14,22.50,Home care")
EXPORT = a_table(
    "Reference,Description,Amount,State,GOV.UK Payment ID,Total Amount,Fee,Net",
    "K3H9,Bill,50.00,Success,pay1,50.00,0.25,49.75", "K3H9,Bill,-5.00,Refund success,pay1,-5.00,,-5.00",
    "M2P7,Bill,-20.00,Dispute lost to customer,pay2,-20.00,15.00,-35.00",
)  # fmt: skip
CHEQUES = a_table("amount,drawer,number,reference", "312.40,A B SAMPLE,000124,AT1", "60.00,C D SAMPLE,000125,AT2")
MODULUS = b"089000 089999 MOD11 0 0 0 0 0 0 8 7 6 5 4 3 2 1\r\n107999 107999 DBLAL 2 1 2 1 2 1 2 1 2 1 2 1 2 1 1\r\n"

READERS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    **{path.name: (read_a_statement, path.read_bytes()) for path in STATEMENTS},
    "allpay.txt": (read_payments("allpay"), (SAMPLES / "payment_files" / "allpay.txt").read_bytes()),
    "paypoint.csv": (read_payments("PayPoint"), (SAMPLES / "payment_files" / "paypoint.csv").read_bytes()),
    "post-office.txt": (read_payments("Post Office giro"), (SAMPLES / "payment_files" / "post-office.txt").read_bytes()),
    "county.xlsx": (read_a_list, (LISTS / "county.xlsx").read_bytes()),
    "county.csv": (read_a_list, b"Invoice number,Client name,Amount paid\r\nAT1,Ada,11.00\r\nAT2,Ben,(3.00)\r\nTotal,,8.00\r\n"),
    "housing.txt": (read_a_list_by(HOUSING), (LISTS / "housing.txt").read_bytes()),
    "arudd.xml": (read_report, ARUDD),
    "addacs.xml": (read_report, ADDACS),
    "claims.xml": (read_report, test_bacs_reports.claims()),
    "standard18.txt": (lambda content: check(content, Asked(on=MONDAY)), "\r\n".join(bacs_files.GOOD).encode()),
    "feeder.csv": (read_rows(feeder_csv.read), FEEDER),
    "fees.csv": (read_rows(fees_csv.read), FEES),
    "care.csv": (read_rows(care_csv.read), CARE),
    "cheques.csv": (read_rows(cheques_csv.read), CHEQUES),
    "owners.csv": (read_rows(owners_csv.read), (ANYTOWN / "owners.csv").read_bytes()),
    "recovery.csv": (read_rows(recovery_csv.read), (ANYTOWN / "recovery.csv").read_bytes()),
    "triggers.csv": (read_rows(triggers_csv.read), (ANYTOWN / "triggers.csv").read_bytes()),
    "govuk-pay.csv": (read_an_export, EXPORT),
    "modulus.txt": (lambda content: modulus_tables.read_tables(content, None), MODULUS),
    "evidence.pdf": (lambda content: attachments.checked("a.pdf", content), (LISTS / "benefit-office.pdf").read_bytes()[:3000]),
}  # fmt: skip
"""Each reader with a good file of its own."""


def in_a_sentence(read: Callable[[bytes], object], content: bytes) -> None:
    """It is read, or refused as it should be."""
    try:
        read(content)
    except Refused as refusal:
        said = str(refusal)
        assert said.isprintable(), said
        assert said[-1] in ".)", said
        assert len(said) < 500, said


@pytest.mark.parametrize("name", READERS)
def test_every_good_file_reads(name: str) -> None:
    read, content = READERS[name]
    read(content)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(name: str, seed: int) -> None:
    read, content = READERS[name]
    in_a_sentence(read, spoilt(content, Random(seed), more=ARUDD))


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
@settings(max_examples=3000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_many_spoilt_files(name: str, seed: int) -> None:
    read, content = READERS[name]
    in_a_sentence(read, spoilt(content, Random(seed), more=ARUDD))


@pytest.mark.parametrize(("many"), [6, pytest.param(300, marks=pytest.mark.slow)])
def test_a_spoilt_pdf_is_read_or_refused_in_a_sentence(many: int) -> None:
    good, dice = (LISTS / "benefit-office.pdf").read_bytes(), Random(many)
    for _ in range(many):
        in_a_sentence(read_a_list_by(OFFICE), spoilt(good, dice))
