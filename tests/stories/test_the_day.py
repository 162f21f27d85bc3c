"""Anytown's day, end to end: a year of bills and payments, then Monday, through the verbs; and then all of it again."""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from piperoll.anytown import the_day
from piperoll.anytown.generate import BESIDES, SMALLEST, generate
from piperoll.anytown.payments import TWIN
from piperoll.anytown.plan import Plan, read
from piperoll.anytown.self_service import CUSTOMERS
from piperoll.anytown.staff import PASSWORD, TEAM, take_on
from piperoll.anytown.the_day import AnotherDemo, NotADemo, NumbersMoved
from piperoll.arrangements import promising
from piperoll.arrangements.models import Arrangement
from piperoll.authority.sign_in import authenticate
from piperoll.billing.models import Invoice
from piperoll.cards.models import CardSettlement
from piperoll.cases.models import Handover
from piperoll.commands import demo
from piperoll.commands.answers import Answer
from piperoll.commands.asking import now
from piperoll.config import signed_in
from piperoll.council.models import Council
from piperoll.customers.models import Customer
from piperoll.dispatch.models import Document
from piperoll.disputes.models import Complaint, Dispute
from piperoll.gocardless.models import Payout
from piperoll.interfaces.alerts import standing
from piperoll.receivables.models import ItemBalance
from piperoll.reconciliation.check_books import check_books
from piperoll.runs.checking_seals import check_chain
from piperoll.runs.models import NumberSeries, Run, RunRejection
from the_day import COUNCIL_FILE, ask
from throwaway_database import Throwaway

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
OPENED = date(2025, 10, 20)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A home of the story's own."""
    monkeypatch.setenv("PIPEROLL_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Six people's passwords would take longer than their day's work."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def asked(*typed: str) -> Answer:
    """`./piperoll demo --no-serve`, as small as it goes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    demo.arguments(parser)
    options = parser.parse_args(["--no-serve", "--size", str(SMALLEST), *typed])
    options.council = "anytown"
    return demo.run(options)


def test_a_day_in_anytown_as_the_demo_lives_it(
    books: Throwaway, own_home: None, capsys: pytest.CaptureFixture[str]
) -> None:
    first = asked()
    folder = Path(first.data["folder"])
    plan = read(folder)
    it_is_told_to_whoever_asked(first, capsys.readouterr().err)
    every_page_of_recovery_has_something(date.fromisoformat(plan.chapter("day").on))
    assert len(first.data["steps"]) == the_day.count_steps(plan)
    assert [step["step"] for step in first.data["steps"] if step["already"]] == []
    the_books_are_right()
    assert [alert.name for alert in standing(NOW) if alert.kind == "duplicate"] == [f"allpay-{plan.day:%Y%m%d}.txt"]
    what_the_providers_paid_out_met_the_bank(plan)
    every_invoice_is_as_planned(plan)
    rejected_are_just_the_mistakes_we_made(plan, folder)
    no_penny_went_to_the_wrong_debt(plan, folder)
    assert authenticate("audrey.auditor", PASSWORD).role == "Auditor"

    with pytest.raises(AnotherDemo):
        asked("--size", str(SMALLEST + 20))
    it_is_lived_only_once_and_says_what_does_not_agree(first)

    tomorrow_can_be_tried(plan, folder)
    the_books_are_right()


def it_is_told_to_whoever_asked(first: Answer, progress: str) -> None:
    steps = first.data["steps"]
    assert (first.exit_code, first.data["agrees"]) == (0, True)
    assert {step["chapter"] for step in steps} == {"history/1", "history/2", "day"}
    for word in ("Monday 23 November 2026", "Bill trade waste", "Bank SCHOOLS (bankline)", "Allocate", PASSWORD):
        assert word in first.text
    assert first.data["seal"] in first.text
    assert all(f"{member.username} " in first.text for member in TEAM)
    assert f"[{len(steps)}/{len(steps)}] " in progress
    assert signed_in.who(None, council="anytown", at=now()) == "olive.officer"


def it_is_lived_only_once_and_says_what_does_not_agree(first: Answer) -> None:
    lost = ItemBalance.objects.filter(open_pence__gt=0).earliest("item_id")
    ItemBalance.objects.filter(pk=lost.pk).delete()
    before = counted()
    again = asked("--json")
    lost.save(force_insert=True)
    told = [(step["step"], step["out"], step["pence"]) for step in again.data["steps"]]
    assert all(step["already"] for step in again.data["steps"])
    assert told == [(step["step"], step["out"], step["pence"]) for step in first.data["steps"]]
    assert again.data["seal"] == first.data["seal"]
    assert json.dumps(again.data)
    assert again.exit_code == 1
    assert "do NOT agree" in again.text
    assert counted() | {"receivables_itembalance": 0} == before | {"receivables_itembalance": 0}


def every_page_of_recovery_has_something(on: date) -> None:
    """An arrangement that broke and one that stands; promises kept, broken and waiting; disputes, a complaint."""
    ended = Arrangement.objects.filter(end__isnull=False).values_list("end__what", flat=True)
    assert (list(ended), Arrangement.objects.filter(end=None).count()) == (["broken"], 1)
    assert Document.objects.filter(kind="arr_late", outbox__state="sent").count() == 1
    assert sorted(row.state for row in promising.listed(on, most=9)) == ["broken", "kept", "waiting"]
    assert sorted(Dispute.objects.values_list("outcome__outcome", flat=True), key=str) == [None, "upheld"]
    assert Complaint.objects.count() == 1
    assert Handover.objects.filter(recall=None, taker="collection").count() == 1
    warned = Document.objects.filter(kind="reminder", dated__lt=on, outbox__state="sent")
    assert {"first_notice", "final_notice", "before_action"} <= set(warned.values_list("stage", flat=True))


def the_books_are_right() -> None:
    assert [control.name for control in check_books().disagreeing] == []
    assert check_chain().agrees


def what_the_providers_paid_out_met_the_bank(plan: Plan) -> None:
    """GoCardless's payout and the day of cards from an export are each one line of the day."""
    settled = CardSettlement.objects.get(run__verb="import_card_settlement")
    for expected in (Payout.objects.get().expected, settled.banking.expected):
        assert expected
        assert expected.clearing.receipt.received_on == plan.day


def every_invoice_is_as_planned(plan: Plan) -> None:
    """The numbers the payers quote are the numbers the council gave."""
    feeders = [feeder for chapter in plan.chapters[:-1] for feeder in chapter.feeders]
    assert Invoice.objects.count() == sum(feeder.invoices for feeder in feeders) + BESIDES
    billed = Customer.objects.filter(invoices__isnull=False).distinct()
    assert billed.count() - CUSTOMERS == sum(feeder.new_customers for feeder in feeders) == plan.customers
    for feeder in feeders:
        numbers = (feeder.first_number, feeder.last_number)
        assert set(Invoice.objects.filter(number__in=numbers).values_list("service__code", flat=True)) == {
            feeder.service
        }


def rejected_are_just_the_mistakes_we_made(plan: Plan, folder: Path) -> None:
    planned = {
        (digest, line, field)
        for chapter in plan.chapters[:-1]
        for feeder in chapter.feeders
        for digest in (the_day.digest_of((folder / feeder.file).read_bytes()),)
        for line, field in feeder.rejected
    }
    found = {(bytes(r.run.content_digest), r.line, r.field) for r in RunRejection.objects.select_related("run")}
    assert found == planned


def no_penny_went_to_the_wrong_debt(plan: Plan, folder: Path) -> None:
    """What was allocated by itself went where its payer meant it (a twin to either of the two), and most of it was."""
    answers = _answers(plan, folder)
    done: Counter[str] = Counter()
    for row in ask(_WHERE_IT_WENT):
        answer = answers[row.code].pop(0)
        assert round(float(answer["pounds"]) * 100) == row.amount_pence
        meant = {part.partition("=")[0] for part in answer["invoices"].split()}
        if row.invoices and meant and answer["what_it_is"] != TWIN:
            assert set(row.invoices) <= meant, answer
        done[("ours" if meant else "not ours") + (" placed" if row.invoices else " waiting")] += 1
    assert not any(answers.values())
    assert done["ours placed"] > 0.7 * (done["ours placed"] + done["ours waiting"])
    assert done["not ours placed"] <= 3  # the same bill paid twice, at most


def tomorrow_can_be_tried(plan: Plan, folder: Path) -> None:
    """The services' corrections are all taken, and the banks' next statements follow on."""
    team = take_on(on=OPENED, at=NOW)
    chapter = plan.chapter("tomorrow")
    (feeder,) = chapter.feeders
    raised = the_day.raise_invoices(
        feeder=folder / feeder.file, on=date.fromisoformat(feeder.on), at=NOW, by=team["officer"]
    )  # fmt: skip
    assert (raised.invoices, raised.lines_rejected, raised.first_number) == (feeder.lines, 0, feeder.first_number)
    for file in chapter.statements:
        imported = the_day.import_statement(
            file=folder / file.file, bank_account=None if file.bank_account == "MAIN" else file.bank_account,
            closing_pence=file.entered_pence, on=date.fromisoformat(file.on), at=NOW, by=team["officer"],
        )  # fmt: skip
        assert imported.closing_pence == {file.bank_account: file.closing_pence}


def test_the_demo_keeps_out_of_other_peoples_books(books: Throwaway, tmp_path: Path) -> None:
    plan = generate(tmp_path, size=SMALLEST)
    Council.objects.create(id=1, name="Nether Biggin District Council", address="", invoice_prefix="NB")
    with pytest.raises(NotADemo, match="Nether Biggin District Council, which has books of its own"):
        the_day.must_be_the_demos(tmp_path, plan)


def test_another_size_is_another_demo(books: Throwaway, tmp_path: Path) -> None:
    plan, other = generate(tmp_path / "one", size=SMALLEST), generate(tmp_path / "two", size=SMALLEST + 50)
    bill_the_first_file(tmp_path / "one", plan)
    the_day.must_be_the_demos(tmp_path / "one", plan)
    with pytest.raises(AnotherDemo, match="--fresh"):
        the_day.must_be_the_demos(tmp_path / "two", other)


def test_numbers_that_moved_are_noticed_before_anything_is_billed(books: Throwaway, tmp_path: Path) -> None:
    plan = generate(tmp_path, size=SMALLEST)
    team = bill_the_first_file(tmp_path, plan)
    NumberSeries.objects.filter(name="invoice").update(next_number=7_000)
    runs = Run.objects.count()
    with pytest.raises(NumbersMoved, match="The next invoice is AT00007000"):
        list(the_day.carry_out(tmp_path, plan, at=NOW, team=team))
    assert Run.objects.count() == runs


def bill_the_first_file(folder: Path, plan: Plan) -> dict[str, Any]:
    team = take_on(on=OPENED, at=NOW)
    the_day.set_up(COUNCIL_FILE, on=OPENED, at=NOW, by=team["manager"])
    next(the_day.carry_out(folder, plan, at=NOW, team=team))
    return dict(team)


def test_everybody_is_taken_on_once(books: Throwaway) -> None:
    first = take_on(on=OPENED, at=NOW)
    assert take_on(on=OPENED, at=NOW) == first
    assert set(first) == {member.role for member in TEAM}
    assert Run.objects.filter(verb="add_user").count() == len(TEAM)


def counted() -> dict[str, int]:
    """How many rows every table holds."""
    tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {t.tablename: ask(f"SELECT count(*) AS many FROM {t.tablename}")[0].many for t in tables}


def _answers(plan: Plan, folder: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for chapter in plan.chapters[:-1]:
        with (folder / chapter.name / "answers.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[row["bank_account"]].append(row)
    return found


_WHERE_IT_WENT = """
SELECT b.code, l.amount_pence, (
  SELECT array_agg(DISTINCT i.reference) FROM receipting_placement p
  JOIN receivables_allocation a ON a.credit_item_id = p.item_id JOIN receivables_item i ON i.id = a.debit_item_id
  WHERE p.receipt_id = r.id AND i.kind = 'instalment') AS invoices
FROM receipting_bankline l JOIN receipting_statement s ON s.id = l.statement_id
JOIN council_bankaccount b ON b.id = s.bank_account_id JOIN receipting_receipt r ON r.bank_line_id = l.id
ORDER BY b.code, s.id, l.line_number
"""
