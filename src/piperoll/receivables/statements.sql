-- name: draw_up
-- A statement for each customer meant, by what is known now: every sum from the same items, the open pence from their allocations.
WITH merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged(%(until)s, %(at)s)), mine AS (
  SELECT i.id, coalesce(m.kept_id, i.customer_id) AS customer_id, i.amount_pence, i.effective_on,
         coalesce(i.due_on, i.effective_on) AS counts_from
  FROM receivables_item i LEFT JOIN merged m ON m.customer_id = i.customer_id
  WHERE i.effective_on <= %(until)s AND i.known_at <= %(at)s
    AND (%(customer)s::bigint IS NULL OR i.customer_id = ANY(customers_accounts(%(customer)s, %(until)s, %(at)s)))
), used AS (
  SELECT item_id, sum(pence)::bigint AS pence FROM (
    SELECT a.debit_item_id AS item_id, a.amount_pence AS pence FROM receivables_allocation a JOIN mine ON mine.id = a.debit_item_id
    WHERE a.effective_on <= %(until)s AND a.known_at <= %(at)s
    UNION ALL
    SELECT a.credit_item_id, -a.amount_pence FROM receivables_allocation a JOIN mine ON mine.id = a.credit_item_id
    WHERE a.effective_on <= %(until)s AND a.known_at <= %(at)s
  ) x GROUP BY item_id
), sums AS (
  SELECT mine.customer_id,
         coalesce(sum(amount_pence) FILTER (WHERE effective_on < %(since)s), 0)::bigint AS opening,
         coalesce(sum(amount_pence) FILTER (WHERE effective_on >= %(since)s AND amount_pence > 0), 0)::bigint AS charged,
         coalesce(-sum(amount_pence) FILTER (WHERE effective_on >= %(since)s AND amount_pence < 0), 0)::bigint AS credited,
         sum(amount_pence)::bigint AS closing,
         coalesce(sum(amount_pence - coalesce(used.pence, 0)) FILTER (WHERE amount_pence > 0 AND counts_from < %(until)s), 0)::bigint AS overdue,
         coalesce(-sum(amount_pence - coalesce(used.pence, 0)) FILTER (WHERE amount_pence < 0), 0)::bigint AS credit
  FROM mine LEFT JOIN used ON used.item_id = mine.id GROUP BY mine.customer_id
), drawn AS (
  INSERT INTO receivables_accountstatement (customer_id, since, until, known_at, opening_pence, charged_pence, credited_pence, closing_pence,
                                            overdue_pence, run_id)
  SELECT c.id, %(since)s, %(until)s, %(at)s, coalesce(opening, 0), coalesce(charged, 0), coalesce(credited, 0), coalesce(closing, 0),
         greatest(coalesce(overdue, 0) - coalesce(credit, 0), 0), %(run)s
  FROM customers_customer c LEFT JOIN sums ON sums.customer_id = c.id
  WHERE CASE %(whom)s WHEN 'owing' THEN closing > 0 WHEN 'open' THEN closing <> 0 WHEN 'moved' THEN charged + credited > 0
                      ELSE c.id = %(customer)s END
  ORDER BY c.id
  RETURNING 1
)
SELECT count(*) AS statements FROM drawn;

-- name: of_run
-- The statements a run drew up, with the name each has as a file, in order.
SELECT s.id, c.reference || '-' || s.until AS number, s.closing_pence
FROM receivables_accountstatement s JOIN customers_customer c ON c.id = s.customer_id WHERE s.run_id = %(run)s ORDER BY s.id;

-- name: heads
-- The heads of some statements, each with the customer and where letters went on the day it was drawn up.
SELECT s.id, s.customer_id, c.reference, c.name, s.since, s.until, (s.known_at AT TIME ZONE 'Europe/London')::date AS drawn_up_on,
       s.opening_pence, s.closing_pence, s.overdue_pence, a.lines, a.postcode
FROM receivables_accountstatement s JOIN customers_customer c ON c.id = s.customer_id
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address
  WHERE customer_id = s.customer_id AND (s.known_at AT TIME ZONE 'Europe/London')::date BETWEEN valid_from AND coalesce(valid_to, 'infinity')
  ORDER BY valid_from DESC, id DESC LIMIT 1
) a ON true
WHERE s.id = ANY(%(statements)s);

-- name: movements
-- What happened between a statement's days; the instalments of one invoice are one line.
SELECT s.id AS statement_id, i.effective_on, i.kind, i.reference, v.name AS service, sum(i.amount_pence)::bigint AS amount_pence
FROM receivables_accountstatement s
JOIN receivables_item i ON i.customer_id = ANY(customers_accounts(s.customer_id, s.until, s.known_at)) AND i.effective_on BETWEEN s.since AND s.until AND i.known_at <= s.known_at
LEFT JOIN council_service v ON v.id = i.service_id
WHERE s.id = ANY(%(statements)s)
GROUP BY s.id, i.effective_on, i.kind, i.reference, v.name ORDER BY s.id, i.effective_on, min(i.id);

-- name: still_open
-- What of a statement was not paid in full at its end, the longest due first.
SELECT s.id AS statement_id, i.kind, i.reference, v.name AS service, coalesce(i.due_on, i.effective_on) AS due_on,
       (i.amount_pence - coalesce(used.pence, 0))::bigint AS open_pence
FROM receivables_accountstatement s
JOIN receivables_item i ON i.customer_id = ANY(customers_accounts(s.customer_id, s.until, s.known_at)) AND i.effective_on <= s.until AND i.known_at <= s.known_at AND i.amount_pence > 0
LEFT JOIN council_service v ON v.id = i.service_id
LEFT JOIN LATERAL (
  SELECT sum(amount_pence)::bigint AS pence FROM receivables_allocation a
  WHERE a.debit_item_id = i.id AND a.effective_on <= s.until AND a.known_at <= s.known_at
) used ON true
WHERE s.id = ANY(%(statements)s) AND i.amount_pence <> coalesce(used.pence, 0)
ORDER BY s.id, due_on, i.id;
