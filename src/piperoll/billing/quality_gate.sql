-- name: any_rejecting
-- Whether a rule in force sends charges back.
SELECT true AS is_so FROM billing_gaterule
WHERE action = 'reject' AND %(on)s >= valid_from AND %(on)s <= coalesce(valid_to, 'infinity') LIMIT 1;

-- name: judge
-- What each check speaks against, one finding a charge (the gravest rule first), among charges that name a service and an income code.
DROP TABLE IF EXISTS gate_finding, gate_usual;
CREATE TEMP TABLE gate_usual AS
WITH past AS (
  SELECT l.account_id, l.vat_code, ln(l.net_pence) AS size FROM billing_invoiceline l
  WHERE l.net_pence > 0 AND l.id > (SELECT coalesce(max(id), 0) - 200000 FROM billing_invoiceline)
    AND l.account_id IN (SELECT account_id FROM priced_charge)
), middle AS (
  SELECT account_id, count(*) AS many, percentile_cont(0.5) WITHIN GROUP (ORDER BY size) AS middle,
         min(vat_code) AS vat_code, max(vat_code) AS other_vat_code
  FROM past GROUP BY account_id HAVING count(*) >= 20
)
SELECT m.*, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(p.size - m.middle)) AS spread
FROM middle m JOIN past p USING (account_id)
GROUP BY m.account_id, m.many, m.middle, m.vat_code, m.other_vat_code;
CREATE TEMP TABLE gate_finding AS
WITH rule AS (
  SELECT DISTINCT ON (s.id, r.check_name) s.id AS service_id, r.check_name, r.action
  FROM council_service s JOIN billing_gaterule r ON r.service_id = s.id OR r.service_id IS NULL
  WHERE %(on)s >= r.valid_from AND %(on)s <= coalesce(r.valid_to, 'infinity')
  ORDER BY s.id, r.check_name, r.service_id NULLS LAST, r.valid_from DESC
), late AS (
  SELECT DISTINCT ON (s.id) s.id AS service_id, f.value::int AS days
  FROM council_service s JOIN council_datedfigure f ON f.service_id = s.id OR f.service_id IS NULL
  WHERE f.name = 'late_billing_days' AND %(on)s >= f.valid_from AND %(on)s <= coalesce(f.valid_to, 'infinity')
  ORDER BY s.id, f.service_id NULLS LAST, f.valid_from DESC
), known AS (
  SELECT upper(c.name) AS name, a.postcode, upper(split_part(a.lines, E'\n', 1)) AS first_line, min(c.id) AS id
  FROM customers_address a JOIN customers_customer c ON c.id = a.customer_id
  WHERE a.valid_to IS NULL AND a.postcode IN (SELECT postcode FROM priced_charge WHERE customer_id IS NULL)
  GROUP BY 1, 2, 3 HAVING count(DISTINCT c.id) = 1
), fit AS (
  SELECT c.line, c.service_id, c.account_id, coalesce(c.customer_id, known.id) AS customer_id, c.customer_ref, c.external_id, c.description,
         c.net_pence, c.unit_price, c.vat_code, c.period_from, c.period_to, coalesce(k.name, c.name) AS debtor
  FROM priced_charge c LEFT JOIN customers_customer k ON k.id = c.customer_id
  LEFT JOIN known ON c.customer_id IS NULL AND known.name = upper(c.name) AND known.postcode = c.postcode
                 AND known.first_line = upper(split_part(c.address, E'\n', 1))
  WHERE c.service_id IS NOT NULL AND c.account_id IS NOT NULL AND c.vat_rate IS NOT NULL
), found AS (
  SELECT line, service_id, 'debtor' AS check_name, 'name' AS field, debtor AS value, 'is nobody''s name' AS reason FROM fit
  WHERE upper(debtor) ~ '^(CASH|UNKNOWN|THE OCCUPIER|OCCUPIER|N/?A|TBC|TEST|NONE|VARIOUS|CUSTOMER|ANON.*)$' OR debtor !~ '[[:alpha:]]{2}'
  UNION ALL
  SELECT line, service_id, 'address', 'customer_ref', customer_ref, 'has no address on the invoice date' FROM fit
  WHERE customer_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM customers_address a WHERE a.customer_id = fit.customer_id AND a.lines <> '' AND a.valid_from <= %(on)s
      AND coalesce(a.valid_to, 'infinity') >= %(on)s)
  UNION ALL
  SELECT line, service_id, 'description', 'description', description, 'says too little: nobody would know what it is for' FROM fit
  WHERE description !~ '[[:alpha:]]{3}.*[[:alpha:]]' OR length(description) < 5
     OR upper(description) ~ '^(CHARGES?|INVOICE|MISC(ELLANEOUS)?|VARIOUS|FEES?|SERVICES?|AS (DISCUSSED|AGREED)|TEST|TBC|OTHER|SUNDRY)\.?$'
  UNION ALL
  SELECT f.line, f.service_id, 'vat', 'vat_code', f.vat_code, 'is new for this income code: its last ' || u.many || ' charges carried ' || u.vat_code
  FROM fit f JOIN gate_usual u USING (account_id) WHERE u.vat_code = u.other_vat_code AND u.vat_code <> f.vat_code
  UNION ALL
  SELECT DISTINCT ON (f.line) f.line, f.service_id, 'duplicate', 'external_id', f.external_id,
         'looks billed before: the same sum for the same ' || CASE WHEN f.period_from IS NULL THEN 'thing' ELSE 'period' END
         || ' is on invoice ' || i.number
  FROM fit f JOIN billing_invoice i ON i.customer_id = f.customer_id AND i.service_id = f.service_id
                                    AND i.invoiced_on > %(on)s - 400
  JOIN billing_invoiceline l ON l.invoice_id = i.id
  WHERE l.net_pence = f.net_pence AND l.net_pence > 0 AND l.external_id <> f.external_id
    AND CASE WHEN f.period_from IS NULL THEN l.period_from IS NULL AND upper(l.description) = upper(f.description)
             ELSE (l.period_from, l.period_to) IS NOT DISTINCT FROM (f.period_from, f.period_to) AND l.account_id = f.account_id
                  AND upper(l.description) = upper(f.description) END
  UNION ALL
  SELECT f.line, f.service_id, 'outlier', 'unit_price', f.unit_price::text,
         'comes to £' || to_char(f.net_pence / 100.0, 'FM999,999,990.00') || ', where this income code usually bills about £'
         || to_char(exp(u.middle) / 100, 'FM999,999,990.00')
  FROM fit f JOIN gate_usual u USING (account_id)
  WHERE f.net_pence > 0 AND abs(ln(f.net_pence) - u.middle) > greatest(3.5 * 1.4826 * u.spread, ln(4))
  UNION ALL
  SELECT f.line, f.service_id, 'late', 'period_to', f.period_to::text, 'ended more than ' || l.days || ' days ago: agree it and offer a plan first'
  FROM fit f JOIN late l USING (service_id) WHERE f.period_to < %(on)s - l.days
)
SELECT DISTINCT ON (f.line) f.line, f.check_name, f.field, f.value, f.reason, r.action
FROM found f JOIN rule r USING (service_id, check_name)
WHERE r.action <> 'allow' AND f.check_name <> ALL(%(besides)s)
ORDER BY f.line, r.action DESC, f.check_name;

