"""Late services are chased a step at a time, however often and by whomever it is run, and as a slow twin says."""

from __future__ import annotations

from datetime import date, timedelta

from crediting import somebody
from disputes.disputing import closes, of_service, opens
from piperoll.authority.decide_request import decide_request
from piperoll.council.models import Holiday
from piperoll.disputes.answer_dispute import answer_dispute
from piperoll.disputes.chase_disputes import DisputesChased, chase_disputes, last_days
from piperoll.foundations.calendar import working_day, working_days_after
from recovery.reminding import now
from the_day import MONDAY, ask

DUE = date(2026, 12, 7)
AFTER = {"reminder": 1, "escalation": 5, "head_of_service": 10}
"""Working days after the answer was due, as Anytown has it."""


def chased(on: date) -> DisputesChased:
    """The officer's daily run."""
    return chase_disputes(**now(somebody("officer"), on))


def test_each_step_follows_in_its_time_and_once(basil: str) -> None:
    made = opens(basil, amount_pence=30_00).dispute
    answered = opens(basil, amount_pence=30_00).dispute
    answer_dispute(dispute=answered, words="We agree", **now(of_service("TRADE"), DUE))
    assert ran(DUE) == (0, 0, 0)
    assert ran(date(2026, 12, 8)) == (1, 0, 0)
    assert ran(date(2026, 12, 8)) == (0, 0, 0)
    assert ran(date(2026, 12, 11)) == (0, 0, 0)
    assert ran(date(2026, 12, 30)) == (0, 1, 0)
    assert ran(date(2026, 12, 30)) == (0, 0, 0), "never two steps on one day"
    assert ran(date(2026, 12, 31)) == (0, 0, 1)
    assert ran(date(2027, 3, 1)) == (0, 0, 0)
    rows = ask(
        "SELECT c.step FROM disputes_chaser c JOIN disputes_assignment a ON a.id = c.assignment_id WHERE a.dispute_id = %(d)s",
        d=made,
    )
    assert len(rows) == 3
    assert ask("SELECT what FROM disputes_waiting ORDER BY dispute_id") == [("asked",), ("answered",)]


def ran(on: date) -> tuple[int, int, int]:
    """What a day's run did."""
    done = chased(on)
    return done.reminder, done.escalation, done.head_of_service


def test_the_days_are_those_of_a_slow_twin(morag: object) -> None:
    holidays = set(Holiday.objects.values_list("on", flat=True))
    for ahead in range(0, 45):
        on = MONDAY + timedelta(ahead)
        lasts = last_days(on)
        for back in range(0, 25):
            due = working_day(on - timedelta(back), holidays)
            for step, days in AFTER.items():
                assert (due <= lasts[step]) == (working_days_after(due, days, holidays) <= on), (on, due, step)


def test_what_a_credit_note_waited_for_is_let_go_once_it_is_decided(basil: str) -> None:
    made = opens(basil, amount_pence=60_00).dispute
    closed = closes(made, "upheld", by=somebody("collections"))
    assert closed.request is not None
    assert closed.credit_note is None
    assert chased(MONDAY).let_go == 0
    decide_request(
        request=closed.request,
        decision="refuse",
        reason="The sheets are signed",
        **now(somebody("manager", "mary.manager"), MONDAY),
    )
    assert ask("SELECT what FROM disputes_waiting") == [("credit_refused",)]
    assert chased(MONDAY).let_go == 1
    assert chased(MONDAY).let_go == 0
