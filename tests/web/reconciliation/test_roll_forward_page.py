"""The roll-forward's page: every figure leads to rows that add up to it, and files say the same."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from a_past import Past

SignIn = Callable[[str], Client]
DAYS = "since=2019-01-01&until=2027-01-01"


def words_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[-300:]
    return " ".join(response.content.decode().split())


def test_each_figure_leads_to_its_rows_and_its_file(year: Past, sign_in: SignIn) -> None:
    client = sign_in("auditor")
    whole = words_of(client, f"/reconciliation/roll-forward/?{DAYS}")
    assert "The ledger agrees" in whole
    assert "/reconciliation/roll-forward/billed/?since=2019-01-01&amp;until=2027-01-01&amp;service=TRADE" in whole
    rows = words_of(client, f"/reconciliation/roll-forward/received/?{DAYS}&service=")
    assert "Money received" in rows
    assert "used for" in rows
    file = client.get(f"/reconciliation/roll-forward/billed.csv?{DAYS}")
    lines = b"".join(file.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "day,kind,reference,used_for,customer_ref,pounds"
    assert len(lines) > 1
    whole_file = client.get(f"/reconciliation/roll-forward.csv?{DAYS}")
    assert b"Debtors control in the ledger" in b"".join(whole_file.streaming_content)  # type: ignore[attr-defined]
    wrong = words_of(client, "/reconciliation/roll-forward/?since=2026-11-02&until=2026-11-01")
    assert "Give the earlier day first" in wrong
    assert client.get(f"/reconciliation/roll-forward/nonsense/?{DAYS}").status_code == 404
    assert client.get("/reconciliation/roll-forward/billed.csv?since=x&until=y").status_code == 404
