"""Which track what is owed falls on: the narrowest rule holds, and of several tracks the gentlest leads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from piperoll.customers.queries import NoSuchCustomer
from piperoll.foundations.actors import Actor
from piperoll.recovery.set_recovery_stage import NotOfTheLadder
from piperoll.recovery.set_track_rule import OneOrTheOther, set_track_rule
from recovery.reminding import CARE, after, now, owing, stands
from the_day import MONDAY

PICKLE = "Pickle & Sons Ltd"


def test_the_narrowest_rule_holds(morag: Actor, tmp_path: Path) -> None:
    told = {"valid_from": MONDAY, "authority": "Policy", **now(morag, MONDAY)}
    ada = owing(tmp_path, morag, "Ada Lovegrove", "30.00")
    firm = owing(tmp_path, morag, PICKLE, "30.00")
    assert firm.kind == "company"
    assert (stands(ada, after(9)).track, stands(firm, after(9)).track) == ("resident", "commercial")
    set_track_rule(track="statutory", service="TRADE", **told)
    assert (stands(ada, after(9)).track, stands(firm, after(9)).track) == ("statutory", "statutory")
    set_track_rule(track="transport", service="TRADE", customer_kind="company", **told)
    assert (stands(ada, after(9)).track, stands(firm, after(9)).track) == ("statutory", "transport")
    made = set_track_rule(track="employee", customer=ada.reference, **told)
    assert made.what == f"Customer {ada.reference}"
    assert stands(ada, after(9)).track == "employee"


def test_the_gentlest_leads_whoever_owes_on_several(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, "Ada Lovegrove", "30.00")
    owing(tmp_path, morag, "Ada Lovegrove", "9.00", on=date(2026, 11, 24), **CARE)
    row = stands(ada, after(9))
    assert (row.track, row.why) == ("care", "not_yet")


def test_without_a_rule_nothing_goes_and_the_row_says_so(manager: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, manager, "Ada Lovegrove", "30.00")
    row = stands(ada, after(9))
    assert (row.why, row.reason) == ("no_track", "No rule says which track this falls on: see Recovery, Tracks.")
    set_track_rule(track="resident", valid_from=MONDAY, authority="Policy", **now(manager, MONDAY))
    assert stands(ada, after(9)).why == "no_stages"


def test_what_is_no_rule_is_refused(manager: Actor) -> None:
    told = {"valid_from": MONDAY, "authority": "Policy", **now(manager, MONDAY)}
    with pytest.raises(NotOfTheLadder):
        set_track_rule(track="chums", **told)
    with pytest.raises(NotOfTheLadder):
        set_track_rule(track="care", customer_kind="ghost", **told)
    with pytest.raises(OneOrTheOther):
        set_track_rule(track="care", service="ASC", customer="C1", **told)
    with pytest.raises(NoSuchCustomer):
        set_track_rule(track="care", customer="C1", **told)
