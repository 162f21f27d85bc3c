"""Credit notes go the way bills go: once, to whoever hears, by post or with an email; a bar on sending them holds them."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from crediting import credit, take_in_sample_limits
from dispatch.letters import caught, person, prepare, send, states, to
from piperoll.billing.models import CreditNote
from piperoll.dispatch.prepare_letters import NothingToPrepare
from piperoll.foundations.actors import Actor


def test_a_credit_note_by_post_and_one_by_email(billed: int, manager: Actor, post_room: Path) -> None:
    take_in_sample_limits()
    for name in ("Ada", "Ben"):
        credit(person(name).invoices.get().number, amount_pence=5_00)  # type: ignore[attr-defined]
    made = prepare(manager, kind="credit_note")
    assert (made.sources, made.sources_pence, made.post, made.email) == (2, 10_00, 1, 1)
    sent = send(manager)
    assert (sent.posted, sent.emailed, sent.pulled) == (1, 1, 0)
    assert states() == {"Ada": "sent", "Ben": "sent"}
    assert to("Ada").number == CreditNote.objects.get(customer=person("Ada")).number
    (file,) = caught()
    said = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    assert isinstance(said, EmailMessage)
    (attached,) = said.iter_attachments()
    assert attached.get_content().startswith(b"%PDF-")
    with pytest.raises(NothingToPrepare):
        prepare(manager, kind="credit_note")
