-- name: facts
-- Some debits in order, as they stand: what is open, not asked to be written off elsewhere and, where a sum or an instalment of its invoice is held, free of that; how old, until when it may be sued for, and why it is not to be written off now.
WITH wanted AS MATERIALIZED (
  SELECT i.id, i.reference, i.invoice_id, i.customer_id, i.service_id, i.due_on, i.effective_on, b.open_pence, coalesce(m.kept_id, i.customer_id) AS account
  FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id LEFT JOIN customers_merged(%(on)s, 'infinity') m ON m.customer_id = i.customer_id
  WHERE i.id = ANY(%(items)s::bigint[])
), accounts AS MATERIALIZED (SELECT DISTINCT account FROM wanted),
read_as AS MATERIALIZED (SELECT account, unnest(customers_accounts(account, %(on)s, 'infinity')) AS customer_id FROM accounts),
barred AS MATERIALIZED (
  SELECT customer_id, string_agg(reason, ' ') AS reason FROM safeguards_bar_some('write_off', %(on)s, (SELECT array_agg(account) FROM accounts)) GROUP BY 1
), no_set_off AS MATERIALIZED (
  SELECT DISTINCT customer_id FROM safeguards_bar_some('set_off', %(on)s, (SELECT array_agg(account) FROM accounts))
), reason AS MATERIALIZED (SELECT invoice_id, reason FROM safeguards_invoice_bar('write_off', %(on)s)),
paused AS MATERIALIZED (
  SELECT s.invoice_id, s.item_id, s.amount_pence FROM safeguards_state s JOIN safeguards_rule r ON r.state = s.state AND r.act = 'write_off' AND r.answer = 'bar'
    AND %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
  WHERE s.invoice_id IN (SELECT invoice_id FROM wanted) AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity')
), on_hold AS (
  SELECT i.id AS item_id, i.invoice_id, i.due_on, b.open_pence,
         coalesce((SELECT sum(p.amount_pence) FROM paused p WHERE p.invoice_id = i.invoice_id AND p.item_id IS NULL), 0) AS part_pence,
         least(b.open_pence, coalesce((SELECT sum(coalesce(p.amount_pence, b.open_pence)) FROM paused p
                                       WHERE p.invoice_id = i.invoice_id AND (p.item_id = i.id OR p.item_id IS NULL AND p.amount_pence IS NULL)), 0)) AS held_pence
  FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id AND b.open_pence > 0
  WHERE i.invoice_id IN (SELECT invoice_id FROM paused) AND i.due_on < %(on)s
), held AS MATERIALIZED (
  -- As on the ladder: a held sum of an invoice holds its oldest instalments first.
  SELECT item_id, (held_pence + least(open_pence - held_pence, greatest(0, part_pence + open_pence - held_pence
           - sum(open_pence - held_pence) OVER (PARTITION BY invoice_id ORDER BY due_on, item_id))))::bigint AS pence
  FROM on_hold
), credit AS MATERIALIZED (
  SELECT r.account, -sum(b.open_pence) AS pence FROM read_as r JOIN receivables_itembalance b ON b.customer_id = r.customer_id
  WHERE b.open_pence <> 0 AND b.open_pence < 0 GROUP BY 1
), waiting AS MATERIALIZED (
  SELECT r.account, min(p.reference) AS reference FROM read_as r JOIN receipting_suggestedpayer p ON p.customer_id = r.customer_id GROUP BY 1
), live AS (
  SELECT l.item_id, c.collect_on FROM bacs_liveitem l JOIN bacs_collection c ON c.id = l.collection_id
  WHERE l.item_id = ANY(%(items)s::bigint[]) AND c.collect_on >= %(on)s
), told AS (
  SELECT n.item_id, min(k.collect_on) AS collect_on FROM direct_debit_noticeditem n JOIN direct_debit_noticedcollection k ON k.id = n.noticed_id
  JOIN direct_debit_standing s ON s.mandate_id = k.mandate_id AND s.state = 'active'
  WHERE n.item_id = ANY(%(items)s::bigint[]) AND k.collect_on >= %(on)s GROUP BY 1
), asked AS (
  SELECT (part->>0)::bigint AS item_id, sum((part->>1)::bigint) AS pence
  FROM authority_requeststate t JOIN authority_request r ON r.id = t.request_id AND r.act = 'write_off' AND r.id <> %(besides)s
  CROSS JOIN LATERAL jsonb_array_elements(r.details->'items') AS part
  WHERE t.state IN ('waiting', 'returned') GROUP BY 1
)
SELECT w.id AS item_id, w.reference, w.account, w.customer_id, w.service_id, w.due_on, (f.pence - f.held_pence)::bigint AS left_pence, f.held_pence,
       %(on)s - w.due_on AS age_days, y.last_day, y.payments,
       CASE WHEN w.due_on >= %(on)s THEN 'It is not overdue.'
            WHEN l.item_id IS NOT NULL THEN 'Direct Debit asks for it on ' || to_char(l.collect_on, 'FMDD FMMonth YYYY') || '.'
            WHEN t.item_id IS NOT NULL THEN 'The payer was told that Direct Debit takes it on ' || to_char(t.collect_on, 'FMDD FMMonth YYYY') || '.'
            WHEN x.account IS NOT NULL THEN 'Receipt ' || x.reference || ' in suspense may be theirs: find out first.'
            WHEN c.pence > 0 AND n.customer_id IS NULL THEN 'There is credit on the account: set it off first.'
            WHEN h.pence > 0 AND h.pence >= f.pence THEN q.reason
            WHEN z.customer_id IS NOT NULL THEN z.reason ELSE '' END AS why_not
