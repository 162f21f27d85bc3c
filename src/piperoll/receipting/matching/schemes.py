"""How references are written, as data: a prefix, runs of digits, and check digits or none.

`INV` + 6 digits, `SD` + 10 digits of which the last two check the rest, `ASC` + 5 + `/` + 2. The engine knows no
council's references by heart: it is handed these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from piperoll.foundations.references import ReferenceScheme, mod97_check_digits, mod97_is_valid
from piperoll.foundations.refusals import Refused

_PART = re.compile(r"(?P<text>[A-Za-z]+)|\\d\{(?P<many>\d{1,2})\}|(?P<one>\\d)|(?P<mark>[/.\- ]|\\[/.\- ])")


class UnreadablePattern(Refused):
    """The reference pattern {pattern} is not letters, \\d{{n}} and separators: write it like INV\\d{{6}}."""


@dataclass(frozen=True)
class Scheme:
    """One kind of reference: `shape` is its written form with `#` for each digit, such as `ASC#####/##`.

    `names` says what it refers to: "invoice", "customer", "plan" or "mandate". `checked` when the last two digits
    are ISO 7064 MOD 97-10 check digits over the others.
    """

    shape: str
    names: str = "invoice"
    checked: bool = False

    @classmethod
    def of(cls, scheme: ReferenceScheme, names: str = "invoice") -> Scheme:
        """The same scheme as the rest of the house describes it."""
        return cls(scheme.prefix + "#" * (scheme.width - len(scheme.prefix)), names, scheme.checked)

    @classmethod
    def from_pattern(cls, pattern: str, names: str = "invoice", checked: bool = False) -> Scheme:
        r"""A scheme from a simple regular expression such as `ASC\d{5}/\d{2}`. Raises UnreadablePattern."""
        shape, at = "", 0
        while at < len(pattern):
            part = _PART.match(pattern, at)
            if part is None:
                raise UnreadablePattern(pattern=pattern)
            digits = int(part["many"]) if part["many"] else 1 if part["one"] else 0
            shape += "#" * digits or part["text"] or part["mark"].lstrip("\\")
            at = part.end()
        if "#" not in shape:
            raise UnreadablePattern(pattern=pattern)
        return cls(shape, names, checked)

    @cached_property
    def prefix(self) -> str:
        """The letters it begins with."""
        return self.shape[: self.shape.index("#")].upper()

    @cached_property
    def digits(self) -> int:
        """How many digits it has, check digits among them."""
        return self.shape.count("#")

    @cached_property
    def groups(self) -> list[int]:
        """How many digits each of its parts has: 5 and 2 in `ASC00300/02`."""
        return [len(run) for run in re.findall("#+", self.shape)]

    def write(self, digits: str) -> str:
        """The reference as printed, from its digits alone."""
        if self._is_unbroken:
            return self.shape[: -self.digits] + digits
        each = iter(digits)
        return "".join(next(each) if mark == "#" else mark for mark in self.shape)

    @cached_property
    def _is_unbroken(self) -> bool:
        return self.shape.endswith("#" * self.digits)

    def fits(self, digits: str) -> bool:
        """Whether these digits could be one of ours: the right number, check digits right where there are any."""
        return len(digits) == self.digits and (not self.checked or mod97_is_valid(digits))

    def with_check(self, digits: str) -> str | None:
        """The digits completed by their check digits, when exactly those were left off; else None."""
        if self.checked and len(digits) == self.digits - 2:
            return digits + mod97_check_digits(digits)
        return None


def compact(text: str) -> str:
    """A reference without spaces and marks, in capitals: what two writings of one reference share."""
    upper = text.upper()
    return upper if upper.isalnum() else "".join(filter(str.isalnum, upper))
