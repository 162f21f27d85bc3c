"""A new council from its own file, once."""

import json
from pathlib import Path

import pytest

from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.council.models import Council, Holiday
from piperoll.foundations.actors import Actor
from piperoll.ledger.models import Account
from piperoll.ledger.set_up_council import CouncilIsSetUp, NotASetUpFile, set_up_council
from the_day import COUNCIL_FILE, MONDAY, MORNING, set_up_anytown
from throwaway_database import Throwaway


def test_anytown_has_its_services_accounts_and_holidays(manager: Actor) -> None:
    assert Council.objects.get().name.startswith("Anytown")
    assert set(Account.objects.exclude(control__in=["", "bank"]).values_list("control", flat=True)) == {
        "debtors", "suspense", "vat_output", "opening", "direct_debit", "collect_fees", "method", "over_short", "refunds",
        "transfers", "write_offs", "interest", "late_fixed", "late_costs",
    }  # fmt: skip
    assert Holiday.objects.filter(on="2026-12-28").exists(), "Boxing Day 2026 is a Saturday, so Monday is the holiday"


def test_a_council_is_set_up_once(manager: Actor) -> None:
    with pytest.raises(CouncilIsSetUp):
        set_up_council(file=COUNCIL_FILE, on=MONDAY, at=MORNING, by=manager)


@pytest.mark.parametrize("council", [{}, {"name": " "}, {"name": "Anytown"}, {"name": None}, []])
def test_a_council_without_a_name_is_none_and_nothing_is_half_set_up(
    books: Throwaway, tmp_path: Path, council: object
) -> None:
    sandy = User.objects.create(username="setting.up", name="Sandy Setter", role="manager")
    file = tmp_path / "council.json"
    file.write_text(json.dumps(json.loads(COUNCIL_FILE.read_text()) | {"council": council}))
    with pytest.raises(NotASetUpFile):
        set_up_council(file=file, on=MONDAY, at=MORNING, by=actor_of(sandy))
    assert not Council.objects.exists()


@pytest.mark.parametrize("content", ["not json", "{}", '{"council": {}}'])
def test_a_file_that_is_not_one_is_refused_and_nothing_is_half_set_up(
    books: object, tmp_path: Path, content: str
) -> None:
    manager = set_up_anytown()
    Council.objects.all().delete()
    file = tmp_path / "council.json"
    file.write_text(content)
    with pytest.raises(NotASetUpFile):
        set_up_council(file=file, on=MONDAY, at=MORNING, by=manager)
    assert not Council.objects.exists()
