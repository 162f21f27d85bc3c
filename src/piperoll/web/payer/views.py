"""A payer's link: the questions, what they typed to look at once more, and their Direct Debit's reference.

Nothing they type is put in an address, a session or a log; a link that does not work never says why.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from piperoll.direct_debit import inviting, noticing
from piperoll.direct_debit.accept_invitation import PAYER, accept_invitation, check_account
from piperoll.direct_debit.bank_details import NotABankAccount
from piperoll.direct_debit.inviting import LinkDoesNotWork
from piperoll.direct_debit.models import Invitation
from piperoll.direct_debit.rules import guarantee
from piperoll.direct_debit.set_up_mandate import PaperInstead
from piperoll.documents.council_on_paper import council_on_paper
from piperoll.foundations.refusals import Refused
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.wording import day
from piperoll.web.doors import public
from piperoll.web.payer.forms import PayerForm

NOT_AN_ACCOUNT = "Check the sort code and the account number: they do not belong together"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def set_up(request: HttpRequest, word: str) -> HttpResponse:
    """One address for all of it: asked, looked at, set up."""
    found, today = inviting.by_word(word), timezone.localdate()
    if found is not None and hasattr(found, "use") and found.expires_on >= today:
        return _shown(request, "done", _done(found))
    try:
        invitation = inviting.usable(word, today)
    except LinkDoesNotWork as refusal:
        return _shown(request, "closed", {"sentence": refusal.sentence}, status=404)
    form = PayerForm(request.POST or None, use_required_attribute=False)
    step = request.POST.get("step", "")
    if step == "change":
        form.is_valid()
        form.errors.clear()
    elif form.is_valid():
        try:
            return _go_on(request, word, form, is_sure=step == "sure")
        except PaperInstead:
            return _shown(request, "paper", {})
        except LinkDoesNotWork as refusal:
            return _shown(request, "closed", {"sentence": refusal.sentence}, status=404)
        except NotABankAccount:
            form.add_error("account", NOT_AN_ACCOUNT)
        except Refused as refusal:
            field = refusal.facts.get("field")
            form.add_error(field if field in form.fields else None, refusal.sentence)
    return _shown(request, "ask", {"form": form, "who": _who(invitation), "until": invitation.expires_on})


def _go_on(request: HttpRequest, word: str, form: PayerForm, *, is_sure: bool) -> HttpResponse:
    """From what was typed to the page that shows it, and from there to the mandate."""
    clock: dict[str, Any] = {"on": timezone.localdate(), "at": timezone.now()}
    if is_sure:
        accept_invitation(word=word, told=form.told, by=PAYER, **clock)
        return redirect("payers_link", word)
    checked = check_account(word=word, told=form.told, **clock)
    facts = Summary(
        [
            Fact("Name on the account", checked.name),
            Fact("Sort code", f"{checked.sort_code[:2]}-{checked.sort_code[2:4]}-{checked.sort_code[4:]}"),
            Fact("Account number", checked.number),
            Fact("The account is yours", "Yes"),
            Fact("You alone can agree to payments", "Yes"),
        ]
    )
    kept = {name: form.cleaned_data[name] for name in form.fields}
    return _shown(request, "look", {"facts": facts, "kept": kept})


def _who(invitation: Invitation) -> Summary:
    """Whose Direct Debit it will be, so that its owner knows and nobody else learns."""
    whose = invitation.customer
    return Summary([Fact("For", inviting.hinted(whose.name)), Fact("Customer", f"•••••{whose.reference[-4:]}")])


def _done(found: Invitation) -> dict[str, object]:
    mandate = found.use.mandate
    return {
        "reference": mandate.reference,
        "user_number": mandate.service_user_number,
        "confirm_by": day(mandate.confirm_by),
    }


def _shown(request: HttpRequest, page: str, pieces: dict[str, object], *, status: int = 200) -> HttpResponse:
    council, days = council_on_paper(), noticing.notice_days(timezone.localdate())
    said = {"paying_to": council, "days": days, "guarantee": guarantee(council.name, days)}
    answer = render(request, f"payer/{page}.html", said | pieces, status=status)
    answer["Referrer-Policy"] = "same-origin"
    return answer
