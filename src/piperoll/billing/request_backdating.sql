-- name: held
-- The weeks a run of the care just held back, person by person, the longest held first.
SELECT d.customer_id, d.customer_ref AS reference, min(a.service_id) AS service_id, min(d.week_starts_on) AS weeks_from,
       max(d.week_starts_on) + 6 AS weeks_to, count(DISTINCT d.week_starts_on) AS weeks, sum(d.net_pence)::bigint AS net_pence
FROM care_line d JOIN ledger_account a ON a.id = d.account_id WHERE d.held IS NOT NULL
GROUP BY d.customer_id, d.customer_ref ORDER BY min(d.week_starts_on), d.customer_id;

-- name: held_of
-- What is held back of one person's care between two days.
SELECT d.customer_id, c.reference, min(a.service_id) AS service_id, min(d.week_starts_on) AS weeks_from,
       count(DISTINCT d.week_starts_on) AS weeks, sum(d.due_pence - d.billed_pence)::bigint AS net_pence
FROM billing_care_due(%(on)s, %(on)s) d JOIN ledger_account a ON a.id = d.account_id JOIN customers_customer c ON c.id = d.customer_id
WHERE d.held IS NOT NULL AND d.customer_id = %(customer)s AND d.week_starts_on BETWEEN %(weeks_from)s AND %(weeks_to)s
GROUP BY d.customer_id, c.reference;
