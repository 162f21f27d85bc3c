"""Seals: after a run, its rows are hashed into a Merkle root and chained to the seal before.

Each room registers a view of (run_id, row_id, digest) in `runs_sealedsource`. Leaves go in blocks of 1,024; a block's
digest is the SHA-256 of its leaves end to end, the root that of the blocks' digests, and the chain that of the
previous chain, the root and the seal's own facts. The heavy part runs before the lock; the lock is held only to take
the next place in the chain.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db import connection, transaction
from psycopg import RawCursor
from psycopg import sql as names

from piperoll.database.statements import beside

sql = beside(__file__)


def sources() -> list[str]:
    """The registered views, in the order their rows enter a root."""
    return [row.name for row in sql.sources()]


def seal(run_id: int, *, at: datetime) -> bytes | None:
    """Seal one ended run and return its link of the chain; None when it was sealed before."""
    with transaction.atomic():
        if not sql.take_for_sealing(run=run_id):
            return None
        sql.by_index()
        for source in with_rows_of(run_id):
            with connection.cursor() as cursor:
                cursor.execute(
                    names.SQL(sql.text("add_blocks")).format(view=names.Identifier(source)),
                    {"run": run_id, "source": source},
                )
        sql.by_any_way()
        sql.wait_for_place()
        (row,) = sql.add_seal(run=run_id, at=at)
        return bytes(row.chain)


def with_rows_of(run_id: int) -> list[str]:
    """The sources that hold rows of a run, in their order: asked of all at once, for most runs write to a few.

    The question is parsed and planned once a connection, for whatever run.
    """
    views = tuple(sources())
    with RawCursor(connection.connection) as cursor:
        cursor.execute(_which_hold_rows(views), [run_id], prepare=True)
        holding = {view for (view,) in cursor.fetchall()}
    return [view for view in views if view in holding]


@lru_cache(maxsize=1)
def _which_hold_rows(views: tuple[str, ...]) -> bytes:
    one = names.SQL(sql.text("holds_rows"))
    each = (one.format(view=names.Identifier(view), source=names.Literal(view)) for view in views)
    return names.SQL("UNION ALL ").join(each).as_bytes()


def seal_pending(*, at: datetime) -> int:
    """Seal every ended run that a crash left without a seal; returns how many."""
    return sum(seal(row.id, at=at) is not None for row in sql.pending())


def last_seal() -> bytes | None:
    """The newest link of the chain: what an auditor writes down."""
    rows = sql.last_seal()
    return bytes(rows[0].chain) if rows else None
