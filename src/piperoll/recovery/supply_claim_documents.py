"""supply_claim_documents: what somebody asked for in their reply was sent, or why it cannot be was explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.customers.queries import by_reference
from piperoll.foundations.actors import Actor
from piperoll.recovery.claiming import last_letter, steps_of
from piperoll.recovery.models import ClaimDocuments
from piperoll.recovery.protocol import may_claim_from
from piperoll.recovery.record_claim_reply import must_be_since_the_letter
from piperoll.runs import running
from piperoll.safeguards.words import few_words, held


@dataclass(frozen=True)
class ClaimDocumentsSupplied:
    """Documents on record as supplied, and the earliest day of a claim now, if there is one."""

    run: int
    customer: str
    earliest: date | None
    why: str


def supply_claim_documents(
    *, customer: str, words: str, on: date, at: datetime, by: Actor
) -> ClaimDocumentsSupplied:  # fmt: skip
    """Record which documents went that day, or why there are none.

    Raises NoSuchCustomer, NoLetterOfClaim, BeforeTheLetter, WordsMissing, WordsTooLong, CardNumber.
    """
    by.must("supply_claim_documents")
    said = few_words(words, "which documents, or why there are none")
    whose = by_reference(customer)
    with running.act("supply_claim_documents", on=on, at=at, by=by, customer=whose.pk) as run:
        held(whose.pk)
        must_be_since_the_letter(whose, on, on)
        ClaimDocuments.objects.create(customer=whose, words=said, supplied_on=on, run_id=run.id)
        earliest = may_claim_from(steps_of(whose, last_letter(whose)))
        run.finish(said="Documents supplied before a claim", why=said)
    return ClaimDocumentsSupplied(run.id, whose.reference, earliest.day, earliest.why)
