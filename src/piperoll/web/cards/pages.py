"""Card payments for officers: all of them by state, one taken on the phone, a link to pay by."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.cards import queries
from piperoll.cards.ask_card_disputes import CardDisputesAsked, ask_card_disputes
from piperoll.cards.ask_govuk_pay import Asked, ask_govuk_pay
from piperoll.cards.make_payment_link import make_payment_link
from piperoll.cards.rules import DISPUTE_REASONS, DISPUTE_STATES
from piperoll.cards.send_payment_link import LinkSent, send_payment_link
from piperoll.cards.settle_card_payments import SettledCards, settle_card_payments
from piperoll.cards.start_card_payment import start_card_payment
from piperoll.customers.queries import by_reference
from piperoll.foundations.money import plain_pounds, pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.addresses import customer_address, invoice_address
from piperoll.web.cards.forms import InvoicesForm
from piperoll.web.cards.leaving import back_to, shown, to_the_card
from piperoll.web.components.html import together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures, Tag
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page
from piperoll.web.money_in.tabs import tabs
from piperoll.web.money_in.wording import customer_link
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked

SECTION, A_PAGE, SETTLEMENTS_SHOWN = "Money in", 50, 31
_TAGS = {
    None: Tag("Not ended", "blue"), "success": Tag("Paid", "green"), "failed": Tag("Not paid", "grey"),
    "cancelled": Tag("Given up", "grey"), "error": Tag("Went wrong there", "orange"),
    "never": Tag("Never reached GOV.UK Pay", "grey"),
}  # fmt: skip

_DISPUTES = {"needs_response": "orange", "under_review": "yellow", "won": "green", "lost": "red"}


@page(permission="see_receipts", section=SECTION)
@require_GET
def payments(request: PageRequest) -> HttpResponse:
    """Every card payment, the newest first, and how it stands."""
    found = queries.payments(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    standing = queries.standing()
    columns = [Column("Payment"), Column("Customer"), Column("Pays"), Column("Sum", "money"), Column("How it stands")]
    pieces = {
        "figures": Figures(
            (
                Figure(f"{standing.waiting:,}", "have not ended"),
                Figure(pounds(standing.unsettled_pence), "paid, not yet settled"),
            )
        ),
        "has_token": bool(settings.GOVUK_PAY_TOKEN),
        "may_ask": "ask_govuk_pay" in request.actor.may and bool(standing.waiting),
        "table": Table(
            "Payments", columns, [_payment(row) for row in masked(request, found[:A_PAGE])],
            empty="Nobody has paid by card yet. Start on a customer’s account.",
        ),
        "disputes": _disputes(masked(request, queries.disputes(most=A_PAGE))),
        "may_ask_disputes": "ask_card_disputes" in request.actor.may,
        "settlements": _settlements(queries.settlements(most=SETTLEMENTS_SHOWN)),
        "may_settle": "settle_card_payments" in request.actor.may and (standing.unsettled_pence or standing.kept_waits),
        "pages": pages(request, more=len(found) > A_PAGE),
        "tabs": tabs(request, "card_payments"),
    }  # fmt: skip
    return render(request, "cards/payments.html", pieces)


@page(permission="ask_govuk_pay", section=SECTION)
@require_POST
def ask(request: PageRequest) -> HttpResponse:
    """Ask about all that have not ended."""
    said_or_refused(request, lambda: ask_govuk_pay(**deed(request)), _asked)
    return redirect("card_payments")


@page(permission="settle_card_payments", section=SECTION)
@require_POST
def settle(request: PageRequest) -> HttpResponse:
    """Take in what was paid into our bank account."""
    said_or_refused(request, lambda: settle_card_payments(**deed(request)), _settled)
    return redirect("card_payments")


@page(permission="ask_card_disputes", section=SECTION)
@require_POST
def ask_disputes(request: PageRequest) -> HttpResponse:
    """Ask which payments are disputed, and take back what was lost."""
    said_or_refused(request, lambda: ask_card_disputes(**deed(request)), _disputed)
    return redirect("card_payments")


@page(permission="start_card_payment", section=SECTION)
@require_GET
def back(request: PageRequest, word: str) -> HttpResponse:
    """An officer comes back from GOV.UK Pay's page, which is asked what happened there."""
    said_or_refused(request, lambda: ask_govuk_pay(reference=word, **deed(request)), _asked)
    return redirect("card_payments")


