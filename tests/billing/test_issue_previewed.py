"""Exactly what was previewed is issued, once, by whoever may, or nothing is."""

from datetime import timedelta
from pathlib import Path

import pytest

from billing.previewed import preview
from piperoll.authority.decide_request import OwnRequest, decide_request
from piperoll.authority.models import User
from piperoll.authority.set_limit import set_limit
from piperoll.authority.sign_in import actor_of
from piperoll.billing.approval import NeedsApproval
from piperoll.billing.issue_previewed import (
    ChangedSincePreview,
    NothingToIssue,
    StalePreview,
    StillWaiting,
    issue_previewed,
)
from piperoll.billing.previewing import IssuedBefore
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.running import AlreadyTakenIn
from the_day import MONDAY, MORNING, ask, bill, charge

WHEN = {"on": MONDAY, "at": MORNING}


def test_what_was_shown_is_what_is_issued(manager: Actor, tmp_path: Path) -> None:
    seen = preview(
        tmp_path, manager, charge("A", "10.00", instalments="3", purchase_order="PO1"),
        charge("B", "0.33", vat_code="S", income_code="TW02"), charge("C", "5.00", description="Misc"),
    )  # fmt: skip
    done = issue_previewed(preview=seen.preview, by=manager, **WHEN)
    assert (done.invoices, done.gross_pence, done.held_back) == (2, seen.gross_pence, 1)
    assert [row.external_id for row in ask("SELECT external_id FROM billing_invoiceline ORDER BY id")] == ["A", "B"]
    assert ask("SELECT count(*) AS many FROM receivables_item")[0].many == 4
    assert "says too little" in ask("SELECT reason FROM runs_runrejection")[0].reason
    assert check_books().agrees


def test_it_is_issued_once_and_the_file_is_billed_by_no_other_way(manager: Actor, tmp_path: Path) -> None:
    seen = preview(tmp_path, manager, charge("A", "10.00"), name="feeder.csv")
    again = preview(tmp_path, manager, charge("A", "10.00"), name="feeder.csv", at=MORNING + timedelta(minutes=1))
    issue_previewed(preview=seen.preview, by=manager, **WHEN)
    with pytest.raises(IssuedBefore):
        issue_previewed(preview=seen.preview, by=manager, **WHEN)
    with pytest.raises(AlreadyTakenIn):
        issue_previewed(preview=again.preview, by=manager, **WHEN)
    with pytest.raises(AlreadyTakenIn):
        bill(tmp_path, manager, charge("A", "10.00"))
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 1


def test_nothing_is_issued_when_one_of_its_charges_was_billed_meanwhile(manager: Actor, tmp_path: Path) -> None:
    seen = preview(tmp_path, manager, charge("A", "10.00"), charge("B", "20.00"))
    raised = bill(tmp_path, manager, charge("B", "20.00"))
    with pytest.raises(
        ChangedSincePreview, match=rf"line 3, external_id B was billed before on invoice {raised.first_number}"
    ):
        issue_previewed(preview=seen.preview, by=manager, **WHEN)
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 1


def test_nothing_is_issued_when_the_rate_of_vat_changed(manager: Actor, tmp_path: Path) -> None:
    seen = preview(tmp_path, manager, charge("A", "10.00", vat_code="S", income_code="TW02"))
    ask("UPDATE council_vatrate SET rate = 0.25 WHERE code = 'S' RETURNING id")
    with pytest.raises(ChangedSincePreview, match=r"it comes to £12.50 now, not £12.00"):
        issue_previewed(preview=seen.preview, by=manager, **WHEN)


def test_a_preview_of_nothing_and_one_too_old_are_not_issued(manager: Actor, tmp_path: Path) -> None:
    nothing = preview(tmp_path, manager, charge("A", "10.00", description="Misc"))
    with pytest.raises(NothingToIssue):
        issue_previewed(preview=nothing.preview, by=manager, **WHEN)
    old = preview(tmp_path, manager, charge("B", "10.00"), on=MONDAY - timedelta(days=40))
    with pytest.raises(StalePreview):
        issue_previewed(preview=old.preview, by=manager, **WHEN)


def test_where_the_council_says_so_somebody_else_approves_it_first(manager: Actor, tmp_path: Path) -> None:
    """Up to £100 an officer bills alone; more is for a manager, and never for whoever asks."""
    officer = actor_of(User.objects.create(username="olive", name="Olive Officer", role="officer"))
    admin = actor_of(User.objects.create(username="ada", name="Ada Admin", role="administrator"))
    limit = {"act": "issue_invoices", "valid_from": MONDAY, "authority": "Scheme of delegation", "by": admin, **WHEN}
    set_limit(up_to_pence=10_000, alone=["officer", "manager"], approvers=["manager"], **limit)
    set_limit(up_to_pence=None, alone=[], approvers=["manager"], **limit)
    small = preview(tmp_path, officer, charge("S", "99.00"))
    assert issue_previewed(preview=small.preview, by=officer, **WHEN).invoices == 1
    with pytest.raises(NeedsApproval, match=r"£150.00 of invoices is for Team manager to approve"):
        bill(tmp_path, officer, charge("A", "150.00"))
    seen = preview(tmp_path, manager, charge("A", "150.00"), name="feeder.csv", at=MORNING + timedelta(minutes=1))
    asked = issue_previewed(preview=seen.preview, by=manager, **WHEN)
    assert asked.first_number is None
    assert asked.request is not None
    with pytest.raises(StillWaiting):
        issue_previewed(preview=seen.preview, by=manager, **WHEN)
    with pytest.raises(OwnRequest):
        decide_request(request=asked.request, decision="approve", by=manager, **WHEN)
    another = actor_of(User.objects.create(username="mo", name="Mo Manager", role="manager"))
    assert "may be issued now" in decide_request(request=asked.request, decision="approve", by=another, **WHEN).done
    assert issue_previewed(preview=seen.preview, by=manager, **WHEN).invoices == 1
    assert check_books().agrees
