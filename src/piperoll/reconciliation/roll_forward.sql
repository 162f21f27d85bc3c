-- name: movements
-- What moved between two days and what stood before, by service and kind of item. An item moves its own service by the whole of it;
-- a use of credit takes from the service of the debt and gives back to that of the credit, so over all services it is nothing.
WITH known AS (
  SELECT service_id, kind, amount_pence, effective_on FROM receivables_item
  WHERE effective_on <= %(until)s AND known_at <= %(known_at)s
    AND (%(seal)s::bigint IS NULL OR run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s))
), used AS (
  SELECT c.kind, c.service_id AS from_id, d.service_id AS to_id, a.effective_on < %(since)s AS is_before, sum(a.amount_pence)::bigint AS pence
  FROM receivables_allocation a JOIN receivables_item c ON c.id = a.credit_item_id JOIN receivables_item d ON d.id = a.debit_item_id
  WHERE a.effective_on <= %(until)s AND a.known_at <= %(known_at)s AND c.service_id IS DISTINCT FROM d.service_id
    AND (%(seal)s::bigint IS NULL OR a.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s))
  GROUP BY 1, 2, 3, 4
), moved AS (
  SELECT service_id, kind, effective_on < %(since)s AS is_before, sum(amount_pence)::bigint AS pence FROM known GROUP BY 1, 2, 3
  UNION ALL SELECT to_id, kind, is_before, -pence FROM used
  UNION ALL SELECT from_id, kind, is_before, pence FROM used
)
SELECT coalesce(s.code, '') AS code, coalesce(s.name, '') AS name, m.kind, m.is_before, sum(m.pence)::bigint AS pence
FROM moved m LEFT JOIN council_service s ON s.id = m.service_id
GROUP BY 1, 2, 3, 4 ORDER BY 2, 1, 3, 4;

-- name: control
-- What the debtors control stood at in the ledger before the first day, and at the end of the last.
SELECT coalesce(sum(x.pence) FILTER (WHERE x.effective_on < %(since)s), 0)::bigint AS opening_pence, coalesce(sum(x.pence), 0)::bigint AS closing_pence
FROM (
  SELECT p.effective_on, p.journal_id, CASE WHEN p.debit_account_id = a.id THEN p.amount_pence ELSE -p.amount_pence END AS pence
  FROM ledger_posting p JOIN ledger_account a ON a.control = 'debtors' AND a.id IN (p.debit_account_id, p.credit_account_id)
  WHERE p.effective_on <= %(until)s
) x JOIN ledger_journal j ON j.id = x.journal_id
WHERE j.known_at <= %(known_at)s AND (%(seal)s::bigint IS NULL OR j.run_id IN (SELECT run_id FROM runs_seal WHERE id <= %(seal)s));

-- name: rows
-- The rows a figure is made of: items and uses of credit of some kinds between two days, of one service or (any) of all, where uses are nothing.
SELECT * FROM (
  SELECT i.effective_on, i.kind, i.reference, '' AS used_for, c.reference AS customer, i.amount_pence, 0 AS leg, i.id
  FROM receivables_item i JOIN customers_customer c ON c.id = i.customer_id
  WHERE i.kind = ANY(%(kinds)s) AND i.effective_on BETWEEN %(since)s AND %(until)s AND i.known_at <= %(known_at)s
    AND (%(any)s OR i.service_id IS NOT DISTINCT FROM %(service)s)
  UNION ALL
  SELECT a.effective_on, k.kind, k.reference, d.reference, c.reference,
         CASE WHEN d.service_id IS NOT DISTINCT FROM %(service)s THEN -a.amount_pence ELSE a.amount_pence END, 1, a.id
  FROM receivables_allocation a JOIN receivables_item k ON k.id = a.credit_item_id JOIN receivables_item d ON d.id = a.debit_item_id
  JOIN customers_customer c ON c.id = d.customer_id
  WHERE NOT %(any)s AND k.kind = ANY(%(kinds)s) AND a.effective_on BETWEEN %(since)s AND %(until)s AND a.known_at <= %(known_at)s
    AND k.service_id IS DISTINCT FROM d.service_id
    AND (d.service_id IS NOT DISTINCT FROM %(service)s OR k.service_id IS NOT DISTINCT FROM %(service)s)
) x ORDER BY effective_on, leg, id LIMIT %(most)s OFFSET %(after)s;

-- name: standing
-- What was open at the end of a day, item by item, of one service or (any) of all.
WITH used AS (
  SELECT item_id, sum(pence)::bigint AS pence FROM (
    SELECT debit_item_id AS item_id, amount_pence AS pence FROM receivables_allocation WHERE effective_on <= %(until)s AND known_at <= %(known_at)s
    UNION ALL SELECT credit_item_id, -amount_pence FROM receivables_allocation WHERE effective_on <= %(until)s AND known_at <= %(known_at)s
  ) a GROUP BY item_id
)
SELECT i.effective_on, i.kind, i.reference, '' AS used_for, c.reference AS customer, i.amount_pence - coalesce(used.pence, 0) AS amount_pence
FROM receivables_item i JOIN customers_customer c ON c.id = i.customer_id LEFT JOIN used ON used.item_id = i.id
WHERE i.effective_on <= %(until)s AND i.known_at <= %(known_at)s AND i.amount_pence <> coalesce(used.pence, 0)
  AND (%(any)s OR i.service_id IS NOT DISTINCT FROM %(service)s)
ORDER BY i.effective_on, i.id LIMIT %(most)s OFFSET %(after)s;
