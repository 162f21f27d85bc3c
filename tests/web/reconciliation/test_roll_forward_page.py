"""The roll-forward's page: every figure leads to rows that add up to it, and files say the same."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from a_past import Past
from web.reading import downloaded, words_of

SignIn = Callable[[str], Client]
DAYS = "since=2019-01-01&until=2027-01-01"


def test_each_figure_leads_to_its_rows_and_its_file(year: Past, sign_in: SignIn) -> None:
    client = sign_in("auditor")
    whole = words_of(client, f"/reconciliation/roll-forward/?{DAYS}")
    assert "The ledger agrees" in whole
    assert "/reconciliation/roll-forward/billed/?since=2019-01-01&amp;until=2027-01-01&amp;service=TRADE" in whole
    rows = words_of(client, f"/reconciliation/roll-forward/received/?{DAYS}&service=")
    assert "Money received" in rows
    assert "used for" in rows
    lines = downloaded(client, f"/reconciliation/roll-forward/billed.csv?{DAYS}").splitlines()
    assert lines[0] == "day,kind,reference,used_for,customer_ref,pounds"
    assert len(lines) > 1
    assert "Debtors control in the ledger" in downloaded(client, f"/reconciliation/roll-forward.csv?{DAYS}")
    wrong = words_of(client, "/reconciliation/roll-forward/?since=2026-11-02&until=2026-11-01")
    assert "Give the earlier day first" in wrong
    assert client.get(f"/reconciliation/roll-forward/nonsense/?{DAYS}").status_code == 404
    assert client.get("/reconciliation/roll-forward/billed.csv?since=x&until=y").status_code == 404
