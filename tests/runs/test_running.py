"""A run that is seen, resumed, waited for, and never done twice."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.foundations.actors import Actor
from piperoll.ledger.models import Journal
from piperoll.runs import running
from piperoll.runs.sealing import seal_pending, sources
from the_day import MONDAY, MORNING, ask

TUESDAY, NOON_TUESDAY = MONDAY + timedelta(days=1), MORNING + timedelta(hours=27)
FILE = running.digest_of(b"a feeder file")


def begin(by: Actor, verb: str = "raise_invoices", digest: bytes | None = FILE) -> Any:
    return running.start(verb, on=MONDAY, at=MORNING, by=by, digest=digest)


def run_row(run: int) -> Any:
    return ask("SELECT state, why_failed, totals->>'lines' AS lines FROM runs_run WHERE id = %(run)s", run=run)[0]


def test_a_run_ends_with_its_totals_and_a_seal(manager: Actor) -> None:
    with begin(manager) as run:
        run.finish(lines=3)
    assert run_row(run.id) == ("done", "", "3")
    assert ask("SELECT count(*) AS many FROM runs_seal WHERE run_id = %(run)s", run=run.id)[0].many == 1


def test_a_seal_asks_of_all_sources_in_one_statement(manager: Actor) -> None:
    with CaptureQueriesContext(connection) as asked, begin(manager) as run:
        run.finish()
    assert len(asked) < 25, "a seal asks each of a hundred sources by itself"


@pytest.mark.django_db
def test_every_sealed_row_is_found_by_its_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        read_whole = []
        for source in sources():
            cursor.execute(f"EXPLAIN SELECT row_id FROM {source} WHERE run_id = 5")
            if any("Seq Scan" in line for (line,) in cursor.fetchall()):
                read_whole.append(source)
    assert not read_whole, "each deed's seal would read these tables from end to end: give them a run_index"


def test_what_a_seal_asks_of_all_sources_is_planned_once(manager: Actor) -> None:
    for _ in range(2):
        with running.act("add_customer", on=MONDAY, at=MORNING, by=manager):
            pass
    planned = ask("SELECT count(*) AS many FROM pg_prepared_statements WHERE statement LIKE '%%billing_invoice%%'")
    assert planned[0].many == 1, "it is parsed and planned anew for each deed"


def test_a_run_that_fails_says_why_and_is_taken_up_again(manager: Actor) -> None:
    with pytest.raises(RuntimeError), begin(manager) as run:
        raise RuntimeError("the disk is full")
    assert run_row(run.id)[:2] == ("failed", "the disk is full")
    with begin(manager) as again:
        assert (again.id, again.resumed) == (run.id, True)
        again.finish()
    assert run_row(run.id).state == "done"


def test_a_run_refused_with_nothing_written_is_whose_asks_next(manager: Actor) -> None:
    with pytest.raises(running.StillWorking), begin(manager) as run:
        assert run.reserve("invoice", 5) == 1
        raise running.StillWorking(run=0)
    other = actor_of(User.objects.create(username="olive", name="Olive Officer", role="officer"))
    with running.start("raise_invoices", on=TUESDAY, at=NOON_TUESDAY, by=other, digest=FILE) as again:
        assert (again.id, again.resumed, again.effective_on) == (run.id, False, TUESDAY)
        assert again.reserve("invoice", 5) == 1
        again.finish()
    (row,) = ask("SELECT by_username, started_at, effective_on FROM runs_run WHERE id = %(run)s", run=run.id)
    assert row == ("olive", NOON_TUESDAY, TUESDAY)


@pytest.mark.parametrize(("service", "resumed"), [("WASTE", True), ("PARKS", False)])
def test_a_run_that_died_with_nothing_written_is_taken_up_by_whoever_asks_for_the_same(
    manager: Actor, service: str, resumed: bool
) -> None:
    """Who bills the parks does not bill yesterday's bins."""
    with (
        pytest.raises(RuntimeError),
        running.start("bill_schedules", on=MONDAY, at=MORNING, by=manager, inputs={"service": "WASTE"}) as run,
    ):
        raise RuntimeError("the disk is full")
    with running.start("bill_schedules", on=TUESDAY, at=NOON_TUESDAY, by=manager, inputs={"service": service}) as again:
        assert (again.id, again.resumed, again.effective_on) == (run.id, resumed, MONDAY if resumed else TUESDAY)
        again.finish()
    assert ask("SELECT inputs ->> 'service' AS said FROM runs_run WHERE id = %(run)s", run=run.id)[0].said == service


