"""What a Lloyds APACS export may look like, and what it may not. Its example line is the one the bank publishes."""

from __future__ import annotations

from datetime import date

import pytest

from piperoll.formats import lloyds_apacs
from piperoll.formats.kinds import Kind
from piperoll.formats.recognise import read_statements
from piperoll.formats.refusals import FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Proof


def line(code, pence, narrative, day="26320", account="00112212345678", currency="GBP"):
    return f"{account}0{code}{'0' * 15}{currency}{pence:011d}{narrative:<54} {day}"


BALANCE = line("60", 108750, "Closing Ledger Balance")
OYSTER, CHEQUE = line("99", 10000, "PRUDENCE OYSTER   AT0000012345"), line("11", 1250, "000431")
TOTALS = line("54", 10000, "Total Credits"), line("44", 1250, "Total Debits")
TRAILER = "TRL0000005"


def read(*lines, header="HDR26321", trailer=TRAILER):
    return lloyds_apacs.read("\r\n".join(filter(None, (header, *lines, trailer))).encode())


def test_movements_take_their_direction_from_the_code_and_agree_with_the_banks_totals():
    (found,) = read(BALANCE, OYSTER, CHEQUE, *TOTALS)
    assert (found.bank_account.key, found.currency, found.proof) == ("00112212345678", "GBP", Proof.UNPROVABLE)
    assert (found.opening_pence, found.closing_pence, found.closed_on) == (None, 108750, date(2026, 11, 16))
    assert [(n.amount_pence, n.kind, n.narrative) for n in found.lines] == [
        (10000, Kind.CREDIT_TRANSFER, ("PRUDENCE OYSTER", "AT0000012345")),
        (-1250, Kind.CHEQUE, ("000431",)),
    ]
    assert len(found.evidence) == 2


def test_the_banks_own_example_of_a_balance():
    example = f"30121501234567060000000000000000GBP00000600000{'Closing Ledger Balance':<54} 19189"
    (found,) = read(example)
    assert (found.closing_pence, found.closed_on) == (600000, date(2019, 7, 8))


def test_it_is_known_by_its_header():
    content = "\n".join(["HDR26321", BALANCE, TRAILER]).encode()
    assert read_statements(content).format == "lloyds-apacs"


def test_accounts_and_currencies_are_kept_apart():
    other = line("60", 5, "Closing Ledger Balance", account="00112287654321", currency="EUR")
    assert [(s.bank_account.account_number, s.currency) for s in read(BALANCE, other)] == [
        ("12345678", "GBP"),
        ("87654321", "EUR"),
    ]


@pytest.mark.parametrize(
    ("lines", "refusal", "says"),
    [
        ([OYSTER, line("54", 10001, "Total Credits")], TotalsDisagree, r"total credits as 100\.01"),
        ([CHEQUE, line("44", 0, "Total Debits")], TotalsDisagree, "total debits"),
        ([line("7Q", 100, "WHAT")], FileMalformed, "neither a credit nor a debit"),
        ([line("61", 100, "Closing Ledger Balance")], FileMalformed, "in credit or overdrawn"),
        ([OYSTER.replace("26320", "26400")], FileMalformed, "not a day"),
        ([OYSTER.replace("00000010000", "0000001O000")], FileMalformed, "not 11 digits"),
        ([OYSTER, TRAILER, CHEQUE], FileMalformed, "no line of an account"),
        ([OYSTER[:60]], FileMalformed, "date"),
    ],
)
def test_what_makes_no_sense_is_refused(lines, refusal, says):
    with pytest.raises(refusal, match=says):
        read(*lines)


def test_a_file_without_its_trailer_is_cut_short():
    with pytest.raises(FileTruncated, match="trailer"):
        read(BALANCE, OYSTER, trailer="")
