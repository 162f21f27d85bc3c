"""The payer's pages: a bill by its number and sum, a link's bills, and what became of the payment.

They show no name and no more than the payer's own words or the link's sums; nothing typed is kept in a session.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from piperoll.cards import linking
from piperoll.cards.ask_govuk_pay import ask_govuk_pay
from piperoll.cards.client import GovukPayAway, NoPayToken, NotTakenThere
from piperoll.cards.models import CardPayment, PaymentLink
from piperoll.cards.start_card_payment import PAYER, start_card_payment
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.web.cards.forms import BillForm
from piperoll.web.cards.leaving import back_to, shown, to_the_card
from piperoll.web.components.table import Column, Table
from piperoll.web.doors import public

_NOT_NOW = "We cannot take a card now. Nothing was paid: try again in a few minutes, or pay another way on your bill."


@never_cache
@require_http_methods(["GET", "POST"])
@public
def bill(request: HttpRequest) -> HttpResponse:
    """A bill by its number; a QR code brings the number and the sum."""
    known = {name: request.GET.get(name, "")[:24] for name in ("reference", "amount")}
    form = BillForm(request.POST or None, initial=known, use_required_attribute=False)
    if form.is_valid():
        said = form.cleaned_data
        try:
            return _pay(request, _asked(said, place=request.META.get("REMOTE_ADDR", "")))
        except (NoPayToken, GovukPayAway, NotTakenThere):
            form.add_error(None, _NOT_NOW)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    return _page(request, "bill", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
@public
def link(request: HttpRequest, word: str) -> HttpResponse:
    """What a link asks for, and the way to pay it."""
    try:
        to_pay = linking.by_word(word, timezone.localdate())
    except linking.LinkDoesNotWork as refusal:
        return _page(request, "closed", {"sentence": refusal.sentence}, status=404)
    sentence = ""
    if request.method == "POST" and to_pay.sums:
        try:
            return _pay(request, to_pay.sums, to_pay.link)
        except Refused:
            sentence = _NOT_NOW
    bills = Table("Bills", [Column("Bill"), Column("To pay", "money")], [[*one] for one in to_pay.sums.items()])
    pieces = {
        "bills": bills, "total": pounds(to_pay.pence) if to_pay.sums else "", "until": to_pay.link.expires_on,
        "sentence": sentence,
    }  # fmt: skip
    return _page(request, "link", pieces)


@never_cache
@require_GET
@public
def back(request: HttpRequest, word: str) -> HttpResponse:
    """What became of it: GOV.UK Pay is asked, whatever the browser says."""
    if not CardPayment.objects.filter(reference=word).exists():
        sentence = "There is no payment here. If you paid, it will reach us all the same."
        return _page(request, "closed", {"sentence": sentence}, status=404)
    with suppress(NoPayToken, GovukPayAway):  # then the page says that we do not know yet
        ask_govuk_pay(reference=word, on=timezone.localdate(), at=timezone.now(), by=PAYER)
    payment = CardPayment.objects.select_related("end").get(reference=word)
    state = payment.end.state if hasattr(payment, "end") else "waiting"
    page = {"success": "paid", "waiting": "waiting"}.get(state, "unpaid")
    numbers = list(payment.parts.order_by("id").values_list("invoice__number", flat=True))
    return _page(request, page, {"payment": payment, "sum": pounds(payment.amount_pence), "bills": ", ".join(numbers)})


def _asked(said: dict[str, Any], *, place: str) -> dict[str, int]:
    """What they want to pay: a bill by its number, or what is owed for a child by reference and birthday."""
    known: dict[str, Any] = {"place": place, "at": timezone.now()}
    if said.get("born_on"):
        return linking.of_a_child(said["reference"], said["born_on"], said["amount"], **known)
    return linking.of_a_bill(said["reference"], said["amount"], **known)


def _pay(request: HttpRequest, sums: dict[str, int], by_link: PaymentLink | None = None) -> HttpResponse:
    clock: dict[str, Any] = {"on": timezone.localdate(), "at": timezone.now()}
    started = start_card_payment(
        sums=sums, comes_back_to=back_to(request, "came_back"), link=by_link, by=PAYER, **clock
    )  # fmt: skip
    return to_the_card(started)


def _page(request: HttpRequest, page: str, pieces: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return shown(request, f"pay/{page}.html", {"paying_to": council_on_paper()} | pieces, status=status)
