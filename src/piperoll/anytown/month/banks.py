"""Anytown's banks: what is on its way to each account, and the statement each sends on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from piperoll.anytown.bank_accounts import BY_CODE, COLLECTED_BY
from piperoll.anytown.bank_lines import SHOWN
from piperoll.anytown.payments import Payment
from piperoll.formats.statements import Statement
from piperoll.formats.write_statements import write_statements

USED = ("MAIN", "CARE", "WASTE", "MUSIC")
"""One account for each of camt.053, MT940, BAI2 and CSV; none needs a balance to be entered."""
OPENING = 250_000_00


class Banks:
    """What was sent to each account and is not shown yet, and each account's balance as the bank has it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.balances = dict.fromkeys(USED, OPENING)
        self.coming: dict[tuple[date, str], list[Payment]] = defaultdict(list)

    def send(self, paid: Payment, service: str = "") -> None:
        """A payment on its way to the account its service's payers use."""
        usual = COLLECTED_BY.get(service, "MAIN")
        self.coming[paid.on, usual if usual in USED else "MAIN"].append(paid)

    def book(self, on: date, pence: int, words: str, *, method: str = "BGC", payer: str = "") -> None:
        """Something the bank will show on MAIN: a credit of somebody's, or a debit."""
        self.coming[on, "MAIN"].append(Payment(on, pence, payer, "", "", method, words, (), ""))

    def statements(self, on: date) -> Iterator[tuple[str, Path]]:
        """Each account with lines on a day, and its file."""
        for code in USED:
            paid = self.coming.pop((on, code), [])
            if paid:
                yield code, self._write(code, on, paid)

    def _write(self, code: str, on: date, paid: list[Payment]) -> Path:
        account, opening = BY_CODE[code], self.balances[code]
        self.balances[code] += sum(one.pence for one in paid)
        shown = SHOWN[account.format]
        statement = Statement(
            bank_account=account.identity, currency="GBP", statement_id=f"{code}{on:%y%m%d}",
            sequence=on.timetuple().tm_yday, opened_on=on, closed_on=on, opening_pence=opening,
            closing_pence=self.balances[code], lines=tuple(shown(one, n) for n, one in enumerate(paid, 1)),
            format=account.format,
        )  # fmt: skip
        file = self.folder / f"{on:%m%d}-{code.lower()}.{account.ending}"
        file.write_bytes(write_statements([statement], account.format))
        return file