@page(permission="start_card_payment", section="Customers")
@require_http_methods(["GET", "POST"])
def take(request: PageRequest, reference: str) -> HttpResponse:
    """Choose invoices and sums, then type the card that the payer reads out, or make a link for them."""
    customer = by_reference(reference)
    rows = queries.to_pay(customer.pk)
    first = {row.number: plain_pounds(row.open_pence) for row in rows if row.number == request.GET.get("invoice")}
    form = InvoicesForm(rows, request.POST or None, initial=first, use_required_attribute=False)
    trail = breadcrumbs(Link("Customers", reverse("customers")), Link(customer.name, customer_address(reference)))
    pieces: dict[str, Any] = {"customer": customer, "trail": trail, "back": customer_address(reference)}
    if form.is_valid():
        try:
            if "send" in request.POST:
                sent = send_payment_link(sums=form.sums, pages=request.build_absolute_uri("/"), **deed(request))
                messages.success(request, _sent(sent))
                return redirect(customer_address(reference))
            if "link" in request.POST:
                made = make_payment_link(sums=form.sums, **deed(request))
                link = request.build_absolute_uri(reverse("pay_by_link", args=[made.word]))
                return render(
                    request, "cards/link.html", pieces | {"link": link, "made": made, "sum": pounds(made.pence)}
                )
            return to_the_card(
                start_card_payment(
                    sums=form.sums, comes_back_to=back_to(request, "card_back"), is_moto=True, **deed(request)
                )
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces |= {"form": form, "rows": rows, "has_token": bool(settings.GOVUK_PAY_TOKEN)}
    return shown(request, "cards/take.html", pieces)


def _sent(sent: LinkSent) -> str:
    return (
        f"A link to pay {pounds(sent.pence)} goes to {' and '.join(sent.to)} with the next dispatch. "
        f"It works until {day(sent.expires_on)}."
    )


def _payment(row: Any) -> Row:
    title: object = Link(row.reference, reverse("receipt", args=[row.taking_id])) if row.taking_id else row.reference
    way = "on the phone" if row.is_moto else "by a link" if row.link_id else "on our page"
    invoices = together([Link(number, invoice_address(number)) for number in row.invoices], between=", ")
    notes = [row.why] if row.why else []
    notes += [f"settled {day(row.settled_on)}"] if row.settled_on else []
    if row.returned_on:
        part = f"{pounds(row.returned_pence)} of it " if row.returned_pence < row.amount_pence else ""
        notes.append(f"{part}returned {day(row.returned_on)}")
    notes += [f"{pounds(row.over_pence)} stays on the account"] if row.over_pence else []
    stands = Noted(_TAGS[row.state], "; ".join(notes)) if notes else _TAGS[row.state]
    whose = customer_link(row.customer, row.customer_reference)
    return Row(
        [Noted(title, f"{day(row.started_on)}, {way}"), whose, invoices, row.amount_pence, stands],
        quiet=row.state not in (None, "success"),
    )


def _disputes(rows: list[Any]) -> Table | str:
    columns = [Column("Dispute"), Column("Customer"), Column("Sum", "money"), Column("How it stands")]
    shown = [Row(_dispute(row), quiet=row.state in ("won", "lost")) for row in rows]
    return Table("Disputes", columns, shown) if rows else ""


def _dispute(row: Any) -> list[object]:
    title: object = Link(row.reference, reverse("receipt", args=[row.taking_id])) if row.taking_id else row.reference
    why = f"{day(row.raised_on)}. {DISPUTE_REASONS[row.reason]}"
    notes = (
        [f"answer by {day(row.answer_by)}, at GOV.UK Pay"] if row.state == "needs_response" and row.answer_by else []
    )
    notes += [f"and a fee of {pounds(row.fee_pence)}"] if row.fee_pence else []
    notes += [f"taken back by hand {day(row.by_hand_on)}"] if row.by_hand_on else []
    notes += [f"settled {day(row.settled_on)}"] if row.settled_on else []
    tag = Tag(DISPUTE_STATES[row.state], _DISPUTES[row.state]) if row.state else Tag("To be looked at", "orange")
    whose = customer_link(row.customer, row.customer_reference)
    return [Noted(title, why), whose, row.amount_pence, Noted(tag, "; ".join(notes)) if notes else tag]


def _at_our_bank(row: Any) -> object:
    """Whether the bank has shown a day: a credit, or a debit where more was kept than came in."""
    if row.is_cleared:
        return Tag("Seen", "green")
    if row.net_pence < 0:
        return Tag("Expected as a debit", "orange")
    return Tag("Expected", "blue") if row.net_pence else ""


def _settlements(rows: list[Any]) -> Table | str:
    columns = [
        Column("Settled", "day"), Column("Payments", "money"), Column("Refunds", "money"), Column("Disputes", "money"),
        Column("Fees", "money"),
        Column("To our bank", "money"), Column("At our bank"),
    ]  # fmt: skip
    shown = [
        [
            Noted(Link(day(row.settled_on), reverse("banking", args=[row.banking_id])), count(row.payments, "payment")),
            row.gross_pence, row.refunds_pence, row.disputes_pence, row.fees_pence, row.net_pence,
            _at_our_bank(row),
        ]
        for row in rows
    ]  # fmt: skip
    return Table("Settlements", columns, shown) if rows else ""


def _settled(settled: SettledCards) -> str:
    said = f"{count(settled.days, 'day')} settled: {pounds(settled.gross_pence)} less "
    said += f"{pounds(settled.gross_pence - settled.net_pence)} that was kept."
    said += f" {pounds(settled.owed_pence)} is owed to GOV.UK Pay." if settled.owed_pence else ""
    return said + (f" {count(settled.exceptions, 'day')} not: see the run." if settled.exceptions else "")


def _disputed(asked: CardDisputesAsked) -> str:
    said = (
        f"{count(asked.asked, 'dispute')} there, {asked.new:,} new: {asked.won:,} won and {asked.lost:,} lost since, "
    )
    said += f"{pounds(asked.pence)} taken back."
    if asked.known_before:
        said += f" {count(asked.known_before, 'payment')} had been taken back by hand, and nothing more was."
    return said + (f" {count(asked.exceptions, 'exception')}: see the run." if asked.exceptions else "")


def _asked(asked: Asked) -> str:
    said = f"{count(asked.paid, 'payment')} of {pounds(asked.pence)} paid, {asked.not_paid:,} not paid."
    waiting = asked.asked - asked.paid - asked.not_paid - asked.exceptions
    said += f" {waiting:,} not ended there." if waiting else ""
    return said + (f" {count(asked.exceptions, 'exception')}: see the run." if asked.exceptions else "")
