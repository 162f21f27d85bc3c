"""Letters and texts an officer writes become documents in the outbox: one for each reader, with the words they were
shown."""

from __future__ import annotations

from dataclasses import dataclass

from piperoll.customers.models import Customer
from piperoll.dispatch.composing import Composed, NotAsShown, NotOfThatKind, compose
from piperoll.dispatch.models import Document, Message, Outbox
from piperoll.documents.template_queries import template_called
from piperoll.runs.running import RunInHand


@dataclass(frozen=True)
class Written:
    """A letter or text to so many readers, waiting for the next dispatch; `documents` are their numbers."""

    run: int
    documents: list[int]
    to: list[str]


def write(kind: str, *, customer: Customer, template: str, stage: str, seen: str, run: RunInHand) -> Written:
    """Write one inside a deed's transaction. `seen` is the seal of what was shown; without one it is not asked.

    Raises NoSuchTemplate, NoSuchStage, NotOfThatKind, NotAsShown, and what `compose` refuses.
    """
    found = template_called(template)
    if found.kind != kind:
        raise NotOfThatKind(name=found.name, kind=kind)
    composed = compose(found, customer, stage=stage, on=run.effective_on)
    if seen and seen != composed.seal:
        raise NotAsShown()
    return Written(run.id, list(_documents(composed, run)), [one.route.name for one in composed.readers])


def _documents(composed: Composed, run: RunInHand) -> list[int]:
    made = []
    for one in composed.readers:
        message = Message.objects.create(
            kind=composed.kind, customer=composed.customer, version=one.version,
            language=one.version.template.language, words=one.words.keep(), written_on=run.effective_on, run_id=run.id,
        )  # fmt: skip
        there = one.route
        document = Document.objects.create(
            kind=composed.kind, source_id=message.pk, number=f"{composed.kind.upper()}-{message.pk}",
            customer=composed.customer, person_id=there.person, representative_id=there.representative or 0,
            audience=one.audience, stage=composed.stage, recipient=there.name,
            why=there.why, lines="\n".join(there.lines),
            postcode=there.postcode, email=there.email, phone=there.phone, channel=there.channel,
            language=there.language, format=there.format, amount_pence=0, dated=run.effective_on, prepared_at=run.at,
            run_id=run.id,
        )  # fmt: skip
        Outbox.objects.create(document=document, batch_id=run.id, channel=there.channel)
        made.append(document.pk)
    return made
