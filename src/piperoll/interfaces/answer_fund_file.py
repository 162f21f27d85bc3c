"""answer_fund_file: what another ledger says it took in of a file; a difference is noted, and chased until none is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.interfaces.finding import file_numbered
from piperoll.interfaces.models import FundFileAnswer
from piperoll.runs import running


class DifferenceUnexplained(Refused):
    """That is not what file {sequence} came to. Say what is known of the difference; it is chased until an answer
    agrees."""


@dataclass(frozen=True)
class FundFileAnswered:
    """What they took in, and pence by which it differs: theirs less ours."""

    run: int
    fund: str
    sequence: int
    difference_pence: int
    agrees: bool


def answer_fund_file(
    *, fund: str, sequence: int, lines: int, pence: int, note: str = "", on: date, at: datetime, by: Actor
) -> FundFileAnswered:
    """Note how many lines and pence they took in; the last answer stands.

    Raises NoSuchFund, NoSuchFundFile, DifferenceUnexplained.
    """
    by.must("answer_fund_file")
    file, note = file_numbered(fund, sequence), note.strip()[:400]
    agrees = (lines, pence) == (file.line_count, file.amount_pence)
    if not agrees and not note:
        raise DifferenceUnexplained(sequence=sequence)
    difference = pence - file.amount_pence
    with running.act("answer_fund_file", on=on, at=at, by=by, fund=file.fund_id, sequence=sequence) as run:
        FundFileAnswer.objects.create(
            file=file, told_lines=lines, told_pence=pence, difference_pence=difference, note=note, run_id=run.id
        )
    return FundFileAnswered(run.id, file.fund_id, sequence, difference, agrees)
