"""Which letters a file's bytes are."""

from __future__ import annotations

import pytest

from piperoll.formats.character_sets import decoded, is_utf_16


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_is_told_by_its_bytes(encoding: str) -> None:
    content = "£5 – CAFÉ".encode(encoding)
    assert decoded(content) == "£5 – CAFÉ"
    assert is_utf_16(content) == (encoding == "utf-16")


def test_what_is_none_of_them_is_text_all_the_same() -> None:
    assert decoded(b"\xff\xfe\x00") == "ÿþ\x00"
    assert decoded(b"\x81") == "\ufffd"
