-- name: balances
-- What is open now on some customers' accounts, those merged into them counted in.
SELECT who.id AS customer_id, coalesce(sum(b.open_pence) FILTER (WHERE b.open_pence > 0), 0)::bigint AS owed_pence,
       coalesce(sum(b.open_pence) FILTER (WHERE b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) < %(on)s), 0)::bigint AS overdue_pence,
       coalesce(-sum(b.open_pence) FILTER (WHERE b.open_pence < 0), 0)::bigint AS credit_pence,
       min(coalesce(i.due_on, i.effective_on)) FILTER (WHERE b.open_pence > 0) AS oldest_on
FROM unnest(%(customers)s::bigint[]) AS who (id)
LEFT JOIN receivables_itembalance b ON b.customer_id = ANY(customers_accounts(who.id, 'infinity', 'infinity')) AND b.open_pence <> 0
LEFT JOIN receivables_item i ON i.id = b.item_id
GROUP BY who.id;
