"""Comparing the name of a firm or public body with what a bank shows of it: cut, abbreviated, by initials, mistyped."""

from __future__ import annotations

from functools import lru_cache

from piperoll.receipting.matching.names import BACS_NAME_WIDTH, Agreement, alike, chief_words, initials_of, words


def bodies_agree(payer_name: str, name: str) -> bool:
    """Whether a bank's short name can be this body's."""
    return bool(payer_name.strip() and name.strip()) and compare_body(payer_name, name) >= Agreement.CLOSE


@lru_cache(maxsize=65536)
def compare_body(payer_name: str, name: str) -> Agreement:
    """A firm or public body: letter for letter as far as the bank shows it, or its chief words, or its initials."""
    ours, theirs = words(name), words(payer_name)
    shown, billed = "".join(theirs), "".join(ours)
    cut = BACS_NAME_WIDTH - 1 <= len(payer_name.strip()) <= BACS_NAME_WIDTH
    if not shown or not billed:
        return Agreement.UNKNOWN
    if shown == billed or (cut and billed.startswith(shown)):
        return Agreement.SAME
    chief, given = chief_words(ours), chief_words(theirs)
    if chief and given and chief[0][0] != given[0][0]:
        return Agreement.CLASH
    if (cut and alike(shown, billed[: len(shown)])) or alike(shown, billed) or "".join(chief) == "".join(given):
        return Agreement.CLOSE
    if len(given) == 1 and len(chief) >= 3 and given[0] in initials_of(chief):
        return Agreement.CLOSE
    if len(given) >= 2 and _shortened(given, chief, cut=cut):
        return Agreement.CLOSE
    return Agreement.CLASH


def _shortened(given: list[str], chief: list[str], *, cut: bool) -> bool:
    """Whether each word given is, in order, a word of the full name, its beginning, or initials of several."""
    at = 0
    for place, word in enumerate(given):
        while at < len(chief) and not _stands_for(
            word, chief[at], first=place == 0, last=cut and place == len(given) - 1
        ):
            initials = "".join(other[0] for other in chief[at : at + len(word)])
            if place and len(word) > 1 and initials == word:
                at += len(word) - 1
                break
            if place == 0:
                return False
            at += 1
        if at >= len(chief):
            return False
        at += 1
    return True


def _stands_for(word: str, whole: str, *, first: bool, last: bool) -> bool:
    """A word for a word: the same, a slip, or (after the first) cut short or with letters left out (`SOLS`)."""
    if alike(word, whole):
        return True
    if first:
        return False
    shorter = len(word) >= (1 if last else 2) and whole[0] == word[0]
    return shorter and (whole.startswith(word) or (len(word) > 2 and _left_out(word, whole)))


def _left_out(word: str, whole: str) -> bool:
    """Whether the letters of the short word come in order in the whole: `SOLS` in SOLICITORS."""
    letters = iter(whole)
    return all(letter in letters for letter in word)
