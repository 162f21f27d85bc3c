"""Vocalink's tables as they come: blanks or commas, a Windows file's end, and what cannot be one."""

from __future__ import annotations

import pytest

from piperoll.formats.modulus_tables import TableRefused, read_tables
from piperoll.foundations.modulus import Result

ROW = "107999 107999 MOD11    0    0    0    0    0    0    8    7    6    5    4    3    2    1"


@pytest.mark.parametrize(
    "text",
    [ROW, ROW + "\r\n\r\n\x1a", "\ufeff" + ROW, ",".join(ROW.split()), ",".join(ROW.split()) + ",\n", ROW + "   3\n"],
)
def test_the_shapes_it_comes_in(text: str) -> None:
    tables = read_tables(text.encode(), None)
    assert (len(tables), tables.check("107999", "88837491").result) == (1, Result.VALID)


def test_the_substitutes() -> None:
    tables = read_tables(ROW.encode(), b"938173 938017\r\n938289,938068\n")
    assert tables.substitutes == {"938173": "938017", "938289": "938068"}


@pytest.mark.parametrize(
    ("valacdos", "scsubtab", "says"),
    [
        (b"", None, "Line 1 of valacdos.txt is missing: the file holds no rows"),
        (ROW.encode() + b"\nrubbish", None, "Line 2 of valacdos.txt has 1 columns"),
        (ROW.replace("MOD11", "MOD12").encode(), None, "gives MOD12 as its method"),
        (ROW.replace("107999 107", "107999 106").encode(), None, "is no range of sort codes"),
        (ROW.replace("    8", "    x").encode(), None, "a weight that is not a whole number"),
        ((ROW + " 15").encode(), None, "names exception 15, and there are 14"),
        (b"\xff\xfe\x00", None, "is not plain text"),
        (ROW.encode(), b"938173\n", "Line 1 of scsubtab.txt is not a sort code and its substitute"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(valacdos: bytes, scsubtab: bytes | None, says: str) -> None:
    with pytest.raises(TableRefused) as refusal:
        read_tables(valacdos, scsubtab)
    assert says in str(refusal.value)


def test_a_sort_code_has_its_checks_in_the_tables_order() -> None:
    second = ROW.replace("MOD11", "DBLAL")
    wide = "100000 109999 MOD10" + "    0" * 14
    found = read_tables("\n".join([wide, ROW, second]).encode(), None).checks_for("107999")
    assert [check.method for check in found] == ["MOD10", "MOD11", "DBLAL"]
    assert len(read_tables(wide.encode(), None).checks_for("107999")) == 1
    assert read_tables(ROW.encode(), None).checks_for("108000") == []
