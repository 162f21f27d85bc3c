"""set_fee: a fee takes another price from a day on, or a new fee its first; no price is ever edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from piperoll.billing.models import Fee
from piperoll.council.dating import begin
from piperoll.council.models import Service, VatRate
from piperoll.council.set_dated_figure import service_coded
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.ledger.models import Account
from piperoll.runs import running

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}\Z")
DEAREST = Decimal(999_999)


class BadFeeCode(Refused):
    """{code!r} cannot be the code of a fee or a concession: use up to 24 capitals, digits and hyphens."""


class FeeUnnamed(Refused):
    """Say what the fee is for and by which unit, in at most 120 and 24 letters."""


class BadPrice(Refused):
    """{price} cannot be a price: use pounds from 0 to 999,999 with at most four decimals."""


class WrongIncome(Refused):
    """{income_code} is not an income code of {service}. See Set-up, Ledger."""


class WrongVat(Refused):
    """{vat_code} cannot be the VAT code of this fee: {why}."""


@dataclass(frozen=True)
class FeeSet:
    """A fee's new price and the day it begins."""

    run: int
    service: str
    code: str
    concession: str
    name: str
    price_pounds: Decimal
    valid_from: date


def set_fee(
    *,
    service: str,
    code: str,
    name: str,
    unit: str,
    price_pounds: Decimal,
    vat_code: str,
    income_code: str,
    valid_from: date,
    authority: str,
    concession: str = "",
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> FeeSet:
    """Begin a fee, or another price of one; `concession` names for whom it is less.

    Raises NoSuchService, BadFeeCode, FeeUnnamed, BadPrice, WrongIncome, WrongVat, NoAuthority, BeginsTooEarly.
    """
    code, concession, name, unit = code.strip().upper(), concession.strip().upper(), _line(name), _line(unit)
    for one in (code, concession or "NONE"):
        if not _CODE.match(one):
            raise BadFeeCode(code=one)
    if not (0 < len(name) <= 120 and 0 < len(unit) <= 24):
        raise FeeUnnamed()
    if not price_pounds.is_finite() or not 0 <= price_pounds <= DEAREST or price_pounds != round(price_pounds, 4):
        raise BadPrice(price=price_pounds)
    of = service_coded(service)
    account = income_account(of, income_code, vat_code.strip().upper(), valid_from)
    with running.act("set_fee", on=on, at=at, by=by, service=of.code, code=code, price=str(price_pounds)) as run:
        row = Fee(
            service=of, code=code, concession=concession, name=name, unit=unit, price_pounds=price_pounds,
            vat_code=vat_code.strip().upper(), account=account, valid_from=valid_from,
            authority=authority.strip()[:120], source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        standing = Fee.objects.filter(service=of, code=code, concession=concession)
        begin(row, standing, what=f"{of.name}: {name}", on=on)
    return FeeSet(run.id, of.code, code, concession, name, price_pounds, valid_from)


def income_account(service: Service, income_code: str, vat_code: str, on: date) -> Account:
    """The income account a charge of a service earns on. Raises WrongIncome, WrongVat."""
    account = Account.objects.filter(
        code=income_code.strip().upper(), kind="income", is_active=True, service=service
    ).first()
    if account is None:
        raise WrongIncome(income_code=income_code, service=service.name)
    if account.vat_code and account.vat_code != vat_code:
        raise WrongVat(vat_code=vat_code, why=f"{account.code} carries {account.vat_code}")
    if not VatRate.objects.filter(code=vat_code, valid_from__lte=on).exclude(valid_to__lt=on).exists():
        raise WrongVat(vat_code=vat_code, why=f"it has no rate on {on:%-d %B %Y}")
    return account


def _line(text: str) -> str:
    return " ".join(text.split())
