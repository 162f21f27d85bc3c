-- name: credits
-- The credits of an account, locked in order: what is left of each that is not asked for; money received is asked for once and refunded once.
SELECT b.item_id FROM receivables_itembalance b WHERE b.customer_id = %(customer)s AND b.open_pence < 0 ORDER BY b.item_id FOR UPDATE;
WITH asked AS (
  SELECT (part->>0)::bigint AS item_id, sum((part->>1)::bigint)::bigint AS pence
  FROM authority_request r JOIN authority_requeststate t ON t.request_id = r.id AND t.state IN ('waiting', 'returned')
  CROSS JOIN LATERAL jsonb_array_elements(r.details->'credits') AS part
  WHERE r.act IN ('refund', 'transfer') AND (r.details->>'account')::bigint = %(customer)s GROUP BY 1
)
SELECT i.id AS item_id, i.kind, i.reference, i.effective_on, -b.open_pence AS open_pence,
       CASE WHEN i.kind IN ('receipt', 'collection') AND (a.item_id IS NOT NULL OR l.item_id IS NOT NULL) THEN 0
            ELSE -b.open_pence - coalesce(a.pence, 0) END::bigint AS left_pence
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
LEFT JOIN asked a ON a.item_id = i.id LEFT JOIN refunds_livecredit l ON l.item_id = i.id
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

-- name: by_card
-- Which credits came by one card payment that its bank has not taken back, and by which, on this account or one it was moved from.
SELECT i.item_id, min(e.payment_id) AS payment_id
FROM unnest(%(items)s::bigint[]) AS i (item_id) CROSS JOIN LATERAL transfers_behind(ARRAY[i.item_id]) b
JOIN receipting_placement p ON p.item_id = b.item_id JOIN cards_cardend e ON e.taking_id = p.receipt_id
WHERE NOT EXISTS (SELECT FROM takings_unpaid u WHERE u.taking_id = e.taking_id)
GROUP BY 1 HAVING count(DISTINCT e.payment_id) = 1;
