-- name: stage_due
-- Everything due, of one service or of all: what can be priced and is not too late goes to staging, the rest is turned back with the reason.
DROP TABLE IF EXISTS due_line;
CREATE TEMP TABLE due_line AS
SELECT row_number() OVER (ORDER BY v.code, c.reference, d.period_from, s.id) + 1 AS line, d.*, s.reference, s.purchase_order, s.service_user, v.code AS service,
       c.reference AS customer_ref, s.fee_code, c.id AS customer_id, d.bill_on < %(on)s - late.days AND NOT d.is_approved_late AS is_late, late.days
FROM billing_due_charges(%(on)s) d JOIN billing_schedule s ON s.id = d.schedule_id
JOIN council_service v ON v.id = s.service_id JOIN customers_customer c ON c.id = s.customer_id
LEFT JOIN LATERAL (
  SELECT f.value::int AS days FROM council_datedfigure f
  WHERE f.name = 'late_billing_days' AND (f.service_id IS NULL OR f.service_id = s.service_id)
    AND %(on)s >= f.valid_from AND %(on)s <= coalesce(f.valid_to, 'infinity')
  ORDER BY f.service_id NULLS LAST, f.valid_from DESC LIMIT 1
) late ON true
WHERE %(service)s = '' OR v.code = %(service)s;
INSERT INTO charge_rejection (line, field, value, reason, net_pence, service, invoice_group)
SELECT line, CASE WHEN is_late THEN 'bill_on' ELSE 'fee_code' END, CASE WHEN is_late THEN bill_on::text ELSE fee_code END,
       CASE WHEN is_late THEN 'was due to be billed more than ' || days || ' days ago: agree it with the customer, offer a plan, then approve it'
            ELSE 'is not in the fees register on ' || period_from END,
       coalesce(round(quantity * unit_price * 100), 0)::bigint, service, ''
FROM due_line WHERE is_late IS TRUE OR unit_price IS NULL;
INSERT INTO charge (line, service, external_id, invoice_group, customer_ref, customer_kind, name, address, postcode, email, description,
                    quantity, unit_price, vat_code, income_code, period_from, period_to, instalment_count, purchase_order, service_user)
SELECT line, service, external_id, customer_ref || ' ' || period_from || ' ' || purchase_order || ' ' || service_user, customer_ref, '', '', '', '', '', description,
       quantity, unit_price, vat_code, income_code, period_from, period_to, 1, purchase_order, service_user
FROM due_line WHERE is_late IS NOT TRUE AND unit_price IS NOT NULL ORDER BY line;
SELECT count(*) AS lines, count(*) FILTER (WHERE is_late) AS held_late,
       (SELECT count(*) FROM (SELECT 1 FROM due_line WHERE is_late IS NOT TRUE GROUP BY schedule_id HAVING count(DISTINCT bill_on) > 1) x) AS catching_up
FROM due_line;

-- name: staged_of
-- Which schedule each of these lines is of.
SELECT line, schedule_id, reference, external_id FROM due_line WHERE line = ANY(%(lines)s);
