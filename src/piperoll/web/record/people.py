"""People who act for a customer, who may be told what, who hears by letter, and every call."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.safeguards.add_representative import RepresentativeTold, add_representative
from piperoll.safeguards.choose_representative_delivery import choose_representative_delivery
from piperoll.safeguards.end_representative import end_representative
from piperoll.safeguards.queries import calls_of, representatives_of, representatives_on
from piperoll.safeguards.record_call import CallTold, record_call
from piperoll.safeguards.routing import Route, route
from piperoll.safeguards.rules import CALLERS, CHECKS, REPRESENTATIVES
from piperoll.safeguards.telling import Telling, telling
from piperoll.web.addresses import customer_address
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, button
from piperoll.web.components.status import Tag, inset
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import day, moment
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, page
from piperoll.web.record.forms import CallForm, HowTheyHearForm, RepresentativeForm, WhyForm
from piperoll.web.record.parts import asked, lasts, part

HERE = "People who act for them"
CALLS_SHOWN = 20
_DEEDS = {"choose_representative_delivery": ("How they hear", "delivery"), "end_representative": ("End", "end")}
"""What may be done about each who acts: the verb, the link's words, its address."""
_LANGUAGES = {"en": "English", "cy": "Welsh"}


@page(permission="see_customers", section="Customers")
@require_GET
def people(request: PageRequest, reference: str) -> HttpResponse:
    """Who may be told, who hears, who acts, who called."""
    customer, today = by_reference(reference), timezone.localdate()
    may, place = request.actor.may, customer_address(reference)
    acts = [
        button("Record a call", href=f"{place}calls/record/") if "record_call" in may else None,
        button("Add somebody who acts for them", href=f"{place}people/add/", kind="secondary")
        if "add_representative" in may
        else None,
    ]
    return part(
        request, customer, HERE,
        who_may_be_told(telling(customer, today)),
        element("div", together(acts, between=" "), class_="govuk-button-group"),
        _representatives(customer, may),
        _hear(route([customer.pk], "send_invoice", today)),
        _calls(customer),
    )  # fmt: skip


@page(permission="add_representative", section="Customers")
@require_http_methods(["GET", "POST"])
def add(request: Any, reference: str) -> HttpResponse:
    """Put on record who acts for them."""
    customer = by_reference(reference)
    return asked(
        request, customer, RepresentativeForm(request.POST or None, use_required_attribute=False),
        title="Add somebody who acts for them", button="Add them", back=HERE,
        about="From today bills, letters and calls follow what you enter. You are recorded as having seen the proof.",
        act=lambda told: add_representative(customer=customer.pk, told=RepresentativeTold(**told), **deed(request)),
        says=lambda added: f"{added.name} is on record: {REPRESENTATIVES[added.kind].lower()}.",
    )  # fmt: skip


@page(permission="choose_representative_delivery", section="Customers")
@require_http_methods(["GET", "POST"])
def delivery(request: Any, reference: str, representative: int) -> HttpResponse:
    """Choose how somebody who acts for them hears from us."""
    customer = by_reference(reference)
    found = next(
        (one for one in representatives_on(customer.pk, timezone.localdate()) if one.id == representative), None
    )
    if found is None:
        raise Http404
    stands = {"channel": "email" if found.by_email else "post", "language": found.language, "format": found.format}
    return asked(
        request, customer, HowTheyHearForm(request.POST or None, initial=stands, use_required_attribute=False),
        title=f"How {found.name} wants to hear from us", button="Save the choice", back=HERE,
        about="From today. What went before stays as it was sent.",
        act=lambda told: choose_representative_delivery(representative=representative, **told, **deed(request)),
        says=lambda chosen: f"From today {chosen.name} hears so.",
    )  # fmt: skip


@page(permission="end_representative", section="Customers")
@require_http_methods(["GET", "POST"])
def end(request: Any, reference: str, representative: int) -> HttpResponse:
    """Somebody stops acting for them."""
    customer = by_reference(reference)
    return asked(
        request, customer, WhyForm(request.POST or None, use_required_attribute=False),
        title="They stop acting", button="They stop from today", back=HERE,
        act=lambda told: end_representative(representative=representative, **told, **deed(request)),
        says=lambda ended: f"{ended.name} no longer acts for them.",
    )  # fmt: skip


