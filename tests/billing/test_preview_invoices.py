"""A preview says who, what, how much and what looks wrong, and bills nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from billing.previewed import a_year_of_bins, preview
from piperoll.billing.previewing import NoSuchPreview, get, invoices_of
from piperoll.billing.raise_invoices import Expected, TotalsDiffer
from piperoll.billing.set_gate_rule import set_gate_rule
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.runs.running import AlreadyTakenIn
from the_day import MONDAY, MORNING, ask, bill, charge, set_up_anytown

WHEN = {"on": MONDAY, "at": MORNING}


def test_it_says_who_and_how_much_and_bills_nothing(manager: Actor, tmp_path: Path) -> None:
    seen = preview(tmp_path, manager, charge("A", "10.00"), charge("B", "20.00"), charge("C", "1.00", income_code="XX"))
    assert (seen.lines_in, seen.lines_rejected, seen.lines_flagged, seen.invoices) == (3, 1, 0, 2)
    assert (seen.gross_pence, seen.new_customers) == (3000, 1)
    assert [row.customer for row in invoices_of(seen.preview, most=9)] == ["Pickle & Sons Ltd"] * 2
    assert ask("SELECT count(*) AS many FROM billing_invoice")[0].many == 0
    assert ask("SELECT count(*) AS many FROM customers_customer")[0].many == 0
    assert (
        ask("SELECT coalesce(max(next_number), 1) AS next FROM runs_numberseries WHERE name = 'invoice'")[0].next == 1
    )


def test_the_same_file_may_be_looked_at_again_until_it_is_billed(manager: Actor, tmp_path: Path) -> None:
    preview(tmp_path, manager, charge("A", "10.00"))
    preview(tmp_path, manager, charge("A", "10.00"), at=MORNING + timedelta(minutes=1))
    bill(tmp_path, manager, charge("A", "10.00"))
    with pytest.raises(AlreadyTakenIn):
        preview(tmp_path, manager, charge("A", "10.00"), at=MORNING + timedelta(minutes=2))


@pytest.mark.parametrize(
    ("odd", "says"),
    [
        ({"description": "Misc"}, "says too little"),
        ({"description": "12345"}, "says too little"),
        ({"name": "The Occupier"}, "is nobody's name"),
        ({"unit_price": "1000.00"}, "usually bills about £10.4"),
        ({"unit_price": "0.10"}, "usually bills about £10.4"),
        ({"period_from": "2025-01-01", "period_to": "2026-07-31"}, "more than 90 days ago"),
    ],
)
def test_what_looks_wrong_waits_with_its_reason(manager: Actor, tmp_path: Path, odd: dict[str, str], says: str) -> None:
    """The last is Cornwall's: twenty months in one bill are looked at before they are sent."""
    a_year_of_bins(tmp_path, manager)
    seen = preview(tmp_path, manager, charge("GOOD", "10.10"), charge("ODD", "10.20") | odd)
    assert (seen.invoices, seen.lines_flagged, seen.lines_rejected) == (1, 1, 0)
    (flagged,) = invoices_of(seen.preview, most=9, flagged=True)
    assert says in flagged.reasons


def test_the_same_sum_for_the_same_period_under_another_name_is_seen(manager: Actor, tmp_path: Path) -> None:
    month = {"period_from": "2026-10-01", "period_to": "2026-10-31"}
    raised = bill(tmp_path, manager, charge("A", "10.00", **month))
    seen = preview(
        tmp_path,
        manager,
        charge("A-AGAIN", "10.00", **month),
        charge("B", "10.00", **month | {"period_to": "2026-10-30"}),
    )
    (flagged,) = invoices_of(seen.preview, most=9, flagged=True)
    assert seen.lines_flagged == 1
    assert f"is on invoice {raised.first_number}" in flagged.reasons


def test_an_income_code_that_changes_its_vat_is_seen(manager: Actor, tmp_path: Path) -> None:
    ask("UPDATE ledger_account SET vat_code = '' WHERE code = 'TW01' RETURNING id")
    a_year_of_bins(tmp_path, manager)
    seen = preview(tmp_path, manager, charge("A", "10.00", vat_code="S"))
    assert "its last 40 charges carried N" in invoices_of(seen.preview, most=9, flagged=True)[0].reasons


def test_one_flagged_line_flags_its_whole_invoice(manager: Actor, tmp_path: Path) -> None:
    group = {"invoice_group": "G"}
    seen = preview(tmp_path, manager, charge("A", "10.00", **group), charge("B", "5.00", description="Misc", **group))
    assert (seen.invoices, seen.lines_flagged) == (0, 2)


def test_a_rule_sends_such_charges_back_however_they_are_billed(manager: Actor, tmp_path: Path) -> None:
    rule = {"valid_from": MONDAY, "authority": "Income policy", "by": manager, **WHEN}
    set_gate_rule(check="description", action="reject", service="TRADE", **rule)
    odd = charge("A", "10.00", description="Misc")
    seen = preview(tmp_path, manager, odd, charge("B", "10.00"))
    assert (seen.lines_rejected, seen.lines_flagged) == (1, 0)
    raised = bill(tmp_path, manager, odd, charge("B", "10.00"))
    assert (raised.lines_billed, raised.lines_rejected) == (1, 1)
    assert "says too little" in ask("SELECT reason FROM runs_runrejection WHERE run_id = " + str(raised.run))[0].reason


def test_a_rule_lets_them_through(manager: Actor, tmp_path: Path) -> None:
    set_gate_rule(check="description", action="allow", valid_from=MONDAY, authority="x", by=manager, **WHEN)
    assert preview(tmp_path, manager, charge("A", "10.00", description="Misc")).invoices == 1


def test_a_file_cut_short_is_noticed_here_too(manager: Actor, tmp_path: Path) -> None:
    with pytest.raises(TotalsDiffer):
        preview(tmp_path, manager, charge("A", "10.00"), expected=Expected(lines=2))


def test_there_must_be_such_a_preview(manager: Actor) -> None:
    with pytest.raises(NoSuchPreview):
        get(99)


def test_an_auditor_may_not(books: object, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        preview(tmp_path, set_up_anytown("auditor"), charge("A", "1.00"), on=date(2026, 11, 23))
