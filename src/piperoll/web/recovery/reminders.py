"""Reminder runs: the ladder worked out, looked at by outcome with every reason, issued by somebody else."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.documents.models import TemplateVersion
from piperoll.foundations.actors import NotPermitted
from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.recovery import queries
from piperoll.recovery.discard_reminders import discard_reminders
from piperoll.recovery.issue_reminders import issue_reminders
from piperoll.recovery.propose_reminders import propose_reminders
from piperoll.recovery.rules import GOES_BY, STAGES, TRACKS, WHY
from piperoll.recovery.wordings import Wording, wordings
from piperoll.safeguards.seeing import NOT_NAMED
from piperoll.web.bacs.forms import WordsForm
from piperoll.web.components.html import together
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Row, Table
from piperoll.web.components.wording import count, day, moment
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.paging import page_number, pages
from piperoll.web.record.seeing import masked
from piperoll.web.recovery.tabs import tabs
from piperoll.web.recovery.wording import SECTION, less, run_tag, why_tag

A_PAGE = 50


@page(permission="see_recovery", section=SECTION)
@require_http_methods(["GET", "POST"])
def reminder_runs(request: PageRequest) -> HttpResponse:
    """Every reminder run and where it stands; proposing another for today."""
    if request.method == "POST":
        return _propose(request)
    found = queries.runs(most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE)
    pieces = {
        "tabs": tabs(request, "recovery"),
        "may_propose": "propose_reminders" in request.actor.may and not any(row.what is None for row in found),
        "ladders": Link("Stages of the ladder", reverse("recovery_stages"))
        if "see_council" in request.actor.may
        else "",
        "tracks": Link("Tracks", reverse("track_rules")) if "see_council" in request.actor.may else "",
        "table": _runs(found[:A_PAGE]),
        "pages": pages(request, more=len(found) > A_PAGE),
    }
    return render(request, "recovery/runs.html", pieces)


def _propose(request: PageRequest) -> HttpResponse:
    if "propose_reminders" not in request.actor.may:
        raise NotPermitted(name=request.actor.name, act="propose reminders", role=request.actor.role)
    try:
        made = propose_reminders(**deed(request))
    except Refused as refusal:
        messages.info(request, refusal.sentence)
        return redirect("recovery")
    if made.reminder_run is None:
        messages.info(request, "Nothing is overdue.")
        return redirect("recovery")
    said = f"{count(made.accounts, 'account')} looked at: {count(made.letters, 'letter')} to go."
    return done(request, said, "reminder_run", made.reminder_run)


def _runs(rows: Any) -> Table:
    columns = [
        Column("Day", "day"), Column("Stands"), Column("Looked at", "count"), Column("Letters", "count"),
        Column("They ask for", "money"), Column("Dropped", "count"),
    ]  # fmt: skip
    shown = (
        [
            Noted(Link(day(row.proposed_on), reverse("reminder_run", args=[row.id])), f"run {row.id}"), run_tag(row),
            row.accounts, row.letters, row.letters_pence, row.dropped or "",
        ]
        for row in rows
    )  # fmt: skip
    return Table("Reminder runs", columns, shown, empty="Nobody has been reminded yet.", caption_hidden=True)


@page(permission="see_recovery", section=SECTION)
@require_GET
def reminder_run(request: PageRequest, number: int) -> HttpResponse:
    """One run: how many accounts at each step and why the others are left out, and the accounts behind each figure."""
    shown, may = _found(number), request.actor.may
    why, stage = _chosen(request.GET.get("why", ""), WHY), _chosen(request.GET.get("stage", ""), STAGES)
    found = queries.accounts(
        number, why=why, stage=stage, most=A_PAGE + 1, after=(page_number(request) - 1) * A_PAGE
    )  # fmt: skip
    is_mine = shown.proposed_by_id == request.actor.user_id
    pieces = {
        "number": number,
        "trail": breadcrumbs(Link("Recovery", reverse("recovery"))),
        "heading": Heading(
            f"Reminders of {day(shown.proposed_on)}", f"Reminder run {number}",
            Figure(pounds(shown.letters_pence), f"in {count(shown.letters, 'letter')}"), (run_tag(shown),),
        ),
        "facts": _facts(shown),
        "may_issue": shown.what is None and shown.letters and "issue_reminders" in may and not is_mine,
        "own": shown.what is None and is_mine and shown.letters,
        "discard": WordsForm(label="Why it should not go")
        if shown.what is None and shown.letters and "discard_reminders" in may
        else None,
        "outcomes": _outcomes(queries.counts(number), number),
        "words": _words(wordings(number, timezone.localdate())) if shown.what is None and shown.letters else None,
        "chosen": ", ".join(filter(None, (WHY.get(why, ""), STAGES.get(stage, "")))),
        "all": Link("Show every account", reverse("reminder_run", args=[number])),
        "table": _accounts(masked(request, found[:A_PAGE], reference="customer", name=NOT_NAMED)),
        "pages": pages(request, more=len(found) > A_PAGE),
    }  # fmt: skip
    return render(request, "recovery/run.html", pieces)


def _found(number: int) -> Any:
    try:
        return queries.run(number)
    except Refused:
        raise Http404 from None


def _chosen(asked: str, known: dict[str, str]) -> str:
    return asked if asked in known else ""


def _facts(shown: Any) -> Summary:
    facts = [
        Fact("Proposed", f"{moment(shown.proposed_at)} by {shown.proposed_by}"),
        Fact("Accounts looked at", f"{shown.accounts:,}, everything overdue on {day(shown.proposed_on)}"),
    ]
    if shown.what:
        decided = f"{moment(shown.decided_at)} by {shown.decided_by}"
        words = "Issued" if shown.what == "issued" else "Given up"
        facts.append(Fact(words, decided + (f": {shown.reason}" if shown.reason else "")))
    if shown.dropped:
        facts.append(Fact("Dropped as it was issued", f"{shown.dropped:,}, each with its reason"))
    return Summary(facts, "This run")


def _outcomes(rows: Any, number: int) -> Table:
    """Accounts by what becomes of them: letters by stage first, then work, then every reason to leave out."""
    here = reverse("reminder_run", args=[number])
    sums: dict[tuple[str, str], tuple[int, int, int]] = {}
    for row in rows:
        stage = row.stage if row.why in ("send", "person") else ""
        accounts, overdue, chased = sums.get((row.why, stage), (0, 0, 0))
        sums[row.why, stage] = accounts + row.accounts, overdue + row.overdue_pence, chased + row.chased_pence
    whys, stages = list(WHY), ["", *STAGES]
    places = sorted(sums, key=lambda one: (whys.index(one[0]), stages.index(one[1])))
    columns = [
        Column("What becomes of them"),
        Column("Accounts", "count"),
        Column("Overdue", "money"),
        Column("Chased", "money"),
    ]
    shown = [[Link(_outcome(why, stage), f"{here}?{_only(why, stage)}"), *sums[why, stage]] for why, stage in places]
    total = ["All looked at", *(sum(figures[n] for figures in sums.values()) for n in range(3))]
    return Table("What becomes of them", columns, shown, foot=total, caption_hidden=True)


def _words(rows: list[Wording]) -> Table:
    """The words each letter would be written in, were it to go today."""
    columns = [
        Column("Stage"), Column("Goes by"), Column("Letters", "count"), Column("Words"),
        Column("Others may read instead"),
    ]  # fmt: skip
    shown = [
        [
            Noted(STAGES[row.stage], TRACKS[row.track]), GOES_BY[row.goes_by], row.letters,
            _template(row.words) if row.words else Tag("No approved words: write some first", "red"),
            together((_template(one) for one in row.others), between=", ") if row.others else "",
        ]
        for row in rows
    ]  # fmt: skip
    return Table("The words they go in", columns, shown)


def _template(version: TemplateVersion) -> Link:
    name = version.template.name
    return Link(f"{name}, version {version.number}", reverse("letter_template", args=[name]))


def _outcome(why: str, stage: str) -> str:
    if why == "send":
        return STAGES[stage]
    return f"{WHY[why]}: {STAGES[stage].lower()}" if stage else WHY[why]


def _only(why: str, stage: str) -> str:
    return f"why={why}&stage={stage}" if stage else f"why={why}"


def _accounts(rows: Any) -> Table:
    columns = [Column("Customer"), Column("Step"), Column("Why"), Column("Overdue", "money"), Column("Chased", "money")]
    return Table("Accounts", columns, map(_account, rows), empty="No account is there.", caption_hidden=True)


def _account(row: Any) -> Row:
    hidden = row.name == NOT_NAMED
    who: object = NOT_NAMED if hidden else Link(row.name, reverse("customer_recovery", args=[row.customer]))
    reason = "" if hidden else row.dropped or row.reason
    track = Noted(why_tag(row), TRACKS[row.track]) if row.track else why_tag(row)
    return Row(
        [
            who, track, Noted("Dropped", reason) if row.dropped else reason,
            Noted(pounds(row.overdue_pence), less(row)) if less(row) else row.overdue_pence,
            0 if row.why == "barred" else row.chased_pence,
        ],
        quiet=bool(row.dropped),
    )  # fmt: skip


@page(permission="issue_reminders", section=SECTION)
@require_POST
def issue(request: PageRequest, number: int) -> HttpResponse:
    """Let the run go."""
    said_or_refused(
        request,
        lambda: issue_reminders(reminder_run=number, **deed(request)),
        lambda made: (
            f"Issued: {count(made.letters, 'letter')}, {pounds(made.letters_pence)}. They go with the next dispatch."
            + (f" {made.dropped:,} dropped since they were proposed." if made.dropped else "")
        ),
    )
    return redirect("reminder_run", number)


@page(permission="discard_reminders", section=SECTION)
@require_POST
def discard(request: PageRequest, number: int) -> HttpResponse:
    """Give the run up."""
    form = WordsForm(request.POST, label="Why it should not go")
    if not form.is_valid():
        messages.error(request, "Nothing was changed. Say why it should not go.")
        return redirect("reminder_run", number)
    said_or_refused(
        request,
        lambda: discard_reminders(reminder_run=number, reason=form.cleaned_data["words"], **deed(request)),
        lambda made: f"Given up: {count(made.letters, 'letter')} do not go. Propose afresh when you are ready.",
    )
    return redirect("reminder_run", number)
