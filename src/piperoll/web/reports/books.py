"""Checking the books: every control with both its figures, the walk along the seals, and the seal to write down."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from piperoll.foundations.money import pounds
from piperoll.reconciliation.check_books import Checked, Control, check_books
from piperoll.runs.checking_seals import ChainChecked, check_chain
from piperoll.runs.sealing import seal_pending
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Heading, Tag
from piperoll.web.components.table import Column, Noted, Table
from piperoll.web.components.wording import count
from piperoll.web.doors import PageRequest, page


@page(permission="check_books", section="Reports")
@require_GET
def check(request: PageRequest) -> HttpResponse:
    """Ask first (it reads every row), then show what was found."""
    trail = breadcrumbs(Link("Reports", "/reports/"))
    if "now" not in request.GET:
        return render(request, "reports/check_first.html", {"trail": trail})
    held = request.GET.get("seal", "").strip()[:64]
    seal_pending(at=timezone.now())  # of a process that died between its last row and its seal
    checked, chain = check_books(by=request.actor), check_chain(held=held)
    pieces = {
        "trail": trail,
        "heading": _heading(checked, chain),
        "controls": _controls(checked),
        "chain": chain,
        "newest": _in_groups(chain.newest),
        "held": held,
    }
    return render(request, "reports/check.html", pieces)


def _heading(checked: Checked, chain: ChainChecked) -> Heading:
    wrong = len(checked.disagreeing) + (not chain.agrees)
    figure = Figure(f"{len(checked.controls) - len(checked.disagreeing)} of {len(checked.controls)}", "controls agree")
    return Heading(
        "Check the books", "To the penny, and to the seal", figure,
        (Tag("Everything agrees", "green") if not wrong else Tag("Something disagrees", "red"),),
    )  # fmt: skip


def _controls(checked: Checked) -> Table:
    columns = [
        Column("Control"), Column("This", "count"), Column("Against", "count"), Column("Difference", "count"),
        Column("State"),
    ]  # fmt: skip
    return Table("Controls", columns, [_row(control) for control in checked.controls], caption_hidden=True)


def _row(control: Control) -> list[object]:
    said = pounds if control.is_money else "{:,}".format
    state: object = Tag("Agrees", "green") if control.agrees else Tag("Differs", "red")
    if control.astray:
        state = Noted(state, f"{count(control.astray, 'row')} astray, the first {control.example}")
    return [
        control.name,
        Noted(said(control.left_figure), control.left),
        Noted(said(control.right_figure), control.right),
        said(control.difference),
        state,
    ]


def _in_groups(seal: str) -> str:
    """A seal as it is written down: eight letters at a time."""
    return " ".join(seal[start : start + 8] for start in range(0, len(seal), 8))
