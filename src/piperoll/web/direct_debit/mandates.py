"""A customer's Direct Debits, and one mandate with everything that happened to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.bacs.queries import claimable
from piperoll.customers.models import Customer
from piperoll.customers.queries import by_reference
from piperoll.direct_debit import choosing, planning, queries
from piperoll.direct_debit.deeds import NoSuchMandate, mandate_named
from piperoll.direct_debit.models import Mandate
from piperoll.direct_debit.rules import CHANNELS, INSTRUCTIONS, KINDS_OF_NOTICE, PROVIDERS
from piperoll.safeguards.answers import may_i
from piperoll.web.addresses import customer_address
from piperoll.web.bacs.collected import collected
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link, breadcrumbs, button
from piperoll.web.components.status import Figure, Heading, Tag, warning
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.timeline import Event, Timeline
from piperoll.web.components.wording import count, day, money
from piperoll.web.direct_debit.wording import (
    EVENTS,
    INSTRUCTION_STATES,
    VERDICTS,
    bank_account,
    mandate_address,
    state_tag,
)
from piperoll.web.doors import PageRequest, page
from piperoll.web.letters.wording import CHANNELS as WAYS
from piperoll.web.letters.wording import state_tag as letter_tag
from piperoll.web.record.parts import part

HERE = "Direct Debits"
_ACTS = (
    ("set_collection_plan", "Change the plan", "plan", ("set_up", "lodging", "active", "suspended")),
    ("choose_what_it_pays", "Change what it pays", "pays", ("set_up", "lodging", "active", "suspended")),
    (
        "change_mandate_bank",
        "Change bank details",
        "bank",
        ("set_up", "lodging", "active", "suspended", "rejected", "dormant"),
    ),
    ("suspend_mandate", "Suspend", "suspend", ("lodging", "active")),
    ("resume_mandate", "Resume", "resume", ("suspended",)),
    ("transfer_mandate", "Transfer", "transfer", ("set_up", "lodging", "active", "suspended")),
    ("log_claim", "Log a claim", "claim", ("lodging", "active", "suspended", "cancelled", "dormant")),
    ("cancel_mandate", "Cancel", "cancel", ("set_up", "lodging", "active", "suspended", "rejected", "dormant")),
)


@page(permission="see_mandates", section="Customers")
@require_GET
def of_customer(request: PageRequest, reference: str) -> HttpResponse:
    """The mandates that pay for a customer, and the way to another."""
    customer, today = by_reference(reference), timezone.localdate()
    answer = may_i("set_up_mandate", customer.pk, today)
    pieces: list[object] = []
    if "set_up_mandate" in request.actor.may:
        if answer.allowed:
            pieces += [element("p", why, class_="govuk-body") for why in answer.reasons]
            pieces.append(_ways(customer))
        else:
            pieces.append(warning(" ".join(answer.reasons)))
    pieces.append(_mandates(customer, queries.of_customer(customer.pk, on=today)))
    return part(request, customer, HERE, *pieces)


def _ways(customer: Customer) -> object:
    """Set one up with them, or have them do it themself."""
    here = button("Set up a Direct Debit", href=reverse("set_up_mandate", args=[customer.reference]))
    link = button("Have them do it", href=reverse("invite_payer", args=[customer.reference]), kind="secondary")
    return element("div", here, link, class_="app-buttons")


@page(permission="see_mandates", section="Customers")
@require_GET
def one(request: PageRequest, reference: str, mandate: int) -> HttpResponse:
    """Everything about one mandate."""
    found, customer = of(reference, mandate)
    today, may = timezone.localdate(), request.actor.may
    accounts, state = queries.accounts_of(mandate), found.standing.state
    coming = queries.coming(mandate, on=today)
    pieces = {
        "reference": found.reference,
        "trail": trail(customer),
        "heading": _heading(found, customer, coming),
        "acts": _acts(customer, mandate, state, may if claimable(mandate) else may - {"log_claim"}),
        "facts": _facts(found, accounts[0], today, in_full="see_bank_details" in may),
        "coming": _coming(coming, queries.forecast(mandate, on=today), customer, today),
        "collected": collected(mandate, today),
        "notices": _notices(queries.notices_of(mandate)),
        "instructions": _instructions(queries.instructions_of(mandate)),
        "accounts": _accounts(accounts, in_full="see_bank_details" in may) if len(accounts) > 1 else "",
        "timeline": Timeline([_event(row) for row in queries.events_of(mandate)]),
    }
    return render(request, "direct_debit/mandate.html", pieces)


def of(reference: str, mandate: int) -> tuple[Mandate, Customer]:
    """A mandate and the customer on whose record it is asked for. Raises NoSuchCustomer, NoSuchMandate."""
    customer, found = by_reference(reference), mandate_named(mandate)
    if found.standing.customer_id != customer.pk:
        raise NoSuchMandate(mandate=mandate)
    return found, customer


def trail(customer: Customer, *more: Link) -> object:
    """The pages above a mandate."""
    return breadcrumbs(
        Link("Customers", "/customers/"),
        Link(customer.name, customer_address(customer.reference)),
        Link(HERE, reverse("customer_mandates", args=[customer.reference])),
        *more,
    )


def _mandates(customer: Customer, rows: list[Any]) -> Table:
    columns = [
        Column("Direct Debit"),
        Column("From"),
        Column("Given"),
        Column("Next collection", "day"),
        Column("State"),
    ]
    listed = [
        Row(
            [
                Noted(Link(row.reference, mandate_address(customer.reference, row.id)), row.payer_name),
                f"••••{row.last_four}", Noted(CHANNELS[row.channel], day(row.agreed_on)), row.next_on,
                Noted(state_tag(row.state), f"since {day(row.since)}"),
            ],
            quiet=row.state in ("cancelled", "rejected", "dormant"),
        )
        for row in rows
    ]  # fmt: skip
    return Table("Direct Debits", columns, listed, empty="They pay nothing by Direct Debit.", caption_hidden=True)


def _heading(found: Mandate, customer: Customer, coming: Sequence[Any]) -> Heading:
    figure = Figure(str(money(coming[0].amount_pence)), f"noticed for {day(coming[0].collect_on)}") if coming else None
    return Heading(f"Direct Debit {found.reference}", customer.name, figure, (state_tag(found.standing.state),))


def _acts(customer: Customer, mandate: int, state: str, may: frozenset[str]) -> object:
    here = mandate_address(customer.reference, mandate)
    buttons = [
        button(words, href=f"{here}{place}/", kind="warning" if verb == "cancel_mandate" else "secondary")
        for verb, words, place, states in _ACTS
        if verb in may and state in states
    ]
    return element("div", together(buttons, between=" "), class_="govuk-button-group") if buttons else ""


def _facts(found: Mandate, account: Any, today: Any, *, in_full: bool) -> Summary:
    stands = found.standing
    where = ", ".join(filter(None, [*found.payer_lines.split("\n"), found.payer_postcode, found.payer_email]))
    verdict = Noted(VERDICTS[account.verdict], f"{account.why[:1].upper()}{account.why[1:]}.")
    facts = [
        Fact("Payer", Noted(found.payer_name, where or "Hears where the customer does")),
        Fact("Bank account", bank_account(account, in_full=in_full)),
        Fact("Bank details", verdict),
        Fact("Given", f"{CHANNELS[found.channel]}, {day(found.agreed_on)}"),
        *([Fact("How we knew them", found.asked)] if found.asked else []),
        Fact("Pays", choosing.in_words(choosing.pays_now(found.pk, today))),
        Fact("Plan", planning.in_words(planning.plan_now(found.pk, today))),
        Fact("May be collected from", day(stands.may_collect_from) if stands.may_collect_from else "Once it is lodged"),
        Fact("Lodged and collected by", PROVIDERS[found.provider]),
        *([Fact("Service user number", found.service_user_number)] if found.provider == "bacs" else []),
    ]
    return Summary(facts, title="About this Direct Debit")


def _coming(rows: list[Any], forecast: list[Any], customer: Customer, today: date) -> object:
    """What the payer was told of, then what the plan has next; and why nothing is taken, if so."""
    columns = [Column("To be taken", "day"), Column("Amount", "money"), Column("For"), Column("Notice")]
    told = [
        [_taken_on(row), row.amount_pence, row.pays or "A fixed sum, for the oldest first",
         Noted(row.number, letter_tag(row.state))]
        for row in rows
    ]  # fmt: skip
    ahead = [Row([_taken_on(row), row.amount_pence, row.pays, "Not written yet"], quiet=True) for row in forecast]
    empty = "Nothing is owed that it pays. What is billed comes here at once."
    barred = may_i("collect", customer.pk, today)
    table = Table("Coming collections", columns, [*told, *ahead], empty=empty)
    return table if barred.allowed else together([warning(" ".join(barred.reasons)), table])


def _taken_on(row: Any) -> object:
    return Noted(day(row.collect_on), f"instead of {day(row.instead_of)}") if row.instead_of else row.collect_on


def _notices(rows: list[Any]) -> Table:
    columns = [Column("Letter"), Column("To"), Column("By"), Column("Says"), Column("State")]
    listed = []
    for row in rows:
        says: object = row.why
        if row.collections:
            says = together([count(row.collections, "collection"), ", ", money(row.amount_pence)])
        kind: object = KINDS_OF_NOTICE[row.kind]
        if row.document_id:
            kind = Link(KINDS_OF_NOTICE[row.kind], reverse("letter_document", args=[row.document_id]), row.number)
        name = Noted(kind, f"{row.number}, {day(row.dated)}")
        state = letter_tag(row.state) if row.state else Tag("No letter", "red")
        listed.append(
            [name, row.recipient, WAYS.get(row.channel, ""), says, Noted(state, row.reason) if row.reason else state]
        )
    return Table("Letters to the payer", columns, listed, empty="Nothing was written yet.")


def _instructions(rows: list[Any]) -> Table:
    columns = [Column("Instruction"), Column("Account"), Column("Asked for", "day"), Column("State")]
    listed = [
        [
            Noted(row.code, INSTRUCTIONS[row.code]), f"••••{row.last_four}", row.asked_on,
            Noted(INSTRUCTION_STATES[row.what], f"{day(row.effective_on)} {row.reference}".strip())
            if row.what else INSTRUCTION_STATES[None],
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Instructions for the payer’s bank", columns, listed)


def _accounts(rows: list[Any], *, in_full: bool) -> Table:
    columns = [Column("Account"), Column("From", "day"), Column("Check")]
    listed = [
        Row([bank_account(row, in_full=in_full), row.valid_from, VERDICTS[row.verdict]], quiet=place > 0)
        for place, row in enumerate(rows)
    ]
    return Table("Bank accounts", columns, listed)


def _event(row: Any) -> Event:
    said = [row.reason, f"Code {row.code}" if row.code else "", row.advice]
    title = f"{EVENTS[row.event]}: {row.customer}" if row.event == "transfer" else EVENTS[row.event]
    return Event(title, row.known_at, row.by_name, ". ".join(filter(None, said)))
