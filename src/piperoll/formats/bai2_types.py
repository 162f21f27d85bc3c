"""BAI2 type codes: which way the money went, and what kind of movement it was.

Credits are 100 to 399 and 920 to 959, debits 400 to 699 and 960 to 999 (BAI Cash Management Balance Reporting
Specifications, version 2). Banks add codes of their own inside those bands.
"""

from __future__ import annotations

from piperoll.formats.fields import shown
from piperoll.formats.kinds import Kind

_KINDS = {
    Kind.CREDIT_TRANSFER: (142, 165, 191, 241, 242, 243, 244, 245, 246, 247, 248, 447),
    Kind.CHAPS: (169, 195, 495),
    Kind.CHEQUE: (115, 174, 175, 475),
    Kind.CASH: (201, 301, 366),
    Kind.TRANSFER: (206, 208, 275, 506, 575),
    Kind.DIRECT_DEBIT: (451, 455),
    Kind.UNPAID_DIRECT_DEBIT: (557, 566),
    Kind.UNPAID_CHEQUE: (255, 555),
    Kind.RETURNED_CREDIT: (257, 261, 266),
    Kind.INTEREST: (354, 654),
    Kind.CHARGE: (661, 695, 698),
    Kind.REVERSAL: (252, 408),
}
_BY_CODE = {str(code): kind for kind, codes in _KINDS.items() for code in codes}


def direction_of(type_code: str, pence: int) -> int:
    """1 for a credit code, -1 for a debit code. Raises ValueError when the code says neither and there is a sum."""
    code = int(type_code) if type_code.isascii() and type_code.isdigit() else 0
    if 100 <= code <= 399 or 920 <= code <= 959:
        return 1
    if 400 <= code <= 699 or 960 <= code <= 999:
        return -1
    if pence:
        raise ValueError(f"type {shown(type_code)} is neither a credit (100 to 399) nor a debit (400 to 699)")
    return 1


def kind_of_type(type_code: str) -> Kind | None:
    """The kind a type code names, or None where it is a general one."""
    return _BY_CODE.get(type_code)