FROM wanted w LEFT JOIN barred z ON z.customer_id = w.account LEFT JOIN no_set_off n ON n.customer_id = w.account LEFT JOIN held h ON h.item_id = w.id
LEFT JOIN reason q ON q.invoice_id = w.invoice_id
LEFT JOIN credit c ON c.account = w.account LEFT JOIN waiting x ON x.account = w.account LEFT JOIN live l ON l.item_id = w.id LEFT JOIN told t ON t.item_id = w.id
LEFT JOIN asked a ON a.item_id = w.id LEFT JOIN (SELECT DISTINCT ON (item_id) * FROM write_offs_limitation_against(%(items)s) ORDER BY item_id, last_day DESC) y ON y.item_id = w.id
CROSS JOIN LATERAL (SELECT w.open_pence - coalesce(a.pence, 0) AS pence,
                           CASE WHEN h.pence < w.open_pence - coalesce(a.pence, 0) THEN h.pence ELSE 0 END AS held_pence) f
WHERE w.open_pence > 0 AND w.due_on IS NOT NULL
ORDER BY w.due_on, w.id;

-- name: hold
-- Some debits' balances, locked in order.
SELECT item_id FROM receivables_itembalance WHERE item_id = ANY(%(items)s::bigint[]) ORDER BY item_id FOR UPDATE;

-- name: owed
-- The debits an account owes, of some invoices or (none named) of all, the longest due first.
SELECT i.id AS item_id, i.reference FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
WHERE b.customer_id = ANY(customers_accounts(%(customer)s, %(on)s, 'infinity')) AND b.open_pence <> 0 AND b.open_pence > 0
  AND i.due_on IS NOT NULL AND (%(invoices)s::text[] = '{}' OR i.reference = ANY(%(invoices)s::text[])) ORDER BY i.due_on, i.id;

-- name: unflagged
-- Whoever is liable for an account and does not carry a flag that day: the account's own person, or each joint debtor.
WITH liable AS (
  SELECT j.member_id AS id FROM customers_jointmember j
  WHERE j.account_id = ANY(customers_accounts(%(account)s, %(on)s, 'infinity')) AND %(on)s >= j.valid_from AND %(on)s <= coalesce(j.valid_to, 'infinity')
), people AS (SELECT id FROM liable UNION SELECT %(account)s::bigint WHERE NOT EXISTS (SELECT FROM liable))
SELECT c.reference FROM people p JOIN customers_customer c ON c.id = p.id
WHERE NOT EXISTS (
  SELECT FROM safeguards_state s WHERE s.state = %(flag)s AND s.customer_id = ANY(safeguards_same(p.id, %(on)s) || %(account)s::bigint)
    AND %(on)s >= s.valid_from AND %(on)s <= coalesce(s.valid_to, 'infinity'))
ORDER BY 1;
