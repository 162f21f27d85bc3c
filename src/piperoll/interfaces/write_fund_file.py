"""write_fund_file: everything placed for a fund that it was not told of yet, in one numbered file; kept, and the same
for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.formats.fund_file import Line, layout_of, write
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.funds.register import fund_coded
from piperoll.interfaces.models import FundFile
from piperoll.runs import running

sql = beside(__file__)


class NothingToTell(Refused):
    """{name} was told of everything placed for it up to {on:%-d %B %Y}: there is no file to write."""

    exit_code = 0


@dataclass(frozen=True)
class FundFileWritten:
    """A file, as it was made now or (`already`) before: its number, lines and pence."""

    run: int
    fund: str
    sequence: int
    lines: int
    pence: int
    already: bool = False


def write_fund_file(*, fund: str, on: date, at: datetime, by: Actor) -> FundFileWritten:
    """Write a fund's file of all that counts from `on` or before; asked again with nothing new, the day's last file.

    A placement undone before it was ever told is left out with what undid it. Raises NoSuchFund, NothingToTell.
    """
    by.must("write_fund_file")
    found = fund_coded(fund)
    with running.act("write_fund_file", on=on, at=at, by=by, fund=found.code) as run:
        sql.one_at_a_time(fund=found.code)
        rows = sql.untold(fund=found.code, on=on)
        last = FundFile.objects.filter(fund=found).first()
        if not rows:
            if last is None or last.made_on != on:
                raise NothingToTell(name=found.name, on=on)
            return FundFileWritten(last.run_id, found.code, last.sequence, last.line_count, last.amount_pence, True)
        sequence = last.sequence + 1 if last else 1
        lines = [Line(row.account, row.amount_pence, row.received_on, row.method, row.receipt) for row in rows]
        (layout,) = sql.layout(fund=found.code, on=on)
        content = write(lines, layout_of(with_json(layout, "layout").layout), fund=found.code, sequence=sequence, on=on)
        pence = sum(line.amount_pence for line in lines)
        file = FundFile.objects.create(
            fund=found, sequence=sequence, made_on=on, line_count=len(lines), amount_pence=pence, content=content,
            run_id=run.id,
        )  # fmt: skip
        sql.tell(file=file.pk, placements=[row.placement_id for row in rows], run=run.id)
        run.finish(lines=len(lines), pence=pence)
    return FundFileWritten(run.id, found.code, sequence, len(lines), pence)
