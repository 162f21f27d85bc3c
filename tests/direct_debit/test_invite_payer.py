"""A link for a payer: unguessable, kept as a digest alone, and for nobody for whom none may be set up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from customers.somebody import ada
from piperoll.direct_debit import inviting
from piperoll.direct_debit.deeds import NotForThem
from piperoll.direct_debit.invite_payer import Invited, invite_payer
from piperoll.direct_debit.inviting import LinkDoesNotWork
from piperoll.direct_debit.models import Invitation
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from safeguards.people import flag
from the_day import MONDAY, MORNING, ask


def invite(by: Actor, customer: int) -> Invited:
    return invite_payer(customer=customer, on=MONDAY, at=MORNING, by=by)


def test_the_word_is_told_once_and_only_its_digest_is_kept(officer: Actor) -> None:
    made = invite(officer, ada(officer).pk)
    kept = Invitation.objects.get()
    assert bytes(kept.key) == inviting.key_of(made.word)
    assert made.expires_on == MONDAY + timedelta(days=14)
    assert made.word not in repr(made)
    assert len(made.word) >= 43
    told = ask("SELECT inputs::text || totals::text AS said FROM runs_run WHERE verb = 'invite_payer'")
    assert made.word not in told[0].said
    assert check_books().agrees


def test_it_works_until_its_last_day_and_so_many_tries(officer: Actor) -> None:
    made = invite(officer, ada(officer).pk)
    found = inviting.usable(made.word, made.expires_on)
    with pytest.raises(LinkDoesNotWork):
        inviting.usable(made.word, made.expires_on + timedelta(days=1))
    with pytest.raises(LinkDoesNotWork):
        inviting.usable(f"{made.word}x", MONDAY)
    for _ in range(inviting.MOST_TRIES):
        inviting.tried(found, MORNING)
    with pytest.raises(LinkDoesNotWork):
        inviting.usable(made.word, MONDAY)


def test_nobody_is_invited_for_whom_none_may_be_set_up(officer: Actor) -> None:
    whose = ada(officer)
    flag(officer, whose.pk, "deceased")
    with pytest.raises(NotForThem):
        invite(officer, whose.pk)


def test_a_name_its_owner_knows_and_nobody_learns() -> None:
    assert inviting.hinted("Mrs Gwendolyn Achterberg-Pugh") == "Mrs G••• A•••"
    assert inviting.hinted("Pickle & Sons Ltd") == "P••• & S••• L•••"
