"""print_statements: statements of account for everyone who owes, drawn up in one go, and their PDFs in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from piperoll.documents.rendering.engine import render_many
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receivables.statements import WHOM, days_must_be_in_order, draw_up, sql, statement_documents
from piperoll.runs import running


class NobodyMeant(Refused):
    """Statements are drawn up for {known}, not {whom!r}."""


class FolderClosed(Refused):
    """The folder {folder} cannot be written: {why}. Name another with --to."""


@dataclass(frozen=True)
class StatementsPrinted:
    """How many statements were drawn up, what they come to, and how many PDFs were written now."""

    run: int
    statements: int
    closing_pence: int
    already: bool
    written: int = 0
    folder: str = ""


def print_statements(
    *,
    since: date,
    until: date,
    whom: str = "owing",
    folder: Path | None = None,
    on: date,
    at: datetime,
    by: Actor,
    progress: Callable[[int, int], None] = lambda done, of: None,
    workers: int | None = None,
) -> StatementsPrinted:
    """Draw up everyone's statement by what is known now; asked again on the same day it is the same run.

    With a folder, write a PDF each; a file that stands is left, so that what stopped goes on where it was;
    `progress` hears how many stand of how many.
    Raises NobodyMeant, DaysBackwards, DaysToCome, FolderClosed.
    """
    by.must("print_statements")
    if whom not in WHOM:
        raise NobodyMeant(known=", ".join(WHOM), whom=whom[:40])
    days_must_be_in_order(since, until, on)
    run, already = _drawn_up(since, until, whom, on, at, by)
    found = sql.of_run(run=run)
    written = 0
    if folder is not None:
        written = _write(folder, found, progress, workers)
    closing = sum(row.closing_pence for row in found)
    return StatementsPrinted(run, len(found), closing, already, written, str(folder or ""))


def _drawn_up(since: date, until: date, whom: str, on: date, at: datetime, by: Actor) -> tuple[int, bool]:
    key = f"statements|{since}|{until}|{whom}|{on}"
    try:
        with running.start(
            "print_statements", on=on, at=at, by=by, digest=running.digest_of(key.encode()),
            content_name=f"{WHOM[whom]}, {since:%d/%m/%Y} to {until:%d/%m/%Y}",
            sent_to_us=False,
        ) as run, transaction.atomic():  # fmt: skip
            count = draw_up(run=run.id, since=since, until=until, at=at, whom=whom)
            run.finish(event="finish" if count else "find_nothing", statements=count)
    except running.AlreadyTakenIn as before:
        return before.facts["run"], True
    return run.id, False


def _write(folder: Path, found: list[object], progress: Callable[[int, int], None], workers: int | None) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise FolderClosed(folder=folder, why=fault.strerror) from None
    standing = {file.name for file in folder.glob("*.pdf")}
    wanted = [row.id for row in found if f"{row.number}.pdf" not in standing]  # type: ignore[attr-defined]
    for done, (number, pdf) in enumerate(render_many(statement_documents(wanted), workers=workers), 1):
        partial = folder / f"{number}.part"
        partial.write_bytes(pdf)
        os.replace(partial, folder / f"{number}.pdf")
        progress(len(found) - len(wanted) + done, len(found))
    return len(wanted)
