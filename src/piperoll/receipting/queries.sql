-- name: bank_accounts
-- Our bank accounts, each with the statement nothing follows yet: what the bank last said we have.
SELECT b.id, b.code, b.name, b.sort_code, b.account_number, s.id AS statement_id, s.closed_on, s.closing_pence
FROM council_bankaccount b
LEFT JOIN receipting_statement s ON s.bank_account_id = b.id
  AND NOT EXISTS (SELECT FROM receipting_statement later WHERE later.previous_id = s.id)
ORDER BY b.code;

-- name: statements
-- Some statements, newest first, each with what of it still waits: bounded by what is in suspense, not by what was ever banked.
WITH page AS (
  SELECT * FROM receipting_statement
  WHERE %(account)s::int IS NULL OR bank_account_id = %(account)s
  ORDER BY closed_on DESC, id DESC LIMIT %(many)s OFFSET %(skip)s
), waiting AS (
  SELECT l.statement_id, count(*) FILTER (WHERE x.state = 'suggested') AS suggested,
         coalesce(sum(x.open_pence) FILTER (WHERE x.state = 'suggested'), 0)::bigint AS suggested_pence,
         count(*) FILTER (WHERE x.state <> 'suggested') AS suspense,
         coalesce(sum(x.open_pence) FILTER (WHERE x.state <> 'suggested'), 0)::bigint AS suspense_pence
  FROM receipting_suspense x JOIN receipting_receipt r ON r.id = x.receipt_id JOIN receipting_bankline l ON l.id = r.bank_line_id
  WHERE x.open_pence <> 0 AND l.statement_id IN (SELECT id FROM page)
  GROUP BY l.statement_id
)
SELECT p.id, b.code, b.name AS account_name, p.format, p.opened_on, p.closed_on, p.opening_pence, p.closing_pence, p.line_count,
       p.entered_balance, p.run_id, coalesce(w.suggested, 0) AS suggested, coalesce(w.suggested_pence, 0) AS suggested_pence,
       coalesce(w.suspense, 0) AS suspense, coalesce(w.suspense_pence, 0) AS suspense_pence
FROM page p JOIN council_bankaccount b ON b.id = p.bank_account_id LEFT JOIN waiting w ON w.statement_id = p.id
ORDER BY p.closed_on DESC, p.id DESC;

-- name: statement
-- One statement with its neighbours and the sums of its lines by what became of them.
SELECT s.id, b.code, b.name AS account_name, s.format, s.bank_reference, s.opened_on, s.closed_on, s.opening_pence, s.closing_pence,
       s.line_count, s.entered_balance, s.run_id, s.previous_id, following.id AS next_id, run.content_name, run.by_username,
       run.started_at, lines.*
FROM receipting_statement s JOIN council_bankaccount b ON b.id = s.bank_account_id JOIN runs_run run ON run.id = s.run_id
LEFT JOIN receipting_statement following ON following.previous_id = s.id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(l.amount_pence) FILTER (WHERE l.amount_pence > 0), 0)::bigint AS in_pence,
         coalesce(-sum(l.amount_pence) FILTER (WHERE l.amount_pence < 0), 0)::bigint AS out_pence,
         count(*) FILTER (WHERE x.open_pence = 0) AS placed,
         coalesce(sum(r.amount_pence - x.open_pence), 0)::bigint AS placed_pence,
         count(*) FILTER (WHERE x.open_pence <> 0 AND x.state = 'suggested') AS suggested,
         coalesce(sum(x.open_pence) FILTER (WHERE x.state = 'suggested'), 0)::bigint AS suggested_pence,
         count(*) FILTER (WHERE x.open_pence <> 0 AND x.state <> 'suggested') AS suspense,
         coalesce(sum(x.open_pence) FILTER (WHERE x.state <> 'suggested'), 0)::bigint AS suspense_pence
  FROM receipting_bankline l LEFT JOIN receipting_receipt r ON r.bank_line_id = l.id
  LEFT JOIN receipting_suspense x ON x.receipt_id = r.id
  WHERE l.statement_id = s.id
) lines
WHERE s.id = %(statement)s;

-- name: lines
-- Some of a statement's lines in the bank's order, each with what became of its money.
WITH page AS (
  SELECT l.id, l.line_number, l.booked_on, l.amount_pence, l.type_code, l.kind, t.payer_name, t.narrative, r.id AS receipt_id,
         x.open_pence, x.state, x.reason
  FROM receipting_bankline l JOIN receipting_banklinetext t ON t.line_id = l.id
  LEFT JOIN receipting_receipt r ON r.bank_line_id = l.id LEFT JOIN receipting_suspense x ON x.receipt_id = r.id
  WHERE l.statement_id = %(statement)s
    AND (%(states)s::text[] IS NULL OR x.state = ANY(%(states)s))
    AND (%(like)s::text IS NULL OR t.payer_name ILIKE %(like)s OR t.narrative ILIKE %(like)s
         OR t.payment_references::text ILIKE %(like)s OR abs(l.amount_pence) = %(pence)s)
  ORDER BY l.line_number, l.id LIMIT %(many)s OFFSET %(skip)s
)
SELECT page.*, owners.customers, (
  SELECT jsonb_agg(jsonb_build_array(f.code, f.name, p.amount_pence) ORDER BY p.id) FROM receipting_fundplacement p JOIN funds_fund f ON f.code = p.fund_id
  WHERE p.receipt_id = page.receipt_id AND p.undoes_id IS NULL AND NOT EXISTS (SELECT FROM receipting_fundplacement u WHERE u.undoes_id = p.id)
) AS funds
FROM page LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_array(c.id, c.name, c.reference, p.amount_pence) ORDER BY p.id) AS customers
  FROM receipting_placement p JOIN customers_customer c ON c.id = p.customer_id
  WHERE p.receipt_id = page.receipt_id AND p.undoes_id IS NULL
    AND NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id)
) owners ON true
ORDER BY page.line_number, page.id;

