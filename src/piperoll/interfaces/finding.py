"""A fund's file of a number."""

from __future__ import annotations

from piperoll.foundations.refusals import Refused
from piperoll.funds.register import fund_coded
from piperoll.interfaces.models import FundFile


class NoSuchFundFile(Refused):
    """{name} has had no file {sequence}. The last one was {last}."""


def file_numbered(fund: str, sequence: int) -> FundFile:
    """The file. Raises NoSuchFund, NoSuchFundFile."""
    found = fund_coded(fund)
    file = FundFile.objects.select_related("fund").filter(fund=found, sequence=sequence).first()
    if file is None:
        last = FundFile.objects.filter(fund=found).first()
        raise NoSuchFundFile(name=found.name, sequence=sequence, last=last.sequence if last else "none")
    return file


def name_of(file: FundFile) -> str:
    """What the file is called when it is saved."""
    return f"{file.fund_id}-{file.sequence:06d}.csv"
