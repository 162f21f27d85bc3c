"""write_fund: another ledger whose money comes to us, or how it is known from a day on; somebody else approves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from piperoll.council.add_service import CodeTaken, checked_code
from piperoll.formats.fund_file import LayoutWrong, layout_of
from piperoll.foundations.actors import Actor
from piperoll.foundations.fund_references import FundReference, PatternWrong
from piperoll.foundations.refusals import Refused
from piperoll.funds.models import Fund, FundVersion
from piperoll.funds.register import code_read, standing_on
from piperoll.funds.trying import patterns_of, tried, why_not
from piperoll.ledger.add_bank_account import checked_nominal
from piperoll.ledger.models import Account
from piperoll.runs import running


class BadFund(Refused):
    """The fund cannot be kept: {why}. Nothing was changed."""


class AnothersPattern(Refused):
    """References like {shape} are {name}'s already, checked the same way: nobody could tell the two apart. Nothing was
    changed."""


@dataclass(frozen=True)
class FundWritten:
    """A version kept, waiting to be approved, with how many samples it was tried on."""

    run: int
    fund: str
    version: int
    samples: int


def write_fund(
    *, code: str, name: str = "", ledger_code: str = "", nominal: str = "", patterns: Sequence[str],
    words: Sequence[str] = (), samples: Sequence[str], layout: Mapping[str, Any] | None = None, valid_from: date,
    valid_to: date | None = None, on: date, at: datetime, by: Actor,
) -> FundWritten:  # fmt: skip
    """Keep a version of a fund, new or known. A new one needs a name and a ledger account of its own, which it keeps.

    `patterns` are typed as FundReference.read has them, each with a sample of its shape. Raises BadFund,
    AnothersPattern, BadCode, CodeTaken, NominalMissing.
    """
    by.must("write_fund")
    code = code_read(code)
    if not code:
        raise BadFund(why="it needs a code of 2 to 12 letters, digits and dashes")
    if valid_to is not None and valid_to < valid_from:
        raise BadFund(why="it would end before it begins")
    known = Fund.objects.filter(pk=code).first()
    if known is None and not name.strip():
        raise BadFund(why="it needs a name")
    try:
        each, file = patterns_of(patterns), layout_of(layout or {})
    except (PatternWrong, LayoutWrong) as fault:
        raise BadFund(why=str(fault)) from None
    if any(one.check == "born" for one in each) and "born" not in [field for _, field in file.pairs]:
        raise BadFund(why="it is known by a date of birth, so its file needs a column for it, like Born = born")
    tests = tried(each, samples)
    if why := why_not(each, tests):
        raise BadFund(why=why)
    kept_words = [word for word in (" ".join(one.upper().split()) for one in words) if word]
    if not each and not kept_words:
        raise BadFund(why="nothing tells its money: it needs a pattern or a word")
    _must_be_its_own(code, each, valid_from)
    with running.act("write_fund", on=on, at=at, by=by, fund=code) as run:
        fund = known or _begin(code, name.strip()[:60], ledger_code, nominal, run.id)
        version = FundVersion.objects.create(
            fund=fund, patterns=[one.told() for one in each], words=kept_words, samples=[one.sample for one in tests],
            layout=file.told(), valid_from=valid_from, valid_to=valid_to, written_by_id=by.user_id, run_id=run.id,
        )  # fmt: skip
    return FundWritten(run.id, code, version.pk, len(tests))


def _begin(code: str, name: str, ledger_code: str, nominal: str, run: int) -> Fund:
    held = checked_code(ledger_code or code)
    if taken := Account.objects.filter(code=held).first():
        raise CodeTaken(code=held, name=taken.name)
    account = Account.objects.create(
        code=held, name=f"Money for {name}", kind="liability", nominal=checked_nominal(nominal), control="fund"
    )
    return Fund.objects.create(code=code, name=name, account=account, run_id=run)


def _must_be_its_own(code: str, patterns: Sequence[FundReference], on: date) -> None:
    for other in standing_on(on):
        theirs = {(one.shape, one.check) for one in other.patterns}
        for one in patterns:
            if other.code != code and (one.shape, one.check) in theirs:
                raise AnothersPattern(shape=one.shape, name=other.name)
