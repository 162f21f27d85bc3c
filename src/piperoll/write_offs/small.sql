-- name: small_debts
-- The debits of a service owed by whoever owes it no more than so much in all, not written off yet.
WITH owed AS (
  SELECT i.id, coalesce(m.kept_id, i.customer_id) AS account, b.open_pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN customers_merged(%(on)s, 'infinity') m ON m.customer_id = i.customer_id
  WHERE b.open_pence <> 0 AND b.open_pence > 0 AND i.service_id = %(service)s AND i.due_on IS NOT NULL
)
SELECT id FROM (SELECT id, sum(open_pence) OVER (PARTITION BY account) AS pence FROM owed) x WHERE pence <= %(most)s ORDER BY id;

-- name: debits
-- The debits of a small-balance run, its customers in order: whose, what, how much, and why not.
SELECT l.id, l.item_id, l.pence, l.why_not, i.reference AS invoice, i.due_on, c.reference, c.name
FROM write_offs_smallline l JOIN receivables_item i ON i.id = l.item_id JOIN customers_customer c ON c.id = i.customer_id
WHERE l.small_run_id = %(small_run)s AND (%(left_out)s::boolean IS NULL OR (l.why_not <> '') = %(left_out)s)
ORDER BY l.id LIMIT %(most)s OFFSET %(after)s;

-- name: reasons
-- How many debits of a small-balance run are left out for each reason, the commonest first.
SELECT why_not, count(*)::int AS many, sum(pence)::bigint AS pence FROM write_offs_smallline WHERE small_run_id = %(small_run)s AND why_not <> ''
GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20;

-- name: listed
-- Small-balance runs with what they come to and what became of each, the newest first.
SELECT r.id, r.most_pence, r.least_days, r.proposed_on, s.code AS service, s.name AS service_name, w.name AS proposed_by,
       count(l.id) FILTER (WHERE l.why_not = '')::int AS many, coalesce(sum(l.pence) FILTER (WHERE l.why_not = ''), 0)::bigint AS pence,
       count(l.id) FILTER (WHERE l.why_not <> '')::int AS left_out, o.many AS done_many, o.pence AS done_pence, q.id AS request, t.state
FROM write_offs_smallrun r JOIN council_service s ON s.id = r.service_id JOIN authority_user w ON w.id = r.proposed_by_id
LEFT JOIN write_offs_smallline l ON l.small_run_id = r.id LEFT JOIN write_offs_smalloutcome o ON o.small_run_id = r.id
LEFT JOIN LATERAL (SELECT id FROM authority_request WHERE act = 'small_write_off' AND subject = 'SMALL-' || r.id ORDER BY id DESC LIMIT 1) q ON true
LEFT JOIN authority_requeststate t ON t.request_id = q.id
WHERE %(number)s::bigint IS NULL OR r.id = %(number)s
GROUP BY r.id, s.id, w.id, o.small_run_id, q.id, t.request_id ORDER BY r.id DESC LIMIT %(most)s;
