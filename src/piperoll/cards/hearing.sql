-- name: one_at_a_time
-- Whoever hears of a payment holds it until the transaction ends.
SELECT pg_advisory_xact_lock(20268, %(payment)s::int);

-- name: hold_open
-- The open instalments of some invoices, locked in order.
SELECT b.item_id, i.invoice_id, i.due_on, b.open_pence
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE i.invoice_id = ANY(%(invoices)s::bigint[]) AND i.kind = 'instalment' AND b.open_pence > 0
ORDER BY b.item_id FOR UPDATE OF b;
