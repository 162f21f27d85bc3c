"""How long a text is, as GOV.UK Notify counts it."""

from __future__ import annotations

import pytest

from piperoll.documents.text_length import cannot_be_texted, letters, parts, plainer


@pytest.mark.parametrize(
    ("many", "messages"), [(0, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (612, 4), (765, 5), (918, 6)]
)
def test_plain_letters(many: int, messages: int) -> None:
    assert parts("a" * many) == messages


def test_some_marks_count_twice_and_printers_marks_once() -> None:
    assert letters("€5 [five]") == 12
    assert parts("€" * 81) == 2
    assert plainer("it’s – “so”…") == 'it\'s - "so"...'
    assert parts("’" * 160) == 1


def test_welsh_accents_make_a_shorter_message_but_not_all_of_them() -> None:
    assert parts("ŵ" + "a" * 69) == 1
    assert parts("ŵ" + "a" * 70) == 2
    assert parts("à" * 160) == 1


def test_what_no_telephone_shows() -> None:
    assert cannot_be_texted("Well done 🎉 漢 🎉") == ["🎉", "漢"]
    assert not cannot_be_texted("Siôn, £12.50 – €3 [ŵyn] ’Ω’")
