"""What a database or a model would not take of a file, in words a person can mend it by."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

LONGEST = 200
UNFIT = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, ValidationError, DataError, IntegrityError)
"""Whatever rows made from a file's values may raise."""


def in_words(fault: Exception) -> str:
    """One line on what is wrong with what the file says, without its full stop."""
    said = "".join(letter if letter.isprintable() else " " for letter in _said(fault))
    return said[:LONGEST].rstrip(". ") or "one of its values will not do"


def _said(fault: Exception) -> str:
    if isinstance(fault, KeyError):
        return f"it lacks {fault}"
    if isinstance(fault, ValidationError):
        return " ".join(map(str, fault.messages))
    if isinstance(fault, ArithmeticError):
        return "one of its numbers is no number"
    if isinstance(fault, AttributeError):
        return "something in it is of another kind than it should be"
    return next(iter(str(fault).splitlines()), "")
