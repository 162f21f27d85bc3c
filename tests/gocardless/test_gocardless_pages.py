"""GoCardless by page: what waits is sent, what happened is asked, payouts are seen; looking is not sending."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from bacs.collecting import INPUT_ON, at
from gocardless.through_gocardless import released
from piperoll.bacs.models import CollectionRun
from piperoll.bacs.withdraw_collection import WithdrawnAlready, withdraw_collection
from piperoll.foundations.actors import Actor
from piperoll.gocardless.models import GocardlessPayment
from piperoll.gocardless.stub import Stub
from web.staff import client_of

HERE = "/direct-debits/gocardless/"


def test_what_waits_is_sent_and_what_happened_is_asked(
    stub: Stub, olive: Actor, oscar: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(tmp_path, stub, olive, oscar, "120.50")
    monkeypatch.setattr(timezone, "localdate", lambda *given: INPUT_ON)
    officer, looker = client_of("officer", "ines"), client_of("auditor", "ann")
    assert "£120.50" in looker.get(HERE).content.decode()
    assert "Send what waits" not in looker.get(HERE).content.decode()
    assert looker.post(f"{HERE}send/").status_code == 403
    sent = officer.post(f"{HERE}send/", follow=True).content.decode()
    assert "1 payment of £120.50 sent." in sent
    assert GocardlessPayment.objects.count() == 1
    assert "Send what waits" not in sent
    assert "known before" in officer.post(f"{HERE}ask/", follow=True).content.decode()
    run = CollectionRun.objects.get().pk
    with pytest.raises(WithdrawnAlready):
        withdraw_collection(collection_run=run, reason="Not sent", on=INPUT_ON, at=at(INPUT_ON), by=oscar)
