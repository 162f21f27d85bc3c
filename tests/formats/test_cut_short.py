"""A file cut short at any byte is refused, or where its format cannot tell, reads as fewer of its own lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piperoll.formats.recognise import read_statements
from piperoll.formats.refusals import FileRefused

SAMPLES = Path(__file__).parents[2] / "samples" / "bank_statements"
FILES = sorted(path for path in SAMPLES.iterdir() if path.suffix != ".json" and "refused" not in path.name)


def lines_by_place(reading):
    """What each line moved, when, and on which account, by where it stands in the file."""
    return {
        (line.source_line, line.number * bool(line.batch)): (
            statement.bank_account.key,
            line.booked_on,
            line.amount_pence,
        )
        for statement in reading.statements
        for line in statement.lines
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_cut_at_every_byte(path):
    content = path.read_bytes()
    whole = read_statements(content)
    for cut in range(len(content)):
        try:
            part = read_statements(content[:cut])
        except FileRefused:
            continue
        kept = lines_by_place(part)
        assert kept.items() <= lines_by_place(whole).items(), f"cut at {cut}: a line changed"
        if not whole.format.startswith(("csv", "mt942")):
            assert part.statements == whole.statements[: len(part.statements)], f"cut at {cut}: part of a statement"
        if whole.format.startswith(("camt", "bai2")):
            assert kept == lines_by_place(whole), f"cut at {cut}: part of the file"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1), put=st.binary(max_size=4), over=st.integers(0, 4))
def test_a_damaged_file_is_read_or_refused_in_a_sentence(path, at, put, over):
    content = path.read_bytes()
    place = int(at * len(content))
    sentence = "."
    try:
        read_statements(content[:place] + put + content[place + over :])
    except FileRefused as refused:
        sentence = str(refused)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_rubbish_is_refused_in_a_sentence(content):
    with pytest.raises(FileRefused):
        read_statements(content)
