"""Vocalink's modulus tables: valacdos.txt (which weights for which sort codes) and scsubtab.txt (checked as others).

A row is two sort codes, a method, fourteen weights and sometimes an exception, between blanks or commas. They are not
ours to hand on: a council downloads them and Piperoll reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from piperoll.foundations.modulus import Check, Method, ModulusTables
from piperoll.foundations.refusals import Refused

_SPLIT = re.compile(r"[\s,]+")
_WEIGHTS, _EXCEPTIONS = 14, range(1, 15)


class TableRefused(Refused):
    """Line {line} of {name} {reason}. No table was read; download it afresh."""


def read_tables(valacdos: bytes, scsubtab: bytes | None) -> ModulusTables:
    """The tables from the bytes of the two files; the second may be missing. Raises TableRefused."""
    checks = [_check(number, cells) for number, cells in _rows("valacdos.txt", valacdos)]
    if not checks:
        raise TableRefused(line=1, name="valacdos.txt", reason="is missing: the file holds no rows")
    substitutes = None
    if scsubtab is not None:
        substitutes = dict(_substitute(number, cells) for number, cells in _rows("scsubtab.txt", scsubtab))
    return ModulusTables(checks, substitutes)


def _rows(name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableRefused(line=1, name=name, reason="is not plain text") from None
    for number, line in enumerate(text.replace("\x1a", "").splitlines(), start=1):
        if line.strip(" ,\t"):
            said = "".join(letter if letter.isprintable() else " " for letter in line).strip(" ,")
            yield number, [cell[:20] for cell in _SPLIT.split(said)]


def _check(number: int, cells: list[str]) -> Check:
    def refuse(reason: str) -> TableRefused:
        return TableRefused(line=number, name="valacdos.txt", reason=reason)

    if len(cells) not in (3 + _WEIGHTS, 4 + _WEIGHTS):
        raise refuse(f"has {len(cells)} columns, not two sort codes, a method, {_WEIGHTS} weights and an exception")
    first, last, method, *figures = cells
    if not (_is_sort_code(first) and _is_sort_code(last) and first <= last):
        raise refuse(f"gives {first} to {last}, which is no range of sort codes")
    if method not in set(Method):
        raise refuse(f"gives {method} as its method, not {', '.join(Method)}")
    try:
        weights = [int(figure) for figure in figures]
    except ValueError:
        raise refuse("has a weight that is not a whole number") from None
    exception = weights.pop() if len(weights) > _WEIGHTS else 0
    if exception and exception not in _EXCEPTIONS:
        raise refuse(f"names exception {exception}, and there are {len(_EXCEPTIONS)}")
    return Check(first, last, Method(method), tuple(weights), exception)


def _substitute(number: int, cells: list[str]) -> tuple[str, str]:
    if len(cells) != 2 or not all(map(_is_sort_code, cells)):
        raise TableRefused(line=number, name="scsubtab.txt", reason="is not a sort code and its substitute")
    return cells[0], cells[1]


def _is_sort_code(text: str) -> bool:
    return len(text) == 6 and text.isascii() and text.isdigit()
