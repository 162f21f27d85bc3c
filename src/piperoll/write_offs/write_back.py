"""write_back: a write-off is taken back in whole or part: the debt is open again as it first stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.receivables import writing_back
from piperoll.runs import running
from piperoll.safeguards.words import few_words
from piperoll.write_offs.checking import hold
from piperoll.write_offs.register import write_off_numbered
from piperoll.write_offs.rules import reference_of


class WrittenBackAlready(Refused):
    """{write_off} was written back already, all of it. Nothing was changed."""

    exit_code = 0


class MoreThanWrittenOff(Refused):
    """{wanted} is more than the {left} of {write_off} that is still written off."""


@dataclass(frozen=True)
class WrittenBack:
    """So many pence of a write-off taken back; the debt is owed in our books again from the day it first fell due."""

    run: int
    write_off: int
    pence: int
    invoice: str


def write_back(
    *, write_off: int, why: str, amount_pence: int | None = None, on: date, at: datetime, by: Actor
) -> WrittenBack:
    """Take a write-off back: all that still stands of it, or so many pence. What VAT was had back on it is repaid.

    Raises NoSuchWriteOff, WordsMissing, WrittenBackAlready, MoreThanWrittenOff.
    """
    by.must("write_back")
    why = few_words(why, "why it is written back")
    found = write_off_numbered(write_off)
    with running.act("write_back", on=on, at=at, by=by, write_off=write_off, customer=found.customer_id) as run:
        hold([found.item_id])
        left = found.amount_pence - sum(back.amount_pence for back in found.backs.all())
        pence = left if amount_pence is None else amount_pence
        if not left:
            raise WrittenBackAlready(write_off=reference_of(write_off))
        if not 0 < pence <= left:
            raise MoreThanWrittenOff(
                wanted=pounds(pence), left=pounds(left), write_off=reference_of(write_off), field="amount"
            )
        writing_back.lay_out()
        writing_back.want_one(write_off, pence, on=on)
        done = writing_back.carry_out(because="officer", why=why, run=run.id, at=at)
        said = f"{pounds(done.pence)} of {reference_of(write_off)} written back"
        run.finish(pence=done.pence, said=said)
    return WrittenBack(run.id, write_off, done.pence, found.item.reference)
