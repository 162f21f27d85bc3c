"""A life drawn as a table."""

import pytest

from piperoll.foundations.states import LifeStory, NotFromHere

DOOR = LifeStory("the door", (("open", "shut", "open"), ("shut", "open", "shut"), ("lock", "shut", "locked")))


def test_an_event_leads_where_the_table_says() -> None:
    assert DOOR.after("open", "shut") == "open"
    assert DOOR.names == ("shut", "open", "locked")


def test_an_event_that_cannot_happen_now_is_refused_in_words() -> None:
    with pytest.raises(NotFromHere, match="the door is open, so it cannot lock now"):
        DOOR.after("lock", "open")


def test_the_picture_holds_every_move() -> None:
    assert DOOR.diagram().count("-->") == 3
