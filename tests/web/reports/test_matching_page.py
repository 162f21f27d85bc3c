"""The report on matching: measured with one button, in words and figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from piperoll.foundations.actors import Actor
from receipting.desk_day import suggestions


def test_measured_and_shown(manager: Actor, sign_in: Callable[..., Client], tmp_path: Path) -> None:
    suggestions(tmp_path, manager, many=2)
    client = sign_in("officer")
    assert "Nothing was measured yet." in client.get("/reports/matching/").content.decode()
    page = client.post("/reports/matching/measure/", follow=True).content.decode()
    assert "No suggestion is certain yet: at most 10 in a thousand wrong is not shown by 0 decisions." in page
    assert "Measured:" in page


def test_an_auditor_sees_it_and_measures_nothing(manager: Actor, sign_in: Callable[..., Client]) -> None:
    client = sign_in("auditor")
    assert "Measure the last year" not in client.get("/reports/matching/").content.decode()
    assert client.post("/reports/matching/measure/").status_code == 403
