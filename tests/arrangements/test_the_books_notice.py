"""A row of an arrangement altered behind the books' back is noticed."""

from __future__ import annotations

import psycopg

from arrangements.arranging import agrees, watch, weekly
from arrangements.test_watch_arrangements import late_from
from piperoll.customers.models import Customer
from piperoll.reconciliation.check_books import check_books
from refunds.refunding import the_books_agree


def test_a_row_altered_behind_their_back(ada: Customer, as_superuser: psycopg.Connection) -> None:
    agrees(ada, weekly(20_00))
    watch(late_from(0))
    the_books_agree()
    as_superuser.execute("SET session_replication_role = replica")
    for table, change, back in (
        ("arrangement", "total_pence = total_pence + 1", "total_pence = total_pence - 1"),
        ("debt", "pence = pence + 1", "pence = pence - 1"),
        ("plannedpayment", "pence = pence + 1", "pence = pence - 1"),
        ("courtesy", "late_pence = late_pence + 100000", "late_pence = late_pence - 100000"),
    ):
        as_superuser.execute(f"UPDATE arrangements_{table} SET {change}")  # type: ignore[arg-type]
        assert "Arrangements" in [control.name for control in check_books().disagreeing], table
        as_superuser.execute(f"UPDATE arrangements_{table} SET {back}")  # type: ignore[arg-type]
    as_superuser.execute("DELETE FROM arrangements_livedebt")
    assert "Arrangements" in [control.name for control in check_books().disagreeing]
