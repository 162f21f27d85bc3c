"""BAI2 balance reports: files of groups of accounts, each level closed by its own control total and record count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.formats.bai2_accounts import Account
from piperoll.formats.bai2_records import Record, records_of
from piperoll.formats.fields import whole_pence, yymmdd
from piperoll.formats.plain_text import text_of
from piperoll.formats.proofs import follow_on, proved
from piperoll.formats.refusals import FileMalformed, FileTruncated, TotalsDisagree
from piperoll.formats.statements import Statement

_MAY_STAND_IN = {"01": "", "02": "01", "03": "02", "16": "03", "49": "03", "98": "02", "99": "01"}
_CHILDREN = {"98": "accounts", "99": "groups"}
_NAMES = {"03": "account", "02": "group", "01": "file"}
_INTERIM_SAME_DAY = "3"
_NOT_FOR_POSTING = {"2": "a deletion", "4": "a test"}


def read(content: bytes) -> list[Statement]:
    """A statement for each account record in the file, totals and counts checked at every level. Raises FileRefused."""
    reader = _Reader()
    last_line = 1
    for record in records_of(text_of(content)):
        try:
            reader.take(record)
        except ValueError as problem:
            raise FileMalformed(format="BAI2", line=record.line, reason=str(problem)) from None
        last_line = record.line
    if not reader.closed:
        raise FileTruncated(format="BAI2", line=last_line, missing="its file trailer (99)")
    statements = [proved(statement) for statement in reader.statements]
    follow_on(statements)
    return statements


@dataclass(slots=True)
class _Level:
    """A file, group or account that is open, and what its trailer must agree with."""

    code: str
    total: int = 0
    records: int = 0
    children: int = 0


class _Reader:
    """Takes the records in order; the levels still open lie on a stack."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        self.levels: list[_Level] = []
        self.closed = False
        self.file_id = ""
        self.currency = ""
        self.intraday = False
        self.on = date.min
        self.account = Account(date.min)

    def take(self, record: Record) -> None:
        """Take one record where it may stand. Raises ValueError, TotalsDisagree."""
        inside = self.levels[-1].code if self.levels else ""
        self.closed = self.closed and record.code != "01"  # several days downloaded as one
        if self.closed or _MAY_STAND_IN[record.code] != inside:
            raise ValueError(f"a {record.code} record stands where none may")
        if record.code in _NAMES:
            self.levels.append(_Level(record.code))
        level = self.levels[-1]
        level.records += record.count
        if record.code == "01":
            self.file_id = [*record.fields(), *[""] * 5][4]
        elif record.code == "02":
            self._open_group(record)
        elif record.code == "03":
            self.account = Account(self.on, self.currency)
            self.account.take_summaries(record)
        elif record.code == "16":
            self.account.take_detail(record)
        else:
            self._close(level, record)

    def _open_group(self, record: Record) -> None:
        fields = [*record.fields(), *[""] * 7]
        if fields[2] in _NOT_FOR_POSTING:
            raise ValueError(
                f"the group says it is {_NOT_FOR_POSTING[fields[2]]} (status {fields[2]}), not a statement"
            )
        self.on, self.currency, self.intraday = yymmdd(fields[3]), fields[5], fields[6] == _INTERIM_SAME_DAY

    def _close(self, level: _Level, record: Record) -> None:
        """A trailer: the total, the number of accounts or groups, and the number of records must be those met."""
        if level.code == "03":
            level.total = self.account.total
        fields = [*record.fields(), "", "", ""]
        total, children = fields[0], fields[1] if record.code in _CHILDREN else ""
        records = fields[2] if record.code in _CHILDREN else fields[1]
        name = _NAMES[level.code]
        if total and whole_pence(total) != level.total:
            raise _disagreement(record, f"the control total of the {name}", total, level.total)
        if children and whole_pence(children) != level.children:
            raise _disagreement(record, f"the number of {_CHILDREN[record.code]}", children, level.children)
        if not records or whole_pence(records) != level.records:
            raise _disagreement(record, f"the number of records of the {name}", records or "nothing", level.records)
        self.levels.pop()
        if level.code == "03":
            self.statements.append(self.account.statement(self.file_id, self.intraday))
        if self.levels:
            parent = self.levels[-1]
            parent.total += level.total
            parent.records += level.records
            parent.children += 1
        self.closed = not self.levels


def _disagreement(record: Record, what: str, stated: str, counted: int) -> TotalsDisagree:
    return TotalsDisagree(format="BAI2", line=record.line, what=what, stated=stated, counted=str(counted))
