-- name: receipts
-- Money placed on a customer's account and those merged into it, the newest known first: the receipt, who placed it and why, and whether it was undone.
SELECT p.id AS placement, p.receipt_id, i.reference, p.amount_pence, i.id AS item_id, i.effective_on, i.known_at, m.reasons, r.verb,
       coalesce(w.name, r.by_username) AS by_name, p.run_id, u.id AS undone_by
FROM receivables_item i
JOIN receipting_placement p ON p.item_id = i.id
JOIN runs_run r ON r.id = p.run_id
LEFT JOIN authority_user w ON w.id = r.by_user_id
LEFT JOIN receipting_match m ON m.id = p.match_id
LEFT JOIN receipting_placement u ON u.undoes_id = p.id
WHERE i.id IN (
  SELECT x.id FROM unnest(customers_accounts(%(customer)s, %(on)s, %(known_at)s)) AS account (id) CROSS JOIN LATERAL (
    SELECT id FROM receivables_item
    WHERE customer_id = account.id AND kind = 'receipt' AND effective_on <= %(on)s AND known_at <= %(known_at)s
    ORDER BY id DESC LIMIT %(most)s + %(after)s
  ) x ORDER BY x.id DESC LIMIT %(most)s OFFSET %(after)s)
ORDER BY i.id DESC;

-- name: uses
-- What some credit items were used for and still are.
SELECT a.credit_item_id, d.reference, d.kind, sum(a.amount_pence)::bigint AS amount_pence
FROM receivables_allocation a JOIN receivables_item d ON d.id = a.debit_item_id
WHERE a.credit_item_id = ANY(%(items)s) AND d.kind NOT IN ('receipt_undone', 'collection_back') AND a.effective_on <= %(on)s AND a.known_at <= %(known_at)s
GROUP BY a.credit_item_id, d.reference, d.kind HAVING sum(a.amount_pence) <> 0
ORDER BY a.credit_item_id, d.reference;

-- name: payments
-- What paid an invoice and why: each allocation to one of its instalments that still stands.
SELECT a.id, d.due_on, a.amount_pence, a.effective_on, a.known_at, p.receipt_id, c.reference, m.reasons, r.verb,
       coalesce(w.name, r.by_username) AS by_name, a.run_id
FROM receivables_item d JOIN receivables_allocation a ON a.debit_item_id = d.id
JOIN receivables_item c ON c.id = a.credit_item_id
JOIN runs_run r ON r.id = a.run_id
LEFT JOIN authority_user w ON w.id = r.by_user_id
LEFT JOIN receipting_placement p ON p.item_id = a.credit_item_id
LEFT JOIN receipting_match m ON m.id = p.match_id
LEFT JOIN receivables_allocation u ON u.undoes_id = a.id
WHERE d.invoice_id = %(invoice)s AND a.undoes_id IS NULL AND u.id IS NULL
ORDER BY a.effective_on, a.id;

-- name: timeline
-- Everything that happened to a customer, newest first: invoices, money placed and taken back, changes, merges, and their first
-- day with us. What happened to an account merged into theirs by then happened to them.
WITH account AS MATERIALIZED (SELECT unnest(customers_accounts(%(customer)s, %(on)s, %(known_at)s)) AS id)
SELECT e.what, e.at, e.effective_on, e.reference, e.pence, e.told, e.run_id, e.receipt_id, coalesce(w.name, r.by_username) AS by_name, r.verb
FROM (
  (SELECT i.kind AS what, i.known_at AS at, i.effective_on, i.reference,
          coalesce((SELECT sum(amount_pence)::bigint FROM receivables_item x WHERE x.invoice_id = i.invoice_id), i.amount_pence) AS pence,
          NULL::jsonb AS told, i.run_id, p.receipt_id
   FROM account CROSS JOIN LATERAL (
     SELECT * FROM receivables_item i
     WHERE i.customer_id = account.id AND i.effective_on <= %(on)s AND i.known_at <= %(known_at)s
       AND (i.invoice_id IS NULL OR i.id = (SELECT min(x.id) FROM receivables_item x WHERE x.invoice_id = i.invoice_id))
     ORDER BY i.id DESC LIMIT %(enough)s
   ) i LEFT JOIN receipting_placement p ON p.item_id = i.id
   ORDER BY i.id DESC LIMIT %(enough)s)
  UNION ALL
  (SELECT 'changed', started_at, effective_on, '', 0, totals->'changed', id, NULL
   FROM runs_run WHERE verb = 'change_customer' AND (inputs->>'customer')::bigint IN (SELECT id FROM account)
     AND effective_on <= %(on)s AND started_at <= %(known_at)s
   ORDER BY started_at DESC LIMIT %(enough)s)
  UNION ALL
  SELECT 'merged', a.known_at, a.effective_on, c.reference, 0, jsonb_build_object(c.name, jsonb_build_array(a.reason, k.name)), a.run_id, NULL
  FROM customers_alias a JOIN customers_customer c ON c.id = a.customer_id JOIN customers_customer k ON k.id = a.kept_id
  WHERE (a.customer_id = %(customer)s OR a.kept_id = %(customer)s) AND a.effective_on <= %(on)s AND a.known_at <= %(known_at)s
  UNION ALL
  SELECT 'unmerged', e.known_at, e.effective_on, c.reference, 0, jsonb_build_object(c.name, jsonb_build_array(e.reason, k.name)), e.run_id, NULL
  FROM customers_aliasend e JOIN customers_alias a ON a.id = e.alias_id
  JOIN customers_customer c ON c.id = a.customer_id JOIN customers_customer k ON k.id = a.kept_id
  WHERE (a.customer_id = %(customer)s OR a.kept_id = %(customer)s) AND e.effective_on <= %(on)s AND e.known_at <= %(known_at)s
  UNION ALL
  SELECT 'added', created_at, NULL, reference, 0, NULL,
         (SELECT min(id) FROM runs_run WHERE started_at = created_at AND verb IN ('add_customer', 'raise_invoices')), NULL
  FROM customers_customer WHERE id IN (SELECT id FROM account) AND created_at <= %(known_at)s
) e LEFT JOIN runs_run r ON r.id = e.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
ORDER BY e.at DESC, e.what DESC, e.reference DESC LIMIT %(most)s OFFSET %(after)s;
