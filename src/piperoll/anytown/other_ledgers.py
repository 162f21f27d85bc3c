"""Anytown's other ledgers: rents and council tax known by their references, cheques for them, rents told; and the
files that should come each day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from piperoll.anytown.outcome import Outcome
from piperoll.foundations.actors import Actor
from piperoll.funds.approve_fund import approve_fund
from piperoll.funds.models import FundVersion
from piperoll.funds.write_fund import write_fund
from piperoll.interfaces.expect_file import expect_file
from piperoll.interfaces.models import Expectation, FundFile
from piperoll.interfaces.write_fund_file import write_fund_file
from piperoll.receipting.place_in_fund import place_in_fund
from piperoll.takings.bank_cheques import bank_cheques
from piperoll.takings.models import Banking
from piperoll.takings.rules import Cheque

STEPS = 4
SLIP = "500482"
FUNDS: tuple[dict[str, Any], ...] = (
    {
        "code": "RENTS", "name": "Housing rents", "nominal": "9310", "patterns": ["R10####### luhn"],
        "samples": ["R104000013", "R104000021"], "words": ["HOUSING RENT"],
    },
    {
        "code": "CTAX", "name": "Council tax", "nominal": "9320", "patterns": ["8######## mod11"],
        "samples": ["812345606", "812345614"], "words": ["COUNCIL TAX"],
    },
)  # fmt: skip
"""How each is known; the cheques of the day are for the accounts it is tried on."""
EXPECTED = (
    ("statement", "MAIN", time(9, 30), "Banking contract"),
    ("feeder", "MUSIC", time(7, 0), "Agreed with the music service"),
)
"""What should come each working day."""


def steps(*, on: date, at: datetime, team: dict[str, Actor]) -> Iterator[Outcome]:
    """Know two other ledgers, bank cheques for them, tell one, and expect files. Done before, they change nothing."""
    yield _know(on, at, team["officer"], team["senior"])
    yield _pay_in(on, at, team["officer"])
    yield _tell(on, at, team["officer"])
    yield _expect(on, at, team["manager"])


def _know(on: date, at: datetime, by: Actor, other: Actor) -> Outcome:
    already = FundVersion.objects.exists()
    if not already:
        for told in FUNDS:
            write_fund(**told, valid_from=on, on=on, at=at, by=by)
            approve_fund(fund=told["code"], on=on, at=at, by=other)
    return Outcome("day", "Know other ledgers", None, len(FUNDS), len(FUNDS), "funds", 0, 0, already)


def _pay_in(on: date, at: datetime, by: Actor) -> Outcome:
    banking = Banking.objects.filter(slip=SLIP).first()
    already = banking is not None
    if banking is None:
        meant = [(told["code"], account) for told in FUNDS for account in told["samples"]]
        cheques = [
            Cheque(84_50 + 11_25 * place, f"TENANT {place}", f"{200_301 + place}", account)
            for place, (_, account) in enumerate(meant, 1)
        ]
        total = sum(cheque.amount_pence for cheque in cheques)
        made = bank_cheques(
            bank_account="MAIN", slip=SLIP, total_pence=total, cheques=cheques, on=on, at=at, by=by
        )  # fmt: skip
        for receipt, (fund, account) in zip(made.receipts, meant, strict=True):
            place_in_fund(
                receipt=receipt, fund=fund, reference=account, reason="their account is on the back", on=on, at=at,
                by=by,
            )  # fmt: skip
        banking = Banking.objects.get(pk=made.banking)
    return Outcome(
        "day", "Pay in cheques for other ledgers", banking.run_id, banking.takings, banking.takings, "cheques", 0,
        banking.amount_pence, already,
    )  # fmt: skip


def _tell(on: date, at: datetime, by: Actor) -> Outcome:
    """Housing is told what was taken for it; council tax is told tomorrow."""
    file = FundFile.objects.filter(fund="RENTS").first()
    already = file is not None
    if file is None:
        made = write_fund_file(fund="RENTS", on=on, at=at, by=by)
        file = FundFile.objects.get(run=made.run)
    return Outcome(
        "day", "Tell housing", file.run_id, file.line_count, file.line_count, "lines", 0, file.amount_pence, already
    )  # fmt: skip


def _expect(on: date, at: datetime, by: Actor) -> Outcome:
    already = Expectation.objects.exists()
    if not already:
        for kind, subject, hour, authority in EXPECTED:
            expect_file(
                kind=kind, subject=subject, weekdays=range(1, 6), by_hour=hour, valid_from=on, authority=authority,
                on=on, at=at, by=by,
            )  # fmt: skip
    return Outcome("day", "Expect files", None, len(EXPECTED), len(EXPECTED), "files", 0, 0, already)
