"""A flag needs evidence, an owner and a review; stands once; and a child's ends by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError

from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.runs.models import Run
from piperoll.safeguards.models import Flag
from piperoll.safeguards.raise_flag import (
    DayAhead,
    DayMissing,
    FlaggedAlready,
    FlagTold,
    NobodyOwns,
    NoLongerAMinor,
    NoSuchFlag,
    NoSuchInsolvency,
    ReviewTooSoon,
    raise_flag,
)
from piperoll.safeguards.rules import last_day_as_a_minor, last_day_of_breathing_space
from piperoll.safeguards.words import CardNumber, WordsMissing, WordsTooLong
from safeguards.people import flag, somebody
from the_day import MONDAY, MORNING


def test_a_flag_keeps_its_evidence_owner_review_and_who_raised_it(manager: Actor) -> None:
    customer = somebody(manager)
    raised = Flag.objects.get(pk=flag(manager, customer, "vulnerable"))
    assert (raised.evidence, raised.owner, raised.review_on) == (
        "A letter of 20 November",
        manager.username,
        date(2027, 2, 21),
    )
    run = Run.objects.get(pk=raised.run_id)
    assert (run.by_username, run.inputs["customer"], run.totals["said"]) == (
        manager.username, customer, "Flag raised: vulnerable",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"kind": "famous"}, NoSuchFlag),
        ({"kind": "deceased"}, DayMissing),
        ({"kind": "deceased", "happened_on": MONDAY + timedelta(days=1)}, DayAhead),
        ({"kind": "insolvent", "happened_on": MONDAY, "insolvency": "broke"}, NoSuchInsolvency),
        ({"kind": "minor", "happened_on": date(2008, 11, 23)}, NoLongerAMinor),
        ({"kind": "gone_away", "review_on": MONDAY}, ReviewTooSoon),
        ({"kind": "gone_away", "owner": "nobody.here"}, NobodyOwns),
        ({"kind": "gone_away", "evidence": "  "}, WordsMissing),
        ({"kind": "gone_away", "evidence": "x" * 10_000}, WordsTooLong),
        ({"kind": "gone_away", "evidence": "Paid by 4111 1111 1111 1111"}, CardNumber),
        ({"kind": "vulnerable", "needs": ""}, WordsMissing),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(
    manager: Actor, facts: dict[str, Any], refusal: type
) -> None:
    customer = somebody(manager)
    told = FlagTold(**({"evidence": "A call", "review_on": MONDAY + timedelta(days=9)} | facts))
    with pytest.raises(refusal):
        raise_flag(customer=customer, told=told, on=MONDAY, at=MORNING, by=manager)
    assert not Flag.objects.exists()
    assert not Run.objects.filter(verb="raise_flag").exists()


def test_the_same_flag_stands_once(manager: Actor) -> None:
    customer = somebody(manager)
    flag(manager, customer, "gone_away")
    with pytest.raises(FlaggedAlready) as refused:
        flag(manager, customer, "gone_away")
    assert refused.value.exit_code == 0
    assert Flag.objects.count() == 1


def test_a_child_comes_of_age_by_itself(manager: Actor) -> None:
    customer = somebody(manager)
    raised = Flag.objects.get(pk=flag(manager, customer, "minor", happened_on=date(2012, 2, 29)))
    assert raised.valid_to == date(2030, 2, 28)
    assert last_day_as_a_minor(date(2010, 5, 6)) == date(2028, 5, 5)
    assert last_day_of_breathing_space(date(2026, 11, 2)) == date(2026, 12, 31)


def test_a_flag_is_never_edited(manager: Actor) -> None:
    raised = Flag.objects.get(pk=flag(manager, somebody(manager), "restricted"))
    raised.evidence = "Something else"
    with pytest.raises(ProgrammingError):
        raised.save()


def test_an_auditor_raises_none(manager: Actor) -> None:
    from dataclasses import replace

    from piperoll.authority.rules import ROLES

    auditor = replace(manager, role="auditor", may=ROLES["auditor"].may)
    with pytest.raises(NotPermitted):
        flag(auditor, 1, "restricted")
