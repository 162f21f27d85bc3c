-- name: take_up
-- What fell due in each month and how much of it Direct Debit paid, with the customers of both: by service and month, and over all of each.
WITH merged AS MATERIALIZED (
  SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')
), due AS (
  SELECT i.service_id, date_trunc('month', i.due_on)::date AS month, coalesce(m.kept_id, i.customer_id) AS whose, i.amount_pence,
         coalesce(paid.pence, 0) AS paid_pence
  FROM receivables_item i LEFT JOIN merged m ON m.customer_id = i.customer_id
  LEFT JOIN LATERAL (
    SELECT sum(a.amount_pence) AS pence FROM receivables_allocation a
    JOIN receivables_item c ON c.id = a.credit_item_id AND c.kind = 'collection'
    WHERE a.debit_item_id = i.id AND a.effective_on <= %(on)s
  ) paid ON true
  WHERE i.kind = 'instalment' AND i.due_on BETWEEN %(since)s AND %(on)s
)
SELECT v.code AS service, v.name, sums.month, sums.due_pence::bigint AS due_pence, sums.paid_pence::bigint AS paid_pence, sums.customers, sums.paying
FROM (
  SELECT service_id, month, GROUPING(service_id) AS over_services, GROUPING(month) AS over_months, sum(amount_pence) AS due_pence,
         sum(paid_pence) AS paid_pence, count(DISTINCT whose) AS customers, count(DISTINCT whose) FILTER (WHERE paid_pence > 0) AS paying
  FROM due GROUP BY GROUPING SETS ((service_id, month), (service_id), (month), ())
) sums LEFT JOIN council_service v ON v.id = sums.service_id
WHERE sums.over_services = 1 OR v.id IS NOT NULL
ORDER BY sums.over_services, v.name, sums.over_months, sums.month;

-- name: asked
-- Collections whose day has come, by its month: how many and how much was asked for. What never went to a bank is not counted.
SELECT date_trunc('month', c.collect_on)::date AS month, count(*) AS many, sum(c.amount_pence)::bigint AS pence
FROM bacs_collection c JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
WHERE c.collect_on BETWEEN %(since)s AND %(on)s AND coalesce(e.what, '') NOT IN ('dropped', 'withdrawn')
GROUP BY 1 ORDER BY 1;

-- name: failed
-- Those that came back unpaid or that Bacs would not take, by the month of their day and what was said.
SELECT date_trunc('month', c.collect_on)::date AS month, e.what, e.code, max(e.reason) AS reason, count(*) AS many,
       sum(c.amount_pence)::bigint AS pence
FROM bacs_collectionend e JOIN bacs_collection c ON c.id = e.collection_id
WHERE c.collect_on BETWEEN %(since)s AND %(on)s AND e.what IN ('returned', 'rejected') AND e.ended_on <= %(on)s
GROUP BY 1, e.what, e.code ORDER BY e.what DESC, e.code, 1;
