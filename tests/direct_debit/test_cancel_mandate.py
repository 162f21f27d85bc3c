"""A cancelled mandate collects no more; its bank is told where it has the instruction and did not tell us first."""

from __future__ import annotations

from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from customers.somebody import ada
from direct_debit.paying import a_mandate, an_active_one, codes
from piperoll.bacs.lodge_mandates import NothingToLodge, lodge_mandates
from piperoll.direct_debit.cancel_mandate import MandateCancelled, cancel_mandate
from piperoll.direct_debit.deeds import DoneAlready, NoSuchMandate
from piperoll.direct_debit.models import MandateEvent, Standing
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.safeguards.words import WordsMissing
from the_day import MONDAY, MORNING


def cancel(by: Actor, mandate: int, reason: str = "They rang", **more: bool) -> MandateCancelled:
    return cancel_mandate(mandate=mandate, reason=reason, **more, on=MONDAY, at=MORNING, by=by)


def test_its_bank_is_told_and_a_letter_confirms_it(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    assert cancel(officer, mandate.pk).cancels
    assert codes(mandate.pk) == [("0N", "filed"), ("0C", "waiting")]
    last = MandateEvent.objects.last()
    assert last
    assert (last.event, last.state, last.reason) == ("cancel", "cancelled", "They rang")
    assert Document.objects.order_by("-id")[0].kind == "dd_cancelled"


def test_one_never_lodged_is_withdrawn_and_its_bank_hears_nothing(officer: Actor) -> None:
    made = a_mandate(officer, ada(officer).pk)
    assert not cancel(officer, made.mandate).cancels
    assert codes(made.mandate) == [("0N", "withdrawn")]


def test_nor_where_the_bank_told_us(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    assert not cancel(officer, mandate.pk, bank_cancelled=True).cancels


def test_cancelled_while_its_file_is_made_it_is_filed_or_withdrawn_and_never_both(officer: Actor) -> None:
    made = a_mandate(officer, ada(officer).pk)
    cancelling, said = Event(), []

    def cancel_slowly() -> None:
        with transaction.atomic():
            cancel(officer, made.mandate)
            cancelling.set()
            sleep(1)
        connection.close()

    def lodge() -> None:
        cancelling.wait(30)
        try:
            lodge_mandates(on=MONDAY, at=MORNING, by=officer)
        except NothingToLodge as refusal:
            said.append(refusal)
        connection.close()

    both = [Thread(target=cancel_slowly), Thread(target=lodge)]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    assert said, "what was being cancelled was waited for, and then there was nothing to lodge"
    assert codes(made.mandate) == [("0N", "withdrawn")]
    assert Standing.objects.get().state == "cancelled"


def test_twice_or_without_a_reason_changes_nothing(officer: Actor) -> None:
    mandate = an_active_one(officer, ada(officer).pk)
    with pytest.raises(WordsMissing):
        cancel(officer, mandate.pk, " ")
    assert Standing.objects.get().state == "active"
    cancel(officer, mandate.pk)
    with pytest.raises(DoneAlready):
        cancel(officer, mandate.pk)
    with pytest.raises(NoSuchMandate):
        cancel(officer, mandate.pk + 1)
