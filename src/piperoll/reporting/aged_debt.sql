-- name: by_service
-- Open debt by service and band. What was owed and what was used of it are summed apart by the day due, then banded:
-- sums need no netting item by item. An allocation joins two items of one customer and never counts before either, so the
-- credit still unused is what was credited less what was used.
WITH owed AS (
  SELECT service_id, CASE WHEN amount_pence > 0 THEN coalesce(due_on, effective_on) END AS due_on,
         sum(amount_pence)::bigint AS pence
  FROM receivables_item WHERE effective_on <= %(as_at)s AND known_at <= %(known_at)s
  GROUP BY 1, 2
), used AS (
  SELECT i.service_id, coalesce(i.due_on, i.effective_on) AS due_on, sum(a.amount_pence)::bigint AS pence
  FROM receivables_allocation a JOIN receivables_item i ON i.id = a.debit_item_id
  WHERE a.effective_on <= %(as_at)s AND a.known_at <= %(known_at)s
  GROUP BY 1, 2
), by_day AS (
  SELECT service_id, due_on, pence, 0::bigint AS used_pence FROM owed
  UNION ALL SELECT service_id, due_on, 0, pence FROM used
)
SELECT coalesce(s.code, '') AS code, coalesce(s.name, '') AS name, width_bucket(d.due_on, %(starts)s::date[]) AS bucket,
       sum(d.pence)::bigint AS pence, sum(d.used_pence)::bigint AS used_pence
FROM by_day d LEFT JOIN council_service s ON s.id = d.service_id
GROUP BY 1, 2, 3
ORDER BY 2, 1, 3;

-- name: roomy
-- For this transaction: a million customers are summed in memory, not on disk.
SET LOCAL work_mem = '128MB';

-- name: by_customer
-- Open debt by customer, those who owe the most first. What is open now, less whatever counts or was known only later: near today
-- that is little, and the millions of items long paid are never read. Whoever stood merged into another on the day, by what was
-- known then, counts as that other.
WITH moved AS (
  SELECT customer_id, greatest(open_pence, 0) AS debt_pence, greatest(-open_pence, 0) AS credit_pence
  FROM receivables_itembalance WHERE open_pence <> 0
  UNION ALL
  SELECT customer_id, -greatest(amount_pence, 0), -greatest(-amount_pence, 0)
  FROM receivables_item WHERE effective_on > %(as_at)s OR known_at > %(known_at)s
  UNION ALL
  SELECT i.customer_id, a.amount_pence, a.amount_pence
  FROM receivables_allocation a JOIN receivables_item i ON i.id = a.debit_item_id
  WHERE a.effective_on > %(as_at)s OR a.known_at > %(known_at)s
), by_account AS (
  SELECT customer_id, sum(debt_pence) AS debt_pence, sum(credit_pence) AS credit_pence FROM moved GROUP BY customer_id
), merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged(%(as_at)s, %(known_at)s)
), by_customer AS (
  SELECT coalesce(kept_id, customer_id) AS customer_id, sum(debt_pence)::bigint AS debt_pence, sum(credit_pence)::bigint AS credit_pence
  FROM by_account LEFT JOIN merged USING (customer_id) GROUP BY 1
), ranked AS (
  SELECT * FROM by_customer WHERE debt_pence <> 0 OR credit_pence <> 0
  ORDER BY debt_pence DESC, customer_id LIMIT %(most)s OFFSET %(after)s
)
SELECT c.reference, c.name, r.customer_id, r.credit_pence
FROM ranked r JOIN customers_customer c ON c.id = r.customer_id
ORDER BY r.debt_pence DESC, r.customer_id;

-- name: by_customer_of
-- The same of one service, or of what is due between two days (a band); credit belongs to no service, so it is left out.
WITH wanted AS (
  SELECT i.customer_id, b.open_pence AS pence
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
  WHERE b.open_pence > 0 AND (%(service)s IS NULL OR i.service_id = %(service)s)
    AND coalesce(i.due_on, i.effective_on) >= %(due_from)s AND coalesce(i.due_on, i.effective_on) < %(due_before)s
  UNION ALL
  SELECT customer_id, -amount_pence FROM receivables_item i
  WHERE (effective_on > %(as_at)s OR known_at > %(known_at)s) AND amount_pence > 0 AND (%(service)s IS NULL OR i.service_id = %(service)s)
    AND coalesce(i.due_on, i.effective_on) >= %(due_from)s AND coalesce(i.due_on, i.effective_on) < %(due_before)s
  UNION ALL
  SELECT i.customer_id, a.amount_pence
  FROM receivables_allocation a JOIN receivables_item i ON i.id = a.debit_item_id
  WHERE (a.effective_on > %(as_at)s OR a.known_at > %(known_at)s) AND (%(service)s IS NULL OR i.service_id = %(service)s)
    AND coalesce(i.due_on, i.effective_on) >= %(due_from)s AND coalesce(i.due_on, i.effective_on) < %(due_before)s
), by_account AS (
  SELECT customer_id, sum(pence) AS pence FROM wanted GROUP BY customer_id
), merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged(%(as_at)s, %(known_at)s)
), ranked AS (
  SELECT coalesce(kept_id, customer_id) AS customer_id, sum(pence)::bigint AS debt_pence
  FROM by_account LEFT JOIN merged USING (customer_id) GROUP BY 1 HAVING sum(pence) <> 0
  ORDER BY debt_pence DESC, customer_id LIMIT %(most)s OFFSET %(after)s
)
SELECT c.reference, c.name, r.customer_id, 0::bigint AS credit_pence
FROM ranked r JOIN customers_customer c ON c.id = r.customer_id
ORDER BY r.debt_pence DESC, r.customer_id;

-- name: bands_of
-- Some customers' open debt by band, with that of whoever stood merged into them.
WITH account AS MATERIALIZED (
  SELECT id AS customer_id, id AS account_id FROM unnest(%(customers)s::bigint[]) AS id
  UNION ALL
  SELECT kept_id, customer_id FROM customers_merged(%(as_at)s, %(known_at)s) WHERE kept_id = ANY(%(customers)s)
), moved AS (
  SELECT account.customer_id, amount_pence AS pence, width_bucket(coalesce(due_on, effective_on), %(starts)s::date[]) AS bucket
  FROM account JOIN receivables_item i ON i.customer_id = account_id
  WHERE amount_pence > 0
    AND effective_on <= %(as_at)s AND known_at <= %(known_at)s AND (%(service)s IS NULL OR service_id = %(service)s)
  UNION ALL
  SELECT account.customer_id, -a.amount_pence, width_bucket(coalesce(i.due_on, i.effective_on), %(starts)s::date[])
  FROM account JOIN receivables_item i ON i.customer_id = account_id JOIN receivables_allocation a ON a.debit_item_id = i.id
  WHERE a.effective_on <= %(as_at)s AND a.known_at <= %(known_at)s AND (%(service)s IS NULL OR i.service_id = %(service)s)
)
SELECT customer_id, bucket, sum(pence)::bigint AS pence FROM moved GROUP BY 1, 2 HAVING sum(pence) <> 0;
