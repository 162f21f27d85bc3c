"""Worklists by page: what is due and why, whose it is; given, covered and set as next; the same few questions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cases.caring import owner, teams, worked_out
from crediting import somebody
from piperoll.authority.models import User
from piperoll.cases.set_next_action import set_next_action
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from recovery.reminding import CARE, after, now, owing, policy, remind
from safeguards.people import flag, hold
from the_day import take_in_letters
from web.reading import said
from web.staff import client_of

TODAY = after(8)


@pytest.fixture
def dan(manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """Dan owes; two teams look after debts, and Bo is signed in. It is eight days after the bills fell due."""
    take_in_letters(manager)
    policy(manager)
    teams(manager)
    monkeypatch.setattr(timezone, "localdate", lambda *given: TODAY)
    return owing(tmp_path, manager, "Dan Dale", "90.00")


def day_of(name: str, on: date) -> dict[str, object]:
    """A date as a form sends it."""
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_list_worked_out_by_page_and_what_is_next(dan: Customer) -> None:
    bo = client_of("collections", "bo")
    assert "never worked out yet" in said(bo, "/recovery/worklist/")
    page = said(bo, "/recovery/worklist/", go=1)
    assert "1 account on the lists: 1 changed, 0 gone." in page
    assert "Dan Dale" in page
    assert "1 day late" in page
    case = f"/customers/{dan.reference}/case/"
    stands = said(bo, case)
    assert "All other debts" in stands
    assert ">Where they stand on their ladder</a>" in stands
    page = said(bo, f"{case}next/", action="callback", due_time="15:00", note="After work", **day_of("due_on", TODAY))
    assert f"Next: call them back by {TODAY.day} {TODAY:%B %Y} at 15:00." in page
    page = said(bo, "/recovery/worklist/")
    assert "Calls promised" in page
    assert "15:00" in page
    assert "Say by which day" in said(bo, f"{case}next/", action="review")
    assert "What was next is done" in said(bo, f"{case}next/", action="")


def test_home_begins_with_the_list_for_whoever_works_it(dan: Customer) -> None:
    bo = client_of("collections", "bo")
    assert "Nothing is due." in said(bo, "/")
    worked_out(TODAY)
    page = said(bo, "/")
    assert "due on your worklist, 1 late" in page
    assert "Dan Dale" in page
    assert "No bank statement" not in page
    olive = said(client_of("officer", "olive"), "/")
    assert "Dan Dale" not in olive
    assert "No bank statement" in olive


def test_given_and_covered_by_whoever_leads(dan: Customer) -> None:
    worked_out(TODAY)
    stella = client_of("senior", "stella")
    assert "All other debts" in said(stella, "/recovery/caseloads/")
    assert "Looked after by Bea now." in said(
        stella, f"/customers/{dan.reference}/case/give/", owner="bea", reason="She knows him"
    )
    assert owner(dan) == "Bea"
    sent = {**day_of("valid_from", TODAY), **day_of("valid_to", after(12)), "reason": "Leave"}
    page = said(stella, "/recovery/caseloads/cover/", away="bea", owner="CARE", **sent)
    assert "Care debts sees to what is Bea’s" in page
    assert "Dan Dale" in said(client_of("collections", "cass"), "/recovery/worklist/")
    page = said(stella, "/recovery/caseloads/give/", of="bea", owner="GENERAL", reason="She left")
    assert "Looked after by All other debts now: 1 account." in page
    assert client_of("officer", "olive").get("/recovery/caseloads/give/").status_code == 403
    User.objects.filter(username__in=("bo", "bea")).update(is_active=False)
    assert "1 account nobody looks after." in said(stella, "/recovery/caseloads/")


def test_a_restricted_record_has_no_name_on_a_list(dan: Customer, manager: Actor) -> None:
    worked_out(TODAY)
    flag(manager, dan.pk, "restricted", on=TODAY)
    page = said(client_of("collections", "bo"), "/recovery/worklist/")
    assert "Dan Dale" not in page
    assert dan.reference not in page
    assert "Restricted record" in page


def test_a_list_asks_the_same_few_questions(
    dan: Customer, manager: Actor, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    bo = client_of("collections", "bo")
    for n in range(8):
        one = owing(tmp_path, manager, f"Zoe {'Q' * (n + 1)}", "30.00", **(CARE if n % 2 else {}))
        if n < 2:
            set_next_action(
                customer=one.reference, action="callback", due_on=TODAY, note="", **now(somebody("officer"), TODAY)
            )
    worked_out(TODAY)
    said(bo, "/recovery/worklist/")
    with django_assert_max_num_queries(12):
        page = said(bo, "/recovery/worklist/?whose=everybody&until=all")
    assert page.count("Zoe Q") == 8


def test_teams_and_rules_are_set_by_page(dan: Customer) -> None:
    morag = client_of("manager", "morag.manager")
    page = said(morag, "/set-up/teams/", code="BIZ", name="Businesses", members=["bo"])
    assert "Team Businesses: bo joined." in page
    page = said(
        morag, "/set-up/owners/", owner="BIZ", track="commercial", authority="Policy", **day_of("valid_from", TODAY)
    )
    assert f"Businesses: Businesses from {TODAY.day}" in page
    assert "begins" not in page


def test_a_call_from_the_list_is_written_down_and_the_next_one_comes(
    dan: Customer, manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime.combine(TODAY, time(10), UTC))
    zoe = owing(tmp_path, manager, "Zoe Quill", "30.00")
    worked_out(TODAY)
    for one, hour in ((dan, "09:00"), (zoe, "09:30")):
        set_next_action(
            customer=one.reference, action="callback", due_on=TODAY, due_time=time.fromisoformat(hour),
            **now(somebody("officer"), TODAY),
        )  # fmt: skip
    bo = client_of("collections", "bo")
    page = said(bo, "/recovery/calls/")
    assert "Dan Dale" in page
    assert "1 more account to call after this" in page
    sent: dict[str, object] = {"customer": dan.reference, "words": "She pays on Friday"}
    assert "Choose what came of it" in said(bo, "/recovery/calls/", **sent)
    promised = {"amount_pence": "20.00", **day_of("by_on", TODAY + timedelta(days=4))}
    assert "go with the outcome" in said(bo, "/recovery/calls/", outcome="spoke", **promised, **sent)
    page = said(bo, "/recovery/calls/", outcome="promise", **promised, **sent)
    assert "Dan Dale: Kept as entry" in page
    assert "The ladder waits until" in page
    assert "Zoe Quill" in page
    assert "She pays on Friday" in said(bo, f"/customers/{dan.reference}/case/")
    page = said(bo, f"/recovery/calls/?skip={zoe.reference}")
    assert "nobody else on your list is to be called now" in page


def test_a_note_by_an_assistant_and_its_clock(dan: Customer) -> None:
    asif = client_of("assistant", "asif")
    where = f"/customers/{dan.reference}/case/write/"
    assert "What is next" not in said(asif, where), "what is next is for whoever looks after debts"
    page = said(asif, where, kind="email_in", words="Where is my bill?", needs_answer="on")
    assert "It is to be answered by" in page
    assert "waits for an answer by" in page
    assert "It answers 1 entry." in said(asif, where, kind="email_out", words="Sent again", answers="on")


def test_the_diary_leads_to_a_day_and_a_case_is_handed_over(dan: Customer) -> None:
    worked_out(TODAY)
    bo = client_of("collections", "bo")
    page = said(bo, "/recovery/diary/")
    day = after(7)
    assert f"?day={day.isoformat()}" in page
    assert "Late" in page
    assert "Dan Dale" in said(bo, f"/recovery/worklist/?day={day.isoformat()}")
    assert "Nothing is due" in said(bo, f"/recovery/worklist/?day={TODAY.isoformat()}")
    answer = bo.post(f"/customers/{dan.reference}/case/pack/", {"to": "Legal", "reason": "Over £50"})
    assert answer["Content-Type"] == "application/zip"
    assert answer.content[:2] == b"PK"


def test_a_case_goes_to_an_agent_and_comes_back_by_page(dan: Customer, manager: Actor) -> None:
    remind(TODAY)
    worked_out(TODAY)
    bo, case = client_of("collections", "bo"), f"/customers/{dan.reference}/case/"
    sent: dict[str, object] = {"taker": "enforcement", "name": "Harbour", "reason": "Never pays"}
    assert "email address" in said(bo, f"{case}hand-over/", **sent)
    sent["email"] = "cases@harbour.example"
    assert "warrant or writ" in said(bo, f"{case}hand-over/", **sent)
    page = said(bo, f"{case}hand-over/", court_order="Warrant of control 7YX00123", **sent)
    assert "Harbour has it: 1 debt, £90.00." in page
    assert "What agents were told" in page
    assert "Hand it over" not in page
    assert "With Harbour since" in said(bo, "/recovery/worklist/?until=all")
    assert "Dan Dale" in said(bo, "/recovery/agents/")
    hold(manager, dan.pk, "dispute", on=TODAY)
    assert "Told to hold it on" in said(bo, "/recovery/agents/")
    assert "1 case looked at" in said(bo, "/recovery/agents/", go=1)
    assert "Recalled from Harbour." in said(bo, f"{case}recall/", reason="Agreed to pay")
    assert "We asked for it back: Agreed to pay" in said(bo, case)
    assert client_of("auditor", "audrey").post("/recovery/agents/").status_code == 403
    flag(manager, dan.pk, "restricted", on=TODAY)
    assert "Dan Dale" not in said(bo, "/recovery/agents/")
