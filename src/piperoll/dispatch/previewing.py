"""A template shown with a real customer's facts, as the letter and the email they would get. Nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piperoll.customers.models import Customer
from piperoll.customers.queries import known_of
from piperoll.dispatch import filling
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.models import TemplateVersion
from piperoll.documents.rendering.engine import render
from piperoll.documents.rendering.invoice_document import Recipient
from piperoll.documents.rendering.letter_document import LetterDocument
from piperoll.foundations.refusals import Refused


class NothingOfThatKind(Refused):
    """{customer} has no {kind} to show this template with. Choose a customer who has one."""


@dataclass(frozen=True)
class Preview:
    """What a customer would read: the email's subject and text, and the letter to draw."""

    subject: str
    body: str
    letter: LetterDocument

    def pdf(self) -> bytes:
        """The letter drawn."""
        return render(self.letter)


def preview(version: TemplateVersion, customer: Customer, *, on: date) -> Preview:
    """A version's words for a customer, with their newest document of its kind. Raises NothingOfThatKind,
    NothingToFillIn."""
    template = version.template
    source = filling.newest_source(template.kind, customer.pk)
    if source is None:
        raise NothingOfThatKind(customer=customer.name, kind=template.kind.replace("_", " "))
    facts = filling.facts_of(template.kind, [source], on=on)[source]
    council, address = council_on_paper(), known_of(customer).address
    values = filling.worded(facts, council, recipient=customer.name, on=on, language=template.language)
    subject, body = (fill(template.kind, text, values) for text in (version.subject, version.body))
    lines = (*address.lines.split("\n"), address.postcode) if address else ()
    letter = LetterDocument(
        council=council, recipient=Recipient(customer.name, lines), reference=customer.reference, dated=on,
        subject=subject, body=body, language=template.language,
    )  # fmt: skip
    return Preview(subject, body, letter)
