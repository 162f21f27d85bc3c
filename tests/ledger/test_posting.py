"""Postings move money between two accounts, are only added, and each journal carries the digest of what it says."""

import psycopg
import pytest
from django.db import IntegrityError, transaction

from piperoll.foundations.actors import Actor
from piperoll.ledger import posting
from piperoll.ledger.models import Account
from piperoll.runs import running
from the_day import MONDAY, MORNING, ask


def post(manager: Actor, pence: int, debit: int, credit: int) -> None:
    with running.act("add_customer", on=MONDAY, at=MORNING, by=manager) as run:
        posting.open_drafts()
        ask(
            "INSERT INTO journal_draft VALUES (nextval('ledger_journal_id_seq'), 'test', 1, %(on)s, NULL) RETURNING 1 AS one",
            on=MONDAY,
        )
        ask(
            "INSERT INTO posting_draft SELECT journal_id, %(debit)s, %(credit)s, %(pence)s, %(on)s, NULL, NULL FROM journal_draft RETURNING 1 AS one",
            debit=debit, credit=credit, pence=pence, on=MONDAY,
        )  # fmt: skip
        posting.post_drafts(run=run.id, at=MORNING)


@pytest.fixture
def two() -> tuple[int, int]:
    return tuple(Account.objects.filter(code__in=["DEBTORS", "SUSPENSE"]).order_by("code").values_list("id", flat=True))


def test_a_posting_moves_pence_from_one_account_to_another(manager: Actor, two: tuple[int, int]) -> None:
    post(manager, 500, *two)
    assert ask("SELECT debit_account_id, credit_account_id, amount_pence FROM ledger_posting")[0] == (*two, 500)


@pytest.mark.parametrize("pence", [0, -1])
def test_it_must_move_something(manager: Actor, two: tuple[int, int], pence: int) -> None:
    with pytest.raises(IntegrityError, match="posting_moves_money"), transaction.atomic():
        post(manager, pence, *two)


def test_it_must_move_between_two_accounts(manager: Actor, two: tuple[int, int]) -> None:
    with pytest.raises(IntegrityError, match="posting_between_two"), transaction.atomic():
        post(manager, 1, two[0], two[0])


def test_the_digest_is_of_what_the_journal_says(
    manager: Actor, two: tuple[int, int], as_superuser: psycopg.Connection
) -> None:
    post(manager, 500, *two)
    same = (
        "SELECT j.digest = ledger_journal_digest(j.kind, j.source_id, j.effective_on, j.reverses_id, ledger_posting_words("
        "p.debit_account_id, p.credit_account_id, p.amount_pence, p.effective_on, p.customer_id, p.item_id)) AS same"
        " FROM ledger_journal j JOIN ledger_posting p ON p.journal_id = j.id"
    )
    assert ask(same)[0].same is True
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE ledger_posting SET amount_pence = 501")
    assert ask(same)[0].same is False
