"""Posting to the books: verbs draft journals and postings in sets, and this writes them all at once.

Inside a verb's transaction: `open_drafts()`, then the verb's own SQL fills `journal_draft` and `posting_draft`, then
`post_drafts(run)` writes the journals, each with the digest of what it says, and their postings.
"""

from __future__ import annotations

from datetime import datetime

from piperoll.database.statements import beside

sql = beside(__file__)


def open_drafts() -> None:
    """Lay out the two draft tables, empty, for this transaction."""
    sql.open_drafts()


def post_drafts(*, run: int, at: datetime) -> None:
    """Write every drafted journal and posting, known from the moment `at`, and clear the drafts."""
    sql.post_journals(run=run, at=at)
    sql.post_postings()
    sql.clear_drafts()
