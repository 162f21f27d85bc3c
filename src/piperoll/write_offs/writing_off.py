"""An approved write-off in the books: asked of everything again, then done, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.authority.models import Request
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables import writing_off as books
from piperoll.runs.running import RunInHand
from piperoll.write_offs.checking import facts, hold, must_be_fit, rule_for
from piperoll.write_offs.rules import reference_of


class MovedOn(Refused):
    """{reference} has {left} left to write off, less than the {wanted} asked for: it was paid, credited or disputed
    since. Nothing was changed; ask for what is left."""


@dataclass(frozen=True)
class Done:
    """Debts written off: so many, so many pence; `first` is the first one's number."""

    first: int
    many: int
    pence: int

    @property
    def sentence(self) -> str:
        """What was done, for whoever decided it."""
        more = f" and {self.many - 1} more" if self.many > 1 else ""
        said = f"{reference_of(self.first)}{more}: {pounds(self.pence)} is written off."
        return f"{said} Nobody is told; the debt stays owed."


def do(request: Request, *, run: RunInHand, on: date, at: datetime) -> Done:
    """Write off what a request asks for. Raises MovedOn, NotAReason, NoWriteOffsAccount and whatever
    `checking.must_be_fit` refuses."""
    wanted = dict(request.details["items"])
    hold(list(wanted))
    rows = {row.item_id: row for row in facts(list(wanted), on, besides=request.pk)}
    for item, pence in wanted.items():
        left = rows[item].left_pence if item in rows else 0
        if left < pence:
            reference = rows[item].reference if item in rows else request.details["references"][str(item)]
            raise MovedOn(reference=reference, left=pounds(left), wanted=pounds(pence))
    must_be_fit(list(rows.values()), rule_for(request.reason, on), on)
    made = books.write_off(
        list(wanted.items()), request=request.pk, reason=request.reason, run=run.id, on=on, at=at
    )  # fmt: skip
    assert made.first is not None
    return Done(made.first, made.many, made.pence)


def carry_out(request: Request, /, *, run: RunInHand, on: date, at: datetime, by: Actor) -> str:
    """An approved request is done at once. Raises as `do`."""
    return do(request, run=run, on=on, at=at).sentence
