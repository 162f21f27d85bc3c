-- name: lay_out
-- Where a file's prices wait; gone when the transaction ends.
CREATE TEMP TABLE new_fee (
  line int, service text, code text, concession text, name text, unit text, price numeric, vat_code text, income_code text,
  valid_from date, authority text, source text
) ON COMMIT DROP;

-- name: reject_unfit
-- Prices the council's books cannot take, one reason a line; they leave the table and come back as rejections.
WITH fault AS (
  SELECT f.line, CASE
    WHEN s.id IS NULL THEN ARRAY['service', f.service, 'is not one of our services']
    WHEN f.code !~ '^[A-Z0-9][A-Z0-9-]*$' THEN ARRAY['code', f.code, 'is not a code: use capitals, digits and hyphens']
    WHEN a.id IS NULL THEN ARRAY['income_code', f.income_code, 'is not an income code of this service']
    WHEN a.vat_code NOT IN ('', f.vat_code) THEN ARRAY['vat_code', f.vat_code, 'is not the code for this income, which is ' || a.vat_code]
    WHEN NOT EXISTS (SELECT FROM council_vatrate v WHERE v.code = f.vat_code AND f.valid_from >= v.valid_from
                     AND f.valid_from <= coalesce(v.valid_to, 'infinity'))
      THEN ARRAY['vat_code', f.vat_code, 'has no rate on the first day']
    WHEN count(*) OVER (PARTITION BY f.service, f.code, f.concession) > 1
      THEN ARRAY['code', f.code, 'stands in this file more than once']
    WHEN last.valid_from IS NOT NULL AND f.valid_from < greatest(%(on)s, last.valid_from + 1) AND coalesce(last.valid_to, 'infinity') >= f.valid_from
      THEN ARRAY['valid_from', f.valid_from::text, 'is too early: this fee has a price on that day already']
  END AS said
  FROM new_fee f
  LEFT JOIN council_service s ON s.code = f.service AND s.is_active
  LEFT JOIN ledger_account a ON a.code = f.income_code AND a.kind = 'income' AND a.is_active AND a.service_id = s.id
  LEFT JOIN LATERAL (
    SELECT valid_from, valid_to FROM billing_fee b
    WHERE b.service_id = s.id AND b.code = f.code AND b.concession = f.concession ORDER BY b.valid_from DESC LIMIT 1
  ) last ON true
)
DELETE FROM new_fee n USING fault WHERE n.line = fault.line AND said IS NOT NULL
RETURNING n.line, said[1] AS field, said[2] AS value, said[3] AS reason;

-- name: begin
-- The prices that follow others end those the day before; then all of them begin.
WITH named AS (
  SELECT f.*, s.id AS service_id, a.id AS account_id FROM new_fee f
  JOIN council_service s ON s.code = f.service JOIN ledger_account a ON a.code = f.income_code
), ended AS (
  UPDATE billing_fee b SET valid_to = n.valid_from - 1 FROM named n
  WHERE b.service_id = n.service_id AND b.code = n.code AND b.concession = n.concession
    AND b.valid_from < n.valid_from AND coalesce(b.valid_to, 'infinity') >= n.valid_from
), begun AS (
  INSERT INTO billing_fee (service_id, code, concession, name, unit, price_pounds, vat_code, account_id, valid_from, authority, source,
                           to_verify)
  SELECT service_id, code, concession, name, unit, price, vat_code, account_id, valid_from, authority, source, false
  FROM named ORDER BY line RETURNING 1
)
SELECT count(*) AS begun FROM begun;
