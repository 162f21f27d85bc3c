"""Which words a debt is chased in: those for its stage on its track, else its track's, else its stage's, else plain
ones; and what the law asks of a stage before what is kind on a track."""

from __future__ import annotations

from typing import Any

import pytest

from crediting import somebody
from piperoll.documents.approve_template import approve_template
from piperoll.documents.models import LetterTemplate
from piperoll.documents.template_queries import words_for
from piperoll.documents.write_template import AnotherPurpose, NotATemplateKind, NotByTrack, PurposeTaken, write_template
from piperoll.foundations.actors import Actor
from piperoll.recovery.rules import TRACKS
from the_day import MONDAY, MORNING

NOW = {"on": MONDAY, "at": MORNING}


def words(by: Actor, name: str, **purpose: Any) -> None:
    """Words that say their own name, written by one and approved by another."""
    told = {"kind": "reminder", "subject": name, "body": f"These are {name}.", **purpose}
    made = write_template(name=name, **told, **NOW, by=by)
    approve_template(name=name, number=made.number, **NOW, by=somebody("manager", "another.manager"))


def chosen(track: str, stage: str, language: str = "en", audience: str = "self") -> str:
    found = words_for("reminder", language=language, audience=audience, stage=stage, track=track, on=MONDAY)
    return found.template.name


def test_the_most_particular_words_go_first(manager: Actor) -> None:
    words(manager, "plain")
    words(manager, "final", stage="final_notice")
    words(manager, "care", track="care")
    words(manager, "care-final", track="care", stage="final_notice")
    assert chosen("care", "final_notice") == "care-final"
    assert chosen("care", "reminder") == "care", "the track's before the plain ones"
    assert chosen("resident", "final_notice") == "final"
    assert chosen("resident", "reminder") == "plain"
    assert chosen("care", "final_notice", "cy", "representative") == "care-final", "no Welsh, no other reader's"


def test_a_tracks_words_go_before_its_stages_but_not_before_what_the_law_asks(manager: Actor) -> None:
    words(manager, "care", track="care")
    for stage in ("final_notice", "before_action", "letter_of_claim"):
        words(manager, stage.replace("_", "-"), stage=stage)
    assert chosen("care", "final_notice") == "care"
    assert chosen("care", "before_action") == "before-action"
    assert chosen("care", "letter_of_claim") == "letter-of-claim"


def test_a_reader_has_words_meant_for_them_before_their_track(manager: Actor) -> None:
    words(manager, "care", track="care")
    words(manager, "plain-representative", audience="representative")
    words(manager, "plain-cy", language="cy")
    assert chosen("care", "reminder", audience="representative") == "plain-representative"
    assert chosen("care", "reminder", "cy") == "plain-cy"


def test_a_purpose_is_of_one_track_and_only_reminders_have_one(manager: Actor) -> None:
    told = {"kind": "reminder", "subject": "Hello", "body": "Hello.", **NOW, "by": manager}
    write_template(name="care", track="care", **told)
    write_template(name="plain", **told)
    with pytest.raises(PurposeTaken, match="care already says"):
        write_template(name="care-2", track="care", **told)
    with pytest.raises(AnotherPurpose, match="care and other sensitive debts"):
        write_template(name="care", track="resident", **told)
    with pytest.raises(NotByTrack):
        write_template(name="bill", track="care", **{**told, "kind": "invoice"})
    with pytest.raises(NotATemplateKind, match="track of template"):
        write_template(name="odd", track="garden", **told)


def test_words_know_the_tracks_recovery_knows() -> None:
    assert dict(LetterTemplate.TRACKS) == {LetterTemplate.ANY_TRACK: "Any track", **TRACKS}
