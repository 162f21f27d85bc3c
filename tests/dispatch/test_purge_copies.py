"""Copies past their time go, and only those: never of somebody with a hold, a debt or a question; their trace stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from crediting import credit, take_in_sample_limits
from dispatch.letters import LATER, now, person, prepare, send, to
from piperoll.billing.models import Invoice
from piperoll.dispatch import purge_copies as purging
from piperoll.dispatch.finding import CopyPurged, documents_of
from piperoll.dispatch.models import Copy, Purge
from piperoll.dispatch.purge_copies import NotAsCounted, NothingToPurge, due, purge_copies
from piperoll.dispatch.reprint_document import reprint_document
from piperoll.dispatch.send_letter import send_letter
from piperoll.foundations.actors import Actor, NotPermitted
from piperoll.receivables.models import ItemBalance
from piperoll.runs.checking_seals import check_chain
from piperoll.safeguards.place_hold import place_hold
from the_day import ask

LAST = date(2033, 3, 31)
THEN, THEN_AT = LAST + timedelta(days=1), datetime(2033, 4, 1, 9, tzinfo=UTC)


def purge(by: Actor, seen: int) -> Any:
    return purge_copies(seen=seen, on=THEN, at=THEN_AT, by=by)


def settled() -> None:
    """Nobody owes anything."""
    ItemBalance.objects.update(open_pence=0)


def files(post_room: Path) -> int:
    return sum(one.is_file() for one in (post_room / "copies").rglob("*"))


@pytest.fixture
def sent(billed: int, manager: Actor) -> Actor:
    """Ada's letter, Ben's and Cai's emails: five copies."""
    prepare(manager)
    send(manager)
    return manager


def test_what_is_past_its_time_goes_and_its_trace_stays(sent: Actor, post_room: Path) -> None:
    settled()
    assert (due(LAST).copies, due(THEN).copies, due(THEN).oldest) == (0, 5, LAST)
    digest = bytes(Copy.objects.get(document=to("Ada")).sha256)
    purged = purge(sent, 5)
    assert (purged.copies, purged.files, files(post_room)) == (5, 5, 0)
    with pytest.raises(CopyPurged, match=digest.hex()):
        reprint_document(document=to("Ada").pk, **now(sent, LATER))
    assert documents_of(customer=person("Ada").pk, most=9)[0].copy_id is None
    assert Copy.objects.count() == 5
    assert check_chain().agrees
    with pytest.raises(NothingToPurge):
        purge(sent, 0)


def test_a_debt_a_hold_and_a_question_keep_them(sent: Actor, post_room: Path) -> None:
    assert due(THEN).held == {"still_open": 5}
    settled()
    told = {"on": THEN, "at": THEN_AT, "by": sent}
    place_hold(customer=person("Ada").pk, kind="other", until=THEN + timedelta(days=9), note="A claim", **told)
    take_in_sample_limits()
    number = Invoice.objects.get(customer=person("Ben")).number
    assert credit(number, by="assistant", amount_pence=500).state == "waiting"
    assert due(THEN).held == {"on_hold": 1, "asked_about": 2}
    assert purge(sent, 2).copies == 2
    assert files(post_room) == 3


def test_what_was_shown_is_what_goes(sent: Actor) -> None:
    settled()
    with pytest.raises(NotAsCounted, match="5 copies would be purged now, not the 4"):
        purge(sent, 4)
    assert not Purge.objects.exists()


def test_bytes_that_another_copy_keeps_stay(sent: Actor, post_room: Path) -> None:
    settled()
    old = Copy.objects.get(document=to("Ada"))
    Copy.objects.create(
        document=to("Ben"), media="application/pdf", sha256=old.sha256, size=old.size, made_at=old.made_at,
        keep_until=THEN + timedelta(days=365), run=old.run,
    )  # fmt: skip
    assert (purge(sent, 5).files, files(post_room)) == (4, 1)


def test_the_words_of_a_letter_go_with_its_copy(billed: int, manager: Actor, post_room: Path) -> None:
    send_letter(customer=person("Ada").pk, template="account-letter", **now(manager))
    send(manager)
    settled()
    assert files(post_room) == 2
    assert (purge(manager, 1).files, files(post_room)) == (2, 0)


def test_killed_between_the_books_and_the_files_it_ends_what_it_began(
    sent: Actor, post_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled()

    def killed(digest: bytes) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(purging.post_room, "erase", killed)
        with pytest.raises(KeyboardInterrupt):
            purge(sent, 5)
    assert (Purge.objects.count(), files(post_room)) == (5, 5)
    purge(sent, 5)
    assert files(post_room) == 0


@pytest.mark.django_db(transaction=True)
def test_no_purge_is_undone_in_silence(sent: Actor, as_owner: psycopg.Connection) -> None:
    settled()
    purge(sent, 5)
    as_owner.execute("ALTER TABLE dispatch_purge DISABLE TRIGGER append_only")
    as_owner.execute("DELETE FROM dispatch_purge WHERE copy_id = (SELECT min(copy_id) FROM dispatch_purge)")
    as_owner.execute("ALTER TABLE dispatch_purge ENABLE TRIGGER append_only")
    assert not check_chain().agrees


def test_an_assistant_purges_nothing_and_no_copy_goes_twice(sent: Actor) -> None:
    from dataclasses import replace

    from piperoll.authority.rules import ROLES

    settled()
    with pytest.raises(NotPermitted):
        purge(replace(sent, role="assistant", may=ROLES["assistant"].may), 5)
    purge(sent, 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Purge.objects.create(
            copy=Copy.objects.all()[0], purged_on=THEN, run_id=ask("SELECT min(id) AS id FROM runs_run")[0].id
        )
