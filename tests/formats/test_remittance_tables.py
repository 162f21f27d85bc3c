"""Lists of payers, each as one system or another writes them: what is a payment, what takes off, what only sums up."""

from __future__ import annotations

from io import BytesIO

import pytest

from piperoll.formats.remittance_tables import read

LEDGER = """Anyshire County Council
Payment Date,20/11/2026

Invoice Date,Invoice Number,Description,Gross Amount,Discount,Net Amount
01/11/2026,AT0000012998,Care,"1,200.00",0.00,"1,200.00"
01/11/2026,AT0000013095,Care,60.00,10.00,50.00
,,,"1,260.00",10.00,"1,250.00"
"""


@pytest.mark.parametrize(
    ("text", "sums", "total"),
    [
        (LEDGER, [1200_00, 50_00], 1250_00),
        ("Document,Type,Amount\nAT1,INV,100.00\nAT2,CRN,20.00\nTotal,,80.00\n", [100_00, -20_00], 80_00),
        ("Document,Type,Amount\nAT1,Credit,100.00\n", [100_00], None),
        ("Invoice,Net,VAT,Gross\nAT1,100.00,20.00,120.00\n", [120_00], None),
        ("Creditor Ref,Surname,Amount of deduction\nAT1,SAMPLE,14.80\n", [14_80], None),
        ("Ref,Name,Amount\nAT1,Total Care,9.00\nSub-total,,9.00\nAT2,B,2.00\nGrand total,,11.00\n", [9_00, 2_00], 11_00),
        ("Ref,Name,Amount\nAT1,A,9.00\nTotal for A,,9.00\nAT2,B,2.00\nTotal for B,,2.00\n", [9_00, 2_00], None),
        ("Ref,Name,Amount\nAT1,A,9.00\nTotal for B,,8.00\n", [9_00, 8_00], None),
        ("Invoice,Amount\nAT1,£9.00\nAT2,£-2.00\n", [9_00, -2_00], None),
    ],
    ids=[
        "a total nobody calls so", "a credit note", "paid by credit", "with VAT", "a deduction", "a sub-total",
        "totals of parts", "no total of what it says", "a minus after the pound",
    ],
)  # fmt: skip
def test_lists_as_payers_write_them(text: str, sums: list[int], total: int | None) -> None:
    found = read(BytesIO(text.encode()), "list.csv")
    assert not found.unreadable
    assert [line.amount_pence for line in found.lines] == sums
    assert found.total_pence == total
