"""Set-up and users at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from commands.terminal import typed
from piperoll.authority.models import User
from piperoll.authority.sign_in import actor_of
from piperoll.config import signed_in
from piperoll.council.models import Council, Service
from piperoll.foundations.actors import Actor
from piperoll.ledger.set_up_council import CouncilIsSetUp
from the_day import COUNCIL_FILE, set_up_anytown


@pytest.fixture
def sandy(db: None) -> Actor:
    """A team manager of Anytown."""
    return set_up_anytown()


@pytest.fixture
def pat(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """An administrator, signed in at this terminal."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(signed_in, "who", lambda username, **more: "pat")
    return actor_of(User.objects.create(username="pat", name="Pat Quill", role="administrator"))


def test_every_part_of_the_set_up_is_changed_from_the_terminal(sandy: Actor) -> None:
    assert "Parks may send charges as PARKS." in typed("add-service parks Parks", by=sandy).text
    assert "may no longer" in typed("change-service PARKS --stop", by=sandy).text
    assert Service.objects.get(code="PARKS").name == "Parks"
    assert "may send" in typed("change-service parks --start --name", "Parks and pitches", by=sandy).text
    line = "add-income-account PK1 Pitches --service PARKS --nominal 4900 --vat-code S"
    assert "added for PARKS" in typed(line, by=sandy).text
    line = "add-bank-account PORT Harbour --sort-code 08-99-99 --account-number 12345678 --nominal 9003"
    assert "BANK-PORT" in typed(line, by=sandy).text
    assert "is a holiday: Jubilee" in typed("add-holiday 2027-05-10 Jubilee", by=sandy).text
    line = "set-dated-figure payment_terms_days 21 --from 2099-04-01 --authority Policy --service asc"
    assert "Payment terms of ASC: 21 days from 1 April 2099." in typed(line, by=sandy).text
    line = "set-vat-rate S 22 --supply --taxable --from 2099-04-01 --authority Budget"
    assert "22% from 1 April 2099" in typed(line, by=sandy).text


def test_the_councils_details_are_given_as_names_and_values(sandy: Actor) -> None:
    answer = typed("change-council invoice_digits=9 references_checked=false", r"address=Town Hall\nAnytown", by=sandy)
    ours = Council.objects.get()
    assert (ours.invoice_digits, ours.references_checked, ours.address) == (9, False, "Town Hall\nAnytown")
    assert "invoice digits" in answer.text
    assert "so already" in typed("change-council invoice_digits=9", by=sandy).text


def test_a_council_is_set_up_once(db: None) -> None:
    manager = actor_of(User.objects.create(username="m", name="M", role="manager"))
    assert "is set up: 8 services" in typed("set-up-council", COUNCIL_FILE, by=manager).text
    with pytest.raises(CouncilIsSetUp):
        typed("set-up-council", COUNCIL_FILE, by=manager)


def test_people_are_let_in_changed_sent_home_and_helped(pat: Actor) -> None:
    added = typed("add-user ines --role officer --name", "Ines Okafor")
    assert added.data["temporary_password"] in added.text
    assert "was Income officer, is now Team manager." in typed("change-role ines manager", by=pat).text
    assert "may no longer sign in" in typed("disable-user ines", by=pat).text
    assert "may sign in again" in typed("enable-user ines", by=pat).text
    given = typed("reset-password ines", by=pat).data["temporary_password"]
    assert User.objects.get(username="ines").check_password(given)


def test_the_first_needs_nobody_signed_in(db: None, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    assert typed("add-user pat --first --name", "Pat Quill").data["role"] == "administrator"


def test_a_file_of_something_else_is_refused(db: None, tmp_path: Path) -> None:
    manager = actor_of(User.objects.create(username="m", name="M", role="manager"))
    broken = tmp_path / "council.json"
    broken.write_text("{")
    with pytest.raises(Exception, match="is not a council set-up file"):
        typed("set-up-council", broken, by=manager)
