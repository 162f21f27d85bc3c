"""What the month brings and nobody touches: payments, agents' files, lists, other ledgers' money; and the verbs
that a timetable calls for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from openpyxl import Workbook

from piperoll.anytown.month.diary import A_WEEK, working_day
from piperoll.anytown.month.office import SHIRE, SHIRE_SHOWN, Office, list_as_text
from piperoll.anytown.other_ledgers import FUNDS
from piperoll.anytown.paying_in import allpay_file
from piperoll.cards.models import CardSettlement
from piperoll.cards.settle_card_payments import settle_card_payments
from piperoll.foundations.money import plain_pounds
from piperoll.interfaces.write_fund_file import NothingToTell, write_fund_file
from piperoll.receipting.allocate_receipts import Allocated, allocate_receipts
from piperoll.receipting.import_remittance import import_remittance
from piperoll.receipting.import_statement import import_statement
from piperoll.takings.import_payment_file import import_payment_file

TRANSFERS, BY_AGENT, IN_A_LIST = 5, 2, 3
"""So many bills are paid a day by transfer, a week through allpay, and a week by the county's list."""


def happens(office: Office, on: date, number: int) -> None:
    """What is paid on the working day of a number, from 0, and what its agents send."""
    for debt in office.next_debts(TRANSFERS):
        office.banks.send(debt.paid(on), debt.bill.service)
    rent = FUNDS[number % 2]
    account = rent["samples"][number // 2 % 2]
    office.banks.book(on, 8_450 + 25 * number, f"{rent['words'][0]} {account}", method="STO", payer=f"TENANT {number}")
    weekday, week = number % A_WEEK, number // A_WEEK
    if weekday == 1:
        _agent_sends(office, on, working_day(number + 2))
    elif weekday == 2:
        _county_tells(office, on, week, working_day(number + 1))


def taken_in(office: Office, on: date, number: int) -> int:
    """The morning's statements and settlements; how many bank lines came. The bank shows a settlement the day after."""
    lines = 0
    for code, file in office.banks.statements(on):
        lines += import_statement(file=file, bank_account=code, **office.act("officer", on)).lines
    settled = settle_card_payments(**office.act("officer", on))
    if settled.run:
        for one in CardSettlement.objects.filter(run=settled.run):
            office.banks.book(
                working_day(number + 1), one.net_pence, f"{settings.GOVUK_PAY_BANK_WORDS} {one.settled_on:%d%b}".upper()
            )
    return lines


def placed(office: Office, on: date) -> Allocated:
    """The day's receipts placed, and other ledgers told of theirs."""
    done = allocate_receipts(**office.act("officer", on, 12))
    for told in FUNDS:
        with suppress(NothingToTell):
            write_fund_file(fund=told["code"], **office.act("officer", on, 16))
    return done


def _agent_sends(office: Office, on: date, shown_on: date) -> None:
    """allpay's file of the week; their credit is two working days behind."""
    debts = office.next_debts(BY_AGENT)
    file = office.folder / f"allpay-{on:%Y%m%d}.txt"
    file.write_bytes(allpay_file([(debt.bill.number, debt.bill.gross_pence) for debt in debts], on))
    import_payment_file(file=file, profile="ALLPAY", **office.act("officer", on, 9))
    office.banks.book(shown_on, sum(debt.bill.gross_pence for debt in debts), f"ALLPAY LTD {on:%d%m}")


def _county_tells(office: Office, on: date, week: int, shown_on: date) -> None:
    """The county's list, each week in another form; its one credit is a day behind."""
    debts = office.next_debts(IN_A_LIST)
    office.on_its_way += [(shown_on, debt) for debt in debts]
    lines = [(debt.bill.number, debt.bill.customer.name, debt.bill.gross_pence) for debt in debts]
    reference, total = f"SC{20_100 + week}", sum(pence for _, _, pence in lines)
    file = LISTS[week % len(LISTS)](office.folder / f"county-{on:%Y%m%d}", lines, reference, shown_on)
    told: dict[str, Any] = {"payer": SHIRE, "reference": reference, "paid_on": shown_on, "total_pence": total}
    if file.suffix == ".txt":
        told = {"profile": "SHIRE"}
    import_remittance(file=file, **told, **office.act("officer", on, 9))
    office.banks.book(shown_on, total, f"REMITTANCE {reference}", payer=SHIRE_SHOWN)


def _as_text(stem: Path, lines: list[tuple[str, str, int]], reference: str, paid_on: date) -> Path:
    file = stem.with_suffix(".txt")
    file.write_bytes(list_as_text(lines, reference, paid_on))
    return file


def _as_spreadsheet(stem: Path, lines: list[tuple[str, str, int]], reference: str, paid_on: date) -> Path:
    file, book = stem.with_suffix(".xlsx"), Workbook(write_only=True)
    sheet = book.create_sheet("Payments")
    for row in [[SHIRE], [], ["Invoice number", "Client name", "Amount paid"]]:
        sheet.append(row)
    for invoice, name, pence in lines:
        sheet.append([invoice, name, pence / 100])
    book.save(file)
    return file


def _as_csv(stem: Path, lines: list[tuple[str, str, int]], reference: str, paid_on: date) -> Path:
    file, text = stem.with_suffix(".csv"), io.StringIO()
    rows = [[invoice, name, plain_pounds(pence)] for invoice, name, pence in lines]
    csv.writer(text).writerows([["Invoice number", "Client name", "Amount paid"], *rows])
    file.write_text(text.getvalue())
    return file


LISTS: tuple[Callable[[Path, list[tuple[str, str, int]], str, date], Path], ...] = (_as_text, _as_spreadsheet, _as_csv)
