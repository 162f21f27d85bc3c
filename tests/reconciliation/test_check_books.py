"""A row altered behind the books' back: the control that should notice, notices; and so does the seal."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import connections

from bacs.test_settle_claims import two_claimed_and_returned
from crediting import credit, take_in_sample_limits
from expecting import expect
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement, take_in_letters


@pytest.fixture
def a_day(manager: Actor, tmp_path: Path) -> Actor:
    """Two invoices, one of them in instalments, one paid, one line in suspense, one line rejected."""
    number = bill(
        tmp_path, manager, charge("A", "120.00"), charge("B", "9.99", vat_code="S", income_code="TW02", instalments="3"),
        charge("C", "1.00", service="ZOO"),
    ).first_number  # fmt: skip
    bank(tmp_path, manager, statement(paid("120.00", f"PICKLE {number}", "PICKLE AND SONS"), paid("5.00", "WHO KNOWS")))
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    return manager


def test_a_plain_day_agrees_to_the_penny(a_day: Actor) -> None:
    checked = check_books()
    assert checked.agrees, [str(control) for control in checked.disagreeing]
    assert {c.name for c in checked.controls} >= {
        "Trial balance", "Debtors control", "Debtors from documents", "Open items", "Invoices", "Instalments", "Bank MAIN",
        "Statements", "Suspense control", "Suspense from documents", "Receipts", "Placements", "Income and VAT",
    }  # fmt: skip
    chain = check_chain()
    assert chain.agrees
    assert check_chain(held=chain.newest).agrees


ALTERATIONS = [
    ("UPDATE ledger_posting SET amount_pence = amount_pence + 1 WHERE id = (SELECT min(id) FROM ledger_posting)", "Debtors control"),
    ("UPDATE ledger_posting SET customer_id = customer_id + 99 WHERE id = (SELECT min(id) FROM ledger_posting)", "Debtors control"),
    ("DELETE FROM ledger_posting WHERE id = (SELECT max(id) FROM ledger_posting)", "Journals"),
    ("UPDATE receivables_item SET amount_pence = amount_pence + 1 WHERE id = (SELECT min(id) FROM receivables_item)", "Instalments"),
    ("UPDATE receivables_itembalance SET open_pence = open_pence + 1 WHERE open_pence > 0", "Open items"),
    ("DELETE FROM receivables_itembalance WHERE open_pence > 0", "Open items"),
    ("UPDATE receivables_allocation SET amount_pence = amount_pence - 1", "Open items"),
    ("DELETE FROM receivables_allocation", "Open items"),
    ("UPDATE ledger_posting SET effective_on = effective_on - 1 WHERE id = (SELECT max(id) FROM ledger_posting)", "Roll-forward"),
    ("UPDATE receivables_itembalance SET open_pence = open_pence + 1 WHERE open_pence < 0 OR open_pence > 300", "Roll-forward by service"),
    ("UPDATE billing_invoice SET gross_pence = gross_pence + 1, net_pence = net_pence + 1", "Invoices"),
    ("UPDATE billing_invoice SET number = 'AT0000000999' WHERE id = (SELECT min(id) FROM billing_invoice)", "Invoice numbers"),
    ("UPDATE billing_invoiceline SET net_pence = net_pence + 1 WHERE id = (SELECT min(id) FROM billing_invoiceline)", "Income and VAT"),
    ("UPDATE billing_invoiceline SET quantity = quantity + 1 WHERE id = (SELECT min(id) FROM billing_invoiceline)", "Invoices"),
    ("UPDATE receipting_statement SET closing_pence = closing_pence + 1", "Bank MAIN"),
    ("UPDATE receipting_bankline SET amount_pence = amount_pence + 1 WHERE id = (SELECT min(id) FROM receipting_bankline)", "Statements"),
    ("UPDATE receipting_banklinetext SET narrative = 'PAY THE THIEF'", "Words of bank lines"),
    ("UPDATE receipting_receipt SET amount_pence = amount_pence + 1 WHERE id = (SELECT min(id) FROM receipting_receipt)", "Receipts"),
    ("UPDATE receipting_suspense SET open_pence = open_pence + 1 WHERE open_pence > 0", "Suspense control"),
    ("UPDATE receipting_placement SET amount_pence = amount_pence + 1", "Placements"),
    ("UPDATE runs_run SET totals = jsonb_set(totals, '{gross_pence}', '1') WHERE verb = 'raise_invoices'", "Billing runs"),
    ("DELETE FROM runs_runrejection", "Billing runs"),
    ("UPDATE runs_numberseries SET next_number = next_number + 1 WHERE name = 'invoice'", "Invoice numbers"),
]  # fmt: skip


@pytest.mark.parametrize(("alteration", "control"), ALTERATIONS, ids=[f"{c}: {a[:48]}" for a, c in ALTERATIONS])
def test_one_altered_row_is_noticed(
    a_day: Actor, as_superuser: psycopg.Connection, alteration: str, control: str
) -> None:
    as_superuser.execute("SET session_replication_role = replica")  # past every trigger and foreign key
    assert as_superuser.execute(alteration).rowcount >= 1
    assert control in {c.name for c in check_books().disagreeing}


CREDIT_ALTERATIONS = [
    ("UPDATE billing_creditnote SET gross_pence = gross_pence + 1, net_pence = net_pence + 1", "Credit notes"),
    ("UPDATE billing_creditnoteline SET vat_code = 'Z'", "Credit notes"),
    ("UPDATE billing_creditnoteline SET net_pence = net_pence + 999999", "Credit notes"),
    ("DELETE FROM billing_creditnoteline", "Income and VAT"),
    ("UPDATE billing_creditnote SET customer_id = customer_id + 99", "Credits on accounts"),
    ("DELETE FROM billing_creditnote", "Credit note numbers"),
    ("UPDATE billing_creditnote SET number = 'ATC0000000999'", "Credit note numbers"),
    ("UPDATE authority_request SET amount_pence = amount_pence + 1", "Credits authorised"),
    ("DELETE FROM authority_requestevent", "Credits authorised"),
    ("UPDATE authority_requestevent SET state = 'refused', event = 'refuse'", "Decisions"),
    ("UPDATE authority_requeststate SET state = 'waiting'", "Decisions"),
]


@pytest.fixture
def credit_day(a_day: Actor) -> Actor:
    """The same, with part of the second invoice credited."""
    take_in_sample_limits()
    credit(ask("SELECT max(number) AS number FROM billing_invoice")[0].number, amount_pence=5_00)
    return a_day


@pytest.mark.parametrize(
    ("alteration", "control"), CREDIT_ALTERATIONS, ids=[f"{c}: {a[:48]}" for a, c in CREDIT_ALTERATIONS]
)
def test_one_altered_credit_is_noticed(
    credit_day: Actor, as_superuser: psycopg.Connection, alteration: str, control: str
) -> None:
    assert check_books().agrees
    as_superuser.execute("SET session_replication_role = replica")
    assert as_superuser.execute(alteration).rowcount >= 1
    assert control in {c.name for c in check_books().disagreeing}


EXPECTED_ALTERATIONS = [
    "UPDATE receipting_clearing SET amount_pence = amount_pence + 1",
    "UPDATE receipting_expected SET amount_pence = amount_pence + 1",
    "UPDATE receipting_clearing SET journal_id = 1",
    "DELETE FROM receipting_expected",
]


@pytest.mark.parametrize("alteration", EXPECTED_ALTERATIONS)
def test_one_altered_clearing_is_noticed(
    manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection, alteration: str
) -> None:
    expect(165_50, "DD RUN 7")
    bank(tmp_path, manager, statement(paid("165.50", "DD RUN 7")))
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    assert check_books().agrees
    as_superuser.execute("SET session_replication_role = replica")
    assert as_superuser.execute(alteration).rowcount >= 1
    assert "Expected money" in {c.name for c in check_books().disagreeing}


COLLECTION_ALTERATIONS = [
    ("UPDATE bacs_collection SET amount_pence = amount_pence + 1", "Collections"),
    ("UPDATE bacs_collectionitem SET amount_pence = amount_pence - 1", "Collections"),
    ("DELETE FROM bacs_collectionend", "Collections"),
    ("UPDATE bacs_verdict SET what = 'discarded'", "Collections"),
    (
        "UPDATE bacs_collectioncredit SET amount_pence = amount_pence + 1 WHERE undoes_id IS NULL",
        "Direct Debits on accounts",
    ),
    ("DELETE FROM bacs_collectioncredit WHERE undoes_id IS NOT NULL", "Direct Debit on its way"),
    ("DELETE FROM bacs_filedrun", "Bacs files"),
    ("UPDATE bacs_bacsfile SET debit_pence = debit_pence + 1", "Bacs files"),
    ("UPDATE bacs_claim SET amount_pence = amount_pence + 1", "Indemnity claims"),
    ("DELETE FROM bacs_claimevent WHERE state = 'settled'", "Indemnity claims"),
]


def test_one_altered_collection_is_noticed(manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection) -> None:
    """Each alteration in a transaction of its own that is taken back."""
    take_in_letters(manager)
    other = actor_of(User.objects.create(username="oscar", name="Oscar Osei", role="officer"))
    two_claimed_and_returned(tmp_path, manager, other)
    assert [str(control) for control in check_books().disagreeing] == []
    for alteration, control in COLLECTION_ALTERATIONS:
        as_superuser.execute("SET session_replication_role = replica")
        kept = keep_tables(as_superuser)
        assert as_superuser.execute(alteration).rowcount >= 1
        assert control in {c.name for c in check_books().disagreeing}, alteration
        put_back(as_superuser, kept)
    assert check_books().agrees


def keep_tables(connection: psycopg.Connection) -> list[str]:
    """A copy of every table of the room."""
    names = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'bacs_%'")]
    for name in names:
        connection.execute(f"CREATE TEMP TABLE kept_{name} AS SELECT * FROM {name}")
    return names


def put_back(connection: psycopg.Connection, names: list[str]) -> None:
    """The tables as they were."""
    for name in names:
        connection.execute(f"DELETE FROM {name}; INSERT INTO {name} SELECT * FROM kept_{name}; DROP TABLE kept_{name}")


SEALED = [
    ("ledger_journal", "UPDATE ledger_journal SET effective_on = effective_on + 1 WHERE id = %s", "was altered"),
    ("ledger_journal", "UPDATE ledger_journal SET digest = sha256(digest) WHERE id = %s", "was altered"),
    ("ledger_journal", "UPDATE ledger_posting SET effective_on = effective_on + 1 WHERE journal_id = %s", "was altered"),
    ("ledger_journal", "DELETE FROM ledger_journal WHERE id = %s", "is missing"),
    ("receivables_item", "UPDATE receivables_item SET due_on = due_on + 365 WHERE id = %s", "was altered"),
    ("receivables_item", "DELETE FROM receivables_item WHERE id = %s", "is missing"),
    ("receivables_allocation", "UPDATE receivables_allocation SET effective_on = effective_on - 1 WHERE id = %s", "was altered"),
    ("receivables_allocation", "DELETE FROM receivables_allocation WHERE id = %s", "is missing"),
    ("receipting_bankline", "UPDATE receipting_bankline SET booked_on = booked_on - 1 WHERE id = %s", "was altered"),
    ("receipting_bankline", "DELETE FROM receipting_bankline WHERE id = %s", "is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "alteration", "what"), SEALED, ids=[s[1][:60] for s in SEALED])
def test_the_chain_names_the_first_row_that_is_not_as_it_was_sealed(
    a_day: Actor, as_superuser: psycopg.Connection, table: str, alteration: str, what: str
) -> None:
    row = ask(f"SELECT min(id) AS id FROM {table}")[0].id
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(alteration, [row])
    broken = check_chain().broken
    assert broken is not None
    assert (broken.source, broken.row, broken.what) == (f"{table}_sealed", row, what)


def test_a_row_slipped_into_a_sealed_run_was_added(a_day: Actor, as_superuser: psycopg.Connection) -> None:
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(
        "INSERT INTO receivables_allocation (id, credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)"
        " SELECT 999, credit_item_id, debit_item_id, 1, effective_on, known_at, run_id FROM receivables_allocation"
    )
    broken = check_chain().broken
    assert broken is not None
    assert (broken.row, broken.what) == (999, "was added")


def test_a_rewritten_chain_and_a_lost_tail_are_seen_by_a_seal_kept_on_paper(
    a_day: Actor, as_superuser: psycopg.Connection
) -> None:
    """The thief rewrites row, leaf, block, root and every link, so that the chain agrees with itself again."""
    paper = check_chain().newest
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute(
        "UPDATE receivables_item SET due_on = due_on + 365 WHERE id = (SELECT min(id) FROM receivables_item)"
    )
    run = ask("SELECT run_id FROM receivables_item ORDER BY id LIMIT 1")[0].run_id
    as_superuser.execute("DELETE FROM runs_seal")
    as_superuser.execute("DELETE FROM runs_sealblock")
    connections["default"].close()
    from piperoll.runs.sealing import seal_pending

    assert seal_pending(at=MORNING) > 0
    assert run
    assert check_chain().agrees
    broken = check_chain(held=paper).broken
    assert broken is not None
    assert "does not pass through the seal" in broken.what


def test_a_run_that_ended_unsealed_is_told_apart_from_one_that_was_altered(
    a_day: Actor, as_superuser: psycopg.Connection
) -> None:
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("DELETE FROM runs_seal WHERE id = (SELECT max(id) FROM runs_seal)")
    broken = check_chain().broken
    assert broken is not None
    assert "not sealed yet" in broken.what


def test_the_application_cannot_edit_what_is_append_only(a_day: Actor) -> None:
    from django.db import ProgrammingError, connection

    for forbidden in (
        "UPDATE ledger_posting SET amount_pence = 1",
        "DELETE FROM receivables_item",
        "TRUNCATE billing_invoice CASCADE",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(forbidden)


def test_not_even_the_owner_edits_by_accident(a_day: Actor, as_owner: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        as_owner.execute("UPDATE ledger_journal SET kind = 'other'")
