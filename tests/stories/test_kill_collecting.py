"""kill -9 while a collection run is released and its file written: whatever the moment, all of it stands or nothing."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bacs.collecting import INPUT_ON, a_payer, at, choose, lodge, release, tell, write
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.bacs.models import BacsFile, CollectionCredit, FiledRun, LiveItem, Verdict
from piperoll.bacs.release_collection import ReleasedAlready
from piperoll.bacs.withdraw_collection import withdraw_collection
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.sealing import seal_pending
from the_day import take_in_letters
from throwaway_database import Throwaway

TESTS = Path(__file__).parent.parent
PAYERS = ("Ada Lovegrove", "Basil Budd")


@pytest.fixture
def oscar(manager: Actor, tmp_path: Path) -> Actor:
    """Two payers told what will be taken; and who releases what the manager chooses."""
    take_in_letters(manager)
    for n, name in enumerate(PAYERS, 1):
        a_payer(tmp_path, manager, f"{n}0.50", f"{n}.25", name=name)
    lodge(manager)
    tell(manager)
    return actor_of(User.objects.create(username="oscar.officer", name="Oscar Osei", role="officer"))


def killed(books: Throwaway, verb: str, collection_run: int, after: float) -> None:
    """Do it in a process of its own, and kill that so many seconds after it began."""
    process = subprocess.Popen(
        [sys.executable, str(TESTS / "stories" / "driver.py"), verb, str(collection_run)],
        env=os.environ | {
            "PIPEROLL_APP_URL": books.addresses.app_url, "PIPEROLL_OWNER_URL": books.addresses.owner_url,
            "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)]),
        },
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "READY"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait(30)


def everything_stands_or_nothing(collection_run: int) -> None:
    """Released: every credit and no instalment open; not released: no credit. In a file: that file alone, whole."""
    is_released = Verdict.objects.filter(collection_run=collection_run).exists()
    credits = CollectionCredit.objects.filter(collection__collection_run=collection_run)
    assert credits.count() == (len(PAYERS) if is_released else 0)
    assert ItemBalance.objects.filter(open_pence__gt=0).exists() == (not is_released)
    assert LiveItem.objects.count() == 2 * len(PAYERS)
    assert BacsFile.objects.filter(debit_pence__gt=0).count() == FiledRun.objects.values("file").distinct().count()
    assert [str(control) for control in check_books().disagreeing] == []


def a_round(books: Throwaway, manager: Actor, oscar: Actor, took: dict[str, float], dice: random.Random) -> None:
    """Chosen, released and filed, either killed once on its way; then withdrawn, so that it may all begin again."""
    collection_run = choose(manager).collection_run or 0
    for verb, deed in (
        ("release_collection", lambda: release(collection_run, oscar)),
        ("write_bacs_file", lambda: write(oscar, collection_run)),
    ):
        if verb in took:
            killed(books, verb, collection_run, dice.uniform(0, took[verb]))
            everything_stands_or_nothing(collection_run)
        began = time.monotonic()
        with suppress(ReleasedAlready):
            deed()
        took.setdefault(verb, time.monotonic() - began)
        everything_stands_or_nothing(collection_run)
    assert FiledRun.objects.filter(verdict__collection_run=collection_run).count() == 1
    withdraw_collection(
        collection_run=collection_run, reason="Recalled in time", on=INPUT_ON, at=at(INPUT_ON), by=manager
    )
    assert [str(control) for control in check_books().disagreeing] == []


def test_a_release_and_a_file_killed_once_stand_whole_or_not_at_all(
    books: Throwaway, manager: Actor, oscar: Actor
) -> None:
    took: dict[str, float] = {"release_collection": 0.3, "write_bacs_file": 0.3}
    a_round(books, manager, oscar, took, random.Random(4))
    the_chain_is_whole()


def the_chain_is_whole() -> None:
    """What died between its last row and its seal is sealed by whatever runs or checks next."""
    seal_pending(at=at(INPUT_ON))
    assert check_chain().agrees


@pytest.mark.slow
def test_forty_instants_of_release_and_file(books: Throwaway, manager: Actor, oscar: Actor) -> None:
    took: dict[str, float] = {}
    a_round(books, manager, oscar, took, random.Random(0))
    for seed in range(40):
        a_round(books, manager, oscar, took, random.Random(seed))
    the_chain_is_whole()
