"""The first page of set-up: who we are, and where each part is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.council.models import Council, DatedFigure, VatRate
from piperoll.reporting.set_up_gaps import gaps
from piperoll.web.components.html import element, together
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count
from piperoll.web.doors import page

PARTS = (
    ("services", "Services", "The departments that send us charges"),
    ("bank_accounts", "Bank accounts", "Our own, as statements name them and bills print them"),
    ("ledger_accounts", "Income codes and ledger accounts", "Where every pound is booked"),
    ("vat_rates", "VAT", "What each code means, and its rate from which day"),
    ("fees", "Fees and charges", "What services charge, and for whom it is less"),
    ("gate_rules", "Quality checks", "What becomes of a charge that looks wrong"),
    ("terms", "School terms", "By which termly schedules are billed"),
    ("dated_figures", "Terms and other figures", "What changes with time, each with its authority"),
    ("limits", "Limits", "Who may do what up to which sum, who approves it, who is told"),
    ("segregation", "Segregation of duties", "Who holds two kinds of work that should be kept apart"),
    ("bank_rates", "Bank Rate", "By which interest on late payment is fixed"),
    ("late_accounts", "Accounts of late charges", "In which income account interest, fixed sums and costs are earned"),
    ("dispute_codes", "What disputes may be about", "Which service answers, in how many working days"),
    ("write_off_reasons", "Reasons for write-offs", "What each needs: evidence, a flag on the record, an age"),
    ("safeguard_rules", "Safeguard rules", "What each flag and hold means for each letter, call, bill and collection"),
    ("recovery_stages", "Stages of recovery", "Which letter, call or other step follows when, on each track"),
    ("track_rules", "Tracks of recovery", "Which ladder what a service bills, or a kind of customer owes, is on"),
    ("trigger_figures", "Trigger figures", "Up to which sum a household's flexible costs want no explanation"),
    ("teams", "Teams", "Officers who share one queue of overdue accounts"),
    (
        "owner_rules",
        "Who looks after what is overdue",
        "Which officer or team owns it, by track, service, customer and sum",
    ),
    ("set_up_gaps", "What is missing", "Limits, figures and templates that a newer Piperoll asks for"),
    ("holidays", "Bank holidays", "Days on which banks do not work"),
)


@page(permission="see_council", section="Set-up")
@require_GET
def set_up(request: HttpRequest) -> HttpResponse:
    """The council's own details and the parts of its set-up."""
    ours = Council.objects.first()
    unverified = DatedFigure.objects.filter(to_verify=True).count() + VatRate.objects.filter(to_verify=True).count()
    lacking = len(gaps(timezone.localdate())) if ours else 0
    rows = [[Link(name, reverse(address)), about] for address, name, about in PARTS]
    if "see_users" in request.actor.may:  # type: ignore[attr-defined]
        rows.append([Link("Users", reverse("users")), "Who may sign in, and as what"])
    if "arrange_cover" in request.actor.may:  # type: ignore[attr-defined]
        rows.append([Link("Cover while somebody is away", reverse("cover")), "Who decides for whom, on which days"])
    if "see_runs" in request.actor.may:  # type: ignore[attr-defined]
        rows.append([Link("Runs", reverse("runs")), "What was done, by whom, with which totals"])
    pieces = {
        "details": _details(ours, may_change="change_council" in request.actor.may) if ours else None,  # type: ignore[attr-defined]
        "parts": Table("Parts of the set-up", [Column("Part"), Column("What it holds")], rows, caption_hidden=True),
        "unverified": unverified,
        "missing": count(lacking, "thing") if lacking else "",
    }
    return render(request, "set_up/set_up.html", pieces)


def _details(ours: Council, *, may_change: bool) -> Summary:
    colour = element(
        "svg",
        element("rect", width="100%", height="100%", fill=ours.brand_colour),
        class_="app-swatch", width=48, height=18, role="img", aria_label=f"The colour {ours.brand_colour}",
    )  # fmt: skip
    facts = [
        Fact("Name", ours.name),
        Fact("Address", together(ours.address.split("\n"), between=", ")),
        Fact("VAT number", ours.vat_number),
        Fact("Telephone", ours.phone),
        Fact("Email", ours.email),
        Fact("Website", ours.website),
        Fact("QR code on a bill opens", ours.pay_page),
        Fact("Open", ours.opening_hours),
        Fact("Direct Debit service user number", ours.direct_debit_user_number),
        Fact("Colour", together([colour, " ", ours.brand_colour])),
        Fact("References", _schemes(ours)),
    ]
    actions = [Link("Change", reverse("change_council"))] if may_change else []
    return Summary(facts, title="The council", actions=actions)


def _schemes(ours: Council) -> object:
    checks = "with two check digits" if ours.references_checked else "without check digits"
    words = (
        f"Invoices {ours.invoice_prefix} and {ours.invoice_digits} digits, customers {ours.customer_prefix} and "
        f"{ours.customer_digits}, {checks}"
    )
    return together([words, " ", Tag("Fixed once used", "grey")])
