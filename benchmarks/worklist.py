"""Worklists worked out for everybody who owes, and their pages, beside counting the list's own rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median
from typing import Any

from benchmarks.bench_books import AT, ON, Books
from benchmarks.many_items import fill
from benchmarks.measures import Measure, load, peak_memory_mb, timed
from piperoll.anytown.recovery import set_policy
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.cases import queries
from piperoll.cases.queries import Asked
from piperoll.cases.set_owner_rule import set_owner_rule
from piperoll.cases.set_team import set_team
from piperoll.cases.work_out_worklists import work_out_worklists

SIZE = 250_000
OFFICERS = 20
A_PAGE = 51
_OWING = "UPDATE receivables_itembalance b SET open_pence = i.amount_pence FROM receivables_item i WHERE i.id = b.item_id AND i.id <= %s AND i.id %% 3 = 1"


def run(books: Books, size: int = SIZE) -> Iterator[Measure]:
    """`size` customers with four invoices each, owned by twenty officers and a team; worked out, and again a day on."""
    fill(books, customers=size, invoices=4 * size)
    by = actor_of(User.objects.get(username="bench"))
    set_policy(on=ON, at=AT, by=by)
    _owners(by)
    with books.owner() as owner:
        owner.execute(_OWING, [4 * size])
        owner.execute("VACUUM ANALYZE")
        (open_items,) = owner.execute(
            "SELECT count(*) FROM receivables_itembalance WHERE open_pence > 0"
        ).fetchone() or (0,)
    with timed() as first:
        made = work_out_worklists(on=ON, at=AT, by=by)
    day = timedelta(days=1)
    with timed() as next_day:
        again = work_out_worklists(on=ON + day, at=AT + day, by=by)
    yield Measure(
        f"worklists of {made.accounts:,} accounts worked out", None, "250,000 with the ladder in < 60 s",
        {
            "s": first.wall_seconds, "accounts/s": made.accounts / first.wall_seconds, "a day later s": next_day.wall_seconds,
            "changed then": again.changed, "peak MB": peak_memory_mb(), "load": load(),
        },
    )  # fmt: skip
    with books.owner() as owner:
        owner.execute("VACUUM ANALYZE cases_standing")
        counting = _milliseconds(lambda: owner.execute("SELECT count(*) FROM cases_standing").fetchone())
    on, one = ON + day, User.objects.get(username="officer-1").pk
    mine = Asked(**queries.list_of_officer(one, on), until=on)
    pages: dict[str, Callable[[], Any]] = {
        "one officer's ms": lambda: queries.worklist(mine, on, most=A_PAGE),
        "everybody's ms": lambda: queries.worklist(Asked(until=on), on, most=A_PAGE),
        "everybody's page 100 ms": lambda: queries.worklist(Asked(), on, most=A_PAGE, after=5000),
        "of an action ms": lambda: queries.worklist(Asked(until=on, action="call"), on, most=A_PAGE),
        "nobody's ms": lambda: queries.worklist(Asked(**queries.list_of_nobody(on)), on, most=A_PAGE),
        "promised calls ms": lambda: queries.callbacks(mine, on, most=A_PAGE),
        "who has how much ms": lambda: queries.load(on),
    }
    told = {name: _milliseconds(ask) for name, ask in pages.items()}
    yield Measure(
        f"worklist pages with {open_items:,} open items behind them", told["one officer's ms"] / counting, "each < 100 ms",
        {**told, "counting the list ms": counting, "load": load()},
    )  # fmt: skip


def _owners(by: Any) -> None:
    """Twenty officers by service and sum, and a team for the rest."""
    now: dict[str, Any] = {"on": ON, "at": AT, "by": by}
    names = [f"officer-{n}" for n in range(1, OFFICERS + 1)]
    for name in names:
        User.objects.create(username=name, name=name.title(), role="collections")
    set_team(code="REST", name="All the rest", members=names, **now)
    for n, name in enumerate(["REST", *names]):
        set_owner_rule(owner=name, from_pence=n * 2500, valid_from=ON, authority="A benchmark", **now)


def _milliseconds(ask: Callable[[], Any]) -> float:
    """The median of nine, the first left out."""
    ask()
    taken = []
    for _ in range(9):
        with timed() as one:
            ask()
        taken.append(one.wall_seconds * 1000)
    return median(taken)
