"""Runs the `.sql` that lies beside a verb.

A file holds statements, each under a heading `-- name: take_in` and a sentence of comment saying what it does. `sql =
beside(__file__)` reads them once; `sql.take_in(run=7)` executes one on the current connection and returns its rows as
named tuples (an empty list when it returns none). Values go in by name as `%(run)s`, never by pasting.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

ROWS_AT_A_TIME = 5_000
_HEADING = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)


class UnknownStatement(LookupError):
    """The file has no statement of that name."""


class Statements:
    """The statements of one `.sql` file, each callable by its name."""

    def __init__(self, path: Path, using: str = "default") -> None:
        self._path, self._using = path, using
        pieces = _HEADING.split(path.read_text(encoding="utf-8"))
        self._texts = dict(zip(pieces[1::2], pieces[2::2], strict=True))

    def names(self) -> list[str]:
        return list(self._texts)

    def text(self, name: str) -> str:
        """The SQL of a statement as written. Raises UnknownStatement."""
        try:
            return self._texts[name]
        except KeyError:
            raise UnknownStatement(f"{self._path.name} has no statement called {name}") from None

    def on(self, using: str) -> Statements:
        """The same statements on another connection (the owner's, say)."""
        return Statements(self._path, using)

    def stream(self, name: str, **values: Any) -> Iterator[Any]:
        """The rows of one SELECT a few thousand at a time, in flat memory; only inside a transaction."""
        with connections[self._using].chunked_cursor() as cursor:
            cursor.execute(self.text(name), values or None)
            row = None
            while some := cursor.fetchmany(ROWS_AT_A_TIME):
                row = row or _row_class(tuple(column[0] for column in cursor.description))
                yield from (row(*values) for values in some)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        text = self.text(name)

        def execute(**values: Any) -> list[Any]:
            with connections[self._using].cursor() as cursor:
                cursor.execute(text, values or None)
                while cursor.nextset():  # a statement may be several; its rows are the last one's
                    pass
                return named_rows(cursor)

        execute.__name__ = name
        return execute


@cache
def _row_class(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns)


def named_rows(cursor: CursorWrapper) -> list[Any]:
    """The rows a cursor holds, as named tuples; none when the statement returned no rows."""
    if cursor.description is None:
        return []
    row = _row_class(tuple(column[0] for column in cursor.description))
    return [row(*values) for values in cursor.fetchall()]


@cache
def beside(python_file: str) -> Statements:
    """The statements of the `.sql` file with the same name as this `.py` file."""
    return Statements(Path(python_file).with_suffix(".sql"))
