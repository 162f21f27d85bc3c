"""Anytown's Direct Debits: three payers told, collected from, released by a colleague and filed; Bacs says it
has each file, and one collection comes back unpaid.

All of it happened in the weeks before the day, through the verbs, on the days it would have. The payers are the first
who still owe a bill that fell due in that time; nobody's bank details are real.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from piperoll.anytown import bacs_says
from piperoll.anytown.letters import catching
from piperoll.anytown.outcome import Outcome
from piperoll.bacs.apply_bacs_report import apply_bacs_report
from piperoll.bacs.collect import collect
from piperoll.bacs.lodge_mandates import lodge_mandates
from piperoll.bacs.models import BacsFile, Collection, FiledRun
from piperoll.bacs.release_collection import release_collection
from piperoll.bacs.write_bacs_file import write_bacs_file
from piperoll.council.models import Holiday
from piperoll.customers.models import Customer
from piperoll.direct_debit.models import Mandate, NoticedCollection
from piperoll.direct_debit.notify_collections import notify_collections
from piperoll.direct_debit.set_up_mandate import MandateTold, set_up_mandate
from piperoll.dispatch.dispatch_letters import dispatch_letters
from piperoll.foundations.actors import Actor
from piperoll.foundations.bacs_days import cycle_to
from piperoll.foundations.calendar import working_days_after
from piperoll.receivables.models import ItemBalance
from piperoll.runs.models import Run
from piperoll.runs.running import digest_of
from piperoll.safeguards.answers import barred

STEPS = 7
PAYERS = 3
_SET_UP, _TOLD = timedelta(days=38), timedelta(days=26)
"""So long before the day payers gave their mandates, and were told what would be taken."""
_LONDON = ZoneInfo("Europe/London")


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Set up and lodge, tell, collect, release and file, and take in what Bacs says. Done before, nothing changes."""
    officer, senior = team["officer"], team["senior"]
    yield _set_up(on - _SET_UP, officer)
    holidays = set(Holiday.objects.values_list("on", flat=True))
    yield _hear_of_mandates(working_days_after(BacsFile.objects.earliest("id").processing_on, 1, holidays), officer)
    yield _tell(on - _TOLD, officer)
    told = NoticedCollection.objects.order_by("id").first()
    collect_on = told.collect_on if told else on
    input_on = cycle_to(collect_on, holidays).input_on
    yield _collect(collect_on, input_on, officer)
    yield _release(input_on, senior)
    yield _hear_of_collections(working_days_after(input_on, 1, holidays), officer)
    yield _come_back(min(working_days_after(collect_on, 2, holidays), on), officer)


def _morning(on: date) -> datetime:
    return datetime.combine(on, time(10), _LONDON)


def _set_up(on: date, by: Actor) -> Outcome:
    """Payers by telephone, each with an account of their own; their instructions go to the banks."""
    before = Run.objects.filter(verb="lodge_mandates").order_by("id").first()
    if before is None:
        for place, customer in enumerate(_payers(on)):
            told = MandateTold(
                channel="phone", sort_code="004823", account=f"7100{place}420", account_name=customer.name,
                is_account_holder=True, signs_alone=True, asked="Name, address and last bill, all right",
            )  # fmt: skip
            set_up_mandate(customer=customer.pk, told=told, on=on, at=_morning(on), by=by)
        lodge_mandates(on=on, at=_morning(on), by=by)
    many = Mandate.objects.filter(agreed_on=on).count()
    return Outcome("day", "Set up Direct Debits", None, many, many, "mandates", 0, 0, before is not None)


def _payers(on: date) -> list[Customer]:
    """The first who still owe a bill due in the weeks after, and may be collected from."""
    not_them = barred("collect", on).keys() | barred("set_up_mandate", on).keys()
    owed = ItemBalance.objects.filter(
        open_pence__gt=0, item__kind="instalment", item__effective_on__lte=on, item__due_on__gt=on - _TOLD
    ).exclude(customer__in=not_them)
    ids = list(dict.fromkeys(owed.order_by("item_id").values_list("customer", flat=True)[:200]))
    return list(Customer.objects.filter(pk__in=ids[:PAYERS]).order_by("pk"))


