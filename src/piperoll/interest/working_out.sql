-- name: overdue
-- What an account owes overdue of its invoices, the longest due first, each as it was billed, with what was charged for paying it late.
-- What was charged so earns no interest itself.
SELECT i.id AS item_id, i.reference, i.invoice_id, i.due_on, i.amount_pence, b.open_pence,
       coalesce((SELECT sum(l.pence) FROM interest_latecharge l WHERE l.item_id = i.id AND l.kind = 'interest'), 0)::bigint AS charged_pence,
       EXISTS (SELECT FROM interest_latecharge l WHERE l.late_invoice_id = i.invoice_id AND l.kind = 'fixed_sum') AS is_fixed_sum_charged
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE b.customer_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity')) AND b.open_pence <> 0 AND b.open_pence > 0
  AND i.kind = 'instalment' AND i.due_on < %(on)s AND NOT EXISTS (SELECT FROM interest_latecharge l WHERE l.invoice_id = i.invoice_id)
ORDER BY i.due_on, i.id;

-- name: changes
-- What was paid, credited or taken back of some debts, day by day.
SELECT debit_item_id AS item_id, effective_on, sum(amount_pence)::bigint AS pence FROM receivables_allocation
WHERE debit_item_id = ANY(%(items)s::bigint[]) GROUP BY 1, 2 HAVING sum(amount_pence) <> 0 ORDER BY 1, 2;

-- name: protected
-- Between which days, and why, no interest is charged to a customer: their own flags and holds, and those of whoever is liable with them that
-- reach a joint account; `invoice_id` when a hold is about one invoice alone.
SELECT s.invoice_id, greatest(s.valid_from, r.valid_from) AS since, least(s.valid_to, r.valid_to) AS until,
       upper(left(s.said, 1)) || substr(s.said, 2) || ': ' || r.sentence || '.' AS why
FROM safeguards_state s JOIN safeguards_rule r ON r.state = s.state AND r.act = 'charge_interest' AND r.answer = 'bar'
WHERE (s.customer_id = ANY(safeguards_same(%(customer)s, %(on)s)) OR (r.reaches_joint AND s.customer_id = ANY(safeguards_near(%(customer)s, %(on)s))))
  AND greatest(s.valid_from, r.valid_from) <= coalesce(least(s.valid_to, r.valid_to), 'infinity')
ORDER BY 2, 4;
