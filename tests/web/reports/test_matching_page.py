"""The report on matching: measured with one button, in words and figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from piperoll.foundations.actors import Actor
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.measure_matching import measure_matching
from receipting.desk_day import suggestions
from the_day import MONDAY, MORNING, ask, bank, bill, charge, paid, statement


def test_measured_and_shown(manager: Actor, sign_in: Callable[..., Client], tmp_path: Path) -> None:
    suggestions(tmp_path, manager, many=2)
    client = sign_in("officer")
    assert "Nothing was measured yet." in client.get("/reports/matching/").content.decode()
    page = client.post("/reports/matching/measure/", follow=True).content.decode()
    assert "No suggestion is certain yet: at most 10 in a thousand wrong is not shown by 0 decisions." in page
    assert "Measured:" in page


def test_a_short_record_shows_how_wrong_it_may_truly_be(
    manager: Actor, sign_in: Callable[..., Client], tmp_path: Path
) -> None:
    """Nobody found either of two wrong; that says little, and the page says how little."""
    bill(tmp_path, manager, charge("A", "10.00"), charge("B", "11.00"))
    numbers = [row.number for row in ask("SELECT number FROM billing_invoice ORDER BY id")]
    bank(
        tmp_path, manager, statement(*(paid(sum_, one) for sum_, one in zip(("10.00", "11.00"), numbers, strict=True)))
    )
    allocate_receipts(on=MONDAY, at=MORNING, by=manager)
    measure_matching(on=MONDAY, at=MORNING, by=manager)
    page = sign_in("officer").get("/reports/matching/").content.decode()
    assert "of 2 placed alone found wrong later: allowing for chance, at worst 657.63 in a thousand" in page


def test_an_auditor_sees_it_and_measures_nothing(manager: Actor, sign_in: Callable[..., Client]) -> None:
    client = sign_in("auditor")
    assert "Measure the last year" not in client.get("/reports/matching/").content.decode()
    assert client.post("/reports/matching/measure/").status_code == 403
