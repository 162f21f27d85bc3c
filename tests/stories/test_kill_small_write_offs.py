"""kill -9 while a list of small balances is proposed, asked for and approved: all of it is written off once, or nothing."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from crediting import somebody
from piperoll.authority.decide_request import decide_request
from piperoll.authority.models import Request
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import WriteOff
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.sealing import seal_pending
from piperoll.write_offs.models import SmallOutcome, SmallRun
from piperoll.write_offs.propose_small_write_offs import propose_small_write_offs
from piperoll.write_offs.request_small_write_offs import AskedForAlready, request_small_write_offs
from refunds.refunding import now, ready, the_books_agree
from stories.test_kill_collecting import killed
from the_day import MORNING, bill, charge
from throwaway_database import Throwaway
from write_offs.losing import lost_pence

MANY, ACTS = 60, ("propose_small_write_offs", "request_small_write_offs", "decide_request")


def nothing_by_halves() -> None:
    """Every debt of an approved list is written off, and none of any other."""
    assert WriteOff.objects.count() == MANY * SmallOutcome.objects.count()
    assert lost_pence() == 4_00 * WriteOff.objects.count()
    the_books_agree()


@pytest.mark.slow
def test_whenever_it_dies_the_list_is_written_off_once(books: Throwaway, manager: Actor, tmp_path: Path) -> None:
    ready()
    oscar, sally = somebody("officer", "oscar.officer"), somebody("senior", "sally.senior")
    rows = [charge(f"S{n}", "4.00", name=f"Small Debtor {n}") for n in range(MANY)]
    bill(tmp_path, manager, *rows, on=date(2026, 6, 1))
    dice = random.Random(11)
    for _ in range(6):
        killed(books, ACTS[0], 0, dice.uniform(0, 0.4))
    nothing_by_halves()
    for one in SmallRun.objects.all():
        assert one.lines.count() == MANY, "a list is whole or not there"
    proposed = propose_small_write_offs(service="TRADE", **now(oscar)).small_run
    for _ in range(4):
        killed(books, ACTS[1], proposed, dice.uniform(0, 0.3))
    nothing_by_halves()
    try:
        request = request_small_write_offs(small_run=proposed, **now(sally)).request
    except AskedForAlready:
        request = Request.objects.get(subject=f"SMALL-{proposed}").pk
    for _ in range(6):
        killed(books, ACTS[2], request, dice.uniform(0, 0.5))
        nothing_by_halves()
        if SmallOutcome.objects.exists():
            break
    if not SmallOutcome.objects.exists():
        decide_request(request=request, decision="approve", **now(manager))
    assert SmallOutcome.objects.get().many == MANY
    nothing_by_halves()
    seal_pending(at=MORNING)  # one that died after its commit is sealed by whatever runs next
    assert check_chain().agrees
