"""Writing what the banks send: payments set aside by account and window, then statements from balance to balance."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from piperoll.anytown import plan
from piperoll.anytown.bank_accounts import ACCOUNTS, BY_CODE, Account
from piperoll.anytown.bank_lines import SHOWN
from piperoll.anytown.diary import Window
from piperoll.anytown.dice import between, dice, working_day
from piperoll.anytown.other_money import banks_own
from piperoll.anytown.payments import Payment
from piperoll.formats.statements import Line, Statement
from piperoll.formats.write_statements import write_statements

ANSWERS = "answers.csv"


class Arrivals:
    """Payments waiting to be written, set aside on disk so that a million of them need no memory."""

    def __init__(self, folder: Path, windows: tuple[Window, ...]) -> None:
        self._windows = windows
        self._files = {
            (account.code, window): (folder / f"{account.code}-{number}").open("w+", encoding="utf-8")
            for account in ACCOUNTS
            for number, window in enumerate(windows)
        }

    def put(self, code: str, paid: Payment) -> None:
        """Keep a payment for the window its day falls in; what comes later than the last has not happened yet."""
        for window in self._windows:
            if window.first <= paid.on <= window.last:
                self._files[code, window].write(json.dumps([paid.on.isoformat(), *paid[1:]]) + "\n")

    def of(self, account: Account, window: Window) -> Iterator[Payment]:
        """What arrived on an account in a window, in the order it was kept."""
        file = self._files[account.code, window]
        file.seek(0)
        for row in file:
            kept = Payment(*json.loads(row))
            meant_for = tuple((number, pence) for number, pence in kept.meant_for)
            yield kept._replace(on=date.fromisoformat(str(kept.on)), meant_for=meant_for)

    def close(self) -> None:
        """Let the files go."""
        for file in self._files.values():
            file.close()


def write_window(
    folder: Path, window: Window, arrivals: Arrivals, balances: dict[str, int], seed: int
) -> list[plan.BankFile]:
    """Write every account's file for a window, and the answers beside them; `balances` run on to the next window."""
    place = folder / window.folder / "statements"
    place.mkdir(parents=True, exist_ok=True)
    entries = []
    with (folder / window.folder / ANSWERS).open("w", encoding="utf-8", newline="") as stream:
        answers = csv.writer(stream, lineterminator="\r\n")
        answers.writerow(("bank_account", "line", "on", "pounds", "payer", "written", "invoices", "what_it_is"))
        for account in ACCOUNTS:
            paid = _in_order(account, window, arrivals, seed)
            for number, one in enumerate(paid, 1):
                answers.writerow(_answer(account, number, one))
            name = f"{window.folder}/statements/{account.code.lower()}.{account.ending}"
            opening = balances.setdefault(
                account.code, between(dice(seed, "balance", account.code), 9_000_000, 42_000_000)
            )
            balances[account.code] = opening + sum(one.pence for one in paid)
            content = write_statements(_pages(account, window, paid, opening), account.format)
            (folder / name).write_bytes(content)
            entries.append(_entry(name, account, window, paid, balances[account.code]))
    return entries


def _in_order(account: Account, window: Window, arrivals: Arrivals, seed: int) -> list[Payment]:
    """The window's lines as the bank lists them: by day, in no order within one, its own entries among them."""
    rng = dice(seed, "order", account.code, window.first)
    paid = list(arrivals.of(account, window))
    month_end = working_day(window.last)
    day = window.first
    while (day := _first_of_next_month(day)) <= window.last:
        if day.month % 3 == 1:
            paid += banks_own(rng, working_day(day))
    if window.first == window.last:
        paid += banks_own(rng, month_end)
    shuffled = [one for _, one in sorted(((rng.random(), one) for one in paid), key=lambda pair: pair[0])]
    return sorted(shuffled, key=lambda one: one.on)


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _pages(account: Account, window: Window, paid: list[Payment], opening: int) -> Iterator[Statement]:
    """The file's statements: one for all, or one for each month or day that has lines."""
    key = {"all": lambda one: 0, "month": lambda one: (one.on.year, one.on.month), "day": lambda one: one.on}[
        account.pages
    ]
    shown, opened_on = SHOWN[account.format], window.first
    pages = [list(page) for _, page in groupby(paid, key=key)]
    for page in pages:
        closed_on = page[-1].on if page is not pages[-1] or account.pages == "day" else window.last
        lines = tuple(_with_reference(shown(one, number), closed_on) for number, one in enumerate(page, 1))
        closing = opening + sum(one.pence for one in page)
        yield Statement(
            bank_account=account.identity, currency="GBP", statement_id=f"{account.code}{closed_on:%y%m%d}",
            sequence=closed_on.timetuple().tm_yday, opened_on=closed_on if account.pages == "day" else opened_on,
            closed_on=closed_on, opening_pence=opening, closing_pence=closing, lines=lines, format=account.format,
        )  # fmt: skip
        opening, opened_on = closing, closed_on + timedelta(days=1)


def _with_reference(line: Line, closed_on: date) -> Line:
    return replace(line, bank_reference=f"{closed_on:%y%m%d}{line.number:06d}")


def _entry(name: str, account: Account, window: Window, paid: list[Payment], closing: int) -> plan.BankFile:
    credit = sum(one.pence for one in paid if one.pence > 0)
    return plan.BankFile(
        file=name,
        on=window.last.isoformat(),
        bank_account=account.code,
        lines=len(paid),
        credit_pence=credit,
        debit_pence=credit - sum(one.pence for one in paid),
        closing_pence=closing,
        entered_pence=None if BY_CODE[account.code].carries_balances else closing,
    )


def _answer(account: Account, number: int, paid: Payment) -> tuple[object, ...]:
    invoices = " ".join(f"{invoice}={pence / 100:.2f}" for invoice, pence in paid.meant_for)
    return (account.code, number, paid.on, f"{paid.pence / 100:.2f}", paid.payer_name, paid.written, invoices, paid.why)
