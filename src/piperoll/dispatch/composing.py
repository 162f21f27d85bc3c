"""What would be read, and by whom, before anything is written: one customer, one template, today's facts."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date

from piperoll.customers.models import Customer
from piperoll.dispatch import filling
from piperoll.dispatch.rules import ACTS
from piperoll.dispatch.words import Words
from piperoll.documents import text_length
from piperoll.documents.blanks import fill
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.documents.models import LetterTemplate, TemplateVersion
from piperoll.documents.template_queries import must_be_a_stage, variant_in_force
from piperoll.documents.write_template import must_be_textable
from piperoll.foundations.refusals import Refused
from piperoll.safeguards.answers import may_i
from piperoll.safeguards.models import Representative
from piperoll.safeguards.routing import Route, route


class NotOfThatKind(Refused):
    """{name} is not a {kind} that an officer writes: choose another template."""


class MayNotBeWrittenTo(Refused):
    """{customer} may not be sent this: {reasons} Nothing was written."""


class NobodyToWriteTo(Refused):
    """Nobody can be reached for {customer}: there is no {lacking}. Nothing was written."""


class NotAsShown(Refused):
    """What this would say, or who would read it, has changed since you saw it. Look again, then send it."""


@dataclass(frozen=True)
class Addressed:
    """One reader: where it goes and why them, the version whose words they get, the words, and a text's parts."""

    route: Route
    audience: str
    version: TemplateVersion
    words: Words

    @property
    def parts(self) -> int:
        """How many messages a text is charged as."""
        return text_length.parts(self.words.body)


@dataclass(frozen=True)
class Composed:
    """A letter or text to everybody who hears for one customer; what to mind before sending it."""

    customer: Customer
    kind: str
    readers: tuple[Addressed, ...]
    mind: tuple[str, ...]
    stage: str = LetterTemplate.ANY_STAGE

    @property
    def seal(self) -> str:
        """A digest of all that was shown, so that exactly this is sent or nothing."""
        shown = [(asdict(one.route), one.version.pk, one.words.subject, one.words.body) for one in self.readers]
        return hashlib.sha256(repr((self.kind, shown)).encode()).hexdigest()[:32]


def compose(
    template: LetterTemplate, customer: Customer, *, stage: str = LetterTemplate.ANY_STAGE, on: date
) -> Composed:
    """A template of its own, in its words for a stage, filled for everybody who hears about a customer.

    Raises NoSuchStage, NotOfThatKind, MayNotBeWrittenTo, NobodyToWriteTo, NoApprovedTemplate, NothingToFillIn,
    TooLongToText.
    """
    must_be_a_stage(stage)
    kind = template.kind
    if kind not in LetterTemplate.OF_THEIR_OWN:
        raise NotOfThatKind(name=template.name, kind="letter or text")
    answer = may_i(ACTS[kind], customer.pk, on)
    if not answer.allowed:
        raise MayNotBeWrittenTo(customer=customer.name, reasons=" ".join(answer.reasons))
    routes = route([customer.pk], ACTS[kind], on)
    if not routes:
        lacking = "address and no email" if kind == "letter" else "mobile number of somebody who asked for texts"
        raise NobodyToWriteTo(customer=customer.name, lacking=lacking)
    readers = tuple(_addressed(template, customer, one, stage, on) for one in routes)
    return Composed(customer, kind, readers, answer.reasons, stage)


def _addressed(template: LetterTemplate, customer: Customer, one: Route, stage: str, on: date) -> Addressed:
    audience = _audience(customer, one)
    version = variant_in_force(template, language=one.language, audience=audience, stage=stage, on=on)
    facts = filling.facts_of(template.kind, [customer.pk], on=on)[customer.pk]
    language = version.template.language
    values = filling.worded(facts, council_on_paper(), recipient=one.name, on=on, language=language)
    subject, body = (fill(template.kind, text, values) for text in (version.subject, version.body))
    if template.kind == "text":
        must_be_textable(body)
    return Addressed(one, audience, version, Words(subject, body))


def _audience(customer: Customer, one: Route) -> str:
    """Who a recipient is to the customer, as templates tell them apart; prepare_letters.sql says the same of many."""
    if one.name.startswith("The executors of "):
        return "executors"
    if one.representative:
        acts_as = Representative.objects.values_list("kind", flat=True).get(pk=one.representative)
        return "executors" if acts_as == "executor" else "representative"
    return "joint" if one.person != customer.pk else "self"
