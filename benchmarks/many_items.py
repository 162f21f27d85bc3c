"""Books where only size matters: customers, invoices of one instalment, two in three of them paid."""

from __future__ import annotations

from benchmarks.bench_books import AT, ON, Books

LONG_ACCOUNT, LONG_ACCOUNT_EVERY = 42, 299
_FILL = """
INSERT INTO runs_run (id, verb, is_batch, state, effective_on, started_at, ended_at, by_user_id, by_username, inputs, totals, why_failed, content_name)
  VALUES (1000000, 'raise_invoices', true, 'done', '{on}', '{at}', '{at}', 1, 'bench', '{{}}', '{{}}', '', '');
INSERT INTO ledger_journal (id, run_id, kind, source_id, effective_on, known_at, digest) VALUES (1, 1000000, 'x', 1, '{on}', '{at}', '');
INSERT INTO customers_customer (id, reference, kind, name, title, first_name, last_name, trading_as, company_number, created_at)
  SELECT n, council_reference('C', 7, true, n), 'person', 'Customer ' || md5(n::text), '', '', '', '', '', '{at}' FROM generate_series(1, {customers}) n;
INSERT INTO customers_address (customer_id, lines, postcode, valid_from) SELECT id, '1 High Street', 'AN1 1AA', '2020-01-01' FROM customers_customer;
INSERT INTO billing_invoice (id, number, customer_id, service_id, invoiced_on, tax_point_on, net_pence, vat_pence, gross_pence, is_vat_invoice, billed_to, purchase_order, journal_id, run_id)
  SELECT n, council_reference('AT', 8, true, n), CASE WHEN n % {every} = 0 THEN least({long}, {customers}) ELSE 1 + n::bigint * 7919 % {customers} END,
         (SELECT min(id) FROM council_service) + n % 8, d, d, 100 + n % 30000, 0, 100 + n % 30000, false, 'x', '', 1, 1000000
  FROM (SELECT n, date '{on}' - ((({invoices} - n)::bigint * 2700) / {invoices})::int AS d FROM generate_series(1, {invoices}) n) x;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, due_on, known_at, reference, invoice_id, service_id, journal_id, run_id)
  SELECT id, customer_id, 'instalment', gross_pence, invoiced_on, invoiced_on + 28, invoiced_on + interval '9 hours', number, id, service_id, 1, run_id FROM billing_invoice;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
  SELECT {invoices} + id, customer_id, 'receipt', -gross_pence - CASE WHEN id % 50 = 1 THEN 500 ELSE 0 END, invoiced_on + 20,
         invoiced_on + interval '20 days 9 hours', 'MAIN-1-' || id, 1, run_id FROM billing_invoice WHERE id % 3 <> 0;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
  SELECT {invoices} + id, id, gross_pence, invoiced_on + 20, invoiced_on + interval '20 days 9 hours', run_id FROM billing_invoice WHERE id % 3 <> 0;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence)
  SELECT id, customer_id, CASE WHEN kind = 'instalment' THEN CASE WHEN id % 3 = 0 THEN amount_pence ELSE 0 END
                               WHEN (id - {invoices}) % 50 = 1 THEN -500 ELSE 0 END FROM receivables_item;
INSERT INTO receipting_receipt (id, reference, bank_account_id, received_on, amount_pence, run_id)
  SELECT id, 'MAIN-1-' || id, (SELECT min(id) FROM council_bankaccount), invoiced_on + 20, gross_pence, run_id FROM billing_invoice WHERE id % 3 <> 0;
INSERT INTO receipting_match (id, receipt_id, outcome, score, reasons, candidates, by_username, run_id)
  SELECT id, id, 'allocated', 100, '["Reference quoted", "the whole of it"]', '[]', 'bench', run_id FROM receipting_receipt;
INSERT INTO receipting_placement (id, receipt_id, customer_id, item_id, amount_pence, match_id, run_id)
  SELECT id - {invoices}, id - {invoices}, customer_id, id, -amount_pence, id - {invoices}, run_id FROM receivables_item WHERE kind = 'receipt';
"""


def fill(books: Books, *, customers: int, invoices: int) -> None:
    """So many customers and invoices, a third of them open; customer 42 has one in 299."""
    books.fresh()
    told = {"on": ON, "at": AT, "every": LONG_ACCOUNT_EVERY, "long": LONG_ACCOUNT}
    with books.owner() as owner:
        for statement in _FILL.format(customers=customers, invoices=invoices, **told).split(";\n"):
            if statement.strip():
                owner.execute(statement)
        owner.execute("VACUUM ANALYZE")
