"""Walking the chain of seals: which row was altered, added or taken away first, even by a superuser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg import sql as names

from piperoll.database.statements import beside, named_rows
from piperoll.runs.sealing import sources

sql = beside(__file__)


@dataclass(frozen=True)
class Broken:
    """The first thing that is not as it was sealed: in which seal and run, which row of which source, and how."""

    seal: int | None
    run: int | None
    source: str
    row: int | None
    what: str

    def __str__(self) -> str:
        place = f"{self.source.removesuffix('_sealed')} {self.row}" if self.row is not None else self.source
        where = f" (run {self.run}, seal {self.seal})" if self.seal else f" (run {self.run})" if self.run else ""
        return f"{place} {self.what}{where}"


@dataclass(frozen=True)
class ChainChecked:
    """How many seals and rows were walked, the newest link in hex, and the first break if there is one."""

    seals: int
    rows: int
    newest: str
    broken: Broken | None

    @property
    def agrees(self) -> bool:
        return self.broken is None


def check_chain(*, held: str = "") -> ChainChecked:
    """Recompute every seal from the rows as they stand. `held` is a link in hex that an auditor kept on paper."""
    with transaction.atomic():
        sql.one_snapshot()
        (totals,) = sql.totals()
        broken = next(_breaks(held.strip().lower()), None)
    return ChainChecked(totals.seals, totals.rows, bytes(totals.newest or b"").hex(), broken)


def _breaks(held: str) -> Iterator[Broken]:
    yield from _changed_rows()
    for row in sql.broken_links():
        yield Broken(
            row.id, row.run_id, "the chain", None, "was rewritten here: the link does not follow from the one before"
        )
    for row in sql.unsealed_runs():
        yield Broken(None, row.id, "the run", None, "has ended but is not sealed yet: type  ./piperoll seal-runs")
    if held and not sql.is_link(held=held):
        yield Broken(
            None,
            None,
            "the chain",
            None,
            f"does not pass through the seal {held[:16]}…: it was rewritten, or its end is lost",
        )


def _changed_rows() -> Iterator[Broken]:
    """Breaks in rows, the earliest seal first: blocks that differ are found in sets, then looked into one by one."""
    places = {source: place for place, source in enumerate(sources())}
    found = [(row, source) for source in places for row in _over("changed_blocks", source)]
    for row, source in sorted(found, key=lambda f: (f[0].seal_id or 1 << 60, places[f[1]], f[0].place)):
        for leaf in _over("changed_rows", source, run=row.run_id, place=row.place):
            yield Broken(row.seal_id, row.run_id, source, leaf.row_id, leaf.what)
        yield Broken(row.seal_id, row.run_id, source, None, "has a block that is not as it was sealed")
    for row in (r for source in places for r in _over("rows_of_no_run", source)):
        yield Broken(
            None, row.run_id, row.source, row.row_id, "belongs to no sealed run: it was added behind the books' back"
        )


def _over(statement: str, source: str, **values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        text = names.SQL(sql.text(statement)).format(view=names.Identifier(source))
        cursor.execute(text, {"source": source, **values})
        return named_rows(cursor)
