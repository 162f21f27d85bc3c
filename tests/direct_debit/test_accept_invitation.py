"""A payer sets a Direct Debit up with their link: once, checked, confirmed by the letters there are."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from customers.somebody import ada
from direct_debit.paying import BAD, GOOD, codes
from direct_debit.test_invite_payer import invite
from piperoll.direct_debit.accept_invitation import PAYER, AccountTold, accept_invitation, check_account
from piperoll.direct_debit.bank_details import NotABankAccount
from piperoll.direct_debit.inviting import MOST_TRIES, LinkDoesNotWork
from piperoll.direct_debit.models import InvitationTry, InvitationUse, Mandate
from piperoll.direct_debit.set_up_mandate import MandateSetUp, PaperInstead
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY, MORNING


def told(account: tuple[str, str] = GOOD, *, holder: bool = True, alone: bool = True) -> AccountTold:
    return AccountTold(*account, "Ms A Lovegrove", "", holder, alone)


def accept(word: str, account: AccountTold | None = None) -> MandateSetUp:
    return accept_invitation(word=word, told=account or told(), on=MONDAY, at=MORNING, by=PAYER)


def test_the_mandate_is_the_payers_and_the_link_is_used(officer: Actor) -> None:
    whose = ada(officer)
    word = invite(officer, whose.pk).word
    made = accept(word)
    mandate = Mandate.objects.get()
    assert (mandate.customer, mandate.channel, mandate.reference) == (whose, "page", made.reference)
    assert mandate.asked == "They followed the link given on 23 November 2026, good once for this customer"
    assert InvitationUse.objects.get().mandate == mandate
    assert codes(mandate.pk) == [("0N", "waiting")]
    assert Document.objects.get().kind == "dd_confirmed"
    with pytest.raises(LinkDoesNotWork):
        accept(word)
    assert Mandate.objects.count() == 1
    assert check_books().agrees


def test_what_cannot_be_done_without_paper_is_not_done(officer: Actor) -> None:
    word = invite(officer, ada(officer).pk).word
    for account in (told(holder=False), told(alone=False)):
        with pytest.raises(PaperInstead):
            accept(word, account)
    assert not Mandate.objects.exists()
    accept(word)


def test_accounts_are_not_looked_for_with_a_link(officer: Actor) -> None:
    word = invite(officer, ada(officer).pk).word
    for _ in range(MOST_TRIES):
        with pytest.raises(NotABankAccount):
            check_account(word=word, told=told(BAD), on=MONDAY, at=MORNING)
    assert InvitationTry.objects.count() == MOST_TRIES
    with pytest.raises(LinkDoesNotWork):
        check_account(word=word, told=told(), on=MONDAY, at=MORNING)


def test_a_link_is_used_once_says_the_database(officer: Actor) -> None:
    word = invite(officer, ada(officer).pk).word
    accept(word)
    used = InvitationUse.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO direct_debit_invitationuse (invitation_id, mandate_id, run_id) VALUES (%s, %s, %s)",
            [used.invitation_id, used.mandate_id, used.run_id],
        )
