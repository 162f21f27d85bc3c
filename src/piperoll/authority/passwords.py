"""Passwords given out once: long enough to be safe, sayable over the telephone."""

from __future__ import annotations

import secrets

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
GROUPS, SYLLABLES = 4, 3


def temporary_password() -> str:
    """A password like `tobaki-mesulo-ravode-nifuga`: 75 random bits, changed when it is first used."""
    return "-".join(
        "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(SYLLABLES)) for _ in range(GROUPS)
    )
