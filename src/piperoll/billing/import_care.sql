-- name: lay_out
-- Where a file's weeks wait; gone when the transaction ends.
CREATE TEMP TABLE told_week (
  line int, customer_ref text, package text, week date, units numeric, unit_cost numeric, description text
) ON COMMIT DROP;

-- name: reject_unfit
-- Weeks that cannot be, one reason a line; they leave the table and come back as rejections.
WITH fault AS (
  SELECT t.line, CASE
    WHEN c.id IS NULL THEN ARRAY['customer_ref', t.customer_ref, 'is not one of our customers']
    WHEN extract(isodow FROM t.week) <> 1 THEN ARRAY['week', t.week::text, 'is no Monday: care weeks run from Monday to Sunday']
    WHEN t.week > %(on)s THEN ARRAY['week', t.week::text, 'has not begun']
    WHEN t.units > 168 THEN ARRAY['units', t.units::text, 'are more than the hours of a week']
    WHEN count(*) OVER (PARTITION BY t.customer_ref, t.package, t.week) > 1
      THEN ARRAY['week', t.week::text, 'stands in this file more than once for this person and package']
  END AS said
  FROM told_week t LEFT JOIN customers_customer c ON c.reference = t.customer_ref
)
DELETE FROM told_week t USING fault WHERE t.line = fault.line AND said IS NOT NULL
RETURNING t.line, said[1] AS field, said[2] AS value, said[3] AS reason;

-- name: take_in
-- The weeks that are new, or other than they were told before.
WITH taken AS (
  INSERT INTO billing_caredelivery (customer_id, package, week_starts_on, units, unit_cost_pounds, description, told_on, run_id)
  SELECT c.id, t.package, t.week, t.units, t.unit_cost, t.description, %(on)s, %(run)s
  FROM told_week t JOIN customers_customer c ON c.reference = t.customer_ref
  LEFT JOIN LATERAL (
    SELECT units, unit_cost_pounds, description FROM billing_caredelivery d
    WHERE d.customer_id = c.id AND d.package = t.package AND d.week_starts_on = t.week ORDER BY d.id DESC LIMIT 1
  ) before ON true
  WHERE (before.units, before.unit_cost_pounds, before.description) IS DISTINCT FROM (t.units, t.unit_cost, t.description)
  ORDER BY t.line RETURNING 1
)
SELECT count(*) AS taken FROM taken;
