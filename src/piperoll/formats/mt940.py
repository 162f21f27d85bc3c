"""SWIFT MT940 statements, and MT942 reports during the day, with or without the SWIFT envelope.

Read here rather than through a library, because what matters is what must be refused: a page that is missing, an
envelope cut short, a reversal with the wrong sign, a file that stops before its closing balance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from piperoll.formats.mt940_fields import END, fields_of
from piperoll.formats.mt940_messages import Message
from piperoll.formats.plain_text import text_of
from piperoll.formats.proofs import follow_on, proved
from piperoll.formats.refusals import FileMalformed, FileTruncated, StatementsDoNotFollow
from piperoll.formats.statements import Statement
from piperoll.foundations.money import plain_pounds


def read(content: bytes) -> list[Statement]:
    """Every statement in the file, its pages joined and its balances proved. Raises FileRefused."""
    statements = [proved(statement) for statement in _joined(_messages(text_of(content)))]
    if not statements:
        raise FileMalformed(format="MT940", line=1, reason="it holds no :20: field, where a statement starts")
    follow_on(statements)
    return statements


def _messages(text: str) -> Iterator[Message]:
    message: Message | None = None
    for field in fields_of(text):
        if field.tag in ("20", END) and message:
            yield message.finished()
            message = None
        if field.tag == "20":
            message = Message(field.texts[0].strip(), field.line)
        elif message:
            message.take(field)
        elif field.tag != END:
            raise FileMalformed(format="MT940", line=field.line, reason=f"field :{field.tag}: stands before any :20:")
    if message:
        yield message.finished()


def _joined(messages: Iterable[Message]) -> Iterator[Statement]:
    """The messages' statements, each made of all its pages: one that closes with :62M: goes on in the next message."""
    unfinished: Statement | None = None
    line = 0
    for message in messages:
        page, line = message.statement(), message.last_line
        if unfinished:
            page = _with_next_page(unfinished, page, message)
        unfinished = page if message.more_pages else None
        if not unfinished:
            yield page
    if unfinished:
        raise FileTruncated(format="MT940", line=line, missing=f"the last page of statement {unfinished.statement_id}")


def _with_next_page(before: Statement, page: Statement, message: Message) -> Statement:
    same = (before.bank_account, before.currency) == (page.bank_account, page.currency)
    if not (message.is_later_page and same and before.closing_pence == page.opening_pence):
        raise StatementsDoNotFollow(
            line=message.first_line,
            account=before.bank_account.raw,
            earlier=f"a page of {before.statement_id}",
            later=page.statement_id,
            closing=plain_pounds(before.closing_pence or 0),
            opening=plain_pounds(page.opening_pence or 0),
        )
    lines = [*before.lines, *page.lines]
    return replace(
        before,
        closed_on=page.closed_on,
        closing_pence=page.closing_pence,
        lines=tuple(replace(line, number=number) for number, line in enumerate(lines, 1)),
        evidence=(*before.evidence, f"page {message.page or 'after'} opens where the one before closes"),
    )
