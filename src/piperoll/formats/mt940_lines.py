"""The two fields of an MT940 message that make a statement line: `:61:` (what moved) and `:86:` (what it was)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from piperoll.formats.accounts import payer
from piperoll.formats.fields import hundredths, month_day_near, shown, yymmdd
from piperoll.formats.kinds import Kind, kind_of, kind_of_word
from piperoll.formats.statements import Line

_MOVEMENT = re.compile(
    r"(?P<value>\d{6})(?:(?P<entry>\d{4})| {4})?(?P<mark>R[CD]|E[CD]|[CD])(?P<funds>[A-Z])?(?P<sum>\d+(?:[,.]\d*)?)"
    r" ?(?P<type>[A-Z][A-Z0-9 ]{3})(?P<rest>.*)\Z",
    re.ASCII | re.DOTALL,
)
_SIGNS = {"C": 1, "D": -1, "RC": -1, "RD": 1, "EC": 1, "ED": -1}
_FULL_WIDTH = 65
_CODEWORDS = (
    "EREF|PREF|CREF|RREF|IREF|SREF|KREF|MREF|MARF|TXID|REMI|ORDP|BENM|NAME|IBAN|ACCT|CNTP|ULTD|ULTC|CSID|TRCD|PURP"
)
_TAGGED = re.compile(rf"/({_CODEWORDS}|ISDT|RTRN|EXCH|CHGS|OCMT|ADDR|BIC)/")
_REFERENCE_WORDS = ("EREF", "PREF", "CREF", "RREF", "IREF", "SREF", "KREF", "MREF", "MARF", "TXID")
_NUMBERED = re.compile(r"\d{3}[?>](?=\d\d)")
_NONE = frozenset({"", "NONREF", "NOTPROVIDED", "KREF+"})


@dataclass(frozen=True, slots=True)
class Movement:
    """A `:61:` field: its signed sum, its days, the bank's type, both references, the words on its second line."""

    value_on: date
    booked_on: date
    amount_pence: int
    mark: str
    type_code: str
    customer_reference: str
    bank_reference: str
    words: tuple[str, ...]


def read_movement(texts: list[str]) -> Movement:
    """The movement in a `:61:` field. A reversed credit (RC) is money out, a reversed debit (RD) money in.

    The entry date has no year: it is the one nearest to the value date. Raises ValueError.
    """
    found = _MOVEMENT.match(texts[0].lstrip())
    if not found:
        raise ValueError(f":61: {shown(texts[0])} is not a date, C or D, a sum and a type")
    value_on = yymmdd(found["value"])
    customer, _, bank = found["rest"].partition("//")
    return Movement(
        value_on=value_on,
        booked_on=month_day_near(found["entry"], value_on) if found["entry"] else value_on,
        amount_pence=_SIGNS[found["mark"]] * hundredths(found["sum"].replace(",", ".")),
        mark=found["mark"],
        type_code=found["type"].strip(),
        customer_reference=_reference(customer),
        bank_reference=_reference(bank),
        words=tuple(text for text in map(str.strip, texts[1:]) if text),
    )


def line_of(movement: Movement, narrative: list[str], number: int, source_line: int, raw: str) -> Line:
    """The statement line of a movement and the `:86:` lines after it."""
    parts = _unwrapped(narrative)
    about = _describe(parts)
    words = movement.words + about.narrative
    known = Kind.REVERSAL if movement.mark in ("RC", "RD") else kind_of_word(movement.type_code[1:])
    sort_code, account_number = payer(about.account)
    return Line(
        number=number,
        booked_on=movement.booked_on,
        value_on=movement.value_on,
        amount_pence=movement.amount_pence,
        type_code=movement.type_code,
        kind=kind_of(movement.type_code, movement.amount_pence, " ".join(words), known),
        payer_name=about.name,
        payer_sort_code=sort_code,
        payer_account_number=account_number,
        references=tuple(dict.fromkeys(r for r in (movement.customer_reference, *about.references) if r)),
        narrative=words,
        customer_reference=movement.customer_reference,
        bank_reference=movement.bank_reference,
        source_line=source_line,
        raw=raw,
    )


def _reference(text: str) -> str:
    text = text.strip()
    return "" if text in _NONE else text


def _unwrapped(lines: list[str]) -> list[str]:
    """The narrative's parts: a line filled to its 65 characters runs on into the next, any other ends a part."""
    parts: list[str] = []
    runs_on = False
    for line in lines:
        if runs_on:
            parts[-1] += line
        elif line.strip():
            parts.append(line)
        runs_on = bool(parts) and len(line) >= _FULL_WIDTH
    return [part.strip() for part in parts]


@dataclass(frozen=True, slots=True)
class _About:
    narrative: tuple[str, ...]
    name: str = ""
    account: str = ""
    references: tuple[str, ...] = ()


def _describe(parts: list[str]) -> _About:
    whole = "".join(parts) if parts and _NUMBERED.match(parts[0]) else " ".join(parts)
    if _NUMBERED.match(whole):
        return _from_numbered(whole)
    if _TAGGED.search(whole):
        return _from_tagged("".join(parts), tuple(parts))
    return _About(tuple(parts))


def _from_tagged(text: str, parts: tuple[str, ...]) -> _About:
    """Name, account and references in a `/EREF/…/NAME/…/REMI/…` narrative."""
    pieces = _TAGGED.split(text)
    tagged: dict[str, str] = {}
    for word, value in zip(pieces[1::2], pieces[2::2], strict=True):
        tagged.setdefault(word, value.strip("/ "))
    account, _, rest = tagged.get("CNTP", "").partition("/")
    name = tagged.get("NAME") or tagged.get("ORDP") or tagged.get("BENM") or rest.rpartition("/")[2]
    references = tuple(ref for word in _REFERENCE_WORDS if (ref := _reference(tagged.get(word, ""))))
    return _About(parts, name, tagged.get("IBAN") or tagged.get("ACCT") or account, references)


def _from_numbered(text: str) -> _About:
    """Name, account and purpose in a numbered narrative: `166?00GUTSCHRIFT?20…?31account?32name`."""
    separator = text[3]
    fields: dict[str, str] = {}
    for piece in text.split(separator)[1:]:
        fields[piece[:2]] = fields.get(piece[:2], "") + piece[2:]
    purpose = "".join(fields.get(f"{n:02d}", "") for n in (*range(20, 30), *range(60, 64)))
    name = (fields.get("32", "") + fields.get("33", "")).strip()
    narrative = tuple(part for part in (fields.get("00", "").strip(), purpose.strip()) if part)
    references = tuple(re.findall(r"(?:EREF|KREF|MREF)\+ ?(\S+)", purpose))
    return _About(narrative, name, fields.get("31", "").strip(), references)
