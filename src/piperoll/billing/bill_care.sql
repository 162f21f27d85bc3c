-- name: stage_care
-- What each week comes to less what it was billed at before; whatever a person's bill would come to a credit by is carried to a later one.
DROP TABLE IF EXISTS care_line;
CREATE TEMP TABLE care_line AS
SELECT row_number() OVER (ORDER BY v.code, d.customer_id, d.bearer_id, d.week_starts_on) + 1 AS line, d.*, d.due_pence - d.billed_pence AS net_pence,
       v.code AS service, a.code AS income_code, a.vat_code, p.reference AS customer_ref, p.name AS person, b.reference AS bearer_ref,
       sum(d.due_pence - d.billed_pence) FILTER (WHERE d.held IS NULL) OVER (PARTITION BY d.bearer_id, d.customer_id, d.account_id) AS bill_pence
FROM billing_care_due(%(weeks_to)s, %(on)s) d JOIN ledger_account a ON a.id = d.account_id JOIN council_service v ON v.id = a.service_id
JOIN customers_customer p ON p.id = d.customer_id JOIN customers_customer b ON b.id = d.bearer_id;
INSERT INTO charge_rejection (line, field, value, reason, net_pence, service, invoice_group)
SELECT line, 'week', week_starts_on::text,
       coalesce(held, 'comes with the rest to £' || to_char(-bill_pence / 100.0, 'FM999999990.00') || ' in their favour: it is taken off their next bill, or credited once care is over'),
       net_pence, service, ''
FROM care_line WHERE held IS NOT NULL OR bill_pence <= 0;
INSERT INTO charge (line, service, external_id, invoice_group, customer_ref, customer_kind, name, address, postcode, email, description,
                    quantity, unit_price, vat_code, income_code, period_from, period_to, instalment_count, purchase_order, service_user)
SELECT line, service, 'CARE-' || customer_id || '-' || bearer_id || '-' || to_char(week_starts_on, 'YYYYMMDD') || '-' || place,
       'care ' || customer_id || ' ' || bearer_id || ' ' || account_id, bearer_ref, '', '', '', '', '',
       left(description || CASE WHEN bearer_id <> customer_id THEN ' of ' || person ELSE '' END || ', week of ' || to_char(week_starts_on, 'FMDD Mon YYYY')
            || ': ' || reason || CASE WHEN place > 0 THEN ', £' || to_char(due_pence / 100.0, 'FM999999990.00') || ' and not £'
            || to_char(billed_pence / 100.0, 'FM999999990.00') || ' as billed before' ELSE '' END, 200),
       1, net_pence / 100.0, vat_code, income_code, week_starts_on, week_starts_on + 6, 1, '', CASE WHEN bearer_id <> customer_id THEN person ELSE '' END
FROM care_line WHERE held IS NULL AND bill_pence > 0 ORDER BY line;
SELECT count(*) AS lines, count(*) FILTER (WHERE place > 0 AND held IS NULL AND bill_pence > 0) AS adjusted,
       count(*) FILTER (WHERE held IS NOT NULL) AS held, count(*) FILTER (WHERE held IS NULL AND bill_pence <= 0) AS carried
FROM care_line;

-- name: staged_of
-- Whose week each of these lines is, and who bears it.
SELECT line, customer_ref, bearer_ref, week_starts_on FROM care_line WHERE line = ANY(%(lines)s) ORDER BY line;
