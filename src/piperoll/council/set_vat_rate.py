"""set_vat_rate: a VAT code gets another rate from a day on, or a new code its first; rows are never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from piperoll.council.dating import begin
from piperoll.council.models import VatRate
from piperoll.council.rules import is_code
from piperoll.foundations.actors import Actor
from piperoll.foundations.refusals import Refused
from piperoll.runs import running

LONGEST_CODE = 4


class BadVatCode(Refused):
    """{code!r} cannot be a VAT code: use up to 4 capitals and digits."""


class BadVatRate(Refused):
    """{percent}% cannot be a rate of VAT: use 0 to 100 with at most two decimals."""


class TaxWithoutSupply(Refused):
    """Only a business supply can be taxed, and only a taxable one has a rate. Say that it is both, or make it 0%."""


@dataclass(frozen=True)
class VatRateSet:
    """A VAT code's new rate, in per cent, and the day it begins."""

    run: int
    code: str
    percent: Decimal
    valid_from: date


def set_vat_rate(
    *,
    code: str,
    name: str,
    percent: Decimal,
    is_supply: bool,
    is_taxable: bool,
    valid_from: date,
    authority: str,
    source: str = "",
    to_verify: bool = False,
    on: date,
    at: datetime,
    by: Actor,
) -> VatRateSet:
    """Begin a new rate. `is_taxable` is for standard, reduced and zero rates; exempt and non-business are not.

    Raises BadVatCode, BadVatRate, TaxWithoutSupply, NoAuthority, BeginsTooEarly.
    """
    code = code.strip().upper()
    if not is_code(code) or len(code) > LONGEST_CODE:
        raise BadVatCode(code=code)
    if not 0 <= percent <= 100 or percent != round(percent, 2):
        raise BadVatRate(percent=percent)
    if (is_taxable and not is_supply) or (percent and not is_taxable):
        raise TaxWithoutSupply()
    with running.act("set_vat_rate", on=on, at=at, by=by, code=code, percent=str(percent)) as run:
        row = VatRate(
            code=code, name=name.strip()[:40] or code, rate=percent / 100, is_supply=is_supply, is_taxable=is_taxable,
            valid_from=valid_from, authority=authority.strip()[:120], source=source.strip()[:200], to_verify=to_verify,
        )  # fmt: skip
        begin(row, VatRate.objects.filter(code=code), what=f"VAT code {code}", on=on)
    return VatRateSet(run.id, code, percent, valid_from)
