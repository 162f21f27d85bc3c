"""What payers make of a reference: the slips, one chosen at random."""

from __future__ import annotations

import random


def mangle(reference: str, rng: random.Random) -> str:
    """What a payer makes of a reference."""
    digit = rng.choice([at for at, mark in enumerate(reference) if mark.isdigit()])
    start = next(at for at, mark in enumerate(reference) if mark.isdigit())
    ways = (
        lambda: reference.lower(),
        lambda: reference.replace("0", "O"),
        lambda: reference.replace("1", "I", 1),
        lambda: reference[:start] + " " + reference[start:],
        lambda: " ".join((reference[:start], reference[start : start + 3], reference[start + 3 :])),
        lambda: reference[start:],
        lambda: reference[:start] + "-" + reference[start:],
        lambda: reference[:digit] + str(rng.randrange(10)) + reference[digit + 1 :],
        lambda: reference[:digit] + reference[digit + 1 :],
        lambda: reference[:digit] + reference[digit] + reference[digit:],
        lambda: reference[:-2] + reference[-1] + reference[-2],
        lambda: rng.choice(("INVOICE NO ", "YOUR BILL ", "PAYING ")) + reference,
        lambda: reference + rng.choice(("THANKS", "MAY", "RENT")),
        lambda: reference[:start] + reference[start:].lstrip("0"),
        lambda: reference[:digit] + reference[digit : digit + 2][::-1] + reference[digit + 2 :],
        lambda: rng.choice("ABCDEFKMX") + reference[1:],
        lambda: reference + str(rng.randrange(10, 99)),
    )
    return rng.choice(ways)()
