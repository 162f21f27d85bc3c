"""A suspended mandate is active again, unless its bank was never told or its customer may not give one."""

from __future__ import annotations

import pytest

from customers.somebody import ada
from direct_debit.paying import an_active_one
from piperoll.direct_debit.deeds import NotForThem, NotInThatState
from piperoll.direct_debit.models import Standing
from piperoll.direct_debit.resume_mandate import resume_mandate
from piperoll.direct_debit.suspend_mandate import suspend_mandate
from piperoll.foundations.actors import Actor
from safeguards.people import flag
from the_day import MONDAY, MORNING


def test_it_collects_again(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    suspend_mandate(mandate=mandate.pk, reason="Disputed", on=MONDAY, at=MORNING, by=officer)
    assert resume_mandate(mandate=mandate.pk, reason="Settled", on=MONDAY, at=MORNING, by=officer).may_collect_from
    assert Standing.objects.get().state == "active"
    with pytest.raises(NotInThatState):
        suspend_and_resume_a_cancelled_one(officer, mandate.pk)


def suspend_and_resume_a_cancelled_one(officer: Actor, mandate: int) -> None:
    Standing.objects.update(state="cancelled")
    resume_mandate(mandate=mandate, reason="Settled", on=MONDAY, at=MORNING, by=officer)


def test_not_after_a_death(officer: Actor) -> None:
    whose = ada(officer).pk
    mandate = an_active_one(officer, whose)
    suspend_mandate(mandate=mandate.pk, reason="Told of a death", on=MONDAY, at=MORNING, by=officer)
    flag(officer, whose, "deceased")
    with pytest.raises(NotForThem):
        resume_mandate(mandate=mandate.pk, reason="Settled", on=MONDAY, at=MORNING, by=officer)
