"""What the demo says of a step reads as English, of one as of many."""

from __future__ import annotations

import pytest

from piperoll.anytown.outcome import called


@pytest.mark.parametrize(
    ("what", "one"),
    [
        ("cheques", "cheque"), ("searches", "search"), ("entries", "entry"), ("people", "person"), ("PDFs", "PDF"),
        ("allocated", "allocated"), ("refund", "refund"),
    ],
)  # fmt: skip
def test_one_is_told_as_one(what: str, one: str) -> None:
    assert (called(what, 1), called(what, 0), called(what, 2)) == (one, what, what)
