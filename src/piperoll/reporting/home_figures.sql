-- name: suspense
-- Money in that waits without an owner: how many, how much, how long, and how many of them have a suggestion; and money out.
SELECT count(*) FILTER (WHERE s.open_pence > 0) AS receipts, coalesce(sum(s.open_pence) FILTER (WHERE s.open_pence > 0), 0)::bigint AS pence,
       min(r.received_on) AS oldest_on, count(*) FILTER (WHERE s.state = 'suggested') AS suggested,
       coalesce(-sum(s.open_pence) FILTER (WHERE s.open_pence < 0), 0)::bigint AS paid_out_pence
FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
WHERE s.open_pence <> 0;

-- name: statements
-- Each bank account's last statement: the last of its chain.
SELECT a.code, a.name, s.id AS statement_id, s.closed_on, s.closing_pence, s.closing_pence - s.opening_pence AS moved_pence, s.line_count
FROM council_bankaccount a
LEFT JOIN LATERAL (
  SELECT * FROM receipting_statement s WHERE s.bank_account_id = a.id ORDER BY s.id DESC LIMIT 1
) s ON true
ORDER BY a.code;

-- name: batches
-- What batches did on the last day anything was banked and in the last month anything was billed, from their own control totals
-- (proved by the check of the books).
WITH batch AS (
  SELECT verb, effective_on, totals FROM runs_run WHERE verb IN ('raise_invoices', 'import_statement') AND state = 'done'
), last AS (
  SELECT max(effective_on) FILTER (WHERE verb = 'import_statement') AS banked_on,
         date_trunc('month', max(effective_on) FILTER (WHERE verb = 'raise_invoices'))::date AS billed_since
  FROM batch
)
SELECT last.banked_on, last.billed_since,
       coalesce(sum((totals->>'credit_pence')::bigint) FILTER (WHERE verb = 'import_statement' AND effective_on = banked_on), 0)::bigint AS banked_pence,
       coalesce(sum((totals->>'invoices')::bigint) FILTER (WHERE verb = 'raise_invoices' AND effective_on >= billed_since), 0)::bigint AS invoices,
       coalesce(sum((totals->>'gross_pence')::bigint) FILTER (WHERE verb = 'raise_invoices' AND effective_on >= billed_since), 0)::bigint AS raised_pence
FROM last LEFT JOIN batch ON true
GROUP BY last.banked_on, last.billed_since;

-- name: attention
-- Runs of the last fortnight that stopped, were never sealed, or sent lines back; the newest first.
SELECT r.id, r.verb, r.state, r.content_name, r.started_at, r.by_username, r.why_failed, s.id IS NOT NULL AS is_sealed,
       coalesce((r.totals->>'lines_rejected')::bigint, 0) AS rejected
FROM runs_run r LEFT JOIN runs_seal s ON s.run_id = r.id
WHERE r.started_at >= %(since)s AND NOT r.verb = ANY(%(hidden)s::text[])
  AND (r.state IN ('failed', 'working') OR s.id IS NULL OR coalesce((r.totals->>'lines_rejected')::bigint, 0) > 0)
ORDER BY r.state IN ('failed', 'working') DESC, r.id DESC LIMIT 10;

-- name: overdue
-- What is owed past its due date, of everything open now.
SELECT coalesce(sum(b.open_pence), 0)::bigint AS pence, count(*) AS items
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) < %(today)s;
