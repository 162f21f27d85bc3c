-- name: hold
-- The balances of the invoice's instalments, locked; then its lines with what is left to credit of each.
SELECT b.item_id FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE i.invoice_id = %(invoice)s ORDER BY b.item_id FOR UPDATE OF b;
SELECT l.line_number AS number, l.unit_price_pounds, l.net_pence, l.vat_rate,
       (l.net_pence - coalesce(c.net_pence, 0))::bigint AS left_net_pence, (l.vat_pence - coalesce(c.vat_pence, 0))::bigint AS left_vat_pence
FROM billing_invoiceline l LEFT JOIN (
  SELECT invoice_line_id, sum(net_pence) AS net_pence, sum(vat_pence) AS vat_pence FROM billing_creditnoteline
  WHERE invoice_line_id IN (SELECT id FROM billing_invoiceline WHERE invoice_id = %(invoice)s) GROUP BY 1
) c ON c.invoice_line_id = l.id
WHERE l.invoice_id = %(invoice)s ORDER BY l.line_number;

-- name: lay_out
-- Where the parts to be credited are laid; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS credited (line_number int PRIMARY KEY, net_pence bigint, vat_pence bigint) ON COMMIT DROP;
TRUNCATE credited;

-- name: draft_journal
-- Income and VAT go back; debtors are owed less by it.
WITH keys AS (
  SELECT nextval('billing_creditnote_id_seq') AS note_id, nextval('ledger_journal_id_seq') AS journal_id,
         nextval('receivables_item_id_seq') AS item_id
), journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on) SELECT journal_id, 'credit_note', note_id, %(on)s FROM keys
), moved AS (
  SELECT l.account_id, sum(c.net_pence)::bigint AS pence
  FROM credited c JOIN billing_invoiceline l ON l.invoice_id = %(invoice)s AND l.line_number = c.line_number GROUP BY l.account_id
  UNION ALL
  SELECT (SELECT id FROM ledger_account WHERE control = 'vat_output'), sum(vat_pence)::bigint FROM credited
), posted AS (
  INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id, item_id)
  SELECT keys.journal_id, moved.account_id, debtors.id, moved.pence, %(on)s, i.customer_id, keys.item_id
  FROM keys, moved, billing_invoice i, (SELECT id FROM ledger_account WHERE control = 'debtors') debtors
  WHERE moved.pence > 0 AND i.id = %(invoice)s
)
SELECT note_id, journal_id, item_id FROM keys;

-- name: add_note
-- The credit note and its lines; then the credit on the account, used for the invoice's open instalments, the first due first.
INSERT INTO billing_creditnote (id, number, invoice_id, customer_id, credited_on, net_pence, vat_pence, gross_pence, request_id,
                                journal_id, run_id)
SELECT %(note)s, council_reference(%(prefix)s, %(digits)s, %(checked)s, %(number)s), i.id, i.customer_id, %(on)s, sum(c.net_pence),
       sum(c.vat_pence), sum(c.net_pence + c.vat_pence), %(request)s, %(journal)s, %(run)s
FROM billing_invoice i, credited c WHERE i.id = %(invoice)s GROUP BY i.id;
INSERT INTO billing_creditnoteline (credit_note_id, invoice_line_id, line_number, description, net_pence, vat_code, vat_rate, vat_pence,
                                    account_id)
SELECT %(note)s, l.id, l.line_number, l.description, c.net_pence, l.vat_code, l.vat_rate, c.vat_pence, l.account_id
FROM credited c JOIN billing_invoiceline l ON l.invoice_id = %(invoice)s AND l.line_number = c.line_number ORDER BY l.line_number;
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, known_at, reference, journal_id, run_id)
SELECT %(item)s, customer_id, 'credit_note', -gross_pence, %(on)s, %(at)s, number, %(journal)s, %(run)s
FROM billing_creditnote WHERE id = %(note)s;
CREATE TEMP TABLE IF NOT EXISTS credit_use (item_id bigint, amount_pence bigint) ON COMMIT DROP;
TRUNCATE credit_use;
INSERT INTO credit_use
SELECT item_id, least(open_pence, gross_pence - before_pence) FROM (
  SELECT b.item_id, b.open_pence, n.gross_pence,
         coalesce(sum(b.open_pence) OVER (ORDER BY i.due_on, i.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before_pence
  FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id, billing_creditnote n
  WHERE i.invoice_id = %(invoice)s AND b.open_pence > 0 AND n.id = %(note)s
) open WHERE before_pence < gross_pence;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT %(item)s, u.item_id, u.amount_pence, greatest(i.effective_on, %(on)s), %(at)s, %(run)s
FROM credit_use u JOIN receivables_item i ON i.id = u.item_id ORDER BY i.due_on, i.id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence - u.amount_pence FROM credit_use u WHERE b.item_id = u.item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence)
SELECT %(item)s, customer_id, coalesce((SELECT sum(amount_pence) FROM credit_use), 0) - gross_pence FROM billing_creditnote WHERE id = %(note)s;
SELECT number, gross_pence, coalesce((SELECT sum(amount_pence) FROM credit_use), 0)::bigint AS allocated_pence
FROM billing_creditnote WHERE id = %(note)s;

-- name: asked_for
-- What is asked for already and not decided yet, line by line of an invoice.
SELECT (part->>0)::int AS line, sum((part->>1)::bigint)::bigint AS net_pence, sum((part->>2)::bigint)::bigint AS vat_pence
FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id
CROSS JOIN LATERAL jsonb_array_elements(r.details->'lines') AS part
WHERE r.act IN ('credit_note', 'rebill', 'charge_back') AND r.subject = %(invoice)s AND t.state IN ('waiting', 'returned') GROUP BY 1;

-- name: note_care
-- The weeks of care that a credit note puts right are billed at so much less.
INSERT INTO billing_carebilled (customer_id, bearer_id, week_starts_on, place, net_pence, invoice_id, run_id)
SELECT w.customer_id, w.bearer_id, w.week_starts_on,
       (SELECT count(*) FROM billing_carebilled b
        WHERE (b.customer_id, b.bearer_id, b.week_starts_on) = (w.customer_id, w.bearer_id, w.week_starts_on)),
       -w.pence, %(invoice)s, %(run)s
FROM (
  SELECT (part->>0)::bigint AS customer_id, (part->>1)::bigint AS bearer_id, (part->>2)::date AS week_starts_on, sum((part->>3)::bigint) AS pence
  FROM jsonb_array_elements(%(weeks)s::jsonb) AS part GROUP BY 1, 2, 3
) w;
