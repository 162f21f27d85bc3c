"""set_up_council: a new council's own set-up file becomes its services, bank accounts, chart of accounts and dated
figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import holidays

from piperoll.council.models import BankAccount, Council, DatedFigure, Holiday, Service, VatRate
from piperoll.database.faults import UNFIT, in_words
from piperoll.formats import json_file
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account, Method
from piperoll.runs import running

HOLIDAY_YEARS_AHEAD = 3


class CouncilIsSetUp(Refused):
    """{name} is set up already. Change it page by page under Set-up; nothing was changed."""

    exit_code = 0


class NotASetUpFile(Refused):
    """{file} is not a council set-up file: {why}. samples/anytown/council.json is one to copy."""


@dataclass(frozen=True)
class SetUp:
    """What was set up, by count."""

    run: int
    council: str
    services: int
    bank_accounts: int
    ledger_accounts: int


def set_up_council(*, file: Path, on: date, at: datetime, by: Actor) -> SetUp:
    """Set up an empty council from a JSON file. Raises CouncilIsSetUp, NotASetUpFile; then nothing has changed."""
    standing = Council.objects.first()
    if standing:
        raise CouncilIsSetUp(name=standing.name)
    try:
        told = json_file.read(file)
    except ValueError as fault:
        raise NotASetUpFile(file=file.name, why=str(fault)) from None
    with running.act("set_up_council", on=on, at=at, by=by, file=file.name) as run:
        try:
            counts = _write(told, on)
        except UNFIT as fault:
            raise NotASetUpFile(file=file.name, why=in_words(fault)) from None
        run.finish(event="finish", **counts)
    return SetUp(run=run.id, council=told["council"]["name"], **counts)


def _write(told: dict[str, Any], on: date) -> dict[str, int]:
    for name in ("name", "invoice_prefix"):
        if not str(told["council"][name] or "").strip():
            raise ValueError(f"the council’s {name} is empty")
    Council.objects.create(id=1, **told["council"])
    services = {s["code"]: Service.objects.create(**s) for s in told["services"]}
    banks = {b["code"]: BankAccount.objects.create(**b) for b in told["bank_accounts"]}
    Account.objects.bulk_create(_account(a, services, banks) for a in told["ledger_accounts"])
    accounts = {account.code: account for account in Account.objects.all()}
    Method.objects.bulk_create(Method(**{**m, "account": accounts[m["account"]]}) for m in told.get("methods", []))
    VatRate.objects.bulk_create(VatRate(**{**v, "rate": Decimal(v["rate"])}) for v in told["vat_rates"])
    DatedFigure.objects.bulk_create(_figure(f, services) for f in told["dated_figures"])
    years = range(on.year - 1, on.year + HOLIDAY_YEARS_AHEAD + 1)
    known = holidays.country_holidays("GB", subdiv="ENG", years=years)
    Holiday.objects.bulk_create(Holiday(on=day, name=name) for day, name in sorted(known.items()))
    return {"services": len(services), "bank_accounts": len(banks), "ledger_accounts": len(told["ledger_accounts"])}


def _account(told: dict[str, Any], services: dict[str, Service], banks: dict[str, BankAccount]) -> Account:
    plain = {k: v for k, v in told.items() if k not in ("service", "bank_account")}
    return Account(
        **plain,
        service=services[told["service"]] if told.get("service") else None,
        bank_account=banks[told["bank_account"]] if told.get("bank_account") else None,
    )


def _figure(told: dict[str, Any], services: dict[str, Service]) -> DatedFigure:
    plain = {k: v for k, v in told.items() if k not in ("service", "value")}
    return DatedFigure(
        **plain, value=Decimal(told["value"]), service=services[told["service"]] if told.get("service") else None
    )
