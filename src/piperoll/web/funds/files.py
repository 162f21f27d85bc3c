"""Files that tell other ledgers what was taken for them: writing one, reading it, and noting what they answer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from piperoll.foundations.money import pounds
from piperoll.foundations.refusals import Refused
from piperoll.interfaces.answer_fund_file import answer_fund_file
from piperoll.interfaces.finding import file_numbered, name_of
from piperoll.interfaces.models import FundFile
from piperoll.interfaces.write_fund_file import write_fund_file
from piperoll.web.components.links import Link
from piperoll.web.components.status import Tag
from piperoll.web.components.summary import Fact, Summary
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count, day
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, done, page
from piperoll.web.funds.forms import AnswerForm
from piperoll.web.funds.trails import trail


@page(permission="write_fund_file", section="Money in")
@require_POST
def write(request: PageRequest, code: str) -> HttpResponse:
    """Write the fund's file of all it was not told of yet."""
    made = said_or_refused(
        request,
        lambda: write_fund_file(fund=code, **deed(request)),
        lambda file: f"File {file.sequence} tells of {count(file.lines, 'line')}, {pounds(file.pence)}.",
    )
    return redirect("fund_file", code, made.sequence) if made else redirect("fund", code)


@page(permission="see_receipts", section="Money in")
@require_http_methods(["GET", "POST"])
def file(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One file, what the other side said of it, and noting that."""
    shown = _found(code, number)
    may = "answer_fund_file" in request.actor.may
    form = AnswerForm(request.POST or None, initial=_as_sent(shown), use_required_attribute=False)
    if request.method == "POST" and may and form.is_valid():
        try:
            answered = answer_fund_file(fund=code, sequence=number, **form.cleaned_data, **deed(request))
        except Refused as refusal:
            form.add_error("note", refusal.sentence)
        else:
            said = "It agrees." if answered.agrees else "It differs, and is chased until an answer agrees."
            return done(request, said, reverse("fund_file", args=[code, number]))
    facts = [
        Fact("Lines", f"{shown.line_count:,}"),
        Fact("Comes to", pounds(shown.amount_pence)),
        Fact("Made", day(shown.made_on)),
        Fact("File", Link(name_of(shown), reverse("fund_file_content", args=[code, number]))),
    ]
    answers = [
        [f"{one.told_lines:,}", one.told_pence, one.difference_pence, one.note or "Agrees"]
        for one in shown.answers.all()
    ]
    columns = [Column("Lines", "count"), Column("Sum", "money"), Column("Theirs less ours", "money"), Column("Said")]
    pieces = {
        "shown": shown,
        "number": str(shown.sequence),
        "facts": Summary(facts, title="What we told them"),
        "answers": Table("What they answered, newest first", columns, answers, empty="They have not answered yet."),
        "form": form if may else None,
        "trail": trail(
            Link("Other ledgers", reverse("funds")), Link(shown.fund.name, reverse("fund", args=[shown.fund_id]))
        ),
    }
    return render(request, "funds/file.html", pieces)


@page(permission="see_receipts", section="Money in")
@require_GET
def content(request: PageRequest, code: str, number: int) -> HttpResponse:
    """The file itself, byte for byte."""
    shown = _found(code, number)
    response = HttpResponse(bytes(shown.content), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name_of(shown)}"'
    return response


def table_of(rows: list[Any], caption: str, *, named: bool = False) -> Table:
    """Files with where each stands; `named` when they are of several funds."""
    columns = [
        Column("File"), Column("Made", "day"), Column("Lines", "count"), Column("Sum", "money"), Column("Answer"),
    ]  # fmt: skip
    return Table(caption, columns, [_row(row, named) for row in rows], empty="No file was written yet.")


def _row(row: Any, named: bool) -> list[object]:
    words = f"{row.name}, file {row.sequence}" if named else f"File {row.sequence}"
    link = Link(words, reverse("fund_file", args=[row.fund_id, row.sequence]))
    return [link, row.made_on, row.line_count, row.amount_pence, _answer(row)]


def _answer(row: Any) -> object:
    if row.agrees is None:
        return Tag("Not answered yet", "yellow")
    if row.agrees:
        return Tag("Agrees", "green")
    return Noted(Tag(f"Differs by {pounds(row.difference_pence)}", "red"), row.note)


def _found(code: str, number: int) -> FundFile:
    try:
        return file_numbered(code, number)
    except Refused:
        raise Http404 from None


def _as_sent(shown: FundFile) -> dict[str, Any]:
    return {"lines": shown.line_count, "pence": shown.amount_pence}
