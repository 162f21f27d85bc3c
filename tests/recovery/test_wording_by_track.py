"""Each track is written to in its own words: the letter that leaves has them, and the list said so before it went."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from crediting import somebody
from piperoll.dispatch import post_room
from piperoll.dispatch.finding import copy_of
from piperoll.dispatch.models import Document
from piperoll.foundations.actors import Actor
from piperoll.recovery.letters import words_of
from piperoll.recovery.rules import TRACKS
from piperoll.recovery.set_track_rule import set_track_rule
from piperoll.recovery.wordings import wordings
from recovery.reminding import CARE, after, issue, now, owing, propose, remind, send
from safeguards.people import represent
from the_day import MONDAY

ADA, DAN = "Ada Lovegrove", "Dan Dale"


def read(recipient: str) -> str:
    """What somebody's newest reminder says on paper."""
    document = Document.objects.filter(kind="reminder", recipient=recipient).latest("id")
    pdf = pdfium.PdfDocument(post_room.kept(bytes(copy_of(document.pk).sha256)))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def said(reminder_run: int | None) -> dict[tuple[str, str], list[str]]:
    """(track, stage) → the templates a run says its letters are written in."""
    assert reminder_run is not None
    return {
        (one.track, one.stage): [version.template.name for version in (one.words, *one.others) if version]
        for one in wordings(reminder_run, after(14))
    }


def test_care_is_written_to_gently_and_the_list_says_so_first(morag: Actor, tmp_path: Path) -> None:
    owing(tmp_path, morag, ADA, "60.00", **CARE)
    owing(tmp_path, morag, DAN, "90.00")
    proposed = propose(after(14))
    told = said(proposed.reminder_run)
    assert told["care", "first_notice"][:2] == ["reminder-care", "reminder-care-cy"]
    assert told["resident", "first_notice"][0] == "reminder-first-notice"
    issue(proposed, after(14))
    send(after(14))
    assert "Nobody’s care stops because a bill is not paid" in read(ADA)
    assert "care" not in read(DAN)


def test_a_letter_of_claim_keeps_its_own_words_on_every_track(morag: Actor) -> None:
    for track in TRACKS:
        found = words_of("reminder", "letter_of_claim", track, language="cy", audience="self", on=after(14))
        assert found.template.name == "letter-of-claim-cy", "never the gentle words, and never the plain Welsh ones"


def test_whoever_acts_for_a_customer_reads_words_of_their_track(morag: Actor, tmp_path: Path) -> None:
    ada = owing(tmp_path, morag, ADA, "60.00", **CARE)
    represent(morag, ada.pk, "deputy", on=MONDAY)
    remind(after(14))
    words = read("Mr Piers Quill")
    assert "because you act for Ada Lovegrove" in words
    assert "If you wait for the court" in words


@pytest.mark.parametrize("meanwhile", ["before it is issued", "before it leaves"])
def test_words_of_another_track_do_not_go(morag: Actor, tmp_path: Path, meanwhile: str) -> None:
    dan = owing(tmp_path, morag, DAN, "90.00")
    owing(tmp_path, morag, "Bea Bright", "90.00")
    proposed = propose(after(14))
    moved = {"track": "statutory", "customer": dan.reference, "valid_from": after(14), "authority": "Policy"}
    if meanwhile == "before it is issued":
        set_track_rule(**moved, **now(morag, after(14)))
        assert issue(proposed, after(14)).dropped == 1
    else:
        issue(proposed, after(14))
        set_track_rule(**moved, **now(somebody("manager", "another.manager"), after(14)))
        send(after(14))
        assert "another track" in Document.objects.get(kind="reminder", customer=dan).outbox.reason
