-- name: waiting
-- What of a receipt is in suspense.
SELECT open_pence FROM receipting_suspense WHERE receipt_id = %(receipt)s;

-- name: owed
-- What a customer owes, item by item.
SELECT b.item_id, i.reference, b.open_pence
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE b.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) AND b.open_pence <> 0 AND b.open_pence > 0;
