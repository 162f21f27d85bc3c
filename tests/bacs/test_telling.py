"""What banks tell us is told to payers: what came back and what happens next, and never to somebody who has died."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bacs.collecting import a_payer, choose, collected, lodge, messages, release, take_in, tell, unpaid
from piperoll.bacs import telling
from piperoll.bacs.models import Advice, Collection
from piperoll.direct_debit.models import Notice
from piperoll.direct_debit.noticing import has_words
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.dispatch.models import Document, Outbox
from piperoll.documents.models import LetterTemplate
from piperoll.documents.rendering.tongues import Tongue
from piperoll.foundations.actors import Actor
from the_day import MONDAY, at

RETURNED_ON = date(2026, 12, 23)


def letters(kind: str) -> list[str]:
    """What the letters of a kind say that is their own, in order."""
    sources = Document.objects.filter(kind=kind).order_by("id").values_list("source_id", flat=True)
    whys = Notice.objects.in_bulk(sources)
    return [whys[one].why for one in sources]


def test_each_payer_hears_what_came_back_and_what_happens_next(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    names = ("Ada Lovegrove", "Basil Budd", "Cora Crisp", "Dev Dhillon")
    payers = [a_payer(tmp_path, olive, "45.00", name=name) for name in names]
    lodge(olive)
    tell(olive)
    release(choose(olive), oscar)
    again, cancelled, held, died = (Collection.objects.get(mandate=payer) for payer in payers)
    done = take_in(tmp_path, olive, unpaid((again, "0"), (cancelled, "1"), (held, "7"), (died, "2")))
    asked = "Your bank did not pay the £45.00 that we asked for on 21 December 2026."
    assert letters("dd_unpaid") == [
        f"{asked} We ask your bank for it once more, by 20 January 2027 at the latest. Please have the money in the account.",
        f"{asked} Your Direct Debit is cancelled. Please pay in another way.",
        f"{asked} We take nothing more until you have talked to us. Please pay in another way.",
    ]
    assert Document.objects.filter(kind="dd_unpaid", recipient="Dev Dhillon").count() == 0
    assert done.exceptions == 1
    task = Advice.objects.exclude(exception="").get()
    assert task.exception.startswith("The payer’s bank says that the payer has died. Nobody was written to")
    assert Advice.objects.get(collection=again).next_step.endswith("A letter tells the payer.")
    dispatch_letters(on=RETURNED_ON, at=at(RETURNED_ON), by=olive, workers=1)
    assert set(Outbox.objects.filter(document__kind="dd_unpaid").values_list("state", flat=True)) == {"sent"}


def test_an_account_moved_cancelled_and_in_force_again_are_told(olive: Actor, tmp_path: Path) -> None:
    moved, cancelled, died = (
        a_payer(tmp_path, olive, "45.00", name=name) for name in ("Ada Lovegrove", "Basil Budd", "Cora Crisp")
    )
    lodge(olive)
    told = {
        moved.reference: {
            "reason_code": "C",
            "payer_new_sort_code": "10-79-99",
            "payer_new_account_number": "88837491",
        },
        cancelled.reference: {"reason_code": "1"},
        died.reference: {"reason_code": "2"},
    }
    report = messages(
        "ADDACS",
        *({"reference": reference, **facts, "effective_date": "2026-12-22"} for reference, facts in told.items()),
    )
    take_in(tmp_path, olive, report)
    assert letters("dd_changed") == [
        "Your bank told us that your account has changed. We use the account below from now on."
    ]
    assert letters("dd_cancelled") == [""]
    assert not Document.objects.filter(recipient="Cora Crisp").exclude(kind="dd_confirmed").exists()
    back = messages(
        "ADDACS", {"reference": cancelled.reference, "reason_code": "R", "effective_date": "2026-12-28"}, number="2"
    )
    take_in(tmp_path, olive, back, name="back.xml", on=date(2026, 12, 29))
    assert letters("dd_changed")[-1] == "Your bank told us that it is in force again."


def test_without_words_a_report_is_applied_all_the_same(olive: Actor, oscar: Actor, tmp_path: Path) -> None:
    taken = collected(tmp_path, olive, oscar, "45.00")
    LetterTemplate.objects.filter(kind="dd_unpaid").update(kind="letter")
    assert not has_words("unpaid", MONDAY)
    assert take_in(tmp_path, olive, unpaid((taken, "0"))).applied == 1
    assert letters("dd_unpaid") == []


def test_every_sentence_has_its_welsh() -> None:
    again = Tongue("cy").again
    sentences = [
        telling.NOT_PAID,
        telling.AGAIN,
        *telling.NEXT.values(),
        *(said for _, said in telling.CHANGES.values() if said),
    ]
    assert not [said for said in sentences if said not in Tongue("cy").words or again(said) == said]