@page(permission="record_call", section="Customers")
@require_http_methods(["GET", "POST"])
def call(request: Any, reference: str) -> HttpResponse:
    """Before anything is said: who is calling, and how they answered."""
    customer = by_reference(reference)
    who_may = telling(customer, timezone.localdate())
    acting = [(row.id, f"{row.name}, {REPRESENTATIVES[row.kind].lower()}") for row in who_may.representatives]
    return asked(
        request, customer, CallForm(acting, request.POST or None, use_required_attribute=False),
        title="Record a call", button="May they be told?", back=HERE, about=" ".join(who_may.sentences),
        act=lambda told: record_call(customer=customer.pk, told=CallTold(**told), **deed(request)),
        says=lambda recorded: recorded.why, is_well=lambda recorded: recorded.may_be_told,
    )  # fmt: skip


def who_may_be_told(found: Telling) -> object:
    """Who may be told what, in words."""
    return inset(together(element("div", sentence) for sentence in found.sentences))


def _representatives(customer: Customer, may: Collection[str]) -> Table:
    columns = [Column("Who"), Column("Where"), Column("Scope"), Column("Proof"), Column("Acts")]
    deeds = {verb: words for verb, words in _DEEDS.items() if verb in may}
    columns += [Column("Change", hidden=True)] if deeds else []
    today, rows = timezone.localdate(), []
    for one in representatives_of(customer.pk, today):
        stands = one.valid_to is None or one.valid_to >= today
        scope = [word for word, has in (("Told", one.may_be_told), ("Billed", one.is_billed)) if has]
        cells: list[object] = [
            Noted(one.name, REPRESENTATIVES[one.kind]),
            Noted(", ".join([*one.lines.split("\n"), one.postcode]), ", ".join(filter(None, (one.phone, one.email)))),
            Noted(" and ".join(scope).capitalize(), how_they_read(one)),
            Noted(one.proof, f"Seen {day(one.proof_seen_on)} by {one.proof_seen_by}"),
            Noted(lasts(one), one.why_ended) if one.why_ended else lasts(one),
        ]
        place = f"{customer_address(customer.reference)}people/{one.id}/"
        links = together([Link(words, f"{place}{part}/", one.name) for words, part in deeds.values()], between=" ")
        rows.append(Row(cells + ([links if stands else None] if deeds else []), quiet=not stands))
    return Table("Who acts for them", columns, rows, empty="Nobody acts for them.")


def _hear(routes: list[Route]) -> Table:
    columns = [Column("Bills and letters go to"), Column("How"), Column("Where"), Column("Why")]
    empty = "Nobody can be written to about this customer: find out who acts for them, or where they live now."
    return Table("Who hears", columns, map(_route, routes), empty=empty)


def _route(one: Route) -> list[object]:
    how = [one.channel.capitalize()]
    how += [read] if (read := how_they_read(one)) else []
    where = one.email if one.channel == "email" else ", ".join([*one.lines, one.postcode])
    return [one.name, ", ".join(how), where, one.why]


def how_they_read(one: Any) -> str:
    """`large print, in Welsh`, for a route or somebody who acts; nothing for standard print in English."""
    how = [one.format.replace("_", " ")] if one.format != "standard" else []
    return ", ".join([*how, *([f"in {_LANGUAGES[one.language]}"] if one.language != "en" else [])])


def _calls(customer: Customer) -> Table:
    columns = [Column("Caller"), Column("When"), Column("Answer"), Column("Right"), Column("Wrong"), Column("About")]
    rows = (
        [
            Noted(one.name, CALLERS[one.caller]), Noted(moment(one.at), f"by {one.by_name}"),
            Noted(Tag("May be told", "green") if one.may_be_told else Tag("Not told", "red"), one.why),
            _listed(one.passed), _listed(one.failed), one.about,
        ]
        for one in calls_of(customer.pk, most=CALLS_SHOWN)
    )  # fmt: skip
    return Table("Calls", columns, rows, empty="No call was recorded.")


def _listed(checks: Any) -> str:
    return ", ".join(CHECKS[check].lower() for check in checks)
