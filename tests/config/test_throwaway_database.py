"""The suite's own promise: what one test commits, the next never sees, and what migrations put there stays."""

from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from piperoll.council.models import Service
from piperoll.runs.models import SealedSource
from throwaway_database import Throwaway


@pytest.mark.parametrize("turn", [1, 2])
def test_what_is_committed_is_gone_for_the_next_test(books: Throwaway, turn: int) -> None:
    assert not Service.objects.exists()
    Service.objects.create(code=f"S{turn}", name="Trade waste")


def test_what_migrations_put_there_outlives_a_test_that_commits(books: Throwaway) -> None:
    before = SealedSource.objects.count()
    assert before > 0
    books.clean()
    assert SealedSource.objects.count() == before


@pytest.mark.django_db
def test_the_suite_acts_as_the_application_which_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0].endswith("_app")
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone()[0] == 0
        with pytest.raises(Exception, match="permission denied"):
            cursor.execute("TRUNCATE council_service CASCADE")


def test_the_owner_owns_every_table(as_owner: psycopg.Connection) -> None:
    others = as_owner.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner <> current_user"
    ).fetchall()
    assert others == []
