"""Every account with something overdue has an owner and a day for what is next; the list is what a slow reader says."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from arrangements.arranging import comes
from cases.caring import listed, officer, owner, worked_out
from crediting import somebody
from disputes.disputing import of_service, opens
from piperoll.arrangements.record_promise import record_promise
from piperoll.cases import queries, standing
from piperoll.cases.models import Standing
from piperoll.cases.record_exchange import ExchangeTold, record_exchange
from piperoll.disputes.answer_dispute import answer_dispute
from piperoll.foundations.actors import Actor
from recovery.reminding import CARE, after, issue, now, owing, pays, propose, remind
from safeguards.people import hold
from the_day import ask


def test_who_owes_stands_on_somebodys_list_with_a_day_and_a_reason(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    rich = owing(tmp_path, morag, "Basil Budd", "1000.00")
    assert worked_out(after(0)).accounts == 0, "nothing is overdue on the day it is due"
    made = worked_out(after(1))
    assert (made.accounts, made.changed) == (3, 3)
    assert [owner(one) for one in (ada, dan, rich)] == ["Care debts", "All other debts", "Bo"]
    row = queries.stands(dan.pk)
    assert (row.action, row.due_on, row.overdue_pence) == ("remind", after(7), 90_00)
    assert listed("bo", after(1)) == [], "nothing is due yet"
    assert listed("bo", after(14)) == ["Basil Budd: remind", "Dan Dale: remind"], "the greater sum first"
    assert listed("cass", after(14)) == ["Ada Lovegrove: remind"]


def test_worked_out_again_nothing_changes_and_who_paid_is_gone(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    worked_out(after(3))
    again = worked_out(after(3))
    assert (again.accounts, again.changed, again.gone) == (2, 0, 0)
    pays(tmp_path, morag, dan, "90.00", after(3))
    officer("Bo")
    (paid,) = [row for row in queries.worklist(queries.Asked(), after(3), most=9) if row.name == "Dan Dale"]
    assert paid.is_paid, "the page knows before the list does"
    assert worked_out(after(3)).gone == 1
    assert owner(dan) == "on no list"
    assert owner(ada) == "Care debts"


def test_a_reminder_that_waits_for_the_post_is_not_late(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    issue(propose(after(14)), after(14))
    worked_out(after(20))
    row = queries.stands(dan.pk)
    assert (row.action, row.due_on) == ("remind", after(20)), "nobody can do more about it than dispatch it"
    assert row.reason.startswith("A reminder waits to be dispatched.")


def test_a_call_falls_due_and_an_account_nobody_looked_at_is_looked_at(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    remind(after(14))
    worked_out(after(30))
    row = queries.stands(ada.pk)
    assert (row.action, row.due_on, row.why) == ("call", after(28), "person"), "late since the day it followed"


def test_a_promise_taken_is_looking_at_the_account(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    taken = after(90)
    record_promise(
        customer=dan.reference, amount_pence=90_00, by_on=after(95), promised_by="Himself", heard="phone",
        **now(somebody("collections"), taken),
    )  # fmt: skip
    worked_out(after(91))
    row = queries.stands(dan.pk)
    assert row.action == "review"
    assert row.due_on > taken, "not ninety days late: it was looked at yesterday"


def test_a_held_account_keeps_its_owner_and_is_looked_at_as_the_hold_ends(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    hold(morag, ada.pk, on=after(2), days=10)
    worked_out(after(3))
    row = queries.stands(ada.pk)
    assert (owner(ada), row.action, row.due_on) == ("Care debts", "hold", after(12))
    assert f"until {after(12).day} {after(12):%B %Y}" in row.reason


def test_one_account_worked_out_alone_is_as_with_everybody(morag: Actor, tmp_path: Path) -> None:
    people = [
        owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE), owing(tmp_path, morag, "Dan Dale", "90.00", "3.00"),
        owing(tmp_path, morag, "Frank Finch", "2.20"), owing(tmp_path, morag, "Edith Crane", "33.00"),
    ]  # fmt: skip
    hold(morag, people[3].pk, "breathing_space", on=after(1), days=60)
    remind(after(14))
    made = worked_out(after(20))
    whole = _rows()
    Standing.objects.all().delete()
    for one in people:
        with transaction.atomic():
            standing.work_out_some([one.pk], after(20), run=made.run)
    assert _rows() == whole
    assert len(whole) == 4


def test_what_was_never_worked_out_is_counted(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, "Dan Dale", "90.00")
    assert queries.never_worked_out(after(1)).accounts == 1
    worked_out(after(1))
    assert queries.never_worked_out(after(1)).accounts == 0


def test_the_narrowest_rule_by_a_slow_reader(morag: Actor, tmp_path: Path) -> None:
    sums = ["5.00", "999.99", "1000.00", "2500.00"]
    people = [owing(tmp_path, morag, f"Zoe {'Q' * n}", one) for n, one in enumerate(sums, 1)]
    care = [owing(tmp_path, morag, f"Yan {'Q' * n}", one, **CARE) for n, one in enumerate(sums, 1)]
    worked_out(after(1))
    said = ["Bo" if float(one) >= 1000 else "All other debts" for one in sums]
    assert [owner(one) for one in people] == said
    assert [owner(one) for one in care] == ["Care debts"] * 4, "a track goes before a sum"


def _rows() -> list[tuple[object, ...]]:
    told = "customer_id, officer_id, team_id, is_by_hand, track, why, services, overdue_pence, action, due_on, reason"
    return [tuple(row) for row in ask(f"SELECT {told} FROM cases_standing ORDER BY customer_id")]


def test_days_are_far_apart_or_near(morag: Actor, tmp_path: Path) -> None:
    """The next look is never further off than the council's figure says."""
    dan = owing(tmp_path, morag, "Frank Finch", "2.20")
    worked_out(after(1))
    row = queries.stands(dan.pk)
    assert (row.why, row.due_on) == ("not_yet", after(7))
    worked_out(after(50))
    row = queries.stands(dan.pk)
    assert (row.why, row.action, row.due_on) == ("small", "remind", after(28))


