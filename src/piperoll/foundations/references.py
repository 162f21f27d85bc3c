"""References people copy by hand, made so that a slip shows: ISO 7064 MOD 97-10 check digits.

A scheme is a prefix, a run of digits and (usually) two check digits over them: `AT` + 8 digits + 2, for example.
MOD 97-10 catches every single wrong digit and every swap of two neighbours (ISO/IEC 7064:2003).
"""

from __future__ import annotations

from dataclasses import dataclass


def mod97_check_digits(digits: str) -> str:
    """The two digits that make `digits` + check leave 1 when divided by 97."""
    return f"{98 - int(digits) * 100 % 97:02d}"


def mod97_is_valid(digits: str) -> bool:
    """Whether a run of digits, its last two being check digits, leaves 1 when divided by 97."""
    return digits.isascii() and digits.isdigit() and len(digits) > 2 and int(digits) % 97 == 1


@dataclass(frozen=True)
class ReferenceScheme:
    """How one kind of reference is written: `ReferenceScheme("C", 7)` writes C0000001 + two check digits."""

    prefix: str
    digits: int
    checked: bool = True

    @property
    def width(self) -> int:
        return len(self.prefix) + self.digits + (2 if self.checked else 0)

    def write(self, number: int) -> str:
        """The reference for a number counted from 1. Raises ValueError when it no longer fits."""
        body = f"{number:0{self.digits}d}"
        if number < 1 or len(body) > self.digits:
            raise ValueError(f"number {number} does not fit a reference of {self.digits} digits")
        return self.prefix + body + (mod97_check_digits(body) if self.checked else "")

    def is_valid(self, reference: str) -> bool:
        """Whether this is a well-formed reference of the scheme, check digits right."""
        body = reference[len(self.prefix) :]
        return (
            reference.startswith(self.prefix)
            and len(reference) == self.width
            and body.isascii()
            and body.isdigit()
            and (not self.checked or mod97_is_valid(body))
        )
