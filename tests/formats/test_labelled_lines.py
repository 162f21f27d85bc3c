"""A statement of labelled lines is read as the CSV it would have been, or refused where a movement is not whole."""

from __future__ import annotations

import pytest

from piperoll.formats.recognise import read_statements
from piperoll.formats.refusals import FileMalformed
from piperoll.formats.statements import Proof


def block(day, words, pounds, balance):
    return f"Date:\xa0{day}\nDescription:\xa0{words}\nAmount:\xa0{pounds}\t\nBalance:\xa0{balance}\n\t\t\n"


HEAD = "From: 16/11/2026 to 17/11/2026\n\nAccount:\xa0XXXX XXXX XXXX 5678\n\n"
WHOLE = (
    HEAD + block("17/11/2026", "WATER,\nREF 77", "-12.50", "1087.50") + block("16/11/2026", "OYSTER", "100.00", "1100")
)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_each_block_is_a_movement_on_the_line_where_it_starts(encoding):
    (found,) = read_statements(WHOLE.encode(encoding)).statements
    assert (found.opening_pence, found.closing_pence, found.proof) == (100000, 108750, Proof.PROVED)
    assert [(n.source_line, n.amount_pence, n.text) for n in found.lines] == [
        (11, 10000, "OYSTER"),
        (5, -1250, "WATER, REF 77"),
    ]
    assert found.bank_account.account_number == "5678"


@pytest.mark.parametrize("label", ["Amount", "Description"])
def test_a_block_that_is_not_whole_is_refused_by_its_line(label):
    last = WHOLE.rindex(label)
    spoilt = WHOLE[:last] + WHOLE[WHOLE.index("\n", last) + 1 :]
    with pytest.raises(FileMalformed, match="Line 11 "):
        read_statements(spoilt.encode("latin-1"))
    with pytest.raises(FileMalformed, match="Line 11 "):
        read_statements(WHOLE[:last].encode("latin-1"))
