"""How easily a text reads: Flesch's reading ease (1948), worked out here. From 60 it is plain; up to 30 it is a thesis.

206.835 − 1.015 × (words ÷ sentences) − 84.6 × (syllables ÷ words). Syllables are counted by groups of vowels, which is
right for most English words and a little out for some: it is a guide for whoever writes, never a bar to sending. It
means nothing in Welsh.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PLAIN_FROM = 60
_WORD = re.compile(r"[A-Za-zÀ-ÿ’']+")
_SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)|\n\s*\n|\n(?=[*#] )")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_BLANK = re.compile(r"\{\{.*?\}\}")
LONG_SENTENCE = 25


@dataclass(frozen=True)
class Reading:
    """How a text reads: its score, and each sentence that is longer than people take in at once."""

    score: int
    words: int
    long_sentences: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The score in words."""
        if self.score >= PLAIN_FROM:
            return "Plain English"
        return "Fairly hard to read" if self.score >= 45 else "Hard to read"


def read(text: str) -> Reading:
    """The reading ease of a text; a blank counts as one short word."""
    plain = _BLANK.sub("Name", text)
    sentences = [part.strip() for part in _SENTENCE_END.split(plain) if _WORD.search(part)]
    words = _WORD.findall(plain)
    if not words:
        return Reading(100, 0, ())
    syllables = sum(_syllables(word.lower()) for word in words)
    score = 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syllables / len(words)
    long = tuple(one for one in sentences if len(_WORD.findall(one)) > LONG_SENTENCE)
    return Reading(max(0, min(100, round(score))), len(words), long)


def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)
