"""How well receipts are matched: what the engine placed alone, what was found wrong, what officers made of it."""

from __future__ import annotations

from math import ceil

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from piperoll.receipting.certainty import worst_rate
from piperoll.receipting.measure_matching import Measured, measure_matching
from piperoll.receipting.models import MatchingRecord
from piperoll.web.components.links import Link, breadcrumbs
from piperoll.web.components.status import Figure, Figures
from piperoll.web.components.table import Column, Table
from piperoll.web.components.wording import count
from piperoll.web.deeds import deed, said_or_refused
from piperoll.web.doors import PageRequest, page

A_PAGE = 60


@page(permission="see_reports", section="Reports")
@require_GET
def matching(request: PageRequest) -> HttpResponse:
    """The newest record in figures, and every one before it."""
    records = list(MatchingRecord.objects.order_by("-id")[:A_PAGE])
    newest = records[0] if records else None
    pieces = {
        "trail": breadcrumbs(Link("Reports", "/reports/")),
        "figures": _figures(newest) if newest else "",
        "newest": newest,
        "certain": _certain(newest) if newest else "",
        "table": _table(records),
    }
    return render(request, "reports/matching.html", pieces)


@page(permission="measure_matching", section="Reports")
@require_POST
def measure(request: PageRequest) -> HttpResponse:
    """Measure the year up to today."""
    said_or_refused(request, lambda: measure_matching(**deed(request)), _said)
    return redirect("matching")


def _said(found: Measured) -> str:
    alone = _share(found.by_engine, found.receipts)
    return f"Measured: {count(found.receipts, 'receipt')}, {alone} placed by the engine alone."


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none yet"


def _figures(record: MatchingRecord) -> Figures:
    middle = "none placed" if record.middle_days is None else count(record.middle_days, "day")
    return Figures(
        (
            Figure(_share(record.by_engine, record.receipts), "placed by the engine alone"),
            Figure(_share(record.suggested_right, record.suggested), "of suggestions right, invoice and sum"),
            Figure(_share(record.customer_right, record.suggested), "of suggestions right customer"),
            Figure(f"{record.taken_back:,}", f"of {record.by_engine:,} placed alone {_found_wrong(record)}"),
            Figure(middle, "from bank to account, the middle receipt"),
        )
    )


def _certain(record: MatchingRecord) -> str:
    allowed = f"at most {record.wrong_per_thousand.normalize():f} in a thousand wrong"
    if record.certain_score is None:
        return f"No suggestion is certain yet: {allowed} is not shown by {count(record.certain_decided, 'decision')}."
    return (
        f"Suggestions are certain from score {record.certain_score}: {count(record.certain_decided, 'decision')}, "
        f"{record.certain_wrong:,} of them wrong, for {allowed}. Allowing for chance, at worst "
        f"{_in_a_thousand(record.certain_decided, record.certain_wrong)}."
    )


def _found_wrong(record: MatchingRecord) -> str:
    worst = _in_a_thousand(record.by_engine, record.taken_back)
    return "found wrong later" + (f": allowing for chance, at worst {worst}" if record.by_engine else "")


def _in_a_thousand(decided: int, wrong: int) -> str:
    """The most that may truly be wrong, 39 records in 40, to two places and never rounded down."""
    return f"{ceil(worst_rate(decided, wrong) * 100_000) / 100:.2f} in a thousand"


def _table(records: list[MatchingRecord]) -> Table:
    columns = [
        Column("Year up to", "day"), Column("Receipts", "count"), Column("By the engine", "count"),
        Column("Found wrong", "count"), Column("Waiting", "count"), Column("Suggestions decided", "count"),
        Column("Right", "count"), Column("Certain from", "count"),
    ]  # fmt: skip
    rows: list[list[object]] = [
        [
            one.until, one.receipts, one.by_engine, one.taken_back, one.waiting, one.suggested, one.suggested_right,
            "Not yet" if one.certain_score is None else one.certain_score,
        ]
        for one in records
    ]  # fmt: skip
    return Table("Every measurement", columns, rows, empty="Nothing was measured yet.")
