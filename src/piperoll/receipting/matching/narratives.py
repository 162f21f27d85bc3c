"""Reading a bank's one-line narrative: who paid, and what they wrote, when the format has no fields for them.

`FPI DR I HUNT SD7002448140 FP0192521925`, `MR K WHITE , THANK YOU , FP 29/05/26 1012 , 08974186357859BRP`: the bank's
type code in front, the payer cut to 18 letters, their reference, the bank's own numbers behind.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from piperoll.formats.statements import Line
from piperoll.receipting.matching.facts import BankLine
from piperoll.receipting.matching.finder import without_banks_own
from piperoll.receipting.matching.names import ANONYMOUS, BACS_NAME_WIDTH

_NOT_A_NAME = frozenset(
    (
        *(
            "A/C",
            "ACC",
            "ACCOUNT",
            "ALL",
            "BACS",
            "BEHALF",
            "BILL",
            "CLIENT",
            "COUNCIL",
            "COUNTER",
            "CTAX",
            "EFT",
            "FOR",
        ),
        *(
            "FROM",
            "INV",
            "INVOICE",
            "INVOICES",
            "MY",
            "NNDR",
            "NO",
            "ON",
            "PAID",
            "PAYMENT",
            "PCN",
            "PO",
            "RATES",
            "RE",
        ),
        *("REF", "REFERENCE", "REFUND", "REMITTANCE", "RENT", "SENT", "SUPP", "THANK", "THANKS", "THX", "TPD"),
    )
)
_STOCK_PHRASES = sorted(ANONYMOUS, key=len, reverse=True)
_ENDS = re.compile(r"[\s,;]+\Z|\A[\s,;]+")


def as_bank_line(line: Line) -> BankLine:
    """A line as any of our statement readers gives it, ready to match: name and reference read from the narrative
    where the format has no fields for them. `payer_account` is "sort-code account-number"."""
    account = f"{line.payer_sort_code} {line.payer_account_number}" if line.payer_account_number else None
    name, references = line.payer_name, line.references
    if name and not references:
        references = tuple(part for part in line.narrative if name.upper() not in part.upper())
    elif not name and line.narrative:
        code = line.narrative[0].split(" ")[0]
        type_code = code if len(code) == 3 and code.isupper() else line.type_code
        said = read_narrative(line.text, reference=references[0] if references else "", type_code=type_code)
        name, references = said.payer_name, (said.reference,) if said.reference else references
    key = line.bank_reference
    return BankLine(key, line.booked_on, line.amount_pence, line.type_code, name, account, references, line.narrative)


class Said(NamedTuple):
    """The payer's name as the bank shows it, and the reference they gave; either may be empty."""

    payer_name: str
    reference: str


def read_narrative(narrative: str, *, reference: str = "", type_code: str = "") -> Said:
    """Part a narrative. `reference` is what a field of its own gave, perhaps cut short: there the name ends."""
    text = narrative.strip()
    if type_code and text.upper().startswith(type_code.upper() + " "):
        text = text[len(type_code) :]
    text = _trim(without_banks_own(text))
    if reference and (at := text.upper().find(reference.strip().upper())) >= 0:
        return Said(_trim(text[:at]), _trim(text[at:]))
    if " , " in text:
        name, _, rest = text.partition(" , ")
        return Said(_trim(name), _trim(rest))
    return Said(text, "") if reference else _guess(text)


def _guess(text: str) -> Said:
    """The name ends at 18 letters, at the first word with a number, or at a word that is nobody's name."""
    upper = text.upper()
    stock = next(filter(upper.startswith, _STOCK_PHRASES), "")
    if stock:
        return Said(stock, _trim(text[len(stock) :]))
    end = len(text)
    for word in re.finditer(r"\S+", text):
        said = word[0]
        nobody = word.start() > 0 and said.upper().strip(".:") in _NOT_A_NAME
        numbered = not said.isalpha() and any(map(str.isdigit, said))
        if word.end() > BACS_NAME_WIDTH + 1 or numbered or nobody:
            end = word.start()
            break
    return Said(_trim(text[:end]), _trim(text[end:]))


def _trim(text: str) -> str:
    return _ENDS.sub("", text)
