"""add_income_account: another income code that services may charge to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from piperoll.council.add_service import CodeTaken, checked_code, checked_name
from piperoll.council.models import VatRate
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.add_bank_account import checked_nominal
from piperoll.ledger.models import Account
from piperoll.runs import running


class NoSuchVatCode(Refused):
    """There is no VAT code {code!r}. See Set-up, VAT."""


@dataclass(frozen=True)
class IncomeAccountAdded:
    """An income code: fund, service, nominal and, when it has only one, the VAT code of what it earns."""

    run: int
    code: str
    name: str
    service: str


def add_income_account(
    *,
    code: str,
    name: str,
    service: str,
    nominal: str,
    vat_code: str = "",
    fund: str = "GF",
    on: date,
    at: datetime,
    by: Actor,
) -> IncomeAccountAdded:
    """Add an income code of a service. With a VAT code, charges to it must carry that one.

    Raises BadCode, NameMissing, NominalMissing, NoSuchService, NoSuchVatCode, CodeTaken.
    """
    code, name, nominal = checked_code(code), checked_name(name), checked_nominal(nominal)
    vat_code = vat_code.strip().upper()
    with running.act("add_income_account", on=on, at=at, by=by, code=code) as run:
        if standing := Account.objects.filter(code=code).first():
            raise CodeTaken(code=code, name=standing.name)
        if vat_code and not VatRate.objects.filter(code=vat_code).exists():
            raise NoSuchVatCode(code=vat_code)
        Account.objects.create(
            code=code, name=name, kind="income", fund=fund.strip().upper()[:12] or "GF", service=service_coded(service),
            nominal=nominal, vat_code=vat_code,
        )  # fmt: skip
    return IncomeAccountAdded(run.id, code, name, service)
