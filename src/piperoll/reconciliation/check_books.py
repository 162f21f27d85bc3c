"""check_books: recompute everything from the append-only rows and compare, to the penny. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction

from piperoll.database.statements import beside
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import plain_pounds

sql = beside(__file__)


@dataclass(frozen=True)
class Control:
    """Two figures that must be one. `astray` counts rows that disagree one by one, and `example` names the first."""

    name: str
    left: str
    left_figure: int
    right: str
    right_figure: int
    astray: int = 0
    example: str = ""
    is_money: bool = True

    @property
    def difference(self) -> int:
        return self.left_figure - self.right_figure

    @property
    def agrees(self) -> bool:
        return self.difference == 0 and self.astray == 0

    def said(self, figure: int) -> str:
        """A figure as it is printed: pounds, or a plain count."""
        return plain_pounds(figure) if self.is_money else f"{figure:,}"


@dataclass(frozen=True)
class Checked:
    """Every control, in the order an auditor would read them."""

    controls: list[Control] = field(default_factory=list)

    @property
    def agrees(self) -> bool:
        return all(control.agrees for control in self.controls)

    @property
    def disagreeing(self) -> list[Control]:
        return [control for control in self.controls if not control.agrees]


def check_books(*, by: Actor | None = None) -> Checked:
    """Every control at one moment: all of it reads a single snapshot, so a run going on meanwhile disturbs nothing.

    `by` may be None: whoever can read the database may check it.
    """
    if by is not None:
        by.must("check_books")
    with transaction.atomic():
        sql.one_snapshot()
        return Checked(list(_controls()))


def _controls() -> Iterator[Control]:
    for name in sql.names():
        if name == "one_snapshot":
            continue
        for row in getattr(sql, name)():
            yield Control(
                row.name, row.left_what, int(row.left_figure), row.right_what, int(row.right_figure),
                int(row.astray), row.example or "", row.is_money,
            )  # fmt: skip
