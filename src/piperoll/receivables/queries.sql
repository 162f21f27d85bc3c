-- name: standing
-- A customer's balance now, and a page of their open items, the longest due first and credits last. Rows repeat the balance.
WITH open AS MATERIALIZED (
  SELECT b.item_id, b.open_pence, coalesce(i.due_on, i.effective_on) AS counts_from, i.kind, i.reference, i.invoice_id,
         i.effective_on, i.due_on, i.amount_pence, i.service_id
  FROM receivables_itembalance b JOIN receivables_item i ON i.id = b.item_id
  WHERE b.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) AND b.open_pence <> 0
), balance AS (
  SELECT coalesce(sum(open_pence) FILTER (WHERE open_pence > 0), 0)::bigint AS owed_pence,
         coalesce(sum(open_pence) FILTER (WHERE open_pence > 0 AND counts_from < %(on)s), 0)::bigint AS overdue_pence,
         coalesce(-sum(open_pence) FILTER (WHERE open_pence < 0), 0)::bigint AS credit_pence,
         count(*) AS items
  FROM open
)
SELECT balance.*, page.item_id, page.kind, page.reference, page.invoice_id, page.effective_on, page.due_on,
       page.amount_pence, page.open_pence, s.name AS service
FROM balance LEFT JOIN (
  SELECT * FROM open ORDER BY open_pence < 0, counts_from, item_id LIMIT %(most)s OFFSET %(after)s
) page ON true
LEFT JOIN council_service s ON s.id = page.service_id
ORDER BY page.open_pence < 0, page.counts_from, page.item_id;

-- name: standing_as_at
-- The same as it stood at the end of a day, by what was known at a moment.
WITH mine AS MATERIALIZED (
  SELECT id, kind, reference, invoice_id, effective_on, due_on, amount_pence, service_id FROM receivables_item
  WHERE customer_id = ANY(customers_accounts(%(customer)s, %(on)s, %(known_at)s)) AND effective_on <= %(on)s AND known_at <= %(known_at)s
), used AS (
  SELECT item_id, sum(pence)::bigint AS pence FROM (
    SELECT a.debit_item_id AS item_id, a.amount_pence AS pence FROM receivables_allocation a JOIN mine ON mine.id = a.debit_item_id
    WHERE a.effective_on <= %(on)s AND a.known_at <= %(known_at)s
    UNION ALL
    SELECT a.credit_item_id, -a.amount_pence FROM receivables_allocation a JOIN mine ON mine.id = a.credit_item_id
    WHERE a.effective_on <= %(on)s AND a.known_at <= %(known_at)s
  ) x GROUP BY item_id
), open AS MATERIALIZED (
  SELECT mine.id AS item_id, mine.amount_pence - coalesce(used.pence, 0) AS open_pence,
         coalesce(mine.due_on, mine.effective_on) AS counts_from, mine.kind, mine.reference, mine.invoice_id,
         mine.effective_on, mine.due_on, mine.amount_pence, mine.service_id
  FROM mine LEFT JOIN used ON used.item_id = mine.id WHERE mine.amount_pence <> coalesce(used.pence, 0)
), balance AS (
  SELECT coalesce(sum(open_pence) FILTER (WHERE open_pence > 0), 0)::bigint AS owed_pence,
         coalesce(sum(open_pence) FILTER (WHERE open_pence > 0 AND counts_from < %(on)s), 0)::bigint AS overdue_pence,
         coalesce(-sum(open_pence) FILTER (WHERE open_pence < 0), 0)::bigint AS credit_pence,
         count(*) AS items
  FROM open
)
SELECT balance.*, page.item_id, page.kind, page.reference, page.invoice_id, page.effective_on, page.due_on,
       page.amount_pence, page.open_pence, s.name AS service
FROM balance LEFT JOIN (
  SELECT * FROM open ORDER BY open_pence < 0, counts_from, item_id LIMIT %(most)s OFFSET %(after)s
) page ON true
LEFT JOIN council_service s ON s.id = page.service_id
ORDER BY page.open_pence < 0, page.counts_from, page.item_id;

-- name: of_invoice
-- An invoice's instalments, with what is open of each and what was written off.
SELECT i.id, i.due_on, i.amount_pence, b.open_pence,
       coalesce((SELECT o.pence FROM receivables_writtenoff o WHERE o.item_id = i.id), 0)::bigint AS written_off_pence
FROM receivables_item i JOIN receivables_itembalance b ON b.item_id = i.id
WHERE i.invoice_id = %(invoice)s ORDER BY i.due_on, i.id;

-- name: statements_of
-- The statements drawn up for a customer, the newest first.
SELECT s.id, s.since, s.until, s.closing_pence, s.overdue_pence, s.known_at,
       coalesce(w.name, r.by_username) AS by_name
FROM receivables_accountstatement s JOIN runs_run r ON r.id = s.run_id LEFT JOIN authority_user w ON w.id = r.by_user_id
WHERE s.customer_id = %(customer)s ORDER BY s.id DESC LIMIT %(most)s;

-- name: statement_runs
-- The runs that drew statements up for many, the newest first.
SELECT r.id, coalesce(w.name, r.by_username) AS by_name, s.since, s.until, s.known_at, count(*) AS statements, sum(s.closing_pence)::bigint AS closing_pence
FROM (SELECT id, by_username, by_user_id FROM runs_run WHERE verb = 'print_statements' AND state = 'done' ORDER BY id DESC LIMIT %(most)s) r
JOIN receivables_accountstatement s ON s.run_id = r.id LEFT JOIN authority_user w ON w.id = r.by_user_id
GROUP BY r.id, w.name, r.by_username, s.since, s.until, s.known_at ORDER BY r.id DESC;
