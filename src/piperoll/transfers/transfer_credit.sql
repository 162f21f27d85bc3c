-- name: credits
-- The credits of an account, locked in order: what is left of each that is not asked to be moved or paid back.
SELECT b.item_id FROM receivables_itembalance b WHERE b.customer_id = %(customer)s AND b.open_pence < 0 ORDER BY b.item_id FOR UPDATE;
WITH asked AS (
  SELECT (part->>0)::bigint AS item_id, sum((part->>1)::bigint)::bigint AS pence
  FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id AND t.state IN ('waiting', 'returned')
  CROSS JOIN LATERAL jsonb_array_elements(r.details->'credits') AS part
  WHERE r.act IN ('refund', 'transfer') AND (r.details->>'account')::bigint = %(customer)s GROUP BY 1
)
SELECT i.id AS item_id, i.kind, i.reference, i.effective_on, (-b.open_pence - coalesce(a.pence, 0))::bigint AS left_pence
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id LEFT JOIN asked a ON a.item_id = i.id
WHERE b.customer_id = %(customer)s AND b.open_pence < 0 AND i.effective_on <= %(on)s
ORDER BY i.effective_on, i.id;

-- name: service
-- The service that billed a customer last, or else the council's first.
SELECT coalesce(
  (SELECT i.service_id FROM receivables_item i
   WHERE i.customer_id = ANY(customers_accounts(%(account)s, %(on)s, 'infinity')) AND i.service_id IS NOT NULL ORDER BY i.id DESC LIMIT 1),
  (SELECT min(id) FROM council_service)) AS service_id;

-- name: named
-- Some credits by their references.
SELECT id, reference, effective_on FROM receivables_item WHERE id = ANY(%(items)s::bigint[]) ORDER BY effective_on, id;
