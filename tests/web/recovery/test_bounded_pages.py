"""Lists of recovery take the same few questions however much stands behind them, and show a page of it."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from arrangements.arranging import AGREED, agrees
from crediting import somebody, take_in_sample_limits
from disputes.complaining import complains
from disputes.disputing import opens
from piperoll.arrangements.affordability import Amount
from piperoll.arrangements.models import Arrangement
from piperoll.arrangements.record_household import HouseholdTold, record_household
from piperoll.arrangements.record_promise import record_promise
from piperoll.arrangements.refer_to_advice import refer_to_advice
from piperoll.customers.models import Customer
from piperoll.disputes.models import Dispute
from piperoll.disputes.record_lesson import record_lesson
from piperoll.foundations.actors import Actor
from piperoll.receivables.models import Item
from piperoll.recovery.record_deferred_payment import record_deferred_payment
from recovery.reminding import now, owing, policy
from the_day import MONDAY, take_in_letters
from web.staff import client_of

MANY, A_PAGE = 130, 50
LISTS = {
    "/disputes/": "DISPUTE-",
    "/complaints/": "COMPLAINT-",
    "/complaints/lessons/": "COMPLAINT-",
    "/arrangements/": "/arrangements/",
    "/promises/": "Themself",
}
"""Each list's address, and what stands once in each of its rows."""
_ALIKE = """
INSERT INTO disputes_dispute (customer_id, invoice_id, kind, code, words, raised_on, run_id)
  SELECT customer_id, invoice_id, 'query', code, words, raised_on, run_id FROM disputes_dispute, generate_series(1, {many});
INSERT INTO disputes_assignment (dispute_id, service_id, words, asked_on, answer_by, run_id)
  SELECT d.id, a.service_id, '', a.asked_on, a.answer_by, a.run_id FROM disputes_dispute d, (SELECT * FROM disputes_assignment LIMIT 1) a WHERE d.kind = 'query';
INSERT INTO disputes_complaint (customer_id, scope, received_on, run_id)
  SELECT customer_id, 'nothing', received_on, run_id FROM disputes_complaint, generate_series(1, {many});
INSERT INTO disputes_complaintstage (complaint_id, stage, words, reference, began_on, acknowledge_by, decide_by, run_id)
  SELECT c.id, s.stage, s.words, '', s.began_on, s.acknowledge_by, s.decide_by, s.run_id FROM disputes_complaint c, (SELECT * FROM disputes_complaintstage LIMIT 1) s
  WHERE c.id <> s.complaint_id;
INSERT INTO disputes_lesson (complaint_id, words, service_id, due_on, run_id) SELECT complaint_id, words, service_id, due_on, run_id FROM disputes_lesson, generate_series(1, {many});
INSERT INTO customers_customer (reference, kind, name, title, first_name, last_name, trading_as, company_number, created_at)
  SELECT 'Z' || n, 'person', 'Zoe ' || n, '', '', '', '', '', now() FROM generate_series(1, {many}) n;
INSERT INTO authority_request (act, service_id, customer_id, subject, amount_pence, age_days, reason, why, evidence, changes, details, asked_by_id, asked_on, known_at, run_id)
  SELECT q.act, q.service_id, c.id, c.reference, q.amount_pence, 0, q.reason, q.why, '', '[]', '{{}}', q.asked_by_id, q.asked_on, q.known_at, q.run_id
  FROM (SELECT * FROM authority_request WHERE act = 'arrangement' LIMIT 1) q, customers_customer c WHERE c.name LIKE 'Zoe %';
INSERT INTO receivables_item (customer_id, kind, amount_pence, effective_on, due_on, known_at, reference, invoice_id, service_id, journal_id, run_id)
  SELECT c.id, 'instalment', 5000, i.effective_on, i.due_on, i.known_at, 'Z' || c.id, i.invoice_id, i.service_id, i.journal_id, i.run_id
  FROM (SELECT * FROM receivables_item WHERE kind = 'instalment' LIMIT 1) i, customers_customer c WHERE c.name LIKE 'Zoe %';
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence) SELECT id, customer_id, 5000 FROM receivables_item WHERE reference LIKE 'Z%';
INSERT INTO arrangements_arrangement (customer_id, request_id, agreed_on, every, method, total_pence, run_id)
  SELECT q.customer_id, q.id, a.agreed_on, a.every, a.method, 5000, a.run_id FROM authority_request q, (SELECT * FROM arrangements_arrangement LIMIT 1) a WHERE q.subject LIKE 'Z%';
INSERT INTO arrangements_debt (arrangement_id, item_id, pence, run_id)
  SELECT a.id, i.id, 5000, a.run_id FROM arrangements_arrangement a JOIN receivables_item i ON i.customer_id = a.customer_id AND i.reference LIKE 'Z%';
INSERT INTO arrangements_livedebt (item_id, arrangement_id) SELECT i.id, a.id FROM arrangements_arrangement a JOIN receivables_item i ON i.customer_id = a.customer_id AND i.reference LIKE 'Z%';
INSERT INTO arrangements_plannedpayment (arrangement_id, due_on, pence, run_id) SELECT id, agreed_on + 300, 5000, run_id FROM arrangements_arrangement a
  WHERE NOT EXISTS (SELECT FROM arrangements_plannedpayment p WHERE p.arrangement_id = a.id);
INSERT INTO arrangements_promise (customer_id, pence, by_on, promised_on, promised_by, heard, note, run_id)
  SELECT customer_id, pence, by_on, promised_on, promised_by, heard, note, run_id FROM arrangements_promise, generate_series(1, {many});
INSERT INTO arrangements_advice (customer_id, agency, why, referred_on, run_id) SELECT customer_id, agency, why, referred_on, run_id FROM arrangements_advice, generate_series(1, {many});
INSERT INTO recovery_deferredpayment (customer_id, owns_property, evidence, run_id) SELECT customer_id, owns_property, evidence, run_id FROM recovery_deferredpayment, generate_series(1, {many});
"""


