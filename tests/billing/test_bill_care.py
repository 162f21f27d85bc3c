"""Care is billed by the week, in arrears: what each person was found able to pay, never more than it cost."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from billing.caring import FOUR_WEEKS, SUNDAY, assessed, billed, delivered, four_weeks, lines, person, week
from crediting import somebody, take_in_sample_limits
from piperoll.authority.decide_request import decide_request
from piperoll.billing.bill_care import NoCareToBill, NotASunday
from piperoll.billing.request_backdating import request_backdating
from piperoll.billing.share_care import share_care
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.reconciliation.check_books import check_books
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.raise_flag import FlagTold, raise_flag
from the_day import MONDAY, MORNING, ask, set_up_anytown

WHEN: dict[str, Any] = {"on": MONDAY, "at": MORNING}


def test_four_weeks_at_the_assessed_contribution(manager: Actor, tmp_path: Path) -> None:
    assessed(manager)
    four_weeks(tmp_path, manager)
    done = billed(manager)
    assert (done.invoices, done.lines_billed, done.gross_pence, done.adjusted) == (1, 4, 35_000, 0)
    assert [pence for _, pence in lines()] == [8750] * 4
    assert ask("SELECT description FROM billing_invoiceline ORDER BY id")[0].description == (
        "Home care, week of 26 Oct 2026: assessed contribution"
    )
    with pytest.raises(NoCareToBill):
        billed(manager)
    assert check_books().agrees


@pytest.mark.parametrize(
    ("kind", "units", "pence"),
    [("nil", "14", []), ("full", "14", [31_500] * 4), ("partial", "2", [4500] * 4), ("ended", "14", [])],
)
def test_nil_full_and_never_more_than_the_care_cost(
    manager: Actor, tmp_path: Path, kind: str, units: str, pence: list[int]
) -> None:
    assessed(manager, kind=kind)
    four_weeks(tmp_path, manager, units)
    if pence:
        billed(manager)
    else:
        with pytest.raises(NoCareToBill):
            billed(manager)
    assert [net for _, net in lines()] == pence


def test_care_without_an_assessment_is_not_charged(manager: Actor, tmp_path: Path) -> None:
    four_weeks(tmp_path, manager)
    with pytest.raises(NoCareToBill):
        billed(manager)


def test_a_reassessment_puts_the_billed_weeks_right_line_by_line(manager: Actor, tmp_path: Path) -> None:
    """£87.50 became £80.00 from the third week: the next bill takes £7.50 off each, and says so."""
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, weekly_pence=8000, on=MONDAY, valid_from=FOUR_WEEKS[2], reason="Review of 20 November")
    delivered(tmp_path, manager, week(manager, date(2026, 11, 23)), on=date(2026, 11, 30), name="next.csv")
    done = billed(manager, weeks_to=date(2026, 11, 29), on=date(2026, 11, 30))
    assert (done.lines_billed, done.adjusted, done.gross_pence) == (3, 2, 8000 - 750 - 750)
    said = [row.description for row in ask("SELECT description FROM billing_invoiceline ORDER BY id")]
    assert said[4] == "Home care, week of 9 Nov 2026: assessed contribution, £80.00 and not £87.50 as billed before"
    assert check_books().agrees


def test_a_week_told_again_is_billed_by_the_difference(manager: Actor, tmp_path: Path) -> None:
    assessed(manager, kind="full")
    four_weeks(tmp_path, manager)
    billed(manager)
    delivered(tmp_path, manager, week(manager, FOUR_WEEKS[3], units="16"), name="again.csv")
    assert billed(manager).gross_pence == 4500
    with pytest.raises(NoCareToBill):
        billed(manager)


def test_what_comes_to_a_credit_is_taken_off_a_later_bill(manager: Actor, tmp_path: Path) -> None:
    assessed(manager)
    four_weeks(tmp_path, manager)
    billed(manager)
    assessed(manager, kind="nil", on=MONDAY, reason="Review")
    done = billed(manager)
    assert (done.invoices, done.carried) == (0, 4)
    assert "£350.00 in their favour" in ask("SELECT reason FROM runs_runrejection ORDER BY id")[0].reason
    assert check_books().agrees


def test_durham_says_four_weeks_and_means_it(manager: Actor, tmp_path: Path) -> None:
    """Durham, 22 007 477: a charge decided today reaches back four weeks, not seven months, until somebody approves it."""
    weeks = [date(2026, 4, 27) + timedelta(weeks=n) for n in range(30)]
    for place, monday in enumerate(weeks):
        delivered(tmp_path, manager, week(manager, monday), on=monday + timedelta(days=7), name=f"{place}.csv")
    assessed(manager, on=MONDAY, valid_from=weeks[0])
    done = billed(manager)
    assert (done.lines_billed, done.held) == (5, 25)
    assert lines()[0][0] == "2026-10-19"
    take_in_sample_limits()
    agreed = "Agreed by letter, plan of 12 months"
    asked = request_backdating(
        customer=person(manager), weeks_from=weeks[0], weeks_to=weeks[3], reason=agreed, by=manager, **WHEN
    )
    assert billed(manager).lines_billed == 0
    decide_request(request=asked.request, decision="approve", by=somebody("ar_manager"), **WHEN)
    assert billed(manager).lines_billed == 4


def test_it_ceases_on_the_day_of_death_and_goes_to_the_executor(manager: Actor, tmp_path: Path) -> None:
    """She died on Wednesday 11 November: that week is three sevenths, the next is nothing; nobody is billed until an executor is known."""
    assessed(manager)
    four_weeks(tmp_path, manager)
    customer = Customer.objects.get(reference=person(manager))
    died = FlagTold("deceased", "Told us once", date(2027, 2, 1), happened_on=date(2026, 11, 11))
    raise_flag(customer=customer.pk, told=died, by=manager, **WHEN)
    assert billed(manager).invoices == 0
    executor = RepresentativeTold(
        "executor", "Quill & Quill", "9 Ink Lane", "AN1 2AB", "Grant of probate", MONDAY, is_billed=True
    )
    add_representative(customer=customer.pk, told=executor, by=manager, **WHEN)
    assert billed(manager).gross_pence == 8750 * 2 + 3750
    assert [pence for _, pence in lines()] == [8750, 8750, 3750]


def test_the_nhs_bears_its_share_and_the_person_contributes_to_the_rest(manager: Actor, tmp_path: Path) -> None:
    """£315 a week: 60% is £189.00 for the health board, and of the £126.00 left she pays her £87.50."""
    assessed(manager)
    board = person(manager, "Anytown Integrated Care Board", kind="public_body")
    share_care(
        customer=person(manager), payer=board, percent=Decimal(60), income_code="ASC02", valid_from=FOUR_WEEKS[0],
        reason="Joint funding panel", by=manager, **WHEN,
    )  # fmt: skip
    four_weeks(tmp_path, manager)
    done = billed(manager)
    assert (done.invoices, done.gross_pence) == (2, 4 * (18_900 + 8750))
    assert (
        "of Gwendolyn Achterberg"
        in ask("SELECT description FROM billing_invoiceline WHERE net_pence = 18900")[0].description
    )
    assert check_books().agrees


def test_only_whole_weeks_that_are_over(manager: Actor) -> None:
    for day in (date(2026, 11, 21), date(2026, 11, 29)):
        with pytest.raises(NotASunday):
            billed(manager, weeks_to=day)


def test_an_auditor_may_not(books: object) -> None:
    with pytest.raises(NotPermitted):
        billed(set_up_anytown("auditor"), weeks_to=SUNDAY)
