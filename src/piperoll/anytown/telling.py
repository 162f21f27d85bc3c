"""Telling what the demo did: a table of the steps, a few things worth opening, the sign-ins and the seal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Sum
from django.urls import reverse

from piperoll.anytown.outcome import Outcome, called
from piperoll.anytown.plan import Plan
from piperoll.anytown.staff import PASSWORD, TEAM
from piperoll.authority.rules import ROLES
from piperoll.foundations.money import pounds
from piperoll.receipting.models import Suspense
from piperoll.receivables.models import ItemBalance


@dataclass(frozen=True)
class Told:
    """Everything there is to tell. `faults` is empty when the books agree; `seal` is the newest link of the chain."""

    plan: Plan
    folder: Path
    outcomes: list[Outcome]
    controls: int
    faults: list[str]
    seal: str
    url: str


def told(result: Told) -> str:
    """All of it, as people read it."""
    return "\n\n".join("\n".join(part) for part in (_table(result), _worth_seeing(result), _people(), _proof(result)))


def _table(result: Told) -> Iterator[str]:
    yield f"Anytown on {result.plan.day:%A %-d %B %Y}"
    yield f"  {'':36}{'run':>6}{'in':>8}{'out':>8}  {'':10}{'not taken':>9}{'value':>16}"
    for name, title in (("history/1", "The year before"), ("history/2", "The weeks before")):
        part = [one for one in result.outcomes if one.chapter == name]
        bills, banked = ([one for one in part if one.what == what] for what in ("invoices", "receipts"))
        yield _row(f"{title}: billed", None, bills, "invoices")
        yield _row(f"{title}: banked", None, banked, "receipts")
        yield _row(f"{title}: allocated", part[-1].run, part[-1:], "receipts")
    for one in result.outcomes:
        if one.chapter == "day":
            yield _row(one.step, one.run, [one], one.what) + ("  (already done)" if one.already else "")


def _row(title: str, run: int | None, several: list[Outcome], what: str) -> str:
    lines_in, out, away = (sum(getattr(one, field) for one in several) for field in ("lines_in", "out", "turned_away"))
    value = pounds(sum(one.pence for one in several))
    return f"  {title:36}{run or '':>6}{lines_in:>8,}{out:>8,}  {called(what, out):10}{away:>9,}{value:>16}"


def _worth_seeing(result: Told) -> Iterator[str]:
    yield "Worth opening"
    waiting = Suspense.objects.exclude(open_pence=0)
    owing = ItemBalance.objects.filter(open_pence__gt=0).values("customer__name", "customer__reference")
    most = owing.annotate(owed=Sum("open_pence")).order_by("-owed", "customer_id").first()
    credits = ItemBalance.objects.filter(open_pence__lt=0).order_by("open_pence", "item_id")
    in_credit = credits.select_related("customer").first()
    if most:
        account = f"{result.url}{reverse('customer', args=[most['customer__reference']])}"
        yield f"  owes the most       {account}  ({most['customer__name']}, {pounds(most['owed'])})"
    if in_credit:
        who = in_credit.customer
        account = f"{result.url}{reverse('customer', args=[who.reference])}"
        yield f"  most in credit      {account}  ({who.name}, {pounds(-in_credit.open_pence)} in credit)"
    yield f"  what is waiting     {result.url}{reverse('suspense')}  ({waiting.count():,} receipts and why)"
    yield f"  what to decide      {result.url}{reverse('approvals')}  (as morag.manager)"
    back = next((one for one in result.outcomes if one.chapter == "day" and one.what == "invoices"), None)
    if back:
        came = f"{back.turned_away} rows: {back.step.lower()}"
        yield f"  what came back      {result.url}{reverse('run', args=[back.run])}  ({came})"
    yield f"  the day's bills     {result.folder / 'bills'}"
    yield f"  the day's files     {result.folder / 'day'}"
    yield f"  try it yourself     {result.folder / 'tomorrow'}"


def _people() -> Iterator[str]:
    yield f"Sign in as (the password of all is  {PASSWORD} )"
    for member in TEAM:
        yield f"  {member.username:20}{ROLES[member.role].name}"


def _proof(result: Told) -> Iterator[str]:
    if result.faults:
        yield "The books do NOT agree: " + "; ".join(result.faults)
        return
    yield f"All {result.controls} controls agree to the penny. The seal to write down:"
    yield f"  {result.seal}"
