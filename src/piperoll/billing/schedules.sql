-- name: hold
-- Nobody else changes this schedule until the transaction ends.
SELECT pg_advisory_xact_lock(20262, %(schedule)s::int);

-- name: billed_to
-- The last day a schedule was billed for.
SELECT max(l.period_to) AS billed_to
FROM billing_schedule s
CROSS JOIN LATERAL billing_periods(s.frequency, s.anchor_on, %(on)s::date + 400) p
JOIN billing_scheduleterms t ON t.schedule_id = s.id
JOIN billing_invoiceline l ON l.service_id = s.service_id
 AND l.external_id = 'SCHEDULE-' || s.id || '-' || to_char(greatest(p.period_from, s.starts_on, CASE WHEN t.valid_from <= p.period_to THEN t.valid_from END), 'YYYYMMDD')
WHERE s.id = %(schedule)s;

-- name: billed_of
-- What a schedule billed, the newest first.
SELECT DISTINCT i.number, l.period_from, l.period_to, l.description, l.net_pence, i.invoiced_on
FROM billing_schedule s
CROSS JOIN LATERAL billing_periods(s.frequency, s.anchor_on, %(on)s::date + 400) p
JOIN billing_scheduleterms t ON t.schedule_id = s.id
JOIN billing_invoiceline l ON l.service_id = s.service_id
 AND l.external_id = 'SCHEDULE-' || s.id || '-' || to_char(greatest(p.period_from, s.starts_on, CASE WHEN t.valid_from <= p.period_to THEN t.valid_from END), 'YYYYMMDD')
JOIN billing_invoice i ON i.id = l.invoice_id
WHERE s.id = %(schedule)s ORDER BY l.period_from DESC LIMIT 50;

-- name: due_of
-- What a schedule is due to bill and has not.
SELECT external_id, bill_on, period_from, period_to, description, quantity, unit_price
FROM billing_due_charges(%(on)s) WHERE schedule_id = %(schedule)s ORDER BY period_from;

-- name: listed
-- Schedules, the running ones first, with their terms of the day and what is due of each.
SELECT s.id, s.reference, s.description, s.frequency, s.in_advance, s.starts_on, e.ends_on, v.code AS service, v.name AS service_name, c.name AS customer,
       c.reference AS customer_ref, t.quantity, coalesce(t.unit_price_pounds, f.price_pounds) AS unit_price, s.fee_code, due.many AS due, due.first_on
FROM billing_schedule s JOIN council_service v ON v.id = s.service_id JOIN customers_customer c ON c.id = s.customer_id
LEFT JOIN billing_scheduleend e ON e.schedule_id = s.id
LEFT JOIN LATERAL (
  SELECT quantity, unit_price_pounds FROM billing_scheduleterms x WHERE x.schedule_id = s.id AND x.valid_from <= greatest(%(on)s, s.starts_on)
  ORDER BY x.valid_from DESC LIMIT 1
) t ON true
LEFT JOIN billing_fee f ON f.service_id = s.service_id AND f.code = s.fee_code AND f.concession = s.concession
                       AND %(on)s >= f.valid_from AND %(on)s <= coalesce(f.valid_to, 'infinity')
LEFT JOIN (SELECT schedule_id, count(*) AS many, min(bill_on) AS first_on FROM billing_due_charges(%(on)s) GROUP BY 1) due ON due.schedule_id = s.id
WHERE %(service)s = '' OR v.code = %(service)s
ORDER BY coalesce(e.ends_on, 'infinity') < %(on)s, v.name, s.reference LIMIT %(most)s OFFSET %(after)s;

-- name: timetable
-- By service: what is due now, how much of it late, the oldest day it should have been billed, and what comes due until a day.
WITH charge AS (
  SELECT s.service_id, d.bill_on, round(d.quantity * d.unit_price * 100)::bigint AS net_pence FROM billing_due_charges(%(until)s) d
  JOIN billing_schedule s ON s.id = d.schedule_id
), late AS (
  SELECT DISTINCT ON (s.id) s.id AS service_id, f.value::int AS days
  FROM council_service s JOIN council_datedfigure f ON f.service_id = s.id OR f.service_id IS NULL
  WHERE f.name = 'late_billing_days' AND %(on)s >= f.valid_from AND %(on)s <= coalesce(f.valid_to, 'infinity')
  ORDER BY s.id, f.service_id NULLS LAST, f.valid_from DESC
)
SELECT s.code, s.name, count(*) FILTER (WHERE c.bill_on <= %(on)s) AS due,
       coalesce(sum(c.net_pence) FILTER (WHERE c.bill_on <= %(on)s), 0)::bigint AS due_pence,
       count(*) FILTER (WHERE c.bill_on < %(on)s - l.days) AS late, min(c.bill_on) FILTER (WHERE c.bill_on <= %(on)s) AS oldest,
       count(*) FILTER (WHERE c.bill_on > %(on)s) AS coming, min(c.bill_on) FILTER (WHERE c.bill_on > %(on)s) AS next_on,
       coalesce(sum(c.net_pence) FILTER (WHERE c.bill_on > %(on)s), 0)::bigint AS coming_pence
FROM charge c JOIN council_service s ON s.id = c.service_id LEFT JOIN late l ON l.service_id = s.id
GROUP BY s.code, s.name ORDER BY s.name;
