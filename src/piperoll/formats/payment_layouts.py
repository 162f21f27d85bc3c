"""Layouts to start from. Each council's own file may differ: a profile is tried on its sample before it is approved."""

from __future__ import annotations

from piperoll.formats.payment_files import Layout

FIRST = {
    "allpay": Layout(
        kind="fixed", reference_at="8-23", amount_at="24-32", note_at="33-33", date_at="34-43", minus_at="33-33",
        minus_words="Q", total_starts="Total Amount Updated onto System:", total_at="35-51",
        count_starts="Total Transactions updated onto System:", count_at="41-57",
    ),
    "PayPoint": Layout(
        kind="comma", reference_at="1", amount_at="2", date_at="3", note_at="4", headers=1, date_format="dd/mm/yyyy",
        total_starts="TOTAL", total_at="2", count_starts="TOTAL", count_at="3",
    ),
    "Post Office giro": Layout(
        kind="fixed", reference_at="2-17", amount_at="18-28", date_at="29-36", date_format="yyyymmdd", pence=True,
        payer_at="37-54", payment_starts="D", total_starts="T", total_at="18-28", count_starts="T", count_at="2-9",
    ),
}  # fmt: skip
