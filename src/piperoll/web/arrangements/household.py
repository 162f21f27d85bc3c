"""A household's income and expenditure: the newest statement worked out, the ways forward, referrals to advice."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.arrangements import households
from piperoll.arrangements.affordability import LINES, SECTIONS
from piperoll.arrangements.households import Option, Standing, advice_of, worked_out
from piperoll.arrangements.models import Advice
from piperoll.arrangements.record_advice_outcome import record_advice_outcome
from piperoll.arrangements.record_household import record_household
from piperoll.arrangements.refer_to_advice import refer_to_advice
from piperoll.arrangements.rules import CAME_OF_ADVICE, MOST_PAYMENTS
from piperoll.customers.merging import kept_id
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address
from piperoll.web.arrangements.household_forms import RHYTHMS, AdviceOutcomeForm, HouseholdForm, ReferForm, as_before
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day, newest
from piperoll.web.deeds import deed
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.record.parts import asked

HERE = "Arrangements"
TITLE = "Income and expenditure"
MOST = 50
_OPTIONS = {
    "full": ("Pay in full", "", ""),
    "plan": ("Pay what they can afford", "agree_arrangement", "Agree it"),
    "token": ("Pay a token", "agree_arrangement", "Agree it"),
    "hold": ("Wait while advice is sought", "place_hold", "Place a hold"),
    "write_off": ("Write it off", "request_write_off", "Ask for it"),
}


@page(permission="see_households", section="Customers")
@require_GET
def affordability(request: PageRequest, reference: str) -> HttpResponse:
    """What they can afford, by what they last told us."""
    customer, may = by_reference(reference), request.actor.may
    stands = _stands(customer)
    pieces = {
        "customer": customer,
        "trail": _trail(customer),
        "heading": Heading(TITLE, customer.name, _figure(stands)),
        "stands": stands,
        "figures": _figures(stands) if stands else "",
        "statement": _statement(stands) if stands else "",
        "over": [
            f"{LINES[one.group][1]}: {pounds(one.pence)} a month, and the guidance expects {pounds(one.limit_pence)}. "
            f"“{stands.household.explanations.get(one.group, 'No explanation')}”"
            for one in stands.affordable.over
        ] if stands else [],
        "options": _options(stands, customer, may) if stands else "",
        "others": _others(stands) if stands and stands.others else "",
        "advice": _advice(customer, advice_of(kept_id(customer.pk), most=MOST + 1), may),
        "may_record": "record_household" in may,
        "may_refer": "refer_to_advice" in may,
    }  # fmt: skip
    return render(request, "arrangements/household.html", pieces)


def _stands(customer: Customer) -> Standing | None:
    account = kept_id(customer.pk)
    household = households.newest(account)
    return worked_out(household, account, timezone.localdate()) if household else None


def _trail(customer: Customer) -> Any:
    there = customer_address(customer.reference)
    return breadcrumbs(
        Link("Customers", "/customers/"), Link(customer.name, there), Link(HERE, f"{there}arrangements/")
    )


def _figure(stands: Standing | None) -> Figure | None:
    if stands is None or not stands.owed_pence:
        return None
    return Figure(pounds(stands.offer_pence), "a month, a token" if stands.is_token else "a month they could pay us")


def _figures(stands: Standing) -> Figures:
    found = stands.affordable
    return Figures((
        Figure(pounds(found.left_pence), "left of a month"), Figure(pounds(found.savings_pence), "put aside"),
        Figure(pounds(found.available_pence), "available"), Figure(pounds(stands.owed_pence), "owed to us"),
    ))  # fmt: skip


def _statement(stands: Standing) -> Table:
    words = dict(RHYTHMS)
    rows: list[Any] = []
    for section, title in SECTIONS.items():
        for code, amount in stands.lines.items():
            if LINES[code][0] == section:
                rows.append([Noted(LINES[code][1], title), f"{pounds(amount.pence)} {words[amount.every]}"])
        if stands.affordable.sections[section]:
            rows.append([f"All {title.lower()}", f"{pounds(stands.affordable.sections[section])} a month"])
    columns = [Column("What"), Column("As told", "count")]
    told = f"As told on {day(stands.household.stated_on)} ({stands.household.told_by})"
    return Table(told, columns, rows)


def _options(stands: Standing, customer: Customer, may: frozenset[str]) -> Table:
    columns = [Column("Way forward"), Column("How long"), Column("What to do"), Column("A month", "money")]
    rows = [_option(one, customer, may) for one in stands.options]
    return Table("Ways forward, side by side", columns, rows, empty="They owe nothing.")


def _option(one: Option, customer: Customer, may: frozenset[str]) -> list[object]:
    title, verb, words = _OPTIONS[one.code]
    if verb == "agree_arrangement" and (one.months or 0) > MOST_PAYMENTS:
        words = "Agree it for some of the debts"
    monthly = f"?monthly={one.monthly_pence}" if verb == "agree_arrangement" else ""
    link = Link(words, reverse(verb, args=[customer.reference]) + monthly) if verb in may else ""
    long = count(one.months, "month") if one.months and one.code != "full" else "at once" if one.months else ""
    return [Noted(title, one.about), long, link, "" if one.monthly_pence is None else one.monthly_pence]


def _others(stands: Standing) -> Table:
    columns = [Column("Whom else they owe"), Column("Owed", "money"), Column("Their share a month", "money")]
    return Table("Shared by what each is owed", columns, [list(row) for row in stands.others])


def _advice(customer: Customer, rows: list[Advice], may: frozenset[str]) -> Table:
    columns = [Column("Referred", "day"), Column("To"), Column("What came of it")]
    lines = [[row.referred_on, Noted(row.agency, row.why), _came_of(customer, row, may)] for row in rows[:MOST]]
    return Table(
        newest("Referrals to advice", rows, MOST), columns, lines, empty="They were not referred to advice yet."
    )


def _came_of(customer: Customer, row: Advice, may: frozenset[str]) -> object:
    if hasattr(row, "outcome"):
        return Noted(
            CAME_OF_ADVICE[row.outcome.what], ": ".join(filter(None, (day(row.outcome.heard_on), row.outcome.note)))
        )
    if "record_advice_outcome" in may:
        return Link("Record what came of it", reverse("record_advice_outcome", args=[customer.reference, row.pk]))
    return "Not known yet"


@page(permission="record_household", section="Customers")
@require_http_methods(["GET", "POST"])
def record(request: PageRequest, reference: str) -> HttpResponse:
    """Enter a statement, beginning from the last one."""
    customer = by_reference(reference)
    form = HouseholdForm(request.POST or None, initial=as_before(_stands(customer)), use_required_attribute=False)
    if form.is_valid():
        try:
            record_household(customer=customer.reference, told=form.told(), **deed(request))
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
        else:
            return done(request, "Recorded. This is what they can afford.", "affordability", customer.reference)
    pieces = {"customer": customer, "form": form, "trail": _trail(customer), "title": TITLE}
    return render(request, "arrangements/household_form.html", pieces)


@page(permission="refer_to_advice", section="Customers")
@require_http_methods(["GET", "POST"])
def refer(request: PageRequest, reference: str) -> HttpResponse:
    """Record a referral to advice."""
    customer = by_reference(reference)
    there = reverse("affordability", args=[customer.reference])
    return asked(
        request, customer, ReferForm(request.POST or None, use_required_attribute=False), title="Refer to advice",
        about="Free, independent advice. A hold while they take it is placed apart.", button="Record it", back=HERE,
        act=lambda told: refer_to_advice(customer=customer.reference, **told, **deed(request)),
        says=lambda made: "The referral is on record.", then=lambda made: there,
    )  # fmt: skip


@page(permission="record_advice_outcome", section="Customers")
@require_http_methods(["GET", "POST"])
def outcome(request: PageRequest, reference: str, advice: int) -> HttpResponse:
    """Record what came of a referral."""
    customer = by_reference(reference)
    there = reverse("affordability", args=[customer.reference])
    return asked(
        request, customer, AdviceOutcomeForm(request.POST or None, use_required_attribute=False),
        title="What came of the advice", button="Record it", back=HERE,
        act=lambda told: record_advice_outcome(advice=advice, **told, **deed(request)),
        says=lambda made: "It is on record.", then=lambda made: there,
    )  # fmt: skip
