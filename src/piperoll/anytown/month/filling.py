"""Filling an empty demo council with the month, signed at its end; and telling how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from piperoll.anytown import month_end, the_day
from piperoll.anytown.month.diary import BILLED, FIRST, OPENED, moment, working_day, working_days
from piperoll.anytown.month.living import Evening, live
from piperoll.anytown.month.touches import TOUCHES
from piperoll.anytown.staff import take_on
from piperoll.council.models import Council
from piperoll.runs.models import Run

Said = Callable[[Evening], None]


def fill(folder: Path, council_file: Path, *, said: Said) -> list[Evening]:
    """Live the month and sign it, an evening at a time to `said`; nothing when this council has lived it already.

    Raises NotADemo, AnotherDemo for a council that holds anything else, or only some days of the month.
    """
    council = Council.objects.first()
    if council and council.name != the_day.NAME:
        raise the_day.NotADemo(name=council.name)
    if _lived():
        return []
    if Run.objects.filter(verb="raise_invoices").exists():
        raise the_day.AnotherDemo()
    opened = moment(OPENED, 9)
    team = take_on(on=OPENED, at=opened)
    the_day.set_up(council_file, on=OPENED, at=opened, by=team["manager"])
    evenings = []
    for evening in live(folder, team=team):
        evenings.append(evening)
        said(evening)
    after = working_day(len(working_days()))
    list(month_end.steps(on=after, at=moment(after, 10), team=team))
    return evenings


def _lived() -> bool:
    done = Run.objects.filter(state="done")
    billed = done.filter(verb="raise_invoices", effective_on=BILLED).exists()
    return billed and done.filter(verb="review_month_end", effective_on__gt=working_days()[-1]).exists()


def told(evenings: list[Evening]) -> Iterator[str]:
    """The evenings as a table, and who touched what."""
    if not evenings:
        yield f"This council has lived {FIRST:%B %Y} already. Add --fresh to live it again."
        return
    yield f"Anytown’s banking in {FIRST:%B %Y}, each bank account at nought every evening but those named"
    heads = "".join(f"{head:>12}" for head in ("bank lines", "allocated", "expected", "other funds"))
    yield f"  {'':16}{heads}{'waiting':>10}  not at nought"
    for one in evenings:
        counts = f"{one.lines:>12,}{one.allocated:>12,}{one.expected:>12,}{one.in_funds:>12,}{len(one.waiting):>10,}"
        yield f"  {one.on:%a %-d %b}".ljust(18) + counts + "  " + ", ".join((*one.apart, *one.astray))
    yield ""
    yield "What people did, and nobody anything else"
    for touch in TOUCHES:
        when = f"day {touch.day + 1} of each week" if touch.weekly else f"day {touch.day + 1}"
        yield f"  {when:22}{touch.why}"