@pytest.fixture
def ada(manager: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Customer:
    """One of everything is Ada's, in January."""
    take_in_letters(manager)
    policy(manager)
    take_in_sample_limits()
    found = owing(tmp_path, manager, "Basil Budd", "60.00", "30.00")
    officer = somebody("officer")
    disputed = Item.objects.filter(customer=found).earliest("id").reference
    opens(disputed, amount_pence=10_00)
    complaint = complains(scope="nothing").complaint
    record_lesson(
        complaint=complaint, words="Ring back", service="TRADE", due_on=AGREED, **now(somebody("manager"), MONDAY)
    )
    agrees(found)
    record_promise(
        customer=found.reference, amount_pence=5_00, by_on=AGREED, promised_by="Themself", heard="phone",
        **now(officer, AGREED),
    )  # fmt: skip
    refer_to_advice(customer=found.reference, agency="Citizens Advice", why="Asked us", **now(officer, AGREED))
    told = HouseholdTold(lines={"earnings": Amount(900_00), "home": Amount(700_00)}, told_by="Themself")
    record_household(customer=found.reference, told=told, **now(officer, AGREED))
    record_deferred_payment(customer=found.reference, owns_property=False, evidence="Rents", **now(officer, AGREED))
    monkeypatch.setattr(timezone, "localdate", lambda *given: AGREED)
    return found


def asked(client: Client, address: str) -> tuple[int, str]:
    """How many questions a page takes, and the page."""
    client.get(address)
    with CaptureQueriesContext(connection) as questions:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(questions), answer.content.decode()


def test_however_much_stands_behind_a_page_its_questions_and_its_rows_are_few(
    ada: Customer, as_owner: psycopg.Connection
) -> None:
    client = client_of("senior")
    theirs = f"/customers/{ada.reference}/"
    single = (
        f"{theirs}arrangements/",
        f"{theirs}affordability/",
        f"{theirs}claim/",
        f"/arrangements/{Arrangement.objects.get().pk}/",
        f"/disputes/{Dispute.objects.get().pk}/",
    )
    before = {address: asked(client, address)[0] for address in (*LISTS, *single)}
    as_owner.execute(_ALIKE.format(many=MANY))  # type: ignore[arg-type]
    for address, questions in before.items():
        now_asked, now_shown = asked(client, address)
        assert now_asked <= questions, f"{address} took {questions} questions with one row, {now_asked} with many"
        rows = now_shown.count('<tr class="govuk-table__row')
        assert rows <= 2 * (A_PAGE + 2), f"{address} shows {rows} rows"
        if address in LISTS:
            assert len(re.findall(LISTS[address], now_shown)) >= A_PAGE, address
            assert 'rel="next"' in now_shown, address
            last = asked(client, f"{address}?page=3" + ("&state=open" if address == "/disputes/" else ""))[1]
            assert 'rel="prev"' in last, address
    assert "Promises to pay (the newest 50)" in asked(client, f"{theirs}arrangements/")[1]
    assert "Referrals to advice (the newest 50)" in asked(client, f"{theirs}affordability/")[1]
    assert "What was recorded (the newest 50)" in asked(client, f"{theirs}claim/")[1]
