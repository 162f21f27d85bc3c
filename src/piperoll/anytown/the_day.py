"""Carrying out a plan through the verbs themselves: charges in, invoices out, money in, allocated.

Every file has fixed content, so a step done before is refused politely by its own verb and changes nothing; a run that
was killed is taken up where it was. Only allocation has no file: it is done once for each chapter.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from piperoll.anytown import (
    afternoon,
    aggrieved,
    arranging,
    by_card,
    collecting,
    credits,
    evening,
    from_an_export,
    hardship,
    letters,
    lost,
    mandates,
    month_end,
    moved,
    other_ledgers,
    owners,
    paying_in,
    protected,
    recovery,
    refunds,
    remitting,
    self_service,
    service_returns,
    through_gocardless,
    twice,
    with_agents,
)
from piperoll.anytown.bills import INVOICES
from piperoll.anytown.outcome import Outcome as Outcome
from piperoll.anytown.plan import BankFile, Chapter, Feeder, Plan
from piperoll.anytown.tariffs import FILE_NAMES
from piperoll.billing.models import Invoice
from piperoll.billing.print_invoices import print_invoices
from piperoll.billing.raise_invoices import Expected, raise_invoices
from piperoll.council.models import Council
from piperoll.documents.load_templates import TemplatesLoaded, load_templates
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.set_up_council import CouncilIsSetUp, set_up_council
from piperoll.receipting.allocate_receipts import allocate_receipts
from piperoll.receipting.import_statement import import_statement, told_apart
from piperoll.runs.models import NumberBlock, NumberSeries, Run
from piperoll.runs.running import digest_of

NAME = "Anytown Borough Council"
_LONDON = ZoneInfo("Europe/London")
THE_REST = (
    afternoon,
    collecting,
    through_gocardless,
    credits,
    arranging,
    self_service,
    evening,
    protected,
    twice,
    mandates,
    refunds,
    moved,
    letters,
    lost,
    aggrieved,
    recovery,
    paying_in,
    remitting,
    by_card,
    from_an_export,
    other_ledgers,
    service_returns,
    with_agents,
    owners,
    month_end,
)
"""What else happens on the day, after the money: each module has `STEPS`, how many, and `steps`, which does them."""


class NotADemo(Refused):
    """This council is {name}, which has books of its own; the demo fills only an empty council.

    Type  ./piperoll council add playground  and then  ./piperoll demo --council playground
    """


class AnotherDemo(Refused):
    """This council holds another demo (of another size or seed), or invoices raised before the demo began.

    Add --fresh to empty it and start again.
    """


class NumbersMoved(Refused):
    """The next invoice is {found}, where the demo's bank statements quote {planned} for the first of {file}.

    Somebody billed here while the demo was only half done. Add --fresh to empty the council and start again.
    """


def must_be_the_demos(folder: Path, plan: Plan) -> None:
    """Raise NotADemo or AnotherDemo unless this council is empty or was filled by this very plan."""
    council = Council.objects.first()
    if council and council.name != NAME:
        raise NotADemo(name=council.name)
    first = digest_of((folder / plan.chapters[0].feeders[0].file).read_bytes())
    billed = Run.objects.filter(verb="raise_invoices", state="done")
    if billed.exists() and not billed.filter(content_digest=first).exists():
        raise AnotherDemo()


def must_number_as_planned(folder: Path, feeder: Feeder) -> None:
    """Raise NumbersMoved if a feeder not yet taken in would get other numbers than the statements quote."""
    digest = digest_of((folder / feeder.file).read_bytes())
    run = Run.objects.filter(verb="raise_invoices", content_digest=digest).exclude(state="nothing").first()
    if run and run.state == "done":
        return
    held = NumberBlock.objects.filter(run=run, series="invoice").order_by("id").last() if run else None
    series = NumberSeries.objects.filter(name="invoice").first()
    number = INVOICES.write(held.first if held else series.next_number if series else 1)
    if number != feeder.first_number:
        raise NumbersMoved(file=feeder.file, found=number, planned=feeder.first_number)


def set_up(council_file: Path, *, on: date, at: datetime, by: Actor) -> None:
    """Set the council up from its file, unless it was, with the letter templates Piperoll comes with."""
    with suppress(CouncilIsSetUp):
        set_up_council(file=council_file, on=on, at=at, by=by)
    with suppress(TemplatesLoaded):
        load_templates(on=on, at=at, by=by)


def count_steps(plan: Plan) -> int:
    """How many outcomes `carry_out` will give."""
    files = sum(len(c.feeders) + len(c.statements) + 1 for c in _to_do(plan))
    rest: int = sum(module.STEPS for module in THE_REST)
    return files + 1 + hardship.STEPS + rest


def carry_out(folder: Path, plan: Plan, *, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Do everything planned up to and including the day, in order, an outcome at a time.

    The past is known from the days it happened on; the day itself from the moment `at`. Raises NumbersMoved and
    whatever the verbs refuse.
    """
    for chapter in _to_do(plan):
        is_past = chapter.name != "day"
        if not is_past:
            yield from hardship.steps(folder, on=date.fromisoformat(chapter.on), at=at, team=team)
        for feeder in chapter.feeders:
            yield _raise(folder, chapter, feeder, at=_at(feeder.on, 9) if is_past else at, by=team["assistant"])
        if not is_past:
            yield _print(folder, chapter, at=at, by=team["assistant"])
        closing = _at(chapter.on, 17) if is_past else at
        for file in chapter.statements:
            yield _bank(folder, chapter, file, at=closing, by=team["officer"])
        yield _allocate(chapter, at=closing, by=team["officer"])
        if not is_past:
            for more in THE_REST:
                yield from more.steps(on=date.fromisoformat(chapter.on), at=at, team=team)


