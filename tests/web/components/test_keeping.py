"""A chosen file is chosen once: it comes back with its form, for two hours, by a word that only we can write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from piperoll.billing.models import Invoice
from piperoll.dispatch.post_room import folder
from piperoll.formats import feeder_csv
from piperoll.foundations.actors import Actor
from piperoll.web.components.keeping import keep, taken_up
from the_day import charge

PAGE = "/raise-invoices/"


def feeder() -> SimpleUploadedFile:
    return SimpleUploadedFile("trade-waste.csv", feeder_csv.write([charge("A", "12.00")]).encode())


def test_a_form_that_comes_back_has_the_file_still(manager: Actor, sign_in: Callable[[str], Client]) -> None:
    browser, told = sign_in("manager"), {"on_day": "31", "on_month": "2", "on_year": "2026", "lines": "1"}
    page = browser.post(PAGE, told | {"feeder": feeder()}).content.decode()
    assert "must be a real date" in page
    assert "You chose <strong>trade-waste.csv</strong>" in page
    (word,) = re.findall(r'name="feeder_kept" value="([^"]+)"', page)
    told |= {"on_day": "23", "on_month": "11", "feeder_kept": word}
    again = browser.post(PAGE, told | {"lines": "2"}).content.decode()
    assert "holds 1 lines" in again
    assert 'name="feeder_kept"' in again
    assert browser.post(PAGE, told).status_code == 302
    assert Invoice.objects.count() == 1


def test_no_other_word_opens_anything() -> None:
    for word in ("", "x", signing.dumps(["../secret", "a.csv", ""], salt="another salt")):
        assert taken_up(word) is None


def test_its_time_is_over_after_two_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: Any = keep(feeder())
    assert taken_up(kept.word) is not None
    real = __import__("time").time
    monkeypatch.setattr("time.time", lambda: real() + 7201)
    assert taken_up(kept.word) is None
    keep(feeder())
    assert len(list(folder("chosen").iterdir())) == 1


def test_nothing_is_kept_of_an_empty_file_or_of_none() -> None:
    assert keep(SimpleUploadedFile("empty.csv", b"")) is None
    assert keep(None) is None