def test_a_run_refused_with_rows_of_its_own_stays_as_it_was(manager: Actor) -> None:
    with pytest.raises(running.StillWorking), begin(manager) as run:
        Journal.objects.create(
            run_id=run.id, kind="x", source_id=1, effective_on=MONDAY, known_at=MORNING, digest=b"12345"
        )
        raise running.StillWorking(run=0)
    with running.start("raise_invoices", on=TUESDAY, at=NOON_TUESDAY, by=manager, digest=FILE) as again:
        assert (again.id, again.resumed, again.effective_on) == (run.id, True, MONDAY)
        again.finish()


def test_numbers_set_aside_come_back_to_a_resumed_run(manager: Actor) -> None:
    with pytest.raises(RuntimeError), begin(manager) as run:
        assert run.reserve("invoice", 10) == 1
        raise RuntimeError("killed")
    with begin(manager) as again:
        assert again.reserve("invoice", 10) == 1
        again.use_numbers("invoice", 7)
        again.finish()
    assert [row.number for row in ask("SELECT number FROM runs_voidnumber ORDER BY number")] == [8, 9, 10]


def test_two_runs_are_never_given_the_same_number(manager: Actor) -> None:
    with begin(manager) as one:
        first = one.reserve("invoice", 10)
        with begin(manager, digest=running.digest_of(b"another file")) as two:
            assert two.reserve("invoice", 5) == first + 10
            two.use_numbers("invoice", 5)
            two.finish()
        one.use_numbers("invoice", 10)
        one.finish()


def test_a_run_another_process_holds_is_left_to_it(
    manager: Actor, as_superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RuntimeError), begin(manager, "allocate_receipts", None) as run:
        raise RuntimeError("stopped")
    as_superuser.execute("SELECT pg_advisory_lock(20261, %s)", [run.id])
    with (
        pytest.raises(running.StillWorking, match=f"Run {run.id} is still at this work"),
        begin(manager, "allocate_receipts", None),
    ):
        pass
    as_superuser.execute("SELECT pg_advisory_unlock_all()")
    with begin(manager, "allocate_receipts", None) as again:
        assert again.id == run.id
        again.finish()


def test_a_new_run_is_never_taken_for_one_whose_process_died(manager: Actor, as_superuser: psycopg.Connection) -> None:
    taken: list[Any] = []

    def looking(execute: Any, *asked: Any) -> Any:
        taken.extend(as_superuser.execute(
            "SELECT id FROM runs_run WHERE state = 'working' AND pg_try_advisory_xact_lock(20261, id::int)"
        ))  # fmt: skip
        return execute(*asked)

    with connection.execute_wrapper(looking), begin(manager) as run:
        run.finish()
    assert not taken, "between its row and its lock somebody else could do the same work"


def test_a_run_that_ends_while_another_asks_whether_it_is_dead_is_over(
    manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with begin(manager, "allocate_receipts", None) as first:
        first.finish(lines=3)
    seen_working = [SimpleNamespace(id=first.id, is_dead=True, is_the_same=True)]
    monkeypatch.setattr(
        running.sql, "unfinished", lambda **asked: [seen_working.pop()] if seen_working else [], raising=False
    )
    with begin(manager, "allocate_receipts", None) as second:
        second.finish(lines=0)
    assert second.id != first.id
    assert run_row(first.id) == ("done", "", "3")


def test_a_file_whose_run_finds_nothing_at_that_moment_is_begun_anew(
    manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [True]
    begun = running.sql.begin
    monkeypatch.setattr(
        running.sql, "begin", lambda **given: [] if there and there.pop() else begun(**given), raising=False
    )
    with begin(manager) as run:
        run.finish(lines=1)
    assert run_row(run.id).state == "done"


def test_an_act_stands_or_falls_with_its_deed(manager: Actor) -> None:
    before = ask("SELECT count(*) AS many FROM runs_run")[0].many
    with pytest.raises(RuntimeError), running.act("add_customer", on=MONDAY, at=MORNING, by=manager):
        raise RuntimeError("no")
    assert ask("SELECT count(*) AS many FROM runs_run")[0].many == before


def test_no_deed_counts_from_a_day_that_can_only_be_a_slip_of_the_keys(manager: Actor) -> None:
    for slip in (date(1926, 11, 23), date(2062, 11, 23)):
        with (
            pytest.raises(running.DayOutOfReach),
            running.act("add_customer", on=slip, at=MORNING, by=manager),
        ):
            pass


def test_the_chain_has_no_gap_and_each_link_holds_the_one_before(manager: Actor) -> None:
    for n in range(3):
        with begin(manager, digest=running.digest_of(bytes([n]))) as run:
            run.finish()
    links = ask("SELECT id, encode(chain, 'hex') AS chain FROM runs_seal ORDER BY id")
    assert [link.id for link in links] == list(range(1, len(links) + 1))
    assert len({link.chain for link in links}) == len(links)
    assert seal_pending(at=MORNING) == 0