def _to_do(plan: Plan) -> list[Chapter]:
    return [chapter for chapter in plan.chapters if chapter.name != "tomorrow"]


def _at(on: str, hour: int) -> datetime:
    return datetime.combine(date.fromisoformat(on), time(hour), _LONDON)


def _raise(folder: Path, chapter: Chapter, feeder: Feeder, *, at: datetime, by: Actor) -> Outcome:
    on = date.fromisoformat(feeder.on)
    expected = Expected(feeder.lines, feeder.net_pence)
    run = _taken_in("raise_invoices", (folder / feeder.file).read_bytes())
    already = run is not None
    if run is None:
        must_number_as_planned(folder, feeder)
        run = raise_invoices(
            feeder=folder / feeder.file, on=on, at=at, by=by, expected=expected, looked_at="Anytown is made so"
        ).run
    told = _totals(run)
    step = f"Bill {FILE_NAMES[feeder.service].replace('-', ' ')}"
    return Outcome(
        chapter.name,
        step,
        run,
        told["lines_in"],
        told["invoices"],
        "invoices",
        told["lines_rejected"],
        told["gross_pence"],
        already,
    )


def _print(folder: Path, chapter: Chapter, *, at: datetime, by: Actor) -> Outcome:
    """The day's bills as PDFs, in a folder beside its files."""
    on, bills = date.fromisoformat(chapter.on), folder / "bills"
    numbers = list(
        Invoice.objects.filter(invoiced_on=on, run__verb="raise_invoices")
        .order_by("id")
        .values_list("number", flat=True)
    )
    already = all((bills / f"{number}.pdf").exists() for number in numbers)
    run = None if already else print_invoices(folder=bills, numbers=numbers, on=on, at=at, by=by).run
    return Outcome(chapter.name, "Print the bills", run, len(numbers), len(numbers), "PDFs", 0, 0, already)


def _bank(folder: Path, chapter: Chapter, file: BankFile, *, at: datetime, by: Actor) -> Outcome:
    content = (folder / file.file).read_bytes()
    run = _taken_in("import_statement", told_apart(content, file.bank_account))
    already = run is not None
    if run is None:
        run = import_statement(
            file=folder / file.file, bank_account=file.bank_account, closing_pence=file.entered_pence,
            on=date.fromisoformat(file.on), at=at, by=by,
        ).run  # fmt: skip
    told = _totals(run)
    step = f"Bank {file.bank_account} ({told['format'].removeprefix('csv:')})"
    known = told["lines_known_before"]
    return Outcome(
        chapter.name, step, run, told["lines"] + known, told["lines"], "receipts", known, told["credit_pence"], already
    )


def _allocate(chapter: Chapter, *, at: datetime, by: Actor) -> Outcome:
    on = date.fromisoformat(chapter.on)
    done = Run.objects.filter(verb="allocate_receipts", state="done", effective_on=on).order_by("id").first()
    run = done.pk if done else allocate_receipts(on=on, at=at, by=by).run
    told = _totals(run)
    waiting = told["suggested"] + told["suspense"] + told["overtaken"]
    return Outcome(
        chapter.name,
        "Allocate",
        run,
        told["looked_at"],
        told["allocated"],
        "allocated",
        waiting,
        told["placed_pence"],
        bool(done),
    )


def _taken_in(verb: str, content: bytes) -> int | None:
    """The run that took this in, if one did: a demo done again is no file offered twice."""
    return (
        Run.objects.filter(verb=verb, content_digest=digest_of(content), state="done")
        .values_list("pk", flat=True)
        .first()
    )


def _totals(run: int) -> dict[str, Any]:
    told: dict[str, Any] = Run.objects.values_list("totals", flat=True).get(pk=run)
    return told