def _tell(on: date, by: Actor) -> Outcome:
    """Notices, posted the same day."""
    run = _before("notify_collections", effective_on=on)
    already = run is not None
    if run is None:
        run = notify_collections(on=on, at=_morning(on), by=by).run
        with catching():
            dispatch_letters(on=on, at=_morning(on) + timedelta(minutes=10), by=by)
    told = _totals(run)
    return Outcome(
        "day", "Tell payers", run, told["collections"], told["notices"], "notices", 0, told["amount_pence"], already
    )


def _collect(collect_on: date, on: date, by: Actor) -> Outcome:
    run = _before("collect", effective_on=on)
    already = run is not None
    if run is None:
        run = collect(collect_on=collect_on, on=on, at=_morning(on), by=by).run
    told = _totals(run)
    chosen = told["collections"]
    return Outcome(
        "day", "Choose collections", run, chosen + told["excluded"], chosen, "chosen", told["excluded"], told["pence"],
        already,
    )  # fmt: skip


def _release(on: date, by: Actor) -> Outcome:
    """A colleague looks and lets it go; the file is made at once."""
    run = _before("release_collection", effective_on=on)
    already = run is not None
    if run is None:
        chosen = Collection.objects.order_by("id")[0].collection_run_id
        run = release_collection(collection_run=chosen, on=on, at=_morning(on), by=by).run
        write_bacs_file(collection_runs=[chosen], on=on, at=_morning(on), by=by)
    told = _totals(run)
    return Outcome(
        "day", "Release and file them", run, told["collections"] + told["dropped"], told["collections"], "collected",
        told["dropped"], told["pence"], already,
    )  # fmt: skip


def _come_back(on: date, by: Actor) -> Outcome:
    """The first payer had not enough in the bank."""
    one = Collection.objects.select_related("mandate", "collection_run").order_by("id")[0]
    return _hear("One comes back unpaid", "returned", {"ARUDD.xml": bacs_says.unpaid(one, on)}, on, by)


def _hear_of_mandates(on: date, by: Actor) -> Outcome:
    """Bacs took the file of instructions, and each of them goes to its payer's bank."""
    file = BacsFile.objects.earliest("id")
    says = {"INPUT.xml": bacs_says.taken_in(file, on), "AUDACC.xml": bacs_says.instructions_accepted(file, on)}
    return _hear("Hear that Bacs has the mandates", "files", says, on, by)


def _hear_of_collections(on: date, by: Actor) -> Outcome:
    """Bacs took the file of collections."""
    file = FiledRun.objects.earliest("id").file
    return _hear("Hear that Bacs has the collections", "files", {"INPUT.xml": bacs_says.taken_in(file, on)}, on, by)


def _hear(step: str, what: str, reports: dict[str, str], on: date, by: Actor) -> Outcome:
    """Take reports in, each once."""
    run, heard = None, Counter[str]()
    for name, report in reports.items():
        content = report.encode()
        done = Run.objects.filter(verb="apply_bacs_report", content_digest=digest_of(content), state="done").first()
        if done is None:
            with TemporaryDirectory() as folder:
                file = Path(folder) / name
                file.write_bytes(content)
                run = apply_bacs_report(file=file, on=on, at=_morning(on), by=by).run
            done = Run.objects.get(pk=run)
        heard.update({told: done.totals.get(told, 0) for told in ("applied", "exceptions", "pence_back")})
    return Outcome(
        "day", step, run, heard["applied"], heard["applied"], what, heard["exceptions"], heard["pence_back"],
        already=run is None,
    )  # fmt: skip


def _before(verb: str, **which: Any) -> int | None:
    found = Run.objects.filter(verb=verb, state="done", **which).order_by("id").first()
    return found.pk if found else None


def _totals(run: int) -> dict[str, Any]:
    told: dict[str, Any] = Run.objects.values_list("totals", flat=True).get(pk=run)
    return told
