"""The register: the fund of a code, and those that hold on a day with how each is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from piperoll.database.json_columns import with_json
from piperoll.database.statements import beside
from piperoll.formats.fund_file import Layout, layout_of
from piperoll.foundations.fund_references import FundReference
from piperoll.foundations.refusals import Refused
from piperoll.funds.models import Fund, FundVersion

sql = beside(__file__)


class NoSuchFund(Refused):
    """There is no fund {code!r}. Ours are {ours}."""


class FundClosed(Refused):
    """{name} takes no money on {on:%-d %B %Y}: no version of it that somebody approved holds then."""


@dataclass(frozen=True)
class Standing:
    """A fund as it stands on a day."""

    code: str
    name: str
    account_id: int
    patterns: tuple[FundReference, ...]
    words: tuple[str, ...]
    layout: Layout


def standing_on(on: date) -> list[Standing]:
    """Every fund that takes money on a day, by code."""
    return [
        Standing(
            row.code, row.name, row.account_id, tuple(map(FundReference.read, row.patterns)), tuple(row.words),
            layout_of(row.layout),
        )
        for row in (with_json(row, "patterns", "words", "layout") for row in sql.standing(on=on))
    ]  # fmt: skip


def standing(code: str, on: date) -> Standing:
    """One fund as it stands on a day. Raises NoSuchFund, FundClosed."""
    fund = fund_coded(code)
    found = next((one for one in standing_on(on) if one.code == fund.code), None)
    if found is None:
        raise FundClosed(name=fund.name, on=on)
    return found


def fund_coded(code: str) -> Fund:
    """The fund, open or closed. Raises NoSuchFund."""
    found = Fund.objects.select_related("account").filter(pk=code_read(code)).first()
    if found is None:
        ours = ", ".join(Fund.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchFund(code=code, ours=ours)
    return found


def code_read(text: str) -> str:
    """A fund's code as it is kept; empty when it is none."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[A-Z0-9-]{2,12}", code) else ""


def newest(fund: Fund) -> FundVersion:
    """Its newest version, approved or not."""
    return fund.versions.select_related("written_by").latest("id")
