"""Notices to agents, worded as they are written and sent by dispatch; by email where an agent has one, else by post.

They name the account and no person: an agent finds who it is in the papers they have. Why somebody is protected is said
only as far as an agent must know it; that a moratorium is of a mental health crisis is nobody’s business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from piperoll.cases.models import AgentNotice, Handover
from piperoll.dispatch import kinds
from piperoll.dispatch.models import Document, Outbox
from piperoll.dispatch.words import Words
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.rendering.dates import long_date
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.foundations.money import pounds
from piperoll.runs.models import Run

KIND, ACT, AUDIENCE = "agent_notice", "tell_agent", "agent"
_MORATORIUM = (
    "a breathing space moratorium protects them from today. Until we write again the law forbids you to ask them for "
    "payment, contact them about the debt, or take any step to enforce it (SI 2020/1311, regulations 7 and 12)"
)
WHY = {
    "upheld": "they were found right about it",
    "breathing_space": _MORATORIUM,
    "mental_health_crisis": _MORATORIUM,
    "deceased": "they have died",
    "insolvent": "they are insolvent",
    "minor": "they are under 18",
    "paid": "all of it is paid",
    "over": "the time you had it for is over",
    "asked": "we take it on again ourselves",
    "vulnerable": "they are to be treated with particular care, and we look at it with them",
    "dispute": "they dispute what they owe",
    "complaint": "they have complained, and we look into it",
    "debt_advice": "they take advice about their debts",
}
"""Why, as an agent is told it; what is not here is told as a thing that we look into."""


def register() -> None:
    """Make the notices known to dispatch."""
    kinds.register(
        kinds.Kind(KIND, ACT, drawn, facts=lambda sources, on: {}, newest=lambda customer: None, words=words_of)
    )


def write(handovers: Iterable[Handover], what: str, why: str, *, run: Run) -> int:
    """Put a notice to each agent on its way, inside a deed; how many. Whoever is of the council is not written to."""
    from_us = [one for one in handovers if one.email or one.postcode]
    made = AgentNotice.objects.bulk_create(_worded(one, what, why, run) for one in from_us)
    documents = Document.objects.bulk_create(
        _document(one, notice, run) for one, notice in zip(from_us, made, strict=True)
    )
    Outbox.objects.bulk_create(Outbox(document=one, batch_id=run.pk, channel=one.channel) for one in documents)
    return len(documents)


def words_of(notices: Sequence[int]) -> dict[int, Words]:
    """Subject and words of some notices."""
    return {one.pk: Words(one.subject, one.words) for one in AgentNotice.objects.filter(pk__in=notices)}


def drawn(documents: Sequence[Document]) -> Iterator[LetterDocument]:
    """The notice of each document, on the council’s paper."""
    council, said = council_on_paper(), words_of([document.source_id for document in documents])
    for document in documents:
        words = said[document.source_id]
        lines = filter(None, (*document.lines.split("\n"), document.postcode))
        yield LetterDocument(
            council=council, recipient=Recipient(document.recipient, tuple(lines)), reference=document.number,
            dated=document.dated, subject=words.subject, body=words.body,
        )  # fmt: skip


def _worded(one: Handover, what: str, why: str, run: Run) -> AgentNotice:
    case = f"account {one.customer.reference}, case HANDOVER-{one.pk}"
    account = f"A{case[1:]}"
    because = WHY.get(why, "there is something about it that we look into")
    subject, words = {
        "handed": (f"{account}: handed to you", _handed(one)),
        "hold": (
            f"{account}: hold it",
            f"From now on please do nothing about {case}, and do not contact them about it: {because}. "
            f"We will write again.",
        ),
        "go_on": (
            f"{account}: go on",
            f"You may go on with {case}: what you held it for is settled. What we told you when it was handed to you "
            f"holds as before.",
        ),
        "recall": (
            f"{account}: recalled",
            f"Please stop all work on {case} at once and give it back to us: {because}. Take no payment for "
            f"it from now on; pass on what you have taken, and tell us of any step already under way.",
        ),
    }[what]
    words = f"To {one.name}\n\n{words}\n\nPlease confirm by return that you have done so."
    return AgentNotice(
        handover=one, what=what, subject=subject, words=words, told_on=run.effective_on, run_id=run.pk
    )  # fmt: skip


def _handed(one: Handover) -> str:
    order = f" You act on {one.court_order}." if one.court_order else " You act without powers of enforcement."
    return (
        f"We hand you a case of {pounds(one.pence)} overdue, until {long_date(one.until)}. Its papers reach you by our "
        f"secure way, never by email.{order}\n\nStop and tell us at once if they dispute it, complain, are ill or need "
        f"particular care, take debt advice, are in breathing space or insolvent, are under 18, or have died. We tell "
        f"you as we learn of it."
    )


def _document(one: Handover, notice: AgentNotice, run: Run) -> Document:
    return Document(
        kind=KIND, source_id=notice.pk, number=f"AGENT-{notice.pk}", customer=one.customer, person_id=one.customer_id,
        audience=AUDIENCE, recipient=one.name, why="They have the case", lines=one.lines, postcode=one.postcode,
        email=one.email, channel="email" if one.email else "post", amount_pence=0, dated=run.effective_on,
        prepared_at=run.started_at, run_id=run.pk,
    )  # fmt: skip
