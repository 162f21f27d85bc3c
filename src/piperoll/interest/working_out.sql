-- name: overdue
-- What an account owes overdue of its invoices, the longest due first, each as it was billed, with what was charged for paying it late: what was
-- credited of that is charged no more, and what was waived of it is not charged again. What was charged so earns no interest itself.
-- Where `paid_since` is given, also what was paid in full by money, late, from that day on.
SELECT i.id AS item_id, i.reference, i.invoice_id, i.due_on, i.amount_pence, b.open_pence, t.charged_pence, t.waived_pence, t.charged_until,
       EXISTS (SELECT FROM interest_latecharge l WHERE l.late_invoice_id = i.invoice_id AND l.kind = 'fixed_sum') AS is_fixed_sum_charged
FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(l.pence) - sum(c.credited_pence), 0)::bigint AS charged_pence, coalesce(sum(c.waived_pence), 0)::bigint AS waived_pence, max(l.until) AS charged_until
  FROM interest_latecharge l CROSS JOIN LATERAL (
    SELECT coalesce(sum(k.net_pence), 0) AS credited_pence, coalesce(sum(k.net_pence) FILTER (WHERE q.reason = 'waived'), 0) AS waived_pence
    FROM billing_invoiceline n JOIN billing_creditnoteline k ON k.invoice_line_id = n.id JOIN billing_creditnote x ON x.id = k.credit_note_id
    JOIN authority_request q ON q.id = x.request_id WHERE n.invoice_id = l.invoice_id AND n.line_number = l.line_number) c
  WHERE l.item_id = i.id AND l.kind = 'interest') t
WHERE b.customer_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity'))
  AND i.kind = 'instalment' AND i.due_on < %(on)s AND NOT EXISTS (SELECT FROM interest_latecharge l WHERE l.invoice_id = i.invoice_id)
  AND (b.open_pence > 0 OR (
    b.open_pence = 0 AND %(paid_since)s::date IS NOT NULL AND (
      SELECT max(a.effective_on) FROM receivables_allocation a JOIN receivables_item c ON c.id = a.credit_item_id AND c.kind IN ('receipt', 'collection')
      WHERE a.debit_item_id = i.id AND a.amount_pence > 0) >= greatest(%(paid_since)s::date, i.due_on + 1)
    AND NOT EXISTS (SELECT FROM receivables_allocation a JOIN receivables_item c ON c.id = a.credit_item_id AND c.kind = 'write_off' WHERE a.debit_item_id = i.id)))
ORDER BY i.due_on, i.id;

-- name: changes
-- What was paid, credited or taken back of some debts, day by day. What a credit note took off its own invoice was never owed: it earns nothing
-- from the first day on.
SELECT a.debit_item_id AS item_id, CASE WHEN x.id IS NULL THEN a.effective_on ELSE least(a.effective_on, d.effective_on) END AS effective_on, sum(a.amount_pence)::bigint AS pence
FROM receivables_allocation a JOIN receivables_item d ON d.id = a.debit_item_id JOIN receivables_item c ON c.id = a.credit_item_id
LEFT JOIN billing_creditnote x ON c.kind = 'credit_note' AND x.number = c.reference AND x.invoice_id = d.invoice_id
WHERE a.debit_item_id = ANY(%(items)s::bigint[]) GROUP BY 1, 2 HAVING sum(a.amount_pence) <> 0 ORDER BY 1, 2;

-- name: protected
-- Between which days, and why, no interest is charged to a customer: their own flags and holds, and those of whoever is liable with them that
-- reach a joint account; `invoice_id` when a hold is about one invoice alone, `item_id` or `amount_pence` when it is about a part of that.
SELECT s.invoice_id, s.item_id, s.amount_pence, greatest(s.valid_from, r.valid_from) AS since, least(s.valid_to, r.valid_to) AS until,
       upper(left(s.said, 1)) || substr(s.said, 2) || ': ' || r.sentence || '.' AS why
FROM safeguards_state s JOIN safeguards_rule r ON r.state = s.state AND r.act = 'charge_interest' AND r.answer = 'bar'
WHERE (s.customer_id = ANY(safeguards_same(%(customer)s, %(on)s)) OR (r.reaches_joint AND s.customer_id = ANY(safeguards_near(%(customer)s, %(on)s))))
  AND greatest(s.valid_from, r.valid_from) <= coalesce(least(s.valid_to, r.valid_to), 'infinity')
ORDER BY 2, 4;
