"""How another ledger writes its references: a shape, and the check digits that show a slip in one.

`R10#######  luhn` is R10 and seven digits: # is a digit, @ a letter, all else stands for itself. Check digits are
over every digit of the reference, fixed ones too, and stand last:

- `none`: there are none; such a reference is never certain;
- `luhn`: one, modulus 10 (ISO/IEC 7812-1, Annex B);
- `mod11`: one, modulus 11: each digit before it times its weight (…4, 3, 2 unless told), 11 less the rest; 10 is X;
- `mod97`: two, ISO 7064 MOD 97-10;
- `born`: none, but a date of birth is written beside it; the whole account is then `TR1234567/2014-03-12`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from piperoll.foundations.references import mod97_is_valid

CHECKS = {
    "none": "no check digits",
    "luhn": "a modulus 10 check digit (Luhn)",
    "mod11": "a weighted modulus 11 check digit",
    "mod97": "two modulus 97 check digits",
    "born": "no check digits, but a date of birth beside it",
}
"""The ways to check, by the name a pattern gives them, in words."""
FEWEST_PLACES, LONGEST = 5, 30
_BORN = re.compile(r"/(\d{4}-\d{2}-\d{2})\Z")
_SHAPE = re.compile(r"[A-Z0-9#@/.\-]+\Z")
_PLACE = {"#": "[0-9]", "@": "[A-Z]"}


class PatternWrong(ValueError):
    """A pattern that cannot be, and why, in a few words."""


@dataclass(frozen=True)
class FundReference:
    """One way a ledger writes its references. `weights` are those of mod11, left to right; empty for …4, 3, 2."""

    shape: str
    check: str = "none"
    weights: tuple[int, ...] = ()

    @classmethod
    def read(cls, text: str) -> FundReference:
        """A pattern as it is typed: the shape, how it is checked, and the weights if any. Raises PatternWrong."""
        shape, check, *weights = (*text.replace(",", " ").split(), "", "")
        weights = [weight for weight in weights if weight]
        if not all(weight.isascii() and weight.isdigit() and len(weight) < 3 for weight in weights):
            raise PatternWrong("its weights must be numbers, like 8 7 6 5 4 3 2")
        found = cls(shape.upper(), check.lower() or "none", tuple(map(int, weights)))
        found.must_be_one()
        return found

    def must_be_one(self) -> None:
        """Raise PatternWrong when this can be no pattern."""
        if not _SHAPE.match(self.shape) or len(self.shape) > LONGEST:
            raise PatternWrong("a shape is letters, digits, # for a digit, @ for a letter, and / . - between")
        if len(re.findall("[#@]", self.shape)) < FEWEST_PLACES:
            raise PatternWrong(f"a shape needs at least {FEWEST_PLACES} places of # or @, or words would look like it")
        if self.check not in CHECKS:
            raise PatternWrong(f"its check must be one of {', '.join(CHECKS)}")
        if self.weights and (self.check != "mod11" or len(self.weights) != self._digits - 1):
            raise PatternWrong(f"weights are for mod11, one for each of the {self._digits - 1} digits before the last")
        if self.check == "born" and len(self.shape) > LONGEST - len("/2014-03-12"):
            raise PatternWrong("with a date of birth beside it a shape is no longer than 19 letters and digits")
        last = {"none": "", "born": "", "mod97": "##"}.get(self.check, "#")
        if not self.shape.endswith(last):
            raise PatternWrong(f"with {self.check} the shape must end in {last}")

    def told(self) -> str:
        """The pattern as it is typed and kept."""
        return " ".join((self.shape, self.check, *map(str, self.weights)))

    @property
    def in_words(self) -> str:
        """How its references are written, for whoever types one."""
        return f"{self.shape}, a stroke and a date of birth, like /2014-03-12" if self.check == "born" else self.shape

    @property
    def _digits(self) -> int:
        return sum(mark == "#" or mark.isdigit() for mark in self.shape)

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        body = "".join(_PLACE.get(mark, re.escape(mark)) for mark in self.shape)
        if self.check == "mod11":
            body = body.removesuffix("[0-9]") + "[0-9X]"
        return re.compile(rf"(?<![A-Z0-9]){body}(?![A-Z0-9])")

    def found_in(self, text: str) -> list[str]:
        """Everything in a text, in capitals, of this shape, whether or not its check digits are right."""
        return self._regex.findall(text)

    def fits(self, reference: str) -> bool:
        """Whether this is of the shape, with a date of birth where there is to be one."""
        account, born_on = apart(reference) if self.check == "born" else (reference, None)
        return self._regex.fullmatch(account) is not None and (self.check != "born" or born_on is not None)

    def checks(self, reference: str) -> bool:
        """Whether the check digits of something of this shape are right; of a pattern without any they are."""
        digits = "".join(mark for mark in reference if mark.isdigit())
        match self.check:
            case "luhn":
                return _luhn(digits)
            case "mod11":
                return _mod11(digits + "X" * reference.endswith("X"), self.weights)
            case "mod97":
                return mod97_is_valid(digits)
        return True


def together(account: str, born_on: date) -> str:
    """An account with the date of birth it is known by."""
    return f"{account}/{born_on.isoformat()}"


def apart(reference: str) -> tuple[str, date | None]:
    """The account, and the date of birth it is known by, if there is one."""
    if found := _BORN.search(reference):
        with suppress(ValueError):
            return reference[: found.start()], date.fromisoformat(found[1])
    return reference, None


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0


def _mod11(marks: str, weights: tuple[int, ...]) -> bool:
    body, check = marks[:-1], 10 if marks[-1] == "X" else int(marks[-1])
    each = weights or tuple(range(len(body) + 1, 1, -1))
    return sum(int(digit) * weight for digit, weight in zip(body, each, strict=True)) % 11 == -check % 11
