"""The life of a document, as the documents draw it and the pages tell it."""

from __future__ import annotations

from piperoll.config.environment import CLONE
from piperoll.dispatch.deeds import STATES_IN_WORDS
from piperoll.dispatch.states import DOCUMENT_STATES
from piperoll.web.letters.documents import HAPPENED
from piperoll.web.letters.wording import COLOURS


def test_the_picture_in_the_documents_is_the_life_itself() -> None:
    assert DOCUMENT_STATES.diagram() in (CLONE / "docs" / "user" / "letters.md").read_text()


def test_every_state_and_event_has_its_words() -> None:
    assert set(DOCUMENT_STATES.names) == set(STATES_IN_WORDS) == set(COLOURS)
    assert {event for event, _, _ in DOCUMENT_STATES.moves} == set(HAPPENED)
