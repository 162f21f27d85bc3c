"""Files of payments: taking one in; the profiles they are read by, tried on a sample, approved by somebody else."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.formats.payment_files import LayoutWrong, PaymentFile, layout_of, read
from piperoll.formats.payment_layouts import FIRST
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.takings import queries
from piperoll.takings.approve_file_profile import approve_file_profile
from piperoll.takings.import_payment_file import import_payment_file
from piperoll.takings.write_file_profile import in_words, passed_over, write_file_profile
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, on_disk, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.money_in.tabs import tabs
from piperoll.web.takings.cash import trail
from piperoll.web.takings.files_forms import LAYOUT, ProfileForm, TakeInForm

SAMPLE_SHOWN = 20


@page(permission="see_receipts", section="Money in")
@require_http_methods(["GET", "POST"])
def files(request: PageRequest) -> HttpResponse:
    """Take a file in; and every profile."""
    may = "import_payment_file" in request.actor.may
    form = TakeInForm(request.POST or None, request.FILES or None, use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            with on_disk(upload) as path:
                made = import_payment_file(
                    file=path, name=upload.name, profile=form.cleaned_data["profile"], **deed(request)
                )
        except Refused as refusal:
            if refusal.exit_code == 0:
                return done(request, refusal.sentence, "run", refusal.facts["run"])
            form.add_error("file", refusal.sentence)
        else:
            odd = f" {count(made.unlike_ours, 'reference')} unlike ours." if made.unlike_ours else ""
            passed = f" {count(made.passed_over, 'line')} passed over." if made.passed_over else ""
            said = f"{count(made.payments, 'payment')} taken in, {pounds(made.pence)}.{odd}{passed}"
            return done(request, said, "banking", made.banking)
    found = queries.file_profiles()
    columns = [Column("Profile"), Column("Into"), Column("At the bank"), Column("Last file", "day"), Column("State")]
    pieces = {
        "form": form if may and any(row.approved for row in found) else None,
        "table": Table(
            "Profiles", columns, map(_profile, found), empty="How their files are laid out is not written yet."
        ),
        "first": [Link(name, f"{reverse('write_file_profile')}?first={name}") for name in FIRST],
        "tabs": tabs(request, "payment_files"),
    }
    return render(request, "takings/files.html", pieces)


@page(permission="write_file_profile", section="Money in")
@require_http_methods(["GET", "POST"])
def write(request: PageRequest) -> HttpResponse:
    """Write how somebody's files are laid out, and try it on lines of one before it is kept."""
    form = ProfileForm(
        request.POST or None, request.FILES or None, initial=_start(request), use_required_attribute=False
    )
    tried: PaymentFile | None = None
    if form.is_valid():
        told, sample = form.cleaned_data, form.tried_on
        try:
            tried = read(sample, layout_of(form.layout))
            if "keep" in request.POST:
                kept = write_file_profile(
                    **{name: told[name] for name in ("code", "name", "method", "bank_account", "bank_words")},
                    layout=form.layout, sample=sample, **deed(request),
                )  # fmt: skip
                return done(request, "Kept. Somebody else approves it.", "file_profile", kept.profile)
        except LayoutWrong as fault:
            form.add_error(
                fault.field if fault.field in form.fields else None, f"{_label(form, fault.field)} {fault.why}"
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    pieces = {
        "form": form,
        "tried": _sample(tried) if tried else "",
        "verdict": _verdict(tried, form) if tried else "",
        "proves": tried and (tried.total_pence is not None or tried.count is not None),
        "passed": passed_over(tried) if tried else "",
        "trail": trail(Link("Files of payments", reverse("payment_files"))),
    }
    return render(request, "takings/write_profile.html", pieces)


@page(permission="see_receipts", section="Money in")
@require_GET
def profile(request: PageRequest, code: str) -> HttpResponse:
    """One profile: its newest layout, and approving it."""
    shown = _found(code)
    layout = json.loads(shown.layout)
    labels = ProfileForm.base_fields
    facts = [
        Fact(str(labels[name].label), "Yes" if layout[name] is True else str(layout[name]))
        for name in LAYOUT
        if layout.get(name) not in ("", False, 0, None)
    ]
    pieces = {
        "shown": shown,
        "state": _state(shown),
        "facts": Summary(facts, title=f"How its files are laid out, version {shown.newest}"),
        "may_approve": shown.waits
        and "approve_file_profile" in request.actor.may
        and shown.written_by_id != request.actor.user_id,
        "trail": trail(Link("Files of payments", reverse("payment_files"))),
    }
    return render(request, "takings/profile.html", pieces)


@page(permission="approve_file_profile", section="Money in")
@require_POST
def approve(request: PageRequest, code: str) -> HttpResponse:
    """Approve the newest version."""
    said_or_refused(
        request,
        lambda: approve_file_profile(profile=code, **deed(request)),
        lambda made: f"Files of {made.profile} are read by version {made.version} from now on.",
    )
    return redirect("file_profile", code)


def _start(request: PageRequest) -> dict[str, Any]:
    """A layout that comes with Piperoll, or the newest of a profile, to start from."""
    first, code = request.GET.get("first", ""), request.GET.get("code", "")
    if first in FIRST:
        code = "".join(letter for letter in first.upper() if letter.isalnum())[:12]
        return FIRST[first].told() | {"name": first, "bank_words": first.upper(), "code": code}
    if not code:
        return {}
    shown = _found(code)
    given = {"code": shown.code, "name": shown.name, "method": shown.method_code, "bank_account": shown.account}
    told: dict[str, Any] = json.loads(shown.layout)
    return told | given | {"bank_words": shown.bank_words}


def _found(code: str) -> Any:
    found = next((row for row in queries.file_profiles() if row.code == code.upper()), None)
    if found is None:
        raise Http404
    return found


def _label(form: ProfileForm, field: str) -> str:
    return str(form.fields[field].label) if field in form.fields else field


def _sample(tried: PaymentFile) -> Table:
    columns = [Column("Line"), Column("Reference"), Column("Payer"), Column("Paid", "day"), Column("Sum", "money")]
    rows = [
        [
            str(one.line),
            one.reference if one.fits else Noted(one.reference or "None", "Unlike ours"),
            one.payer, one.paid_on, one.amount_pence,
        ]
        for one in tried.payments[:SAMPLE_SHOWN]
    ]  # fmt: skip
    foot = [f"{len(tried.payments):,} in all", "", "", "", tried.found_pence]
    return Table("What was read", columns, rows, foot=foot if rows else (), empty="No payment was read.")


def _verdict(tried: PaymentFile, form: ProfileForm) -> str:
    try:
        return in_words(tried, layout_of(form.layout))
    except LayoutWrong as fault:
        return fault.why


def _profile(row: Any) -> list[object]:
    title = Noted(Link(row.name, reverse("file_profile", args=[row.code])), row.code)
    return [title, row.account, row.bank_words, row.last_taken_on, _state(row)]


def _state(row: Any) -> object:
    if row.approved is None:
        return Tag("Waits to be approved", "yellow")
    tag = Tag("Approved", "green")
    return Noted(tag, f"A newer version, by {row.written_by}, waits") if row.waits else tag
