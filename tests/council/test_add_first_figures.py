"""A council set up by an older Piperoll lacks figures, templates and limits: it is told, and one act adds what there is."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from piperoll.authority.models import Limit
from piperoll.council.add_first_figures import SHIPPED, FiguresStand, add_first_figures
from piperoll.council.figures import figure
from piperoll.council.models import DatedFigure
from piperoll.council.rules import FIGURES
from piperoll.documents.load_templates import load_templates
from piperoll.reporting.set_up_gaps import gaps
from the_day import MONDAY


def lacking(kind: str) -> set[str]:
    return {one.name for one in gaps(MONDAY) if one.kind == kind}


def test_every_first_value_is_one_that_piperoll_takes() -> None:
    for told in json.loads(SHIPPED.read_text()):
        assert FIGURES[told["name"]].takes(Decimal(told["value"])), told
        assert told["authority"], told


def test_only_what_is_missing_begins_today_and_is_to_be_checked(now: dict[str, Any]) -> None:
    DatedFigure.objects.filter(name__in=["silent_cycles", "simplified_invoice_pounds"]).delete()
    before = DatedFigure.objects.count()
    assert lacking("figure") == {"silent_cycles", "simplified_invoice_pounds"}
    assert add_first_figures(**now).names == ["simplified_invoice_pounds", "silent_cycles"]
    assert not lacking("figure")
    assert DatedFigure.objects.count() == before + 2
    row = DatedFigure.objects.get(name="silent_cycles")
    assert (row.valid_from, row.value, row.to_verify) == (MONDAY, 2, True)
    assert figure("simplified_invoice_pounds", MONDAY.replace(year=2020)) == 250
    with pytest.raises(FiguresStand):
        add_first_figures(**now)


def test_a_figure_to_come_is_no_gap_and_one_that_ended_is(now: dict[str, Any]) -> None:
    DatedFigure.objects.filter(name="late_billing_days").update(valid_from=MONDAY.replace(year=2027))
    assert not lacking("figure")
    DatedFigure.objects.filter(name="late_billing_days").update(
        valid_from=MONDAY.replace(year=2020), valid_to=MONDAY.replace(day=1)
    )
    assert lacking("figure") == {"late_billing_days"}


def test_what_nobody_may_decide_is_told_and_only_the_council_can_say(now: dict[str, Any]) -> None:
    assert {"late_billing", "care_backdating", "credit_note"} <= lacking("limit")
    assert "issue_invoices" not in lacking("limit")  # without limits, whoever bills may issue
    Limit.objects.create(act="late_billing", approvers=["manager"], valid_from=MONDAY, authority="Policy")
    assert "late_billing" not in lacking("limit")
    assert not any(one.can_be_added for one in gaps(MONDAY) if one.kind == "limit")


def test_templates_are_a_gap_until_they_are_loaded(now: dict[str, Any]) -> None:
    assert lacking("template")
    load_templates(**now)
    assert not lacking("template")
