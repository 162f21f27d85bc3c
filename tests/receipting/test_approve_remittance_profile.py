"""Nobody approves the layout they wrote; lists are read by the last one approved, and what they say need not be told."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from formats.spoiling import spoilt
from formats.test_spoilt_files import in_a_sentence
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.formats.table_csv import NotATable
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.receipting.approve_remittance_profile import (
    LayoutApprovedAlready,
    OwnRemittanceProfile,
    approve_remittance_profile,
)
from piperoll.receipting.import_remittance import DoesNotAddUp, NoPayer, NotSaid, RemittanceTaken, import_remittance
from piperoll.receipting.models import Remittance, RemittanceProfileApproval
from piperoll.receipting.remittance_profiles import LayoutNotApproved, NoSuchRemittanceProfile
from piperoll.runs.checking_seals import check_chain
from receipting.remitting import OFFICE, SAMPLES, laid_out
from the_day import MONDAY, MORNING

LIST = SAMPLES / "benefit-office.pdf"


@pytest.fixture
def other(manager: Actor) -> Actor:
    """Somebody else of the team."""
    return actor_of(User.objects.create(username="olive.other", name="Olive Other", role="officer"))


def take(by: Actor, file: Path = LIST, **told: Any) -> RemittanceTaken:
    return import_remittance(file=file, on=MONDAY, at=MORNING, by=by, **({"profile": "OFFICE"} | told))


def approve(by: Actor) -> int:
    return approve_remittance_profile(profile="office", on=MONDAY, at=MORNING, by=by).version


def test_somebody_else_approves_and_the_list_says_all_of_the_payment(manager: Actor, other: Actor) -> None:
    with pytest.raises(NoSuchRemittanceProfile, match="none yet"):
        take(manager)
    first = laid_out(manager)
    with pytest.raises(LayoutNotApproved, match="Nobody has approved"):
        take(manager)
    with pytest.raises(OwnRemittanceProfile):
        approve(manager)
    assert approve(other) == first.version
    with pytest.raises(LayoutApprovedAlready) as again:
        approve(other)
    assert again.value.exit_code == 0
    laid_out(manager)
    done = take(manager)
    kept = Remittance.objects.select_related("text").get(pk=done.remittance)
    assert (done.lines, kept.reference, kept.paid_on) == (8, "TPP-4471902", date(2026, 11, 20))
    assert (kept.total_pence, kept.text.payer_name) == (1254_20, "Anyshire Benefit Office")
    assert check_chain().agrees


def test_what_is_told_of_the_payment_must_be_what_the_list_comes_to(
    manager: Actor, other: Actor, tmp_path: Path
) -> None:
    laid_out(manager, layout=OFFICE | {"payment": "", "paid_on": ""})
    approve(other)
    with pytest.raises(NotSaid, match="payment’s reference or the day it was paid"):
        take(manager)
    told = {"reference": "T1", "paid_on": MONDAY}
    with pytest.raises(DoesNotAddUp, match=r"total is £1,254\.21: £0\.01 too little"):
        take(manager, total_pence=1254_21, **told)
    with pytest.raises(NoPayer):
        take(manager, **told | {"reference": "T" * 41})
    with pytest.raises(NotATable, match="choose the layout"):
        take(manager, profile="", payer="Them", total_pence=1, **told)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(LIST.read_bytes()[:500])
    with pytest.raises(NotATable, match="is not a PDF that can be read"):
        take(manager, torn, **told)
    assert asdict(take(manager, **told))["pence"] == 1254_20


def test_two_people_stand_behind_a_layout_whatever_the_door(manager: Actor, as_superuser: psycopg.Connection) -> None:
    done = laid_out(manager)
    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        RemittanceProfileApproval.objects.create(
            version_id=done.version, written_by_id=manager.user_id, approved_by_id=manager.user_id, run_id=done.run
        )
    assert check_chain().agrees
    as_superuser.execute("SET session_replication_role = replica")
    as_superuser.execute("UPDATE receipting_remittanceprofileversion SET sample_lines = 9")
    assert not check_chain().agrees


@pytest.mark.parametrize("many", [5, pytest.param(300, marks=pytest.mark.slow)])
def test_a_spoilt_list_is_kept_whole_or_refused_in_a_sentence(
    manager: Actor, other: Actor, tmp_path: Path, many: int
) -> None:
    """At the verb's own door: nothing is half kept, whatever became of the file on its way."""
    laid_out(manager)
    approve(other)
    good, dice = LIST.read_bytes(), Random(many)

    def spoil_and_take(content: bytes) -> None:
        spoilt_list = tmp_path / "list.pdf"
        spoilt_list.write_bytes(content)
        kept = Remittance.objects.count()
        try:
            done = take(manager, spoilt_list)
        except Refused:
            assert Remittance.objects.count() == kept
            raise
        row = Remittance.objects.get(pk=done.remittance)
        assert sum(row.lines.values_list("amount_pence", flat=True)) == row.total_pence

    for _ in range(many):
        in_a_sentence(spoil_and_take, spoilt(good, dice))
    assert check_chain().agrees
