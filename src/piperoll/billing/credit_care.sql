-- name: over
-- What each week of an ended care was billed too much, to whom, less what is asked to be credited already.
WITH asked AS (
  SELECT (part->>1)::bigint AS bearer_id, (part->>2)::date AS week_starts_on, sum((part->>3)::bigint)::bigint AS pence
  FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id
  CROSS JOIN LATERAL jsonb_array_elements(r.details->'care') AS part
  WHERE r.act = 'credit_note' AND t.state IN ('waiting', 'returned') AND (part->>0)::bigint = %(customer)s GROUP BY 1, 2
)
SELECT d.bearer_id, d.week_starts_on, d.billed_pence - d.due_pence - coalesce(a.pence, 0) AS pence
FROM billing_care_due(%(on)s, %(on)s) d LEFT JOIN asked a USING (bearer_id, week_starts_on)
WHERE d.customer_id = %(customer)s AND d.billed_pence - d.due_pence > coalesce(a.pence, 0) ORDER BY d.bearer_id, d.week_starts_on DESC;

-- name: lines
-- The lines that billed somebody's care, the newest first, with what is left to credit of each and of its invoice.
WITH line AS (
  SELECT l.id, l.invoice_id, i.number AS invoice, l.line_number, split_part(l.external_id, '-', 3)::bigint AS bearer_id, l.period_from AS week_starts_on,
         l.net_pence - coalesce((SELECT sum(c.net_pence) FROM billing_creditnoteline c WHERE c.invoice_line_id = l.id), 0) AS left_pence
  FROM billing_invoice i JOIN billing_invoiceline l ON l.invoice_id = i.id
  WHERE i.id IN (SELECT invoice_id FROM billing_carebilled WHERE customer_id = %(customer)s) AND l.external_id LIKE 'CARE-' || %(customer)s || '-%%'
), asked AS (
  SELECT r.subject AS invoice, (part->>0)::int AS line_number, sum((part->>1)::bigint) AS pence
  FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id CROSS JOIN LATERAL jsonb_array_elements(r.details->'lines') AS part
  WHERE r.act IN ('credit_note', 'rebill', 'charge_back') AND t.state IN ('waiting', 'returned') AND r.subject IN (SELECT invoice FROM line) GROUP BY 1, 2
)
SELECT l.invoice, l.line_number, l.bearer_id, l.week_starts_on, (l.left_pence - coalesce(a.pence, 0))::bigint AS left_pence,
       (sum(l.left_pence - coalesce(a.pence, 0)) OVER (PARTITION BY l.invoice_id))::bigint AS invoice_left_pence
FROM line l LEFT JOIN asked a USING (invoice, line_number) ORDER BY l.id DESC;
