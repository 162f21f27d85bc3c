"""Two people sign a month: the verb says so, and so does the database."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from crediting import somebody
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from piperoll.reconciliation.review_month_end import OwnMonthEnd, ReviewedAlready
from piperoll.runs.checking_seals import check_chain
from reconciliation.at_month_end import a_november, prepare, review


def test_somebody_else_signs_and_nobody_signs_twice(
    manager: Actor, tmp_path: Path, as_owner: psycopg.Connection
) -> None:
    a_november(tmp_path, manager)
    officer = somebody("officer")
    made = prepare(by=officer).month_end
    with pytest.raises(OwnMonthEnd):
        review(made, by=officer)
    with pytest.raises(NotPermitted):
        review(made, by=somebody("auditor"))
    add = "INSERT INTO reconciliation_review (month_end_id, what, by_id, prepared_by_id, reason, at, run_id) VALUES (%s, 'signed', %s, %s, '', now(), 1)"
    with pytest.raises(psycopg.errors.CheckViolation):
        as_owner.execute(add, [made, officer.user_id, officer.user_id])
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        as_owner.execute(add, [made, officer.user_id, officer.user_id + 99])
    assert review(made).what == "signed"
    with pytest.raises(ReviewedAlready):
        review(made, by=manager)
    assert check_books().agrees
    assert check_chain().agrees


def test_what_was_sent_back_is_prepared_afresh(
    manager: Actor, tmp_path: Path, as_superuser: psycopg.Connection
) -> None:
    a_november(tmp_path, manager)
    first = prepare().month_end
    assert review(first, send_back="Where is the cheque?").what == "sent_back"
    again = prepare()
    assert again.version == 2
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE reconciliation_review SET what = 'signed'")
    assert {c.name for c in check_books().disagreeing} == {"Month ends"}
