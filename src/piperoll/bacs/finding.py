"""Finding collection runs, and refusing those there are not."""

from __future__ import annotations

from piperoll.bacs.models import CollectionRun
from piperoll.council.models import BankAccount, Council
from piperoll.foundations.refusals import Refused


class NoSuchCollectionRun(Refused):
    """There is no collection run {collection_run}. See Direct Debits, Collections."""


class NoServiceUser(Refused):
    """The council has no Direct Debit service user number yet: enter the six digits the bank gave, under Set-up."""


class NoAccountToPayInto(Refused):
    """No bank account is marked as the one to pay into: Direct Debits would have nowhere to go. Mark one under Set-up,
    Bank accounts."""


def run_numbered(collection_run: int) -> CollectionRun:
    """A collection run by its number. Raises NoSuchCollectionRun."""
    found = CollectionRun.objects.filter(pk=collection_run).first()
    if found is None:
        raise NoSuchCollectionRun(collection_run=collection_run)
    return found


def service_user() -> Council:
    """The council, once it may send files. Raises NoServiceUser."""
    council = Council.objects.get()
    if len(council.direct_debit_user_number) != 6:
        raise NoServiceUser()
    return council


def paid_into() -> BankAccount:
    """The council's account that collections come into. Raises NoAccountToPayInto."""
    found = BankAccount.objects.filter(receives_payments=True).first()
    if found is None:
        raise NoAccountToPayInto()
    return found
