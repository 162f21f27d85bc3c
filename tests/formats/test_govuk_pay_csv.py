"""GOV.UK Pay's export of transactions: known by its headings, whatever else stands in it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piperoll.formats.govuk_pay_csv import NotThatExport, read

HEAD = "Reference,Description,Email,Amount,State,GOV.UK Payment ID,Total Amount,Fee,Net\n"


def test_what_moved_money_is_told_from_what_did_not() -> None:
    found = read(
        (
            HEAD + 'AB12,Bill,a@b.c,"1,234.56",Success,pay1,"1,234.56",0.25,"1,234.31"\n'
            "'=CD34,Bill,,20.00,Declined,pay2,0.00,,\n"
            "AB12,Bill,,-10.00,Refund success,pay1,-10.00,,-10.00\nAB12,Bill,,-10.00,Refund error,pay1,-10.00,,\n"
            "AB12,Bill,,-20.00,Dispute lost to customer,pay1,-20.00,15.00,-35.00\n"
        ).encode()
    )
    assert [(one.kind, one.amount_pence, one.fee_pence) for one in found] == [
        ("payment", 1_234_56, 25), ("", 20_00, 0), ("refund", -10_00, 0), ("", -10_00, 0), ("dispute", -20_00, 15_00),
    ]  # fmt: skip
    assert (found[1].reference, found[4].line) == ("=CD34", 6)


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"Reference,Amount\n", "no column State"), (HEAD.encode() + b"A,,,much,Success,p,1.00,,\n", "line 2"), (b"\xff\xfe", "no column")],
)  # fmt: skip
def test_what_is_none_says_why(content: bytes, why: str) -> None:
    with pytest.raises(NotThatExport, match=why):
        read(content)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_export_that_a_spreadsheet_saved_anew_is_read(encoding: str) -> None:
    (one,) = read((HEAD + "AB12,Café,,20.00,Success,pay1,20.00,,20.00\r\n").encode(encoding))
    assert (one.reference, one.amount_pence, one.kind) == ("AB12", 20_00, "payment")


@given(st.binary(max_size=300))
def test_no_file_breaks_it(content: bytes) -> None:
    for some in (content, HEAD.encode() + content):
        with suppress(NotThatExport):
            read(some)