def test_a_broken_promise_stands_on_the_list_until_somebody_spoke_with_them(morag: Actor, tmp_path: Path) -> None:
    dan, ada = owing(tmp_path, morag, "Dan Dale", "90.00"), owing(tmp_path, morag, "Ada Lovegrove", "60.00", **CARE)
    colin = somebody("collections")
    for one in (dan, ada):
        record_promise(
            customer=one.reference, amount_pence=50_00, by_on=after(5), promised_by="Themself", heard="phone",
            **now(somebody("officer"), after(1)),
        )  # fmt: skip
    worked_out(after(8))
    assert "promise" not in {row.action for row in queries.worklist(queries.Asked(), after(8), most=9)}
    comes(tmp_path, morag, ada, "50.00", after(5))
    worked_out(after(9))
    row = queries.stands(dan.pk)
    assert (row.action, row.due_on) == ("promise", after(9))
    assert row.reason == f"£50.00 was promised by {after(5).day} {after(5):%B %Y}, and nothing came."
    assert queries.stands(ada.pk).action == "remind", "she kept hers"
    told = ExchangeTold("call_out", "Wages are late", outcome="spoke")
    record_exchange(customer=dan.reference, told=told, **now(colin, after(9)))
    assert queries.stands(dan.pk).action == "remind"


def test_a_dispute_the_service_answered_waits_for_its_owner(morag: Actor, tmp_path: Path) -> None:
    dan = owing(tmp_path, morag, "Dan Dale", "90.00")
    invoice = ask("SELECT number FROM billing_invoice WHERE customer_id = %(c)s", c=dan.pk)[0].number
    opened = opens(invoice, on=after(1))
    worked_out(after(2))
    assert queries.stands(dan.pk).action == "hold", "it is the service's to answer"
    answer_dispute(dispute=opened.dispute, words="Both were made", **now(of_service("TRADE"), after(3)))
    worked_out(after(3))
    assert (queries.stands(dan.pk).action, queries.stands(dan.pk).due_on) == ("dispute", after(3))
