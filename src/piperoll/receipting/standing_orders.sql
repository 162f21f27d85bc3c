-- name: hold
-- Nobody else ends this standing order until the transaction ends.
SELECT pg_advisory_xact_lock(20266, %(order)s::int);

-- name: of_customer
-- A customer's standing orders, the newest first, with their next and last days and what came of the last.
SELECT o.id, o.amount_pence, o.frequency, o.first_on, o.told_by, e.ends_on, e.reason AS why_ended,
       (SELECT min(expected_on) FROM receipting_standing_order_days(o.id, %(on)s, %(on)s + 400) AS expected_on) AS next_on,
       p.expected_on AS last_on, p.receipt_id
FROM receipting_standingorder o LEFT JOIN receipting_standingorderend e ON e.order_id = o.id
LEFT JOIN LATERAL (
  SELECT x.expected_on, x.receipt_id FROM receipting_standing_orders_paid(%(on)s - 400, %(on)s - 1) x WHERE x.order_id = o.id ORDER BY x.expected_on DESC LIMIT 1
) p ON true
WHERE o.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) ORDER BY e.ends_on IS NOT NULL, o.id DESC;

-- name: missing
-- What should have come by standing order and did not, the longest missing first.
SELECT c.reference AS customer_reference, c.name AS customer, x.order_id, x.expected_on, x.amount_pence, o.frequency,
       count(*) OVER (PARTITION BY x.order_id) AS times
FROM receipting_standing_orders_paid(%(since)s, %(until)s) x JOIN receipting_standingorder o ON o.id = x.order_id
JOIN customers_customer c ON c.id = o.customer_id
WHERE x.receipt_id IS NULL ORDER BY x.expected_on, c.name, x.order_id;

-- name: expected
-- What should come by standing order, week by week.
SELECT date_trunc('week', day)::date AS week_starts_on, count(*) AS payments, sum(o.amount_pence)::bigint AS amount_pence
FROM receipting_standingorder o CROSS JOIN LATERAL receipting_standing_order_days(o.id, %(since)s, %(until)s) AS day
GROUP BY 1 ORDER BY 1;
