-- name: silences
-- Every silence of so many cycles or more, the longest first.
WITH due_schedule AS (
  SELECT schedule_id, count(DISTINCT bill_on) AS many, min(bill_on) AS since FROM billing_due_charges(%(on)s) GROUP BY 1
  HAVING count(DISTINCT bill_on) >= %(cycles)s
), assessed AS (
  SELECT DISTINCT ON (customer_id) customer_id, kind, account_id, valid_from FROM billing_careassessment
  WHERE valid_from <= %(on)s ORDER BY customer_id, id DESC
), delivered AS (
  SELECT customer_id, min(week_starts_on) AS first_week, max(week_starts_on) AS last_week FROM billing_caredelivery GROUP BY 1
), care AS (
  SELECT d.*, a.service_id FROM billing_care_due(%(on)s, %(on)s) d JOIN ledger_account a ON a.id = d.account_id
), died AS (
  SELECT f.customer_id FROM safeguards_flag f LEFT JOIN safeguards_flagend e ON e.flag_id = f.id WHERE f.kind = 'deceased' AND e.id IS NULL
), due_care AS (
  SELECT customer_id, bearer_id, account_id, count(*) AS many, min(week_starts_on) AS since, min(held) AS held
  FROM care WHERE due_pence > billed_pence GROUP BY 1, 2, 3
  HAVING min(week_starts_on) < %(on)s - 28 * %(cycles)s
), latest AS (
  SELECT DISTINCT ON (d.kind, d.source_id, d.person_id, d.representative_id) d.source_id, o.state
  FROM dispatch_document d JOIN dispatch_outbox o ON o.document_id = d.id WHERE d.kind = 'invoice'
  ORDER BY d.kind, d.source_id, d.person_id, d.representative_id, d.turn DESC
), sent AS (
  SELECT i.customer_id, i.service_id, i.invoiced_on,
         bool_or(l.state IN ('sent', 'delivered', 'prepared', 'claimed')) AS is_reached, bool_or(l.state IN ('bounced', 'returned')) AS came_back
  FROM billing_invoice i LEFT JOIN latest l ON l.source_id = i.id
  WHERE i.invoiced_on > %(on)s - 1200 AND i.invoiced_on <= %(on)s
    AND i.invoiced_on >= (SELECT min(dated) FROM dispatch_document WHERE kind = 'invoice')
  GROUP BY i.id, i.customer_id, i.service_id, i.invoiced_on
), silence AS (
  SELECT 'schedule' AS kind, s.customer_id, s.reference AS what, d.since, d.many || ' periods are due and not billed' AS why, s.service_id
  FROM due_schedule d JOIN billing_schedule s ON s.id = d.schedule_id
  UNION ALL
  SELECT 'care', d.bearer_id, 'Care', d.since, d.many || ' weeks are due and not billed' || coalesce('; the first ' || d.held, ''), a.service_id
  FROM due_care d JOIN ledger_account a ON a.id = d.account_id
  UNION ALL
  SELECT 'overbilled', d.customer_id, 'Care', min(d.week_starts_on),
         'care is over, and £' || to_char(sum(d.billed_pence - d.due_pence) / 100.0, 'FM999999990.00') || ' was billed too much', d.service_id
  FROM care d LEFT JOIN assessed a USING (customer_id)
  WHERE d.billed_pence > d.due_pence AND (a.kind = 'ended' OR d.customer_id IN (SELECT customer_id FROM died)) GROUP BY d.customer_id, d.service_id
  UNION ALL
  SELECT 'untold', a.customer_id, 'Care', greatest(coalesce(d.last_week + 7, a.valid_from), a.valid_from), 'no care was told since, and nothing is billed', x.service_id
  FROM assessed a JOIN ledger_account x ON x.id = a.account_id LEFT JOIN delivered d USING (customer_id)
  WHERE a.kind IN ('partial', 'full') AND greatest(coalesce(d.last_week + 7, a.valid_from), a.valid_from) <= %(on)s - 28 * %(cycles)s
    AND a.customer_id NOT IN (SELECT customer_id FROM died)
  UNION ALL
  SELECT 'unassessed', d.customer_id, 'Care', d.first_week, 'care was delivered, and no assessment says what they pay', NULL
  FROM delivered d LEFT JOIN assessed a USING (customer_id) WHERE a.customer_id IS NULL AND d.first_week <= %(on)s - 28 * %(cycles)s
  UNION ALL
  SELECT 'unsent', customer_id, 'Bills', min(invoiced_on), count(*) || ' bills reached nobody', service_id
  FROM sent WHERE is_reached IS NOT TRUE AND came_back IS NOT TRUE AND invoiced_on < %(on)s - 14 GROUP BY customer_id, service_id HAVING count(*) >= %(cycles)s
  UNION ALL
  SELECT 'returned', customer_id, 'Bills', min(invoiced_on), count(*) || CASE WHEN count(*) = 1 THEN ' bill' ELSE ' bills' END || ' came back or could not be sent', service_id
  FROM sent WHERE is_reached IS NOT TRUE AND came_back GROUP BY customer_id, service_id
  UNION ALL
  SELECT DISTINCT ON (f.customer_id) 'returned', f.customer_id, s.reference, coalesce(f.happened_on, f.valid_from), 'they have gone away, and the schedule goes on', s.service_id
  FROM safeguards_flag f LEFT JOIN safeguards_flagend e ON e.flag_id = f.id JOIN billing_schedule s ON s.customer_id = f.customer_id
  LEFT JOIN billing_scheduleend n ON n.schedule_id = s.id
  WHERE f.kind = 'gone_away' AND e.id IS NULL AND coalesce(n.ends_on, 'infinity') >= %(on)s
)
SELECT x.kind, c.name AS customer, c.reference AS customer_ref, x.what, x.since, x.why, coalesce(v.name, 'Nobody yet') AS owner, coalesce(v.email, '') AS email
FROM silence x JOIN customers_customer c ON c.id = x.customer_id LEFT JOIN council_service v ON v.id = x.service_id
WHERE %(service)s = '' OR v.code = %(service)s
ORDER BY x.since, c.name, x.kind;
