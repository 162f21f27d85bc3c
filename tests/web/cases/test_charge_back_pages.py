"""Charging a stale debt back by page: who is offered it, who decides, and what a service sees of the register."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from crediting import take_in_sample_limits
from disputes.disputing import of_service, opens
from disputes.test_chase_disputes import chased
from disputes.test_emailing import FIRST, SECOND, THIRD
from disputes.test_request_charge_back import STALE, decides
from piperoll.authority.models import Request
from piperoll.foundations.actors import Actor
from the_day import bill, charge, take_in_letters
from web.reading import said
from web.staff import client_of


@pytest.fixture
def stale(manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A dispute of £30 whose head of service was told yesterday, without an answer."""
    take_in_sample_limits()
    take_in_letters(manager)
    made = bill(tmp_path, manager, charge("B", "100.00", name="Basil Budd"), name="basil.csv")
    dispute = opens(made.first_number or "", amount_pence=30_00).dispute
    for on in (FIRST, SECOND, THIRD):
        chased(on)
    monkeypatch.setattr(timezone, "localdate", lambda *given: STALE)
    return dispute


def test_it_is_offered_asked_decided_and_on_the_register(stale: int) -> None:
    one, ask = f"/disputes/{stale}/", f"/disputes/{stale}/charge-back/"
    officer = client_of("officer", "olive.o")
    assert ask in said(officer, one)
    page = said(officer, ask)
    assert all(words in page for words in ("Comes off", "£30.00", "Who bears it", "Trade waste"))
    assert "Say it in a few words" in said(officer, ask, words=" ")
    assert "£30.00 for Trade waste to bear" in said(officer, ask, words="Asked three times")
    assert ask not in said(officer, one), "it waits for somebody else"
    assert "None was charged back" in said(officer, "/disputes/charged-back/")
    decides(Request.objects.get(act="charge_back").pk)
    register = said(officer, "/disputes/charged-back/")
    assert one in register
    assert "Asked three times" in register
    assert "Charged back to the service" in said(officer, one)


def test_a_service_is_not_offered_it_and_sees_what_it_bears(stale: int) -> None:
    who = of_service("TRADE")
    theirs = client_of("requester", who.username)
    assert "charge-back" not in said(theirs, f"/disputes/{stale}/")
    assert theirs.get(f"/disputes/{stale}/charge-back/").status_code == 403
    said(client_of("officer", "olive.o"), f"/disputes/{stale}/charge-back/", words="Asked three times")
    decides(Request.objects.get(act="charge_back").pk)
    register = said(theirs, "/disputes/charged-back/")
    assert "£30.00" in register
    assert f"/disputes/{stale}/" not in register
    assert "None was charged back" in said(
        client_of("requester", of_service("ASC").username), "/disputes/charged-back/"
    )
