"""Rows as the records of a Bacs file: bank details unsealed one at a time, straight into the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from piperoll.bacs.finding import paid_into, service_user
from piperoll.customers.bank_details import key_ring
from piperoll.formats.standard18_writing import Record, Sender, bacs_words


def sender() -> Sender:
    """The council as a service user: its number, its name, the account collections come into.

    Raises NoServiceUser, NoAccountToPayInto.
    """
    council, account = service_user(), paid_into()
    return Sender(council.direct_debit_user_number, bacs_words(council.name), account.sort_code, account.account_number)


def records(rows: Iterable[Any], day: date | None = None) -> Iterator[Record]:
    """Rows with sealed details, code, pence and reference as records, each on its own processing day or on `day`."""
    ring = key_ring()
    for row in rows:
        details = ring.open(bytes(row.sealed_details))
        yield Record(
            details[:6], details[6:], row.code, row.amount_pence, row.reference, ring.open(bytes(row.sealed_name)),
            day or row.processing_on,
        )  # fmt: skip
