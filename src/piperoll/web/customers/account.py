"""The one-page customer account: who they are, how they stand, and everything that led there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from piperoll.billing import queries as billing
from piperoll.customers.bank_details import key_ring
from piperoll.customers.merging import kept_for, merged_into
from piperoll.customers.models import PayerAccount
from piperoll.customers.queries import Known, by_reference, known_of
from piperoll.foundations.money import pounds
from piperoll.foundations.sealed_details import masked
from piperoll.receivables.queries import AsAt, Balance, standing
from piperoll.reporting import customer_account
from piperoll.safeguards.telling import Telling, telling
from piperoll.web.addresses import customer_address
from piperoll.web.as_at import Asked, asked
from piperoll.web.components.html import element
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.wording import count, day
from piperoll.web.customers.merging import merged_accounts
from piperoll.web.customers.tables import happenings, open_items_table, receipts_table
from piperoll.web.doors import PageRequest, page
from piperoll.web.invoices.wording import invoice_table
from piperoll.web.record.parts import protections, record_tabs
from piperoll.web.record.people import who_may_be_told

ACTS = (
    ("change_customer", "Change", "change", "this customer’s details"),
    ("merge_customers", "Merge", "merge", "with another account of theirs"),
)
OPEN_SHOWN, RECEIPTS_SHOWN, INVOICES_SHOWN, EVENTS_SHOWN = 20, 8, 8, 10


@page(permission="see_customers", section="Customers")
@require_GET
def customer(request: PageRequest, reference: str) -> HttpResponse:
    """Everything about one customer, now or as at another day."""
    when, named = asked(request), by_reference(reference)
    by, told = when.counts_to, when.known_at
    if kept := kept_for(named, on=by, known_at=told):
        words = f"{named.name}, {named.reference}, is merged into this account since {day(kept.effective_on)}."
        messages.info(request, words)
        return redirect(f"{customer_address(kept.reference)}{when.query}")
    key, others = named.pk, merged_into(named, on=by, known_at=told)
    known = known_of(named, merged=others)
    stands = standing(key, AsAt(when.on, None if when.is_now else when.known_at), most=OPEN_SHOWN)
    placed = customer_account.receipts(key, on=by, known_at=told, most=RECEIPTS_SHOWN + 1)
    events = customer_account.timeline(key, on=by, known_at=told, most=EVENTS_SHOWN + 1)
    billed = billing.of_customer(key, most=INVOICES_SHOWN + 1) if when.is_now else []
    who_may = telling(named, when.on)
    may_undo = "undo_placement" in request.actor.may and when.is_now
    pieces = {
        "form": when.form,
        "when": when,
        "customer": known.customer,
        "trail": breadcrumbs(Link("Customers", "/customers/")),
        "heading": _heading(known, stands.balance, when, who_may),
        "tabs": record_tabs(known.customer.reference, "Account"),
        "told": who_may_be_told(who_may),
        "figures": _figures(stands.balance),
        "open_items": open_items_table(stands.items, when.on, caption="Open items"),
        "all_open": _all(
            "open-items", count(stands.balance.items, "open item"), stands.balance.items > OPEN_SHOWN, known, when
        ),
        "receipts": receipts_table(
            placed[:RECEIPTS_SHOWN], known.customer.reference, may_undo=may_undo, caption="Receipts"
        ),
        "all_receipts": _all("receipts", "receipts", len(placed) > RECEIPTS_SHOWN, known, when),
        "invoices": invoice_table(
            billed[:INVOICES_SHOWN],
            when.on,
            with_customer=False,
            caption="Invoices and documents",
            empty="Nothing has been billed yet.",
        ),
        "all_invoices": _all("invoices", "invoices", len(billed) > INVOICES_SHOWN, known, when),
        "facts": _facts(known, may=request.actor.may),
        "merged": merged_accounts(others, may_undo=when.is_now and "unmerge_customers" in request.actor.may),
        "payers": _payers(known.payer_accounts, in_full="see_bank_details" in request.actor.may),
        "may_take_cards": "start_card_payment" in request.actor.may and when.is_now and stands.balance.owed_pence,
        "may_refund": "request_refund" in request.actor.may and when.is_now and stands.balance.credit_pence,
        "may_transfer": "transfer_credit" in request.actor.may and when.is_now and stands.balance.credit_pence,
        "owes_overdue": "see_interest" in request.actor.may and when.is_now and stands.balance.overdue_pence,
        "may_write_off": "request_write_off" in request.actor.may and when.is_now and stands.balance.overdue_pence,
        "may_write": "send_letter" in request.actor.may,
        "timeline": happenings(events[:EVENTS_SHOWN]),
        "all_events": _all("timeline", "events", len(events) > EVENTS_SHOWN, known, when),
    }
    return render(request, "customers/customer.html", pieces)


def _heading(known: Known, balance: Balance, when: Asked, who_may: Telling) -> Heading:
    customer = known.customer
    tags = [Tag(customer.get_kind_display(), "grey")] if customer.kind != "person" else []
    tags += protections(who_may)
    tags += [Tag("Overdue", "red")] if balance.overdue_pence else []
    tags += [Tag("In credit", "teal")] if balance.net_pence < 0 else []
    owes = balance.net_pence >= 0
    label = ("to pay in all" if owes else "in credit") + ("" if when.is_now else f", {when.words}")
    figure = Figure(pounds(abs(balance.net_pence)), label)
    return Heading(customer.name, f"Customer {customer.reference}", figure, tuple(tags))


def _figures(balance: Balance) -> Figures:
    return Figures(
        (
            Figure(pounds(balance.owed_pence), "owed"),
            Figure(pounds(balance.overdue_pence), "of it overdue"),
            Figure(pounds(balance.not_due_pence), "not yet due"),
            Figure(pounds(balance.credit_pence), "credit on account"),
        )
    )


def _all(part: str, what: str, is_more: bool, known: Known, when: Asked) -> object:
    if not is_more:
        return ""
    link = Link(f"See all {what}", f"{customer_address(known.customer.reference)}{part}/{when.query}")
    return element("p", link, class_="govuk-body")


def _facts(known: Known, *, may: frozenset[str]) -> Summary:
    customer, address = known.customer, known.address
    lines = [*address.lines.split("\n"), address.postcode] if address else []
    facts = [
        Fact("Reference", customer.reference),
        Fact("Trading as", customer.trading_as),
        Fact("Company number", customer.company_number),
        Fact("Address", element("span", *_broken(lines)) if lines else ""),
        Fact("Email", known.contact("email")),
        Fact("Telephone", known.contact("phone")),
    ]
    always = ("Reference", "Address", "Email", "Telephone")
    shown = [fact for fact in facts if fact.value or fact.key in always]
    acts = [
        Link(word, f"{customer_address(customer.reference)}{place}/", about)
        for verb, word, place, about in ACTS
        if verb in may
    ]
    return Summary(shown, title="About this customer", actions=acts)


def _broken(lines: list[str]) -> list[object]:
    pieces: list[object] = [piece for line in lines for piece in (line, element("br"))]
    return pieces[:-1]


def _payers(accounts: list[PayerAccount], *, in_full: bool) -> Summary | str:
    """The bank accounts that have paid for the customer: whole for those who may see them, masked for the rest."""
    if not accounts:
        return ""
    ring = key_ring()
    facts = []
    for account in accounts[:5]:
        details = ring.open(bytes(account.sealed_details))
        written = f"{details[:2]}-{details[2:4]}-{details[4:6]} {details[6:]}" if in_full else masked(details)
        facts.append(Fact(written, f"{count(account.times_paid, 'payment')}, last {day(account.last_seen_on)}"))
    return Summary(facts, title="Bank accounts that have paid")
