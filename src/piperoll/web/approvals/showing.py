"""Everything there is to show of one request: who asks for what and why, the evidence, the limit, what happened."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from piperoll.authority import queries
from piperoll.authority.decide_request import counted_pence, deciders, limit_now
from piperoll.authority.limits import NoLimitCovers, in_words, limit_in_words
from piperoll.authority.models import Limit, Request, RequestState
from piperoll.billing import request_customer, request_invoice
from piperoll.billing.queries import find
from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.foundations.money import pounds
from piperoll.receivables.queries import AsAt, standing
from piperoll.refunds.checking import Subject, checks_of
from piperoll.refunds.rules import ACT
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.approvals.wording import (
    EVENTS,
    act_words,
    counted_span,
    decide_by,
    reason_words,
    request_table,
    state_tag,
)
from piperoll.web.components.links import Link
from piperoll.web.components.status import Figure, Figures, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import day
from piperoll.web.doors import PageRequest
from piperoll.web.refunds.forms import ConcernForm
from piperoll.web.refunds.wording import checks_table
from piperoll.write_offs.rules import SMALL_ACT

OTHERS_SHOWN = 10
UNDECIDED = ("waiting", "returned")


def way_back(may: frozenset[str]) -> Link:
    """The list a request stands in, for whoever looks."""
    if "request_customer" in may and "decide_request" not in may:
        return Link("Your requests", reverse("your_requests"))
    return Link("Approvals", reverse("approvals"))


def heading(shown: Request) -> Heading:
    """What is asked for, of what, how much, and where it stands."""
    figure = Figure(pounds(shown.amount_pence), "asked for") if shown.amount_pence else None
    return Heading(
        f"{act_words(shown.act)}, request {shown.pk}", shown.subject, figure, (state_tag(shown.standing.state),)
    )


def facts_of(shown: Request, today: date, may: frozenset[str], *, has_files: bool) -> Summary:
    """Who asks and why, under which limit, and by when it must be decided."""
    about = []
    if "see_invoices" in may and (invoice := find(shown.subject)):
        named = f"Invoice {invoice.number}, {pounds(invoice.gross_pence)}"
        about = [Fact("About", Link(named, invoice_address(invoice.number)))]
    if shown.act == SMALL_ACT and "see_write_offs" in may:
        about = [Fact("The list", Link(shown.subject, reverse("small_write_off", args=[shown.details["small_run"]])))]
    facts = [
        Fact("Asked by", f"{shown.asked_by.name}, {day(shown.asked_on)}"),
        Fact("Service", shown.service.name),
        *about,
        Fact("Reason", reason_words(shown.act, shown.reason)),
        Fact("Why", shown.why),
        *([] if has_files and not shown.evidence else [Fact("Evidence", shown.evidence or "None given")]),
        *_limit_facts(shown, today),
    ]
    by = decide_by(shown.act, shown.asked_on, today)
    return Summary([*facts, *([Fact("Decide by", by)] if by and shown.standing.state == "waiting" else [])])


def _limit_facts(shown: Request, today: date) -> list[Fact]:
    if shown.standing.state not in ("waiting", "returned"):
        return []
    counted = counted_pence(shown, on=today)
    earlier = counted - shown.amount_pence
    span = counted_span(shown.act)
    with_earlier = f" with {pounds(earlier)} more that this customer had in the last {span}" if earlier else ""
    try:
        limit = limit_now(shown, on=today)
    except NoLimitCovers as gap:
        return [Fact("Limit", Tag(gap.sentence, "red"))]
    return [
        *([Fact("Counts as", f"{pounds(counted)}{with_earlier}")] if counted else []),
        Fact("Limit", f"{limit_in_words(limit).capitalize()}: {limit.authority}"),
        *_whose(shown.standing, limit),
        *([Fact("Told", in_words(limit.told))] if limit.told else []),
    ]


def _whose(standing: RequestState, limit: Limit) -> list[Fact]:
    """Who decides now, and who did or will besides where it takes two."""
    now = Fact("For", f"{in_words(deciders(standing, limit))} to decide")
    if standing.agreed_by:
        return [Fact("Agreed by", standing.agreed_by.name), now]
    return [now, *([Fact("Then for", in_words(limit.then_approvers))] if limit.then_approvers else [])]


def files_of(shown: Request) -> Table | str:
    """The files kept with a request, each to be opened; nothing when there is none."""
    files = queries.files_of(shown.pk)
    if not files:
        return ""
    columns = [Column("File"), Column("Size", "count"), Column("Kept", "day")]
    rows = [
        [
            Link(one.name, reverse("request_file", args=[shown.pk, one.pk])),
            f"{max(one.size // 1000, 1):,} KB",
            one.known_at,
        ]
        for one in files
    ]
    return Table("Files that show why", columns, rows)


def changes_of(shown: Request) -> Table | Summary:
    """What it changes, before and after; or, where there was nothing before, what is asked for."""
    if shown.changes and not any(was for _, was, _ in shown.changes):
        return Summary([Fact(what, becomes) for what, _, becomes in shown.changes], title="What is asked for")
    columns = [Column("What"), Column("Now", "count"), Column("Then", "count")]
    return Table("What it changes", columns, [list(change) for change in shown.changes], empty="It changes no figure.")


def safeguards_of(shown: Request, today: date) -> Table | str:
    """What stands for and against a refund as the books know it today, while it is not decided."""
    if shown.act != ACT or shown.standing.state not in UNDECIDED:
        return ""
    return checks_table(checks_of([Subject.of_request(shown)], today)[0])


def alike_of(shown: Request, today: date, who: Actor) -> Table | str:
    """Customers like one that is asked for, while it is not decided."""
    if shown.act != request_customer.ACT or shown.standing.state not in UNDECIDED:
        return ""
    rows = request_customer.likely_for(request_customer.details_of(shown), on=today, by=who)
    sees = "see_customers" in who.may
    listed = [
        [
            Link(row.name, customer_address(row.reference)) if sees else row.name, row.reference,
            _whole_address(row) if sees else (row.postcode or "").split(" ")[0], ", ".join(row.why).capitalize(),
        ]
        for row in rows
    ]  # fmt: skip
    columns = [
        Column("Customer"),
        Column("Reference"),
        Column("Address" if sees else "Area"),
        Column("What they share"),
    ]
    return Table("Is it one of these?", columns, listed, empty="Nobody on the books is like them.")


def _whole_address(row: Any) -> str:
    return ", ".join([*(row.lines or "").split("\n"), row.postcode or ""])


def change_it(shown: Request) -> str:
    """Where somebody asks again in other words; nothing for acts that have no form of their own."""
    forms = {request_customer.ACT: "request_customer", request_invoice.ACT: "request_invoice"}
    return f"{reverse(forms[shown.act])}?again={shown.pk}" if shown.act in forms else ""


def concern_about(shown: Request, may: frozenset[str]) -> ConcernForm | None:
    """A form by which somebody tells those who are to know that a refund worries them."""
    if shown.act != ACT or "raise_concern" not in may:
        return None
    return ConcernForm(label="What concerns you", auto_id="concern_%s")


def customer_of(customer: Customer, today: date) -> object:
    """How the customer stands today."""
    balance = standing(customer.pk, AsAt(today), most=1).balance
    figures = Figures(
        (
            Figure(pounds(balance.owed_pence), "owed", customer_address(customer.reference)),
            Figure(pounds(balance.overdue_pence), "of it overdue"),
            Figure(pounds(balance.credit_pence), "credit on account"),
        )
    )
    return {"name": Link(customer.name, customer_address(customer.reference)), "figures": figures}


def others_of(request: PageRequest, shown: Request, today: date) -> Table:
    """What else the same customer asked for or had."""
    found = (
        queries.listed(request.actor, customer=shown.customer_id, most=OTHERS_SHOWN + 1) if shown.customer_id else []
    )
    rows: list[Any] = [row for row in found if row.id != shown.pk]
    empty = "This customer has had nothing else of the kind."
    caption = "What this customer asked for or had before"
    return request_table(rows[:OTHERS_SHOWN], today, caption=caption, empty=empty, hidden=False)


def history_of(shown: Request) -> Timeline:
    """What happened to it, the newest first."""
    return Timeline([_event(e) for e in reversed(queries.events_of(shown.pk))])


def question_of(shown: Request) -> str:
    """What somebody asked when the request came back, and who they are."""
    asked = queries.events_of(shown.pk)[-1]
    return f"{_by(asked)} asks: {asked.why}"


def _event(e: Any) -> Event:
    return Event(EVENTS[e.event], e.known_at, _by(e), " ".join(filter(None, (e.why, e.done))))


def _by(event: Any) -> str:
    return f"{event.by_name} for {event.standing_in_for}" if event.standing_in_for else str(event.by_name)
