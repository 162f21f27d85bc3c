"""The allocation desk in milliseconds of the server's: each key pressed, with a year of bank lines behind it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from typing import Any

from django.test import Client

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, timed
from piperoll.authority.models import User
from piperoll.council.models import BankAccount
from piperoll.receipting.models import Match, Suspense

SIZE = 250_000
ROUNDS = 20
ONE_IN = 100
"""So many lines for one that still waits."""


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` lines of a year; a hundredth of them wait, each with a suggestion."""
    customers = size // 5
    fill(books, customers=customers, invoices=size)
    _bank(books, size, customers)
    client = Client()
    client.force_login(User.objects.get(username="bench"))
    yield _measured("the desk's next receipt, ms", lambda: client.get("/money-in/desk/"))
    yield _measured("Enter: accepted, and the next, ms", lambda: _accept(client))
    yield _measured("Ctrl+Z: taken back, and shown, ms", lambda: client.post("/money-in/desk/undo/", follow=True))
    yield _measured("a receipt chosen from the list, ms", lambda: client.get("/money-in/desk/", {"receipt": _some()}))


def _measured(name: str, act: Callable[[], Any]) -> Measure:
    taken = []
    for _ in range(ROUNDS):
        with timed() as clock:
            answer = act()
        taken.append(clock.wall_seconds * 1000)
        assert answer.status_code == 200, answer
    return Measure(name, None, "< 100", {"median": statistics.median(taken), "worst": max(taken), "load": load()})


def _some() -> int:
    return int(
        Suspense.objects.filter(state="suggested").order_by("-receipt_id").values_list("receipt_id", flat=True)[7]
    )


def _accept(client: Client) -> Any:
    receipt = Suspense.objects.filter(state="suggested").order_by("receipt_id").values_list("receipt_id", flat=True)[0]
    match = Match.objects.filter(receipt=receipt).latest("id").pk
    sent = {"receipt": receipt, "match": match, "candidate": 0, "show": "suggested"}
    return client.post("/money-in/desk/accept/", sent, follow=True)


def _bank(books: Books, size: int, customers: int) -> None:
    facts = {
        "size": size,
        "on": ON,
        "at": AT,
        "one_in": ONE_IN,
        "account": BankAccount.objects.earliest("id").pk,
        "customers": customers,
    }
    with books.owner() as owner:
        for table in _NUMBERED:
            owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        for statement in _FILL:
            owner.execute(statement, facts)
        owner.execute("ANALYZE")


_RUN = "(SELECT max(id) FROM runs_run)"
_NUMBERED = (
    "runs_run", "ledger_journal", "receivables_item", "receipting_receipt", "receipting_match", "receipting_placement",
)  # fmt: skip
_FILL = [
    "INSERT INTO receipting_statement (bank_account_id, sequence, format, bank_reference, opened_on, closed_on, opening_pence, closing_pence,"
    f" line_count, entered_balance, run_id) VALUES (%(account)s, 1, 'camt.053', '', %(on)s, %(on)s, 0, 0, %(size)s, false, {_RUN})",
    "INSERT INTO receipting_bankline (statement_id, line_number, booked_on, value_on, amount_pence, type_code, kind, fingerprint, text_digest, run_id)"
    " SELECT (SELECT max(id) FROM receipting_statement), n, %(on)s, %(on)s, 2000, 'FPI', 'faster payment', sha256(n::text::bytea), '', "
    f"{_RUN} FROM generate_series(1, %(size)s) n",
    "INSERT INTO receipting_banklinetext (line_id, salt, payer_name, narrative, payment_references)"
    " SELECT id, '', 'PAYER ' || id, 'PAYMENT ' || id, '[]' FROM receipting_bankline",
    "INSERT INTO receipting_receipt (reference, bank_line_id, bank_account_id, received_on, amount_pence, run_id)"
    f" SELECT 'B-' || id, id, %(account)s, booked_on, amount_pence, {_RUN} FROM receipting_bankline ORDER BY id",
    "INSERT INTO receipting_suspense (receipt_id, open_pence, state, reason)"
    " SELECT id, CASE WHEN id %% %(one_in)s = 0 THEN amount_pence ELSE 0 END, CASE WHEN id %% %(one_in)s = 0 THEN 'suggested' ELSE 'placed' END, ''"
    " FROM receipting_receipt WHERE bank_line_id IS NOT NULL",
    "INSERT INTO receipting_match (receipt_id, outcome, score, reasons, candidates, by_username, run_id)"
    " SELECT s.receipt_id, CASE WHEN s.open_pence = 0 THEN 'allocated' ELSE 'suggested' END, 97, '[\"payer''s name agrees\"]',"
    " CASE WHEN s.open_pence = 0 THEN '[]'::jsonb ELSE jsonb_build_array(jsonb_build_object('customer', i.customer_id, 'score', 97,"
    " 'reasons', jsonb_build_array('payer''s name agrees'), 'unapplied_pence', 2000 - least(i.amount_pence, 2000),"
    " 'allocations', jsonb_build_array(jsonb_build_array(i.id, least(i.amount_pence, 2000))))) END, 'bench', "
    f"{_RUN} FROM receipting_suspense s LEFT JOIN LATERAL (SELECT i.id, i.customer_id, i.amount_pence FROM receivables_item i JOIN receivables_itembalance b"
    " ON b.item_id = i.id AND b.open_pence = i.amount_pence AND b.open_pence > 0 WHERE i.customer_id = 100 + s.receipt_id %% (%(customers)s - 200)"
    " LIMIT 1) i ON s.open_pence > 0",
]  # fmt: skip