-- name: send_back
-- Charges that a rule sends back become rejections; their companions on the same invoice follow them by reject_unfit.
WITH back AS (
  DELETE FROM priced_charge c USING gate_finding f WHERE c.line = f.line AND f.action = 'reject'
  RETURNING c.line, f.field, f.value, f.reason, c.net_pence, c.service, c.invoice_group
)
INSERT INTO charge_rejection (line, field, value, reason, net_pence, service, invoice_group) SELECT * FROM back;

-- name: hold_flagged
-- Charges that a rule flags, and whatever shares an invoice with them, wait for somebody to look: they are not billed now.
WITH flagged AS (
  SELECT p.service_id, p.invoice_group, min(p.line) AS line FROM priced_charge p
  JOIN gate_finding f ON f.line = p.line AND f.action = 'flag' GROUP BY p.service_id, p.invoice_group
), held AS (
  DELETE FROM priced_charge c USING flagged g WHERE c.service_id = g.service_id AND c.invoice_group = g.invoice_group
  RETURNING c.line, g.line AS why_line, c.net_pence, c.service, c.invoice_group
)
INSERT INTO charge_rejection (line, field, value, reason, net_pence, service, invoice_group, is_held)
SELECT h.line, coalesce(f.field, 'invoice_group'), coalesce(f.value, h.invoice_group),
       coalesce(f.reason, 'shares an invoice with line ' || h.why_line) || ' (flagged: not billed until somebody has looked)',
       h.net_pence, h.service, h.invoice_group, true
FROM held h LEFT JOIN gate_finding f ON f.line = h.line AND f.action = 'flag';

-- name: findings
-- What is worth a second look, by line.
SELECT line, check_name, field, value, reason, action FROM gate_finding ORDER BY line;
