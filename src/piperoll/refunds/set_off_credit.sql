-- name: hold
-- The open items of an account, locked in order.
SELECT item_id FROM receivables_itembalance WHERE customer_id = %(customer)s AND open_pence <> 0 ORDER BY item_id FOR UPDATE;

-- name: set_off
-- Credits laid end to end beside overdue debits laid end to end: where they overlap, the one pays the other. Credit asked to be refunded is left.
CREATE TEMP TABLE IF NOT EXISTS set_off (credit_id bigint, debit_id bigint, amount_pence bigint, effective_on date) ON COMMIT DROP;
TRUNCATE set_off;
INSERT INTO set_off
WITH asked AS (
  SELECT (part->>0)::bigint AS item_id, sum((part->>1)::bigint) AS pence
  FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id AND t.state IN ('waiting', 'returned')
  CROSS JOIN LATERAL jsonb_array_elements(r.details->'credits') AS part
  WHERE r.act IN ('refund', 'transfer') AND (r.details->>'account')::bigint = %(customer)s GROUP BY 1
), open AS (
  SELECT i.id, i.effective_on, coalesce(i.due_on, i.effective_on) AS day, b.open_pence + CASE WHEN b.open_pence < 0 THEN coalesce(a.pence, 0) ELSE 0 END AS pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN asked a ON a.item_id = i.id
  WHERE b.customer_id = %(customer)s AND ((b.open_pence < 0 AND i.effective_on <= %(on)s) OR (b.open_pence > 0 AND i.due_on < %(on)s))
), credit AS (
  SELECT id, effective_on, -pence AS pence, sum(-pence) OVER w - -pence AS starts, sum(-pence) OVER w AS ends
  FROM open WHERE pence < 0 WINDOW w AS (ORDER BY day, id)
), debit AS (
  SELECT id, effective_on, pence, sum(pence) OVER w - pence AS starts, sum(pence) OVER w AS ends FROM open WHERE pence > 0 WINDOW w AS (ORDER BY day, id)
)
SELECT c.id, d.id, least(c.ends, d.ends) - greatest(c.starts, d.starts), greatest(c.effective_on, d.effective_on, %(on)s)
FROM credit c JOIN debit d ON c.starts < d.ends AND d.starts < c.ends;
INSERT INTO receivables_allocation (credit_item_id, debit_item_id, amount_pence, effective_on, known_at, run_id)
SELECT credit_id, debit_id, amount_pence, effective_on, %(at)s, %(run)s FROM set_off ORDER BY credit_id, debit_id;
UPDATE receivables_itembalance b SET open_pence = b.open_pence + s.pence
FROM (SELECT credit_id AS id, sum(amount_pence) AS pence FROM set_off GROUP BY 1 UNION ALL SELECT debit_id, -sum(amount_pence) FROM set_off GROUP BY 1) s
WHERE b.item_id = s.id;
SELECT coalesce(sum(amount_pence), 0)::bigint AS pence, count(DISTINCT debit_id)::int AS items FROM set_off;
