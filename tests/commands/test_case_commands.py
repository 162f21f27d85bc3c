"""The collections office at a terminal: teams, rules, lists, a call, a log, who has how much, a pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cases.caring import AUTHORITY, officer
from commands.terminal import typed
from piperoll.cases.let_case_go_on import NotHeldByAnAgent
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.safeguards.release_hold import release_hold
from recovery.reminding import after, now, owing, policy, remind
from safeguards.people import hold
from the_day import take_in_letters


def test_a_debt_from_nobodys_to_handed_over(manager: Actor, tmp_path: Path) -> None:
    take_in_letters(manager)
    policy(manager)
    bo, bea = officer("Bo"), officer("Bea")
    dan = owing(tmp_path, manager, "Dan Dale", "90.00").reference
    on, later = f"--on {after(8)}", f"--on {after(9)}"
    nobodys = typed(f"owned-debts {on}", by=bo)
    assert (nobodys.exit_code, nobodys.data["unowned"]) == (1, 1)
    assert "1 account with £90.00 overdue on no list" in nobodys.text
    assert "bo joined" in typed(f"set-team BINS {on}", "Bins", "bo", by=manager).text
    rule = typed(f"set-owner-rule BINS --track resident --from {after(8)} {on} --authority", AUTHORITY, by=manager)
    assert rule.text.startswith("Residents: Bins, from")
    assert typed(f"work-out-worklists {on}", by=bo).text == "1 account on the lists: 1 changed, 0 gone."
    assert "Dan Dale" in typed(f"worklist {on}", by=bo).text
    assert typed(f"worklist bea {on}", by=bo).text == "Nothing is due."
    owned = typed(f"owned-debts {on}", by=bo)
    assert (owned.exit_code, owned.text.splitlines()[-1]) == (0, "Every overdue account has an owner.")
    assert "1 account" in typed(f"reassign-debts bea {dan} {on} --reason", "Knows him", by=manager).text
    cover = typed(f"cover-caseload bea BINS --from {after(9)} --until {after(12)} {on} --reason", "Leave", by=manager)
    assert "Bins sees to what is Bea’s" in cover.text
    assert "Dan Dale" in typed(f"worklist {later}", by=bo).text
    assert "Bea has their own list again." in typed(
        f"end-caseload-cover {cover.data['cover']} {later} --reason", "Back", by=manager
    ).text  # fmt: skip
    said = typed(f"set-next-action {dan} callback --by-day {after(10)} --hour 15:00 {later}", by=bea).text
    assert said == f"Next: call them back by {_long(after(10))} at 15:00."
    assert (
        "It is to be answered by" in typed(f"record-exchange {dan} email_in {later} --needs-answer", "Why?", by=bo).text
    )
    log = typed(f"contact-log {dan}", by=bo)
    assert "Why?" in log.text
    assert "times in seven days" in log.text
    pack = tmp_path / "case.zip"
    assert "the case, a statement" in typed(
        f"make-handover-pack {dan} {later} --to {pack} --for", "Legal", "--reason", "Over £50", by=bea
    ).text  # fmt: skip
    assert pack.read_bytes()[:2] == b"PK"


def test_a_case_goes_to_an_agent_and_comes_back_at_the_terminal(manager: Actor, tmp_path: Path) -> None:
    take_in_letters(manager)
    policy(manager)
    dan, by = owing(tmp_path, manager, "Dan Dale", "90.00").reference, officer("Bo")
    remind(after(14))
    on = f"--on {after(30)}"
    told = typed(
        f"hand-over-case {dan} collection {on} --email cases@harbour.example Harbour --reason", "Never pays", by=by
    )
    assert told.text.startswith("With Harbour until ")
    assert told.text.endswith("1 debt, £90.00. They are told with the next dispatch.")
    watched = typed(f"watch-agents {on}", by=by).text
    assert watched.endswith("agents have 1 case. Recalled: 0 as paid, 0 as over, 0 to protect somebody.")
    with pytest.raises(NotHeldByAnAgent):
        typed(f"let-case-go-on {dan} {on} --reason", "Settled", by=by)
    released = hold(by, Customer.objects.get(reference=dan).pk, "debt_advice", on=after(30))
    release_hold(hold=released, reason="Advised", **now(by, after(31)))
    said = typed(f"let-case-go-on {dan} --on {after(31)} --reason", "Advised", by=by).text
    assert said == f"Harbour is told to go on with the case of {dan}."
    said = typed(f"recall-case {dan} {on} --reason", "Agreed to pay", by=by).text
    assert said == f"The case of {dan} is recalled from Harbour, and its owner’s to decide."


@pytest.mark.parametrize("wrong", ["15", "25:00"])
def test_an_hour_is_typed_as_one(wrong: str) -> None:
    with pytest.raises(Exception, match="is not an hour"):
        typed(f"set-next-action C000000198 callback --hour {wrong}x")


def _long(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
