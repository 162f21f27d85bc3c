"""Care that is over and was billed too much: credited over the bills it was on, once, however often it is asked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.caring import FOUR_WEEKS, SUNDAY, assessed, billed, delivered, four_weeks, lines, person, week
from crediting import credit, morning, somebody, take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.billing.bill_care import NoCareToBill
from piperoll.billing.credit_care import CareCredited, CareGoesOn, NothingTooMuch, Share, credit_care, share_out
from piperoll.billing.credit_rules import Part
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from piperoll.reporting.silences import silences
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from the_day import MONDAY, MORNING, ask, set_up_anytown

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING}
WHY = "She died on 11 November"


@pytest.fixture
def billed_past_death(manager: Actor, tmp_path: Path) -> Actor:
    """Four weeks at £87.50 were billed; then it was told that she died on the Wednesday of the third."""
    take_in_sample_limits()
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    died = FlagTold("deceased", "Told us once", date(2027, 2, 1), happened_on=date(2026, 11, 11))
    raise_flag(customer=Customer.objects.get(reference=person(manager)).pk, told=died, by=manager, **WHEN)
    return manager


def credited(by: Actor, on: date = MONDAY, **more: Any) -> CareCredited:
    return credit_care(**{"customer": person(by), "why": WHY, "by": by, **morning(on), **more})


def approved(done: CareCredited, on: date = MONDAY) -> int:
    """Have somebody else approve all that waits; how many did."""
    waiting = [one.request for one in done.requests if one.state == "waiting"]
    for request in waiting:
        decide_request(request=request, decision="approve", by=somebody("ar_manager"), **morning(on))
    return len(waiting)


def open_pence() -> int:
    return int(ask("SELECT sum(open_pence) AS pence FROM receivables_itembalance")[0].pence)


def test_what_was_billed_after_a_death_is_credited(billed_past_death: Actor) -> None:
    """Three sevenths of the third week stand, nothing of the fourth: £50.00 and £87.50 come off the one bill."""
    assert [(s.kind, s.why) for s in silences(on=MONDAY)][:1] == [
        ("overbilled", "care is over, and £137.50 was billed too much")
    ]
    done = credited(somebody("officer"))
    assert done.pence == 13_750
    assert approved(done) == 1
    assert open_pence() == 35_000 - 13_750
    notes = ask("SELECT line_number, net_pence FROM billing_creditnoteline ORDER BY line_number")
    assert [(row.line_number, row.net_pence) for row in notes] == [(3, 5_000), (4, 8_750)]
    assert not silences(on=MONDAY)
    assert check_books().agrees


def test_asking_again_asks_for_nothing(billed_past_death: Actor) -> None:
    approved(credited(somebody("officer")))
    with pytest.raises(NothingTooMuch):
        credited(somebody("officer"))
    with pytest.raises(NoCareToBill):
        billed(billed_past_death)


def test_what_waits_for_a_decision_is_not_asked_for_twice(billed_past_death: Actor) -> None:
    """Whoever billed it decides nothing of it: somebody else must, and then it is done."""
    done = credited(billed_past_death)
    assert [one.state for one in done.requests] == ["waiting"]
    with pytest.raises(NothingTooMuch):
        credited(somebody("officer"))
    assert open_pence() == 35_000
    approved(done)
    assert open_pence() == 35_000 - 13_750
    with pytest.raises(NothingTooMuch):
        credited(somebody("officer"))
    assert check_books().agrees


def test_a_little_is_credited_at_once(manager: Actor, tmp_path: Path) -> None:
    """£87.50 is within an officer's own limit."""
    take_in_sample_limits()
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, kind="ended", on=MONDAY, valid_from=FOUR_WEEKS[3], reason="Moved to another county")
    (done,) = credited(somebody("officer"), why="She moved away").requests
    assert (done.state, done.pence) == ("approved", 8750)
    assert done.number is not None


def test_care_that_ended_by_a_review_likewise_and_begins_again(manager: Actor, tmp_path: Path) -> None:
    """It ended with the second week, was credited, and was found not to have ended: both weeks are billed again."""
    take_in_sample_limits()
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, kind="ended", on=MONDAY, valid_from=FOUR_WEEKS[2], reason="Moved to another county")
    done = credited(somebody("officer"), why="She moved away")
    assert (done.pence, approved(done)) == (17_500, 1)
    assessed(manager, on=MONDAY, valid_from=FOUR_WEEKS[2], reason="She did not move")
    assert billed(manager).gross_pence == 17_500
    assert check_books().agrees


