"""Writing a whole Anytown into a folder: its past, its day, and a tomorrow to try one's hand at."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from piperoll.anytown import afternoon, self_service
from piperoll.anytown.bank_accounts import ACCOUNTS, paid_into
from piperoll.anytown.bills import Bill
from piperoll.anytown.customers import customer
from piperoll.anytown.diary import Round, Window, rounds, windows
from piperoll.anytown.dice import dice
from piperoll.anytown.feeders import Numbering, write_corrections, write_feeder
from piperoll.anytown.other_money import strangers, two_plots
from piperoll.anytown.payments import habits, payments
from piperoll.anytown.plan import Chapter, Feeder, Plan
from piperoll.anytown.providers import paid_out
from piperoll.anytown.statements import Arrivals, write_window
from piperoll.anytown.tariffs import FILE_NAMES
from piperoll.foundations.refusals import Refused

DAY = date(2026, 11, 23)
"""The day of the committed samples and of the demo: a Monday, so that the day is the same for everybody."""

SEED, SIZE, SMALLEST, LARGEST = 1130, 400, 100, 5_000_000
"""The seed is the year of the oldest pipe roll; the size is the number of customers, more or less."""

BESIDES = afternoon.INVOICES + self_service.INVOICES
"""How many invoices the day raises after those of its files."""

_STRANGERS_A_DAY = 0.20
_STRANGERS_IN_HISTORY = 0.05
_LEAST_STRANGERS = 2 * len(ACCOUNTS)
Said = Callable[[str], None]


class NotAWorkingDay(Refused):
    """{on:%-d %B %Y} is a {on:%A}, when banks send no statements. Choose a day from Monday to Friday."""


class NotThatMany(Refused):
    """Anytown cannot have {size} customers: choose a size from {least} to {most}."""


def generate(
    folder: Path, *, on: date = DAY, seed: int = SEED, size: int = SIZE, said: Said = lambda what: None
) -> Plan:
    """Write Anytown's files up to a day, about `size` customers in all, and the plan for taking them in.

    The same three give the same bytes anywhere. Memory stays flat: what is written is forgotten, but for the
    statement in hand. `said` is told what is being written. Raises NotAWorkingDay, NotThatMany.
    """
    if on.weekday() > 4:
        raise NotAWorkingDay(on=on)
    if not SMALLEST <= size <= LARGEST:
        raise NotThatMany(size=size, least=SMALLEST, most=LARGEST)
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".writing-") as aside:
        spans = windows(on)
        arrivals = Arrivals(Path(aside), spans)
        try:
            made = _write_all(folder, spans, arrivals, on, seed, size, said)
        finally:
            arrivals.close()
    made.write(folder)
    return made


def _write_all(
    folder: Path, spans: tuple[Window, ...], arrivals: Arrivals, on: date, seed: int, size: int, said: Said
) -> Plan:
    due, numbering = rounds(on, size), Numbering()
    feeders: dict[str, list[Feeder]] = {}
    for span in spans:
        (folder / span.folder / "feeders").mkdir(parents=True, exist_ok=True)
        todo = [one for one in due if span.first <= one.on <= span.last]
        feeders[span.folder] = [_write_round(folder, span, one, numbering, arrivals, seed, said) for one in todo]
        _others(arrivals, span, seed, size)
    last = spans[-1]
    numbering.next_invoice += BESIDES
    name = f"{last.folder}/feeders/corrections.csv"
    feeders[last.folder].append(write_corrections(folder / name, name, last.first, numbering))
    balances: dict[str, int] = {}
    chapters = []
    for span in spans:
        said(f"bank statements to {span.last:%-d %B %Y}")
        statements = write_window(folder, span, arrivals, balances, seed)
        chapters.append(Chapter(span.folder, span.last.isoformat(), feeders[span.folder], statements))
    _write_customers(folder, due, seed)
    return Plan(on.isoformat(), seed, size, max(one.places.stop for one in due), chapters)


def _write_round(
    folder: Path, span: Window, one: Round, numbering: Numbering, arrivals: Arrivals, seed: int, said: Said
) -> Feeder:
    stem = FILE_NAMES[one.service]
    name = f"{span.folder}/feeders/{stem}.csv" if span.folder == "day" else f"{span.folder}/feeders/{one.on}-{stem}.csv"
    said(f"{stem.replace('-', ' ')} of {one.on:%-d %B %Y}")

    def pay(bills: tuple[Bill, ...]) -> None:
        how = habits(seed, bills[0].customer, one.service)
        rng = dice(seed, "paid into", bills[0].number)
        code = paid_into(rng, one.service)
        for paid in payments(seed, bills, how):
            arrivals.put(code, paid)

    is_today = span.folder == "day"
    return write_feeder(folder / name, name, one, seed, numbering, is_today=is_today, on_bills=pay)


def _others(arrivals: Arrivals, span: Window, seed: int, size: int) -> None:
    """Everybody else's money: each account has some in every window."""
    days = [day for n in range((span.last - span.first).days + 1) if (day := span.first + timedelta(n)).weekday() < 5]
    share = _STRANGERS_A_DAY if span.first == span.last else _STRANGERS_IN_HISTORY
    rng = dice(seed, "strangers", span.first)
    for number, paid in enumerate(strangers(rng, days, max(round(size * share), _LEAST_STRANGERS))):
        arrivals.put(ACCOUNTS[number // 2].code if number < _LEAST_STRANGERS else paid_into(rng, ""), paid)
    for paid in (*two_plots(rng, days[-1]), *(paid_out(days[-1]) if span.folder == "day" else ())):
        arrivals.put("MAIN", paid)


def _write_customers(folder: Path, due: list[Round], seed: int) -> None:
    """Everybody, for a trainer's desk: who they are, where, and the telephone that will never ring."""
    with (folder / "customers.csv").open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\r\n")
        out.writerow(("reference", "kind", "name", "address", "postcode", "email", "phone", "first_billed_by"))
        for one in due:
            for who in (customer(seed, place, one.service) for place in one.places):
                lines = ", ".join(who.address.lines)
                out.writerow(
                    (who.reference, who.kind, who.name, lines, who.address.postcode, who.email, who.phone, one.service)
                )
