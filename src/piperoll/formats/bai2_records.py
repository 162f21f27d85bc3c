"""A BAI2 file into its records: each a code and its fields, continuations (88, or a bare new line) taken back in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from piperoll.formats.fields import number_in, shown
from piperoll.formats.refusals import FileMalformed

_CODE = re.compile(r"(01|02|03|16|88|49|98|99)(?=[,/])")
_FUNDS_EXTRA = {"S": 3, "V": 2}


@dataclass(slots=True)
class Record:
    """One record with its continuations. `count` is how many records it makes for the bank's own count."""

    code: str
    line: int
    texts: list[str] = field(default_factory=list)
    count: int = 1

    @property
    def raw(self) -> str:
        """The record as it stands in the file."""
        return "\n".join(self.texts)

    def fields(self) -> list[str]:
        """Every field after the code, continuations included."""
        fields: list[str] = []
        for number, text in enumerate(self.texts):
            body = text[3:] if number == 0 or text.startswith("88,") else text
            fields += _without_slash(body).split(",")
        return [value.strip() for value in fields]


def records_of(text: str) -> Iterator[Record]:
    """Every record in order. A line that starts with no code goes on from the one before, except before any record."""
    current: Record | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        code = _CODE.match(line)
        if code and code[1] != "88":
            if current:
                yield current
            current = Record(code[1], number, [line])
        elif current is None:
            raise FileMalformed(format="BAI2", line=number, reason=f"{shown(line)} is not a BAI2 record")
        elif code:
            current.texts.append(line)
            current.count += 1
        elif current.code != "16":
            raise FileMalformed(format="BAI2", line=number, reason=f"{shown(line)} is not a BAI2 record")
        else:
            current.texts.append(line)
    if current:
        yield current


def _without_slash(text: str) -> str:
    text = text.rstrip()
    return text[:-1] if text.endswith("/") else text


@dataclass(frozen=True, slots=True)
class Detail:
    """A 16 record: the type, the sum in pence without direction, the funds' value date if given, references, text."""

    type_code: str
    amount: str
    value_date: str
    bank_reference: str
    customer_reference: str
    texts: tuple[str, ...]


def detail_of(record: Record) -> Detail:
    """The parts of a 16 record. Its text is whatever follows the customer reference, commas and slashes kept.

    The text may start on the record itself or on the first 88; each 88 is a part of its own. Raises ValueError.
    """
    pieces = [_body(text, number == 0) for number, text in enumerate(record.texts)]
    head = pieces.pop(0).split(",")
    while _fixed_width(head) > len(head) and pieces:
        head += pieces.pop(0).split(",")
    width = _fixed_width(head)
    fixed = head[:width] + [""] * (width - len(head))
    texts = [",".join(head[width:]), *pieces]
    funds = fixed[2].strip().upper()
    return Detail(
        type_code=fixed[0].strip(),
        amount=fixed[1].strip(),
        value_date=fixed[3].strip() if funds == "V" else "",
        bank_reference=fixed[-2].strip(),
        customer_reference=fixed[-1].strip(),
        texts=tuple(text.strip() for text in texts if text.strip()),
    )


def _body(text: str, first: bool) -> str:
    return _without_slash(text[3:] if first or text.startswith("88,") else text)


def _fixed_width(head: list[str]) -> int:
    """How many fields stand before the text: type, sum, funds type and what it brings, bank and customer reference."""
    funds = head[2].strip().upper() if len(head) > 2 else ""
    if funds == "D":
        count = head[3].strip() if len(head) > 3 else ""
        days = number_in(count) or 0
        return 6 + 2 * days if days < 100 else 6
    return 5 + _FUNDS_EXTRA.get(funds, 0)