def test_an_invoice_gives_no_more_than_is_left_of_it(manager: Actor, tmp_path: Path) -> None:
    """The second bill took £40.00 off for the first weeks: of its week of £87.50 only £47.50 comes off it."""
    take_in_sample_limits()
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, weekly_pence=7750, on=MONDAY, reason="Review")
    next_monday = date(2026, 11, 23)
    delivered(tmp_path, manager, week(manager, next_monday), on=date(2026, 11, 30), name="next.csv")
    billed(manager, weeks_to=date(2026, 11, 29), on=date(2026, 11, 30))
    assert [pence for _, pence in lines()][4:] == [-1000] * 4 + [7750]
    assessed(manager, kind="ended", on=date(2026, 11, 30), reason="Never had it")
    done = credited(somebody("officer"), on=date(2026, 11, 30), why="Never had it")
    assert sorted(one.pence for one in done.requests) == [3750, 35_000]
    assert approved(done, on=date(2026, 11, 30))
    assert open_pence() == 0
    assert check_books().agrees
    with pytest.raises(NothingTooMuch):
        credited(somebody("officer"), on=date(2026, 11, 30))


def test_a_week_credited_by_hand_is_neither_billed_again_nor_taken_off_twice(manager: Actor, tmp_path: Path) -> None:
    """£50.00 of goodwill stands: at the same assessment nothing follows; £20.00 a week less only goes beyond the £50.00."""
    take_in_sample_limits()
    assessed(manager)
    four_weeks(tmp_path, manager)
    (bill,) = {billed(manager).first_number}
    credit(bill, reason="goodwill", parts=[Part(1, net_pence=5000)])
    with pytest.raises(NoCareToBill):
        billed(manager)
    assessed(manager, weekly_pence=6750, on=MONDAY, reason="Review")
    delivered(tmp_path, manager, week(manager, date(2026, 11, 23)), on=date(2026, 11, 30), name="next.csv")
    billed(manager, weeks_to=date(2026, 11, 29), on=date(2026, 11, 30))
    assert [pence for _, pence in lines()][4:] == [-2000] * 3 + [6750]


def test_care_that_goes_on_is_taken_off_the_next_bill_instead(manager: Actor, tmp_path: Path) -> None:
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, weekly_pence=5000, on=MONDAY, reason="Review")
    with pytest.raises(CareGoesOn):
        credited(manager)


def test_an_auditor_credits_no_care(books: object) -> None:
    with pytest.raises(NotPermitted):
        credited(set_up_anytown("auditor"), customer="C000000198")


class Over(NamedTuple):
    bearer_id: int
    week_starts_on: date
    pence: int


class Billed(NamedTuple):
    invoice: str
    line_number: int
    bearer_id: int
    week_starts_on: date
    left_pence: int
    invoice_left_pence: int


@st.composite
def overbilled(draw: st.DrawFn) -> tuple[list[Over], list[Billed]]:
    """Weeks billed once, some put right on later bills, and no week too much by more than it was billed."""
    weeks = [SUNDAY - timedelta(weeks=n) for n in range(draw(st.integers(1, 5)))]
    bills = [f"AT{n}" for n in range(draw(st.integers(1, 3)))]
    put = [(week, draw(st.sampled_from(bills)), draw(st.integers(1, 9000))) for week in weeks]
    taken = [(week, draw(st.sampled_from(bills)), -draw(st.integers(0, pence))) for week, _, pence in put]
    rows = [*put, *((w, b, p) for w, b, p in taken if p)]
    total = {bill: max(sum(p for _, b, p in rows if b == bill), 0) for bill in bills}
    lines = [Billed(b, place, 1, w, p, total[b]) for place, (w, b, p) in enumerate(rows, start=1)]
    net = {week: sum(p for w, _, p in rows if w == week) for week in weeks}
    over = [Over(1, week, draw(st.integers(1, pence))) for week, pence in net.items() if pence]
    return over, lines


@given(overbilled())
def test_shares_never_exceed_a_line_an_invoice_or_what_was_too_much(told: tuple[list[Over], list[Billed]]) -> None:
    over, lines = told
    shares = share_out(over, lines)
    assert all(one.pence > 0 for one in shares)
    for line in lines:
        assert _sum(shares, invoice=line.invoice, line=line.line_number) <= max(line.left_pence, 0)
        assert _sum(shares, invoice=line.invoice) <= line.invoice_left_pence
    for one in over:
        assert _sum(shares, week_starts_on=one.week_starts_on) <= one.pence
    reachable = sum(
        min(line.invoice_left_pence for line in lines if line.invoice == bill) for bill in {x.invoice for x in lines}
    )
    assert _sum(shares) <= min(reachable, sum(one.pence for one in over))


def _sum(shares: list[Share], **where: object) -> int:
    return sum(one.pence for one in shares if all(getattr(one, name) == value for name, value in where.items()))
