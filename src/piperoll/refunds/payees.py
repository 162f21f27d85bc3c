"""Where a refund may go: the accounts that paid for a customer, as the bank told us of them, or details given to us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from piperoll.customers.bank_details import key_ring
from piperoll.customers.models import Customer
from piperoll.database.statements import beside
from piperoll.direct_debit.bank_details import Checked, Opened, checked, masked
from piperoll.foundations.refusals import Refused
from piperoll.refunds.models import PayeeAccount
from piperoll.runs.running import RunInHand
from piperoll.safeguards.words import few_words

sql = beside(__file__)


class SayWhereItGoes(Refused):
    """We know of no account this money came from: give the sort code, account number and name to pay it to."""


class NoSuchSource(Refused):
    """{source!r} is no account we know of this customer. Choose one of those listed, or give new details."""


@dataclass(frozen=True)
class Source:
    """An account we know of a customer: by what name it is chosen, how we know it, whether this very money came from
    it."""

    name: str
    origin: str
    account: Opened
    is_source: bool
    last_seen_on: date

    @property
    def words(self) -> str:
        """As a list shows it."""
        return f"{masked(self.account.number[-4:])}, {self.account.name}"


@dataclass(frozen=True)
class Told:
    """Where somebody asks a refund to go: a known account by its name (`source`), or new details and how they were
    checked. Nothing at all: where the money came from."""

    source: str = ""
    sort_code: str = ""
    account: str = ""
    account_name: str = ""
    ten_digits: str = ""
    checked: str = ""


def sources_of(customer: Customer, credits: Sequence[int], on: date) -> list[Source]:
    """The accounts we know of a customer, those these credits came from first, then the newest."""
    ring = key_ring()
    found: dict[str, Source] = {}
    for row in sql.known(customer=customer.pk, credits=list(credits), on=on):
        details = ring.open(bytes(row.sealed_details))
        name = row.name or (ring.open(bytes(row.sealed_name)) if row.sealed_name else customer.name)
        opened = Opened(details[:6], details[6:], name)
        found.setdefault(
            details, Source(f"{row.what}-{row.id}", row.origin, opened, row.is_source, row.last_seen_on)
        )  # fmt: skip
    return list(found.values())


def payee_for(
    told: Told, customer: Customer, sources: Sequence[Source], *, representative: int | None, run: RunInHand
) -> PayeeAccount:
    """The account a refund goes to, kept sealed. Details given to us that are a known account's are that account's.

    Raises SayWhereItGoes, NoSuchSource, WordsMissing, NotABankAccount, WhichBank, NameOnTheAccount.
    """
    on = run.effective_on
    if told.account.strip() or told.sort_code.strip():
        details = checked(told.sort_code, told.account, told.account_name, ten_digits=told.ten_digits, on=on)
        known = next((one for one in sources if _is(one, details) and one.origin != "told"), None)
        origin = known.origin if known else "told"
        how = "" if known else few_words(told.checked, "how you checked these bank details")
        return _keep(details, customer, origin, how, representative, run)
    chosen = _chosen(told.source, sources)
    account = chosen.account
    details = checked(account.sort_code, account.number, account.name, on=on)
    standing = sql.standing(customer=customer.pk, key=details.key)
    if standing and standing[0].origin == "told":
        return PayeeAccount.objects.get(pk=standing[0].id)
    return _keep(details, customer, chosen.origin, "", representative, run)


def cooled_from(payee: PayeeAccount) -> date:
    """The day from which details given to us cool off: the first on which they were given for this customer."""
    return sql.first_given(customer=payee.customer_id, key=bytes(payee.key))[0].on_day or payee.valid_from


def opened(payee: PayeeAccount) -> Opened:
    """An account's details unsealed. Raises WrongKey."""
    ring = key_ring()
    details = ring.open(bytes(payee.sealed_details))
    return Opened(details[:6], details[6:], ring.open(bytes(payee.sealed_name)))


def _is(source: Source, details: Checked) -> bool:
    return (source.account.sort_code, source.account.number) == (details.sort_code, details.number)


def _chosen(name: str, sources: Sequence[Source]) -> Source:
    if not name.strip():
        found = next((one for one in sources if one.is_source), None)
        if found is None:
            raise SayWhereItGoes(field="source")
        return found
    found = next((one for one in sources if one.name == name.strip()), None)
    if found is None:
        raise NoSuchSource(source=name[:40], field="source")
    return found


def _keep(
    details: Checked, customer: Customer, origin: str, how: str, representative: int | None, run: RunInHand
) -> PayeeAccount:
    columns: dict[str, Any] = details.columns()
    return PayeeAccount.objects.create(
        customer=customer, origin=origin, checked=how, representative_id=representative,
        entered_by_id=run.by.user_id, valid_from=run.effective_on, run_id=run.id, **columns,
    )  # fmt: skip
