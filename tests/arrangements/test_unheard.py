"""A letter that says a payment is late and reaches nobody is not waited for: it is said why, and reaching them is
somebody's next action until they were reached, paid or the arrangement ended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from arrangements.arranging import agrees, stands, watch, weekly
from arrangements.test_watch_arrangements import ANSWER, late_from
from cases.caring import teams, worked_out
from crediting import somebody
from piperoll.arrangements import standing
from piperoll.cases import queries
from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.dispatch.release_document import release_document
from piperoll.dispatch.void_document import void_document
from piperoll.foundations.actors import Actor
from recovery.reminding import now, pays, send
from safeguards.people import hold

LATE = late_from(0)
"""The day of the letter."""


def letter() -> Document:
    return Document.objects.select_related("outbox").filter(kind="arr_late").latest("id")


def next_for(ada: Customer, days: int) -> tuple[str, int]:
    """What the list says is next so many days after the letter, and how many days after it that is due."""
    worked_out(LATE + timedelta(days))
    row = queries.stands(ada.pk)
    return row.action, (row.due_on - LATE).days


def test_a_letter_that_was_given_up_is_somebodys_work(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    teams(morag)
    made = agrees(ada, weekly(20_00))
    watch(LATE)
    assert stands(made.arrangement, LATE).state == "courtesy"
    void_document(document=letter().pk, reason="The sum is wrong", **now(somebody("officer"), LATE))
    row = stands(made.arrangement, LATE)
    assert (row.state, watch(LATE).unheard, watch(LATE).waiting) == ("unheard", 1, 0)
    found = standing.unheard(row.id, LATE)
    assert found
    assert (found.why, found.document_id) == ("The sum is wrong", letter().pk)
    assert next_for(ada, 1) == ("unheard", 0)
    assert "£20.00 of their arrangement is late reached nobody: The sum is wrong" in queries.stands(ada.pk).reason
    assert stands(made.arrangement, LATE + timedelta(60)).state == "unheard", "nobody breaks what they never heard of"


def test_it_comes_back_after_each_try_and_goes_when_they_pay(ada: Customer, morag: Actor, tmp_path: Path) -> None:
    teams(morag)
    agrees(ada, weekly(20_00))
    watch(LATE)
    void_document(document=letter().pk, reason="The sum is wrong", **now(somebody("officer"), LATE))
    tried = ExchangeTold(kind="visit", words="Nobody at home, left a card", outcome="no_answer")
    record_exchange(customer=ada.reference, told=tried, **now(somebody("collections"), LATE + timedelta(2)))
    action, due = next_for(ada, 3)
    assert (action, due > 3) == ("unheard", True), "looked at again, not forgotten"
    pays(tmp_path, morag, ada, "40.00", LATE + timedelta(3))
    assert next_for(ada, 3)[0] != "unheard"


def test_a_letter_nobody_dispatched_is_seen_once_its_day_is_over(ada: Customer) -> None:
    made = agrees(ada, weekly(20_00))
    watch(LATE)
    last = LATE + timedelta(ANSWER)
    assert stands(made.arrangement, last).state == "courtesy"
    assert stands(made.arrangement, last + timedelta(1)).state == "unheard"
    found = standing.unheard(made.arrangement or 0, last + timedelta(1))
    assert found
    assert (found.why, found.failed_on) == ("it was never dispatched.", last + timedelta(1))
    assert send(last + timedelta(1)).pulled == 0
    assert stands(made.arrangement, last + timedelta(2)).state == "courtesy", "and has its days from when it went"


def test_pulled_for_another_address_it_is_released_and_waited_for_again(ada: Customer) -> None:
    made = agrees(ada, weekly(20_00))
    watch(LATE)
    ada.addresses.update(lines="7 New Road")
    send(LATE)
    assert stands(made.arrangement, LATE).state == "unheard"
    release_document(document=letter().pk, reason="The new address is right", **now(somebody("officer"), LATE))
    send(LATE)
    assert letter().outbox.state == "sent"
    assert stands(made.arrangement, LATE).state == "courtesy"


def test_nobody_is_told_to_reach_somebody_in_breathing_space(ada: Customer, morag: Actor) -> None:
    teams(morag)
    agrees(ada, weekly(20_00))
    watch(LATE)
    hold(morag, ada.pk, "breathing_space", on=LATE, days=60)
    send(LATE)
    assert letter().outbox.state == "pulled"
    done = watch(LATE + timedelta(1))
    assert (done.unheard, done.protected) == (0, 1)
    assert next_for(ada, 1)[0] == "hold"
