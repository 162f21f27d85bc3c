"""Why a bank file is refused. A file is refused whole: a line that cannot be trusted makes the rest doubtful."""

from __future__ import annotations

from typing import Any

from piperoll.formats.fields import printable
from piperoll.foundations.refusals import Refused

LONGEST_FACT = 200
"""A file says what it likes; a sentence about it stays one."""


class FileRefused(Refused):
    """Line {line} of this {format} file cannot be trusted: {reason}. Nothing was taken from it; ask the bank for it
    again."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{name: _in_short(fact) for name, fact in facts.items()})

    @property
    def line(self) -> int:
        """The line of the file at fault, counted from 1; 0 when it is the whole file."""
        return int(self.facts.get("line", 0))


def _in_short(fact: Any) -> Any:
    """A fact as it may stand in a sentence: what prints of its words, and not too many."""
    if not isinstance(fact, str):
        return fact
    said = printable(fact)
    return said if len(said) <= LONGEST_FACT else f"{said[:LONGEST_FACT]}…"


class FileEmpty(FileRefused):
    """The file is empty: nothing was taken from it. Download it from the bank again."""

    watched = "empty"


class NotAStatement(FileRefused):
    """This is not a bank statement Piperoll can read: line {line} {reason}. Ask the bank for {wanted}."""


class UnknownProfile(FileRefused):
    """There is no CSV profile called {name}. Choose one of {choices}."""


class FileMalformed(FileRefused):
    """Line {line} of this {format} file cannot be read: {reason}. Nothing was taken from it; ask the bank for it
    again."""


class FileTruncated(FileRefused):
    """This {format} file stops at line {line} without {missing}, so part of it is lost. Download it from the bank
    again."""


class TotalsDisagree(FileRefused):
    """Line {line} of this {format} file gives {what} as {stated}, but its own lines come to {counted}.
    Nothing was taken from it; ask the bank for it again."""

    watched = "unbalanced"


class DoesNotProve(FileRefused):
    """Statement {statement} of account {account} (line {line}) does not add up: opening {opening} and lines of
    {movement} make {made}, but it closes at {closing}. Nothing was taken from the file; ask the bank for it again."""

    watched = "unbalanced"


class StatementsDoNotFollow(FileRefused):
    """The statements of account {account} do not follow on (line {line}): {earlier} closes at {closing} but {later}
    opens at {opening}, so something between them is missing. Ask the bank for the missing statement."""

    watched = "out_of_sequence"


class HostileXml(FileRefused):
    """Line {line} of this XML file declares a document type or entities, which no bank statement needs and an
    attacker might use. Nothing was taken from it; ask the sender for a plain file."""
