-- name: owed
-- What so many pence pay of a customer's open instalments (of one invoice, or of all), the longest due first; each locked.
SELECT b.item_id FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE b.customer_id = %(customer)s AND b.open_pence > 0 AND i.kind = 'instalment' AND %(invoice)s IN ('', i.reference)
ORDER BY b.item_id FOR UPDATE OF b;
WITH open AS (
  SELECT b.item_id, b.open_pence, sum(b.open_pence) OVER (ORDER BY i.due_on, i.id) - b.open_pence AS before
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
  WHERE b.customer_id = %(customer)s AND b.open_pence > 0 AND i.kind = 'instalment' AND %(invoice)s IN ('', i.reference)
)
SELECT item_id, least(open_pence, %(pence)s - before)::bigint AS pence FROM open WHERE before < %(pence)s ORDER BY item_id;
