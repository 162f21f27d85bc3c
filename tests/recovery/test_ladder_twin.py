"""The ladder's one statement agrees with a slow and obvious walk over random books."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from piperoll.customers.models import Customer
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item, ItemBalance
from piperoll.recovery import ladder
from piperoll.recovery.models import Stage, StepItem, StepTaken
from piperoll.recovery.rules import STAGES, WRITTEN
from piperoll.runs.models import Run
from recovery.reminding import DUE, after
from safeguards.people import hold
from the_day import MONDAY, MORNING, ask, bill, charge

PEOPLE = 30
KINDS = {"TRADE": "resident", "ASC": "care", "BUS": "transport"}
INCOME = {"TRADE": "TW01", "ASC": "ASC01", "BUS": "BUS01"}
GENTLEST = ("care", "resident", "transport")


@pytest.mark.parametrize("seed", [1, 2])
def test_the_statement_and_its_twin_agree(morag: Actor, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    random_books(morag, tmp_path, dice)
    for days in (8, 25, 60):
        on = after(days)
        with transaction.atomic():
            ladder.work_out(on)
            found = {row.account_id: (row.why, row.stage, row.chased_pence, row.since) for row in ladder.sql.rows()}
        assert found == twin(on), days


def random_books(by: Actor, folder: Path, dice: random.Random) -> None:
    """Bills of three services, some paid in part, credit here and there, holds of every scope, steps taken."""
    rows = []
    for n in range(PEOPLE):
        for m in range(dice.randint(1, 4)):
            service = dice.choice(list(KINDS))
            due = DUE + timedelta(days=dice.randint(-20, 60))
            rows.append(
                charge(
                    f"{n}-{m}",
                    str(dice.choice((3, 8, 30, 120))),
                    name=f"Person Number{n}",
                    address_1=f"{n} Long Lane",
                    service=service,
                    income_code=INCOME[service],
                    due_on=due.isoformat(),
                    vat_code="Z" if service == "BUS" else "N",
                )
            )
    bill(folder, by, *rows)
    people, run = list(Customer.objects.order_by("id")), Run.objects.latest("id")
    assert len(people) == PEOPLE
    for balance in ItemBalance.objects.order_by("pk"):
        if dice.random() < 0.3:
            balance.open_pence = dice.choice((0, balance.open_pence // 2))
            balance.save()
    journal = Item.objects.values_list("journal_id", flat=True).earliest("pk")
    for customer in dice.sample(people, PEOPLE // 4):
        credit = Item.objects.create(
            customer=customer, kind="receipt", amount_pence=-dice.choice((500, 2000, 15000)), effective_on=MONDAY,
            known_at=MORNING, reference="R", journal_id=journal, run=run,
        )  # fmt: skip
        ItemBalance.objects.create(item=credit, customer=customer, open_pence=credit.amount_pence)
    items = ask(
        "SELECT i.id, i.customer_id, i.invoice_id, v.number FROM receivables_item i JOIN billing_invoice v ON v.id = i.invoice_id ORDER BY i.id"
    )
    for item in dice.sample(items, PEOPLE // 3):
        scope = dice.choice(("customer", "invoice", "item", "sum"))
        more: dict[str, Any] = (
            {} if scope == "customer" else {"invoice_id": item.invoice_id, "invoice_number": item.number}
        )
        more |= {"item_id": item.id} if scope == "item" else {"amount_pence": 500} if scope == "sum" else {}
        kind = dice.choice(("dispute", "complaint"))
        hold(by, item.customer_id, kind, days=dice.choice((30, 60)), **more)
    for item in dice.sample(items, PEOPLE // 2):
        step = StepTaken.objects.create(
            customer_id=item.customer_id, stage=dice.choice(list(STAGES)), note="Done",
            taken_on=DUE + timedelta(days=dice.randint(1, 30)), run=run,
        )  # fmt: skip
        StepItem.objects.create(step=step, item_id=item.id, run=run)


def twin(on: date) -> dict[int, tuple[str, str, int, date | None]]:
    """Account → its outcome, stage, what is chased and since when; one account, one instalment at a time."""
    return {account: one_account(account, on) for account in sorted({row.customer_id for row in overdue(on)})}


def overdue(on: date) -> list[Any]:
    return ask(
        "SELECT b.customer_id, b.item_id, b.open_pence, i.due_on, i.invoice_id, s.code FROM receivables_itembalance b "
        "JOIN receivables_item i ON i.id = b.item_id JOIN council_service s ON s.id = i.service_id "
        "WHERE b.open_pence > 0 AND i.due_on < %(on)s ORDER BY i.due_on, b.item_id", on=on,
    )  # fmt: skip


def one_account(account: int, on: date) -> tuple[str, str, int, date | None]:
    mine = [row for row in overdue(on) if row.customer_id == account]
    holds = ask(
        "SELECT * FROM safeguards_hold WHERE customer_id = %(c)s AND valid_from <= %(on)s AND valid_to >= %(on)s",
        c=account,
        on=on,
    )
    held = None if any(one.invoice_id is None for one in holds) else held_pence(mine, holds)
    left = {row.item_id: row.open_pence - (held or {}).get(row.item_id, 0) for row in mine}
    credit = -sum(
        r.open_pence
        for r in ask(
            "SELECT open_pence FROM receivables_itembalance WHERE customer_id = %(c)s AND open_pence < 0", c=account
        )
    )
    before, total = credit, sum(left.values())
    for row in mine:
        taken = min(before, left[row.item_id])
        left[row.item_id] -= taken
        before -= taken
    chased = [row for row in mine if left[row.item_id]]
    sum_ = sum(left.values())
    since = chased[0].due_on if chased else None
    if held is not None and not total:
        return "held", "", 0, None
    if held is not None and not sum_:
        return "credit", "", 0, None
    rung, why = next_rung(account, chased, sum_, on) if chased else ("", "")
    return ("barred" if held is None else why), rung, sum_, since


def held_pence(mine: list[Any], holds: list[Any]) -> dict[int, int]:
    held: dict[int, int] = defaultdict(int)
    for row in mine:
        for one in holds:
            if one.invoice_id == row.invoice_id and (
                one.item_id == row.item_id or (one.item_id is None and one.amount_pence is None)
            ):
                held[row.item_id] = row.open_pence
    for one in holds:
        if one.amount_pence:
            sum_ = one.amount_pence
            for row in mine:
                if row.invoice_id == one.invoice_id:
                    more = min(sum_, row.open_pence - held[row.item_id])
                    held[row.item_id] += more
                    sum_ -= more
    return held


def next_rung(account: int, chased: list[Any], sum_: int, on: date) -> tuple[str, str]:
    track = next(track for track in GENTLEST if track in {KINDS[row.code] for row in chased})
    rungs = sorted(Stage.objects.filter(track=track), key=lambda one: (one.days, list(STAGES).index(one.stage)))
    order = [one.stage for one in rungs]
    steps = ask(
        "SELECT s.stage, s.taken_on, x.item_id FROM recovery_steptaken s JOIN recovery_stepitem x ON x.step_id = s.id "
        "WHERE s.customer_id = %(c)s", c=account,
    )  # fmt: skip
    done = [s for s in steps if s.item_id == chased[0].item_id and s.stage in order]
    following = rungs[max((order.index(s.stage) for s in done), default=-1) + 1 :]
    if not following:
        return "", "end"
    rung = following[0]
    latest = max((s.taken_on for s in steps), default=None)
    if (on - chased[0].due_on).days < rung.days:
        return rung.stage, "not_yet"
    if latest and latest + timedelta(days=rung.wait_days) > on:
        return rung.stage, "waits"
    if sum_ < rung.minimum_pence:
        return rung.stage, "small"
    return rung.stage, "send" if rung.channel in WRITTEN else "person"
