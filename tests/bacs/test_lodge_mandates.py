"""Instructions go once, in a file without money, and the first collection waits for the bank."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bacs.collecting import a_payer, at, lodge
from piperoll.bacs import keeping
from piperoll.bacs.lodge_mandates import NothingToLodge
from piperoll.bacs.models import BacsFile
from piperoll.council.models import DatedFigure
from piperoll.direct_debit.cancel_mandate import cancel_mandate
from piperoll.direct_debit.models import Standing
from piperoll.formats.standard18_check import check
from piperoll.formats.standard18_entries import Asked
from piperoll.foundations.actors import Actor
from piperoll.reconciliation.check_books import check_books
from the_day import MONDAY


def test_new_and_cancelled_instructions_are_lodged_once(olive: Actor, tmp_path: Path) -> None:
    mandate = a_payer(tmp_path, olive, "10.00")
    done = lodge(olive)
    assert (done.instructions, done.mandates, done.processing_on) == (1, 1, date(2026, 11, 24))
    standing = Standing.objects.get()
    assert (standing.state, standing.may_collect_from) == ("lodging", date(2026, 12, 8))
    found = check(b"".join(keeping.content(BacsFile.objects.get())), Asked())
    assert found.findings == []
    assert (found.files[0].instructions, found.files[0].contras) == (1, 0)
    with pytest.raises(NothingToLodge):
        lodge(olive)
    cancel_mandate(mandate=mandate.pk, reason="She asked", on=MONDAY, at=at(MONDAY), by=olive)
    assert lodge(olive).instructions == 1
    assert check_books().agrees


def test_whatever_the_figure_says_two_working_days_are_the_least(olive: Actor, tmp_path: Path) -> None:
    a_payer(tmp_path, olive, "10.00")
    DatedFigure.objects.filter(name="first_collection_gap_days").update(value=0)
    assert lodge(olive).may_collect_from == date(2026, 11, 26)
