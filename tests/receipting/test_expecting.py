"""Money we knew would come clears itself by its words and its sum; anything less certain waits as ever."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from expecting import expect
from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.models import Clearing, Match, Suspense
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING, bank, paid, statement


def allocate(manager: Actor) -> Allocated:
    return allocate_receipts(on=MONDAY, at=MORNING, by=manager)


def test_the_credit_of_a_file_clears_itself_and_the_debit_of_what_came_back(manager: Actor, tmp_path: Path) -> None:
    expect(165_50, "DD RUN 7")
    expect(-45_00)
    bank(tmp_path, manager, statement(paid("165.50", "BACS DD RUN 7 999999"), paid("-45.00", "UNPAID DIRECT DEBITS")))
    done = allocate(manager)
    assert (done.expected, done.looked_at) == (2, 0)
    assert Suspense.objects.filter(open_pence=0, state="placed").count() == 2
    assert Match.objects.earliest("id").reasons == ["It was expected: Direct Debit DD RUN 7"]
    disagreeing = [control.name for control in check_books().disagreeing]
    assert disagreeing == []


@pytest.mark.parametrize(
    ("pounds", "narrative", "days"),
    [
        ("165.50", "DD RUN 8", 0),  # another run's words
        ("165.51", "DD RUN 7", 0),  # a penny too many
        ("165.50", "DD RUN 7", 9),  # long after
        ("165.50", "DD RUN 7", -3),  # before the money could have moved
    ],
)
def test_what_does_not_fit_waits_in_suspense(
    manager: Actor, tmp_path: Path, pounds: str, narrative: str, days: int
) -> None:
    expect(165_50, "DD RUN 7", on=MONDAY - timedelta(days=days))
    bank(tmp_path, manager, statement(paid(pounds, narrative)))
    assert allocate(manager).expected == 0
    assert not Clearing.objects.exists()


def test_two_of_one_sum_are_paired_one_with_one_and_never_twice(manager: Actor, tmp_path: Path) -> None:
    expect(-45_00), expect(-45_00)
    bank(tmp_path, manager, statement(*[paid("-45.00", "UNPAID") for _ in range(3)]))
    assert allocate(manager).expected == 2
    assert allocate(manager).expected == 0
    assert check_books().agrees


def test_what_bacs_took_less_of_is_expected_as_it_was_put_right(manager: Actor, tmp_path: Path) -> None:
    expect(120_50, "DD RUN 7", replaces=expect(165_50, "DD RUN 7"))
    expect(0, "DD RUN 8", replaces=expect(10_00, "DD RUN 8"))
    bank(
        tmp_path, manager, statement(paid("120.50", "DD RUN 7"), paid("165.50", "DD RUN 7"), paid("10.00", "DD RUN 8"))
    )
    assert allocate(manager).expected == 1
