"""Which bank account a file means, out of the many ways banks write one."""

from __future__ import annotations

import re
from functools import lru_cache

from piperoll.formats.statements import AccountIdentity

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}\Z", re.ASCII)
_CURRENCY_AFTER = re.compile(r"(?<=[\dA-Z])\s*[A-Z]{3}\Z")


@lru_cache(maxsize=65536)
def identify(written: str) -> AccountIdentity:
    """The account in an IBAN, `nnnnnn/nnnnnnnn`, 14 digits, `nn-nn-nn nnnnnnnn`, `nnnnnnnn nnnnnn`, `BIC/account`.

    A sort code may have two noughts before it (`00nnnnnn/nnnnnnnn`). A currency written after it is left out. What is
    not a UK account keeps its last part as the number.
    """
    raw = written.strip()
    text = raw.strip("'\"").upper()
    compact = re.sub(r"[^A-Z0-9]", "", text)
    if _IBAN.match(compact) and not compact.isdigit():
        return _from_iban(compact, raw)
    if re.search(r"\d", text):
        text = _CURRENCY_AFTER.sub("", text)
    parts = [part for part in re.split(r"[/\s]+", text) if part]
    if len(parts) > 1 and re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", parts[0]):
        parts = parts[1:]
    digits = re.sub(r"[\s/.-]", "", "".join(parts))
    if re.fullmatch(r"\d{14}", digits):
        last_first = re.fullmatch(r"\d{8}[\s/-]+\d{6}", text) is not None
        sort_code, number = (digits[8:], digits[:8]) if last_first else (digits[:6], digits[6:])
        return AccountIdentity(sort_code=sort_code, account_number=number, raw=raw)
    if re.fullmatch(r"00\d{6}/\d{8}", text):
        return AccountIdentity(sort_code=text[2:8], account_number=text[9:], raw=raw)
    last = re.sub(r"[\s.-]", "", parts[-1]) if parts else ""
    if _IBAN.match(last):
        return _from_iban(last, raw)
    return AccountIdentity(account_number=last, raw=raw)


def _from_iban(iban: str, raw: str) -> AccountIdentity:
    if iban.startswith("GB") and re.fullmatch(r"GB\d\d[A-Z0-9]{4}\d{14}", iban):
        return AccountIdentity(sort_code=iban[8:14], account_number=iban[14:], iban=iban, raw=raw)
    return AccountIdentity(iban=iban, raw=raw)


def identify_parts(sort_code: str, account_number: str) -> AccountIdentity:
    """The account whose sort code and number a file gives in separate places, punctuation left out."""
    sort_code = re.sub(r"\D", "", sort_code)
    account_number = re.sub(r"[^0-9A-Za-z]", "", account_number)
    if account_number.isdigit() and sort_code:
        sort_code, account_number = sort_code.zfill(6), account_number.zfill(8)
    return AccountIdentity(
        sort_code=sort_code, account_number=account_number, raw=f"{sort_code} {account_number}".strip()
    )


def payer(written: str) -> tuple[str, str]:
    """A payer's sort code and account number; a foreign account keeps its IBAN, or what was written, as the number."""
    if not written.strip():
        return "", ""
    who = identify(written)
    return who.sort_code, who.account_number or who.iban or who.raw
