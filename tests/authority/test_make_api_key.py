"""A key acts for one person until a day, and nothing that is kept opens the door."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from piperoll.authority.api_keys import actor_with
from piperoll.authority.disable_user import disable_user
from piperoll.authority.make_api_key import ApiKeyMade, BadKeyEnd, NobodyToActFor, NoKeyName, make_api_key
from piperoll.authority.models import ApiKey, User
from piperoll.foundations.actors import Actor, NotPermitted
from the_day import MONDAY, MORNING


@pytest.fixture
def administrator(db: None) -> Actor:
    from piperoll.authority.sign_in import actor_of

    User.objects.create(username="ines", name="Ines Okafor", role="officer")
    return actor_of(User.objects.create(username="pat", name="Pat Frost", role="administrator"))


def made(by: Actor, *, name: str = "Waste bookings", valid_to: date = MONDAY, username: str = "ines") -> ApiKeyMade:
    return make_api_key(username=username, name=name, valid_to=valid_to, on=MONDAY, at=MORNING, by=by)


def test_it_lets_in_the_person_it_acts_for_and_notes_the_day(administrator: Actor) -> None:
    key = made(administrator)
    actor = actor_with(key.secret, on=MONDAY)
    assert actor is not None
    assert (actor.username, "raise_invoices" in actor.may) == ("ines", True)
    assert ApiKey.objects.get().last_used_on == MONDAY


def test_only_a_digest_and_the_beginning_are_kept(administrator: Actor) -> None:
    key = made(administrator)
    kept = ApiKey.objects.get()
    assert key.secret.startswith(kept.shown)
    assert len(key.secret) > len(kept.shown) + 30
    assert key.secret.encode() not in bytes(kept.digest)
    assert key.secret not in repr(key)


def test_no_other_word_opens_the_door(administrator: Actor) -> None:
    key = made(administrator)
    for wrong in ("", key.secret[:-1], key.secret + "x", key.secret.lower(), "piperoll_"):
        assert actor_with(wrong, on=MONDAY) is None


def test_it_opens_nothing_after_its_last_day(administrator: Actor) -> None:
    key = made(administrator)
    assert actor_with(key.secret, on=MONDAY + timedelta(days=1)) is None


def test_it_opens_nothing_for_somebody_who_was_disabled(administrator: Actor) -> None:
    key = made(administrator)
    disable_user(username="ines", on=MONDAY, at=MORNING, by=administrator)
    assert actor_with(key.secret, on=MONDAY) is None
    with pytest.raises(NobodyToActFor):
        made(administrator)


def test_what_is_refused(administrator: Actor) -> None:
    with pytest.raises(NoKeyName):
        made(administrator, name="  ")
    for end in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=367)):
        with pytest.raises(BadKeyEnd):
            made(administrator, valid_to=end)
    assert not ApiKey.objects.exists()
    key = made(administrator)
    ines = actor_with(key.secret, on=MONDAY)
    assert ines is not None
    with pytest.raises(NotPermitted):
        made(ines)