-- name: suspense_totals
-- All that is in suspense, by state, money in and money out apart: the sum of these is the suspense control.
SELECT state, count(*) AS receipts, sum(open_pence)::bigint AS pence, count(*) FILTER (WHERE open_pence < 0) AS paid_out,
       coalesce(sum(open_pence) FILTER (WHERE open_pence < 0), 0)::bigint AS paid_out_pence
FROM receipting_suspense WHERE open_pence <> 0 GROUP BY state;

-- name: receipt
-- One receipt: the money, the bank's words about it, where it stands, and whether funds or remittances have to do with it.
SELECT r.id, r.reference, r.received_on, r.amount_pence, r.run_id, b.code, b.name AS account_name, l.statement_id, l.line_number, l.booked_on,
       l.value_on, l.type_code, l.kind, coalesce(t.payer_name, w.payer_name) AS payer_name, coalesce(t.narrative, w.narrative) AS narrative,
       coalesce(t.payment_references, w.payment_references) AS payment_references, t.sealed_payer, x.open_pence, x.state, x.reason,
       m.name AS method, k.number, EXISTS (SELECT FROM receipting_fundplacement f WHERE f.receipt_id = r.id) AS is_for_funds,
       EXISTS (SELECT FROM receipting_remittanceuse u WHERE u.receipt_id = r.id) AS is_by_remittance
FROM receipting_receipt r JOIN council_bankaccount b ON b.id = r.bank_account_id JOIN receipting_suspense x ON x.receipt_id = r.id
LEFT JOIN receipting_bankline l ON l.id = r.bank_line_id LEFT JOIN receipting_banklinetext t ON t.line_id = l.id
LEFT JOIN receipting_taking k ON k.receipt_id = r.id LEFT JOIN ledger_method m ON m.id = k.method_id
LEFT JOIN receipting_takingtext w ON w.taking_id = k.receipt_id
WHERE r.id = %(receipt)s;

-- name: matches
-- All that was ever made of a receipt, newest first.
SELECT m.id, m.outcome, m.score, m.reasons, m.candidates, m.by_username, coalesce(u.name, m.by_username) AS by_name,
       run.started_at, run.is_batch, run.id AS run_id
FROM receipting_match m JOIN runs_run run ON run.id = m.run_id LEFT JOIN authority_user u ON u.username = m.by_username
WHERE m.receipt_id = %(receipt)s ORDER BY m.id DESC LIMIT %(many)s;

-- name: placements
-- Where a receipt's money went, what each placement paid, and whether it was undone.
SELECT p.id, p.amount_pence, c.id AS customer_id, c.name, c.reference AS customer_reference,
       EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id) AS is_undone, paid.items, p.run_id
FROM receipting_placement p JOIN customers_customer c ON c.id = p.customer_id
LEFT JOIN LATERAL (
  SELECT jsonb_agg(jsonb_build_array(i.reference, a.amount_pence) ORDER BY a.id) AS items
  FROM receivables_allocation a JOIN receivables_item i ON i.id = a.debit_item_id
  WHERE a.credit_item_id = p.item_id AND a.undoes_id IS NULL AND i.kind IN ('instalment', 'refund', 'transfer_out')
    AND NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
) paid ON true
WHERE p.receipt_id = %(receipt)s AND p.undoes_id IS NULL ORDER BY p.id DESC;

-- name: fund_placements
-- What of a receipt was put in funds, and whether it was undone.
SELECT p.id, p.amount_pence, p.reference, f.code, f.name AS fund, EXISTS (SELECT FROM receipting_fundplacement u WHERE u.undoes_id = p.id) AS is_undone
FROM receipting_fundplacement p JOIN funds_fund f ON f.code = p.fund_id
WHERE p.receipt_id = %(receipt)s AND p.undoes_id IS NULL ORDER BY p.id DESC;

-- name: customers_named
-- Customers by key, for the candidates of a match, with where they live now.
SELECT c.id, c.name, c.reference, a.postcode FROM customers_customer c
LEFT JOIN LATERAL (SELECT postcode FROM customers_address WHERE customer_id = c.id AND valid_to IS NULL ORDER BY id DESC LIMIT 1) a ON true
WHERE c.id = ANY(%(customers)s);

-- name: items_named
-- Items by key, for the candidates of a match.
SELECT i.id, i.reference, i.due_on, i.amount_pence, b.open_pence, s.name AS service
FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id LEFT JOIN council_service s ON s.id = i.service_id
WHERE i.id = ANY(%(items)s);

-- name: owed
-- What a customer, and whoever is merged into them, still owes, the oldest first.
SELECT i.id, i.reference, i.invoice_id, i.due_on, i.amount_pence, b.open_pence, s.name AS service
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN council_service s ON s.id = i.service_id
WHERE b.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) AND b.open_pence <> 0 AND b.open_pence > 0
ORDER BY i.due_on, i.id LIMIT %(many)s;
