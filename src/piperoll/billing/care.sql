-- name: people
-- Whoever was assessed or had care, with what they pay now, and the last weeks delivered and billed.
SELECT c.id, c.reference, c.name, a.kind, a.weekly_pence, d.last_week, b.last_billed
FROM customers_customer c
LEFT JOIN LATERAL (
  SELECT kind, weekly_pence FROM billing_careassessment x WHERE x.customer_id = c.id AND x.valid_from <= %(on)s ORDER BY x.id DESC LIMIT 1
) a ON true
LEFT JOIN LATERAL (SELECT max(week_starts_on) AS last_week FROM billing_caredelivery x WHERE x.customer_id = c.id) d ON true
LEFT JOIN LATERAL (SELECT max(week_starts_on) AS last_billed FROM billing_carebilled x WHERE x.customer_id = c.id) b ON true
WHERE c.id IN (SELECT customer_id FROM billing_careassessment UNION SELECT customer_id FROM billing_caredelivery)
ORDER BY c.name, c.id LIMIT %(most)s OFFSET %(after)s;

-- name: weeks_of
-- The weeks of somebody's care, the newest first.
SELECT d.week_starts_on, d.description, d.units, d.cost_pence, coalesce(b.own_pence, 0)::bigint AS own_pence, coalesce(b.others_pence, 0)::bigint AS others_pence, b.times
FROM (
  SELECT week_starts_on, string_agg(DISTINCT description, ' and ') AS description, sum(units) AS units, sum(round(units * unit_cost_pounds * 100))::bigint AS cost_pence
  FROM (SELECT DISTINCT ON (package, week_starts_on) * FROM billing_caredelivery WHERE customer_id = %(customer)s
        ORDER BY package, week_starts_on, id DESC) newest GROUP BY 1
) d LEFT JOIN (
  SELECT week_starts_on, sum(net_pence) FILTER (WHERE bearer_id = customer_id) AS own_pence, sum(net_pence) FILTER (WHERE bearer_id <> customer_id) AS others_pence,
         max(place) + 1 AS times
  FROM billing_carebilled WHERE customer_id = %(customer)s GROUP BY 1
) b USING (week_starts_on)
ORDER BY d.week_starts_on DESC LIMIT %(most)s;

-- name: waiting_for
-- What is to be billed or put right of somebody's care, and what holds it.
SELECT d.week_starts_on, d.description, d.reason, d.due_pence, d.billed_pence, d.held, b.name AS bearer
FROM billing_care_due(%(on)s, %(on)s) d JOIN customers_customer b ON b.id = d.bearer_id
WHERE d.customer_id = %(customer)s ORDER BY d.week_starts_on DESC, b.name;

-- name: is_over
-- Whether somebody's care is over: they died, or their last assessment says so.
SELECT EXISTS (SELECT FROM safeguards_flag f LEFT JOIN safeguards_flagend e ON e.flag_id = f.id
               WHERE f.customer_id = %(customer)s AND f.kind = 'deceased' AND e.id IS NULL)
    OR coalesce((SELECT kind = 'ended' FROM billing_careassessment WHERE customer_id = %(customer)s AND valid_from <= %(on)s
                 ORDER BY id DESC LIMIT 1), false) AS is_over;
