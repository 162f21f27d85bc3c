"""What a household tells us is chosen and entered by somebody: the form supposes nothing and drops nothing."""

from __future__ import annotations

from piperoll.web.arrangements.household_forms import HouseholdForm

TOLD = {
    "told_by": "Herself", "adults": "1", "under_14": "0", "from_14": "0", "vehicles": "0", "tenure": "rents",
    "employment": "works",
}  # fmt: skip


def test_where_they_live_and_work_is_never_supposed() -> None:
    assert HouseholdForm(TOLD).is_valid()
    form = HouseholdForm(TOLD | {"tenure": "", "employment": ""})
    assert not form.is_valid()
    assert {"tenure", "employment"} <= form.errors.keys()


def test_somebody_they_owe_without_a_sum_is_asked_about_and_not_dropped() -> None:
    form = HouseholdForm(TOLD | {"debt_2": "Catalogue"})
    assert not form.is_valid()
    assert form.errors["debt_2_pence"] == ["Enter how much they owe Catalogue"]
    form = HouseholdForm(TOLD | {"debt_2": "Catalogue", "debt_2_pence": "27"})
    assert form.is_valid()
    assert form.told().debts == [("Catalogue", 27_00)]
