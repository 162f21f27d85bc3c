"""The sets against a slow, obvious loop: on random feeder files both must bill the same lines for the same pence."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import ask, bill, charge

RATES = {"S": Decimal("0.2"), "N": Decimal(0)}
CODES = {"TW01": "N", "TW02": "S"}

charges = st.fixed_dictionaries(
    {
        "external_id": st.integers(0, 12).map(str),
        "invoice_group": st.sampled_from(["", "G1", "G2"]),
        "quantity": st.sampled_from(["1", "0.5", "3", "0"]),
        "unit_price": st.sampled_from(["0.33", "1.005", "10.00", "0.0049", "250.00"]),
        "income_code": st.sampled_from(["TW01", "TW02", "TW99"]),
        "vat_code": st.sampled_from(["S", "N"]),
        "instalments": st.sampled_from(["", "3"]),
    }
)


def half_up(sum_of_money: Decimal) -> int:
    return int(sum_of_money.quantize(Decimal(1), ROUND_HALF_UP))


def slow_twin(rows: list[dict[str, str]]) -> dict[str, tuple[int, int]]:
    """External id → (net, VAT) of every line that should be billed, one row at a time."""
    seen: set[str] = set()
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for line, row in enumerate(rows, 2):
        net = half_up(Decimal(row["quantity"]) * Decimal(row["unit_price"]) * 100)
        can_be_read = Decimal(row["quantity"]) > 0
        fits = can_be_read and CODES.get(row["income_code"]) == row["vat_code"] and row["external_id"] not in seen
        if can_be_read:
            seen.add(row["external_id"])
        groups[row["invoice_group"] or f"#{line}"].append((fits, row, net, half_up(net * RATES[row["vat_code"]])))
    billed = {}
    for members in groups.values():
        gross = sum(net + vat for _, _, net, vat in members)
        parts = {row["instalments"] for _, row, _, _ in members}
        whole = all(fits for fits, *_ in members) and len(parts) == 1
        if whole and gross >= (3 if parts == {"3"} else 1):
            billed |= {row["external_id"]: (net, vat) for _, row, net, vat in members}
    return billed


def clear(owner: psycopg.Connection) -> None:
    """Empty books, the council and its people left as they are."""
    owner.execute(
        "TRUNCATE billing_invoiceline, billing_invoice, receivables_itembalance, receivables_item, ledger_posting,"
        " ledger_journal, runs_runrejection, runs_voidnumber, runs_numberblock, runs_numberseries, runs_seal,"
        " runs_sealblock, runs_run CASCADE"
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(charges, min_size=1, max_size=10))
def test_the_sets_bill_what_the_loop_bills(
    manager: Actor, as_owner: psycopg.Connection, tmp_path: Path, rows: list[dict[str, str]]
) -> None:
    clear(as_owner)
    raised = bill(tmp_path, manager, *(charge(pounds=row["unit_price"], **without_price(row)) for row in rows))
    lines = ask("SELECT external_id, net_pence, vat_pence FROM billing_invoiceline")
    assert {line.external_id: (line.net_pence, line.vat_pence) for line in lines} == slow_twin(rows)
    assert raised.lines_billed + raised.lines_rejected == len(rows)
    assert check_books().agrees


def without_price(row: dict[str, str]) -> dict[str, str]:
    return {field: value for field, value in row.items() if field != "unit_price"}


def test_the_twin_knows_the_vat_rounding_of_the_notice() -> None:
    row = {"external_id": "1", "invoice_group": "", "quantity": "1", "unit_price": "0.33", "income_code": "TW02",
           "vat_code": "S", "instalments": ""}  # fmt: skip
    assert slow_twin([row]) == {"1": (33, 7)}
