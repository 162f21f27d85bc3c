"""The council's nine bank accounts, one for each way a British bank may send its statements.

Anytown was made in 1974 out of nine districts, each with a bank manager it was fond of. The sort codes begin 00, which
no bank's do, but for two that are printed everywhere as examples of account checking.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from piperoll.anytown.dice import happens, one_of
from piperoll.formats.statements import AccountIdentity


class Account(NamedTuple):
    """One of our bank accounts and how its statements come. `pages` is what one statement of a file covers."""

    code: str
    sort_code: str
    account_number: str
    format: str
    ending: str
    pages: str
    carries_balances: bool

    @property
    def iban(self) -> str:
        """The IBAN of the account at a bank called ANYT, its check digits right (ISO 13616)."""
        body = f"ANYT{self.sort_code}{self.account_number}"
        digits = "".join(str(int(mark, 36)) for mark in body + "GB00")
        return f"GB{98 - int(digits) % 97:02d}{body}"

    @property
    def identity(self) -> AccountIdentity:
        """The account as its statements name it."""
        iban = self.iban if self.format.startswith("camt") else ""
        return AccountIdentity(sort_code=self.sort_code, account_number=self.account_number, iban=iban)


ACCOUNTS = (
    Account("MAIN", "089999", "66374958", "camt.053.001.08", "camt053.xml", "month", True),
    Account("CARE", "107999", "88837491", "mt940", "mt940.sta", "month", True),
    Account("ESTATES", "002601", "20020033", "camt.053.001.02", "camt053-v02.xml", "month", True),
    Account("WASTE", "003512", "30030044", "bai2", "bai2.txt", "day", True),
    Account("SCHOOLS", "004823", "40040055", "bankline", "bankline.txt", "all", False),
    Account("LICENCES", "005734", "50050066", "csv:barclays-online", "barclays.csv", "all", False),
    Account("MUSIC", "006645", "60060077", "csv:lloyds-online", "lloyds.csv", "all", True),
    Account("BUILDING", "007556", "70070088", "csv:natwest-online", "natwest.csv", "all", True),
    Account("GARDEN", "008467", "80080099", "csv:hsbcnet", "hsbc.csv", "all", False),
)
BY_CODE = {account.code: account for account in ACCOUNTS}
COLLECTED_BY = {
    "ASC": "CARE", "RENT": "ESTATES", "TRADE": "WASTE", "LIC": "LICENCES", "BUS": "SCHOOLS", "MUSIC": "MUSIC",
    "BC": "BUILDING",
    "GARDEN": "GARDEN",
}  # fmt: skip
"""The account each service's payers mostly pay into; the rest pay into MAIN, which is the one on the bill."""


def paid_into(rng: Random, service: str) -> str:
    """The account a payment of this service arrives on; an empty service is a stranger's."""
    usual = COLLECTED_BY.get(service) or one_of(rng, ACCOUNTS).code
    return usual if happens(rng, 0.75 if service else 0.5) else "MAIN"
