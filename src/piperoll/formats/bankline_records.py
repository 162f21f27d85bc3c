"""The records of NatWest and RBS Bankline "data services" files: Bacs Standard 18 in shape, padded to 128."""

from __future__ import annotations

from piperoll.formats.fixed_width import Record, digits, filler, text
from piperoll.formats.kinds import Kind

WIDTH = 128

VOLUME = Record(
    "volume",
    WIDTH,
    filler(4, "VOL1"),
    text("serial", 6),
    filler(27),
    filler(10, "****830000"),
    filler(32),
    filler(49, "3"),
)
FILE = Record(
    "file", WIDTH,
    filler(5, "HDR1"), text("owner", 8), filler(4, "0001"), filler(22), filler(8, "F     01"), text("day", 6),
    filler(75),
)  # fmt: skip
USER = Record(
    "user", WIDTH, filler(4, "UHL1"), text("day", 6), text("sort_code", 6), filler(4), digits("zeros", 8), filler(26),
    text("customer", 74),
)  # fmt: skip
MOVEMENT = Record(
    "movement", WIDTH,
    digits("sort_code", 6), digits("account_number", 8), text("account_type", 1), text("code", 2),
    text("other_sort_code", 6), text("other_account_number", 8), text("free", 4), digits("amount_pence", 11),
    text("description", 18), text("reference", 18), text("name", 18), text("day", 6), filler(22),
)  # fmt: skip
BALANCE = Record(
    "balance", WIDTH,
    digits("sort_code", 6), digits("account_number", 8), text("account_type", 1), text("code", 2), filler(14),
    filler(5, "0000"), digits("ledger_pence", 15), text("ledger_sign", 1), digits("cleared_pence", 15),
    text("cleared_sign", 1), digits("third_pence", 15), text("third_sign", 1), digits("fourth_pence", 15),
    text("fourth_sign", 1), text("day", 6), filler(22),
)  # fmt: skip
TOTALS = Record(
    "totals", WIDTH, filler(4, "UTL1"), digits("debit_pence", 13), digits("credit_pence", 13), digits("debit_count", 7),
    digits("credit_count", 7), digits("balance_count", 7), filler(77),
)  # fmt: skip

BALANCE_CODE, DEBIT_TOTAL, CREDIT_TOTAL = "Y1", "44", "54"
CREDITS = {
    "86": Kind.CARD_SETTLEMENT,
    "90": Kind.OTHER,
    "93": Kind.CREDIT_TRANSFER,
    "99": Kind.CREDIT_TRANSFER,
    "Z4": Kind.INTEREST,
    "Z5": Kind.CREDIT_TRANSFER,
    "RA": Kind.RETURNED_CREDIT,
}
DEBITS = {
    "01": Kind.DIRECT_DEBIT,
    "03": Kind.OTHER,
    "11": Kind.CHEQUE,
    "17": Kind.DIRECT_DEBIT,
    "18": Kind.DIRECT_DEBIT,
    "19": Kind.DIRECT_DEBIT,
    "U1": Kind.UNPAID_DIRECT_DEBIT,
    "U7": Kind.UNPAID_DIRECT_DEBIT,
    "U8": Kind.UNPAID_DIRECT_DEBIT,
    "U9": Kind.UNPAID_DIRECT_DEBIT,
}
