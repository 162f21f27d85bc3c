-- name: lay_out_staging
-- This connection's own tables for one feeder file; they vanish with the connection, so a dead run leaves nothing behind.
DROP TABLE IF EXISTS charge, charge_rejection, priced_charge, new_customer, raised_invoice, raised_instalment;
CREATE TEMP TABLE charge (
  line int, service text, external_id text, invoice_group text, customer_ref text, customer_kind text, name text, address text,
  postcode text, email text, description text, quantity numeric, unit_price numeric, vat_code text, income_code text,
  period_from date, period_to date, tax_point date, due_on date, terms_days int, instalment_count int, instalment_plan jsonb,
  purchase_order text, service_user text, service_user_born date
);
CREATE TEMP TABLE charge_rejection (
  line int, field text, value text, reason text, net_pence bigint, service text, invoice_group text,
  is_held boolean NOT NULL DEFAULT false
);

-- name: price_charges
-- Each charge with what it comes to, its VAT (HALF_UP on the line) and everything of the council's books it names.
CREATE TEMP TABLE priced_charge AS
SELECT c.*, s.id AS service_id, a.id AS account_id, a.service_id AS account_service_id, a.vat_code AS account_vat_code,
       k.id AS customer_id,
       c.name <> '' AND greatest(similarity(upper(c.name), upper(k.name)), similarity(upper(c.name), upper(k.trading_as))) < 0.15
         AS is_misnamed,
       round(c.quantity * c.unit_price * 100)::bigint AS net_pence,
       v.rate AS vat_rate, v.is_supply AND v.is_taxable AS is_vat,
       round(round(c.quantity * c.unit_price * 100) * v.rate)::bigint AS vat_pence
FROM charge c
LEFT JOIN council_service s ON s.code = c.service AND s.is_active
LEFT JOIN ledger_account a ON a.code = c.income_code AND a.kind = 'income' AND a.is_active
LEFT JOIN customers_customer k ON c.customer_ref <> '' AND k.reference = c.customer_ref
LEFT JOIN council_vatrate v ON v.code = c.vat_code AND coalesce(c.tax_point, %(on)s) >= v.valid_from
                           AND coalesce(c.tax_point, %(on)s) <= coalesce(v.valid_to, 'infinity');
DROP TABLE charge;
CREATE INDEX ON priced_charge (service_id, invoice_group);
ANALYZE priced_charge;

-- name: totals_in
-- What the file holds: every line, and its net value where that can be read.
SELECT (SELECT count(*) FROM priced_charge) + (SELECT count(*) FROM charge_rejection) AS lines,
       ((SELECT coalesce(sum(net_pence), 0) FROM priced_charge)
        + (SELECT coalesce(sum(net_pence), 0) FROM charge_rejection))::bigint AS net_pence;

-- name: reject_unfit
-- Charges the council's books cannot take: one reason a line, the first that applies; then their companions on the same invoice.
WITH fault AS (
  SELECT c.line, c.net_pence, CASE
    WHEN c.service_id IS NULL THEN ARRAY['service', c.service, 'is not one of our services']
    WHEN c.account_id IS NULL THEN ARRAY['income_code', c.income_code, 'is not one of our income codes']
    WHEN c.account_service_id <> c.service_id THEN ARRAY['income_code', c.income_code, 'belongs to another service']
    WHEN c.vat_rate IS NULL THEN ARRAY['vat_code', c.vat_code, 'has no rate on the tax point date']
    WHEN c.account_vat_code NOT IN ('', c.vat_code)
      THEN ARRAY['vat_code', c.vat_code, 'is not the code for this income, which is ' || c.account_vat_code]
    WHEN c.customer_ref <> '' AND c.customer_id IS NULL
      THEN ARRAY['customer_ref', c.customer_ref, 'is not one of our customers; check the digits, or give a name and address instead']
    WHEN c.customer_ref <> '' AND c.is_misnamed
      THEN ARRAY['name', c.name, 'is not the name of customer ' || c.customer_ref || '; check the reference, or leave the name out']
    WHEN by_reference.reason IS NOT NULL THEN ARRAY['customer_ref', c.customer_ref, 'may not be billed: ' || by_reference.reason]
    WHEN by_name.reason IS NOT NULL THEN ARRAY['name', c.name, 'may not be billed: ' || by_name.reason]
    WHEN c.net_pence > 999999999 THEN ARRAY['unit_price', c.unit_price::text, 'makes a line of more than £9,999,999.99']
    WHEN c.period_to < c.period_from THEN ARRAY['period_to', c.period_to::text, 'is before the period starts']
    WHEN c.due_on < %(on)s THEN ARRAY['due_on', c.due_on::text, 'is before the invoice date']
    WHEN c.service_user_born > %(on)s THEN ARRAY['service_user_born', c.service_user_born::text, 'is after the invoice date']
    WHEN c.tax_point > %(on)s THEN ARRAY['tax_point', c.tax_point::text, 'is after the invoice date']
    WHEN c.due_on IS NULL AND c.terms_days IS NULL AND terms.days IS NULL
      THEN ARRAY['terms_days', '', 'is missing, and no payment terms are set for this service on the invoice date']
    WHEN billed.number IS NOT NULL THEN ARRAY['external_id', c.external_id, 'was billed before on invoice ' || billed.number]
    WHEN c.line <> c.first_line THEN ARRAY['external_id', c.external_id, 'stands on line ' || c.first_line || ' too']
  END AS said
  FROM (SELECT *, min(line) OVER (PARTITION BY service_id, external_id) AS first_line FROM priced_charge) c
  LEFT JOIN (
    SELECT s.id AS service_id, min(f.value) AS days
    FROM council_service s JOIN council_datedfigure f ON f.service_id = s.id OR f.service_id IS NULL
    WHERE f.name = 'payment_terms_days' AND %(on)s >= f.valid_from AND %(on)s <= coalesce(f.valid_to, 'infinity')
    GROUP BY s.id
  ) terms USING (service_id)
  LEFT JOIN (
    SELECT l.service_id, l.external_id, i.number FROM billing_invoiceline l JOIN billing_invoice i ON i.id = l.invoice_id
  ) billed USING (service_id, external_id)
  LEFT JOIN safeguards_bar('bill', %(on)s) by_reference ON by_reference.customer_id = c.customer_id
  LEFT JOIN (
    SELECT upper(k.name) AS name, a.postcode, upper(split_part(a.lines, E'\n', 1)) AS first_line, min(b.reason) AS reason
    FROM safeguards_bar('bill', %(on)s) b JOIN customers_customer k ON k.id = b.customer_id
    JOIN customers_address a ON a.customer_id = k.id AND a.valid_to IS NULL GROUP BY 1, 2, 3
  ) by_name ON c.customer_ref = '' AND by_name.name = upper(c.name) AND by_name.postcode = c.postcode
           AND by_name.first_line = upper(split_part(c.address, E'\n', 1))
), invoice AS (
  SELECT service_id, invoice_group, sum(net_pence + vat_pence) AS gross_pence,
         max(instalment_plan::text)::jsonb AS plan, max(instalment_count) AS instalment_count,
         CASE
           WHEN (min(customer_ref), min(name), min(address), min(postcode))
                <> (max(customer_ref), max(name), max(address), max(postcode)) THEN 'customer_ref'
           WHEN min(due_on) <> max(due_on) OR count(due_on) NOT IN (0, count(*)) THEN 'due_on'
           WHEN min(terms_days) <> max(terms_days) OR count(terms_days) NOT IN (0, count(*)) THEN 'terms_days'
           WHEN min(tax_point) <> max(tax_point) OR count(tax_point) NOT IN (0, count(*)) THEN 'tax_point'
           WHEN min(instalment_count) <> max(instalment_count)
                OR min(instalment_plan::text) <> max(instalment_plan::text)
                OR count(instalment_plan) NOT IN (0, count(*)) THEN 'instalments'
           WHEN min(purchase_order) <> max(purchase_order) THEN 'purchase_order'
           WHEN min(coalesce(service_user, '')) <> max(coalesce(service_user, '')) THEN 'service_user'
           WHEN min(service_user_born) <> max(service_user_born) THEN 'service_user_born'
         END AS unlike
  FROM priced_charge WHERE service_id IS NOT NULL GROUP BY service_id, invoice_group
), unfit AS (
  SELECT service_id, invoice_group, CASE
    WHEN unlike IS NOT NULL THEN ARRAY[unlike, '', 'is not the same on every line of invoice group ' || invoice_group]
    WHEN gross_pence = 0 THEN ARRAY['unit_price', '', 'makes an invoice of nothing']
    WHEN gross_pence < instalment_count THEN ARRAY['instalments', '', 'are more than the pence of the invoice']
    WHEN gross_pence <> (SELECT sum((e->>1)::bigint) FROM jsonb_array_elements(plan) e)
      THEN ARRAY['instalments', '', 'do not add up to the invoice, which comes to £' || to_char(gross_pence / 100.0, 'FM999999990.00')]
    WHEN EXISTS (SELECT FROM jsonb_array_elements(plan) e WHERE (e->>0)::date < %(on)s)
      THEN ARRAY['instalments', '', 'include one due before the invoice date']
    WHEN EXISTS (SELECT FROM jsonb_array_elements(plan) e WHERE (e->>1)::bigint = 0)
      THEN ARRAY['instalments', '', 'include one of nothing']
  END AS said
  FROM invoice
), whole AS (
  SELECT p.line, p.net_pence, u.said FROM unfit u JOIN priced_charge p USING (service_id, invoice_group) WHERE u.said IS NOT NULL
), told AS (
  SELECT DISTINCT ON (line) line, net_pence, said FROM (
    SELECT line, net_pence, said, 1 AS rank FROM fault WHERE said IS NOT NULL
    UNION ALL SELECT line, net_pence, said, 2 FROM whole WHERE said IS NOT NULL
  ) every ORDER BY line, rank
), companions AS (
  SELECT p.line, p.net_pence,
         ARRAY['invoice_group', p.invoice_group, 'shares an invoice with line ' || min(bad.line) || ', which could not be taken'] AS said
  FROM priced_charge p
  JOIN (
    SELECT b.service, b.invoice_group, t.line FROM told t JOIN priced_charge b USING (line)
    UNION ALL SELECT service, invoice_group, line FROM charge_rejection WHERE invoice_group <> ''
  ) bad USING (service, invoice_group)
  WHERE p.line NOT IN (SELECT line FROM told)
  GROUP BY p.line, p.net_pence, p.invoice_group
), kept AS (
  INSERT INTO charge_rejection (line, field, value, reason, net_pence)
  SELECT line, said[1], said[2], said[3], net_pence FROM (SELECT * FROM told UNION ALL SELECT * FROM companions) x
  RETURNING line
)
DELETE FROM priced_charge USING kept WHERE priced_charge.line = kept.line;

-- name: work_out
-- The invoices these charges make, in the order of the file, and the customers we do not have yet (or have by the same name and address).
DROP TABLE IF EXISTS raised_invoice, new_customer, raised_instalment;
CREATE TEMP TABLE raised_invoice AS
SELECT i.*, nextval('billing_invoice_id_seq') AS invoice_id, nextval('ledger_journal_id_seq') AS journal_id,
       row_number() OVER (ORDER BY i.first_line) AS place,
       coalesce(i.said_due_on, %(on)s + coalesce(i.terms_days, (
         SELECT f.value::int FROM council_datedfigure f
         WHERE f.name = 'payment_terms_days' AND (f.service_id IS NULL OR f.service_id = i.service_id)
           AND %(on)s >= f.valid_from AND %(on)s <= coalesce(f.valid_to, 'infinity')
         ORDER BY f.service_id NULLS LAST, f.valid_from DESC LIMIT 1))) AS due_on
FROM (
  SELECT service_id, invoice_group, min(line) AS first_line, max(customer_id) AS customer_id, min(name) AS name,
         min(address) AS address, min(postcode) AS postcode, min(customer_kind) AS kind, max(email) AS email,
         sum(net_pence)::bigint AS net_pence, sum(vat_pence)::bigint AS vat_pence, bool_or(is_vat) AS is_vat_invoice,
         coalesce(min(tax_point), %(on)s) AS tax_point_on, min(due_on) AS said_due_on, min(terms_days) AS terms_days,
         min(instalment_count) AS instalment_count, min(instalment_plan::text)::jsonb AS instalment_plan,
         min(purchase_order) AS purchase_order, coalesce(min(service_user), '') AS service_user,
         max(service_user_born) AS service_user_born
  FROM priced_charge GROUP BY service_id, invoice_group ORDER BY min(line)
) i;
UPDATE raised_invoice i SET customer_id = k.id
FROM (
  SELECT upper(c.name) AS name, a.postcode, upper(split_part(a.lines, E'\n', 1)) AS first_line, min(c.id) AS id
  FROM customers_address a JOIN customers_customer c ON c.id = a.customer_id
  WHERE a.valid_to IS NULL AND a.postcode IN (SELECT postcode FROM raised_invoice WHERE customer_id IS NULL)
  GROUP BY 1, 2, 3 HAVING count(DISTINCT c.id) = 1
) k
WHERE i.customer_id IS NULL AND upper(i.name) = k.name AND i.postcode = k.postcode
  AND upper(split_part(i.address, E'\n', 1)) = k.first_line;
CREATE TEMP TABLE new_customer AS
SELECT min(name) AS name, min(kind) AS kind, min(address) AS address, postcode, max(email) AS email, min(first_line) AS first_line,
       upper(name) AS same_name, upper(split_part(address, E'\n', 1)) AS same_line
FROM raised_invoice WHERE customer_id IS NULL
GROUP BY upper(name), postcode, upper(split_part(address, E'\n', 1));
ANALYZE raised_invoice; ANALYZE new_customer;
SELECT (SELECT count(*) FROM raised_invoice) AS invoices, (SELECT count(*) FROM new_customer) AS new_customers;

-- name: name_customers
-- The new customers, numbered in the order the file names them, with their address and email; then every invoice knows its customer.
WITH numbered AS (
  SELECT n.*, nextval('customers_customer_id_seq') AS id,
         council_reference(%(prefix)s, %(digits)s, %(checked)s, %(first)s - 1 + row_number() OVER (ORDER BY first_line)) AS reference
  FROM new_customer n
), added AS (
  INSERT INTO customers_customer (id, reference, kind, name, title, first_name, last_name, trading_as, company_number, created_at, run_id)
  SELECT id, reference, kind, name, '', '', '', '', '', %(at)s, %(run)s FROM numbered ORDER BY first_line
  RETURNING id
), addressed AS (
  INSERT INTO customers_address (customer_id, lines, postcode, valid_from)
  SELECT id, address, postcode, %(on)s FROM numbered ORDER BY first_line
), reached AS (
  INSERT INTO customers_contact (customer_id, kind, value, valid_from)
  SELECT id, 'email', left(email, 120), %(on)s FROM numbered WHERE email <> '' ORDER BY first_line
)
UPDATE raised_invoice i SET customer_id = n.id FROM numbered n
WHERE i.customer_id IS NULL AND upper(i.name) = n.same_name AND i.postcode = n.postcode
  AND upper(split_part(i.address, E'\n', 1)) = n.same_line;

-- name: draft_journals
-- One journal an invoice: debtors owe it, each line's income earns it, and VAT is held for HMRC.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT journal_id, 'invoice', invoice_id, %(on)s FROM raised_invoice ORDER BY journal_id;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on, customer_id)
SELECT i.journal_id, debtors.id, moved.account_id, moved.amount_pence, %(on)s, i.customer_id
FROM (SELECT id FROM ledger_account WHERE control = 'debtors') debtors, (
  SELECT service_id, invoice_group, account_id, sum(net_pence)::bigint AS amount_pence
  FROM priced_charge GROUP BY service_id, invoice_group, account_id
  UNION ALL
  SELECT service_id, invoice_group, (SELECT id FROM ledger_account WHERE control = 'vat_output'), vat_pence FROM raised_invoice
) moved JOIN raised_invoice i USING (service_id, invoice_group)
WHERE moved.amount_pence > 0
ORDER BY i.journal_id;

-- name: add_invoices
-- The invoices, each with its number, in the order of the file, and the name and address of the day; then their lines.
INSERT INTO billing_invoice (id, number, customer_id, service_id, invoiced_on, tax_point_on, net_pence, vat_pence, gross_pence,
                             is_vat_invoice, billed_to, purchase_order, service_user, journal_id, run_id)
SELECT i.invoice_id, council_reference(%(prefix)s, %(digits)s, %(checked)s, %(first)s - 1 + i.place), i.customer_id, i.service_id,
       %(on)s, i.tax_point_on, i.net_pence, i.vat_pence, i.net_pence + i.vat_pence, i.is_vat_invoice,
       c.name || coalesce(E'\n' || a.lines || E'\n' || a.postcode, ''), i.purchase_order, i.service_user, i.journal_id, %(run)s
FROM raised_invoice i JOIN customers_customer c ON c.id = i.customer_id
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address
  WHERE customer_id = i.customer_id AND valid_from <= %(on)s AND coalesce(valid_to, 'infinity') >= %(on)s
  ORDER BY array_position(ARRAY['billing', 'temporary', 'main'], purpose::text), valid_from DESC, id DESC LIMIT 1
) a ON true
ORDER BY i.place;
INSERT INTO billing_invoiceline (invoice_id, line_number, service_id, external_id, description, period_from, period_to, quantity,
                                 unit_price_pounds, net_pence, vat_code, vat_rate, vat_pence, account_id)
SELECT i.invoice_id, row_number() OVER (PARTITION BY i.invoice_id ORDER BY c.line), c.service_id, c.external_id, c.description,
       c.period_from, c.period_to, c.quantity, c.unit_price, c.net_pence, c.vat_code, c.vat_rate, c.vat_pence, c.account_id
FROM priced_charge c JOIN raised_invoice i USING (service_id, invoice_group)
ORDER BY i.invoice_id, c.line;

-- name: note_births
-- When those were born whom the invoices are for, where we were told and did not know it so.
INSERT INTO billing_birth (customer_id, service_user, born_on, run_id)
SELECT DISTINCT ON (i.customer_id, upper(i.service_user)) i.customer_id, upper(i.service_user), i.service_user_born, %(run)s
FROM raised_invoice i LEFT JOIN LATERAL (
  SELECT b.born_on FROM billing_birth b WHERE b.customer_id = i.customer_id AND b.service_user = upper(i.service_user) ORDER BY b.id DESC LIMIT 1
) known ON true
WHERE i.service_user_born IS NOT NULL AND i.service_user_born IS DISTINCT FROM known.born_on
ORDER BY i.customer_id, upper(i.service_user), i.place DESC;

-- name: split_instalments
-- The part of each invoice due on each day; the odd pence fall in the first.
DROP TABLE IF EXISTS raised_instalment;
CREATE TEMP TABLE raised_instalment AS
SELECT nextval('receivables_item_id_seq') AS item_id, x.* FROM (
  SELECT i.invoice_id, i.customer_id, i.place, i.service_id, i.journal_id, part.amount_pence, part.due_on
  FROM raised_invoice i CROSS JOIN LATERAL (
    SELECT (e->>1)::bigint AS amount_pence, (e->>0)::date AS due_on FROM jsonb_array_elements(i.instalment_plan) e
  ) part WHERE i.instalment_plan IS NOT NULL
  UNION ALL
  SELECT i.invoice_id, i.customer_id, i.place, i.service_id, i.journal_id,
         (i.net_pence + i.vat_pence) / i.instalment_count
         + CASE WHEN n = 0 THEN mod(i.net_pence + i.vat_pence, i.instalment_count) ELSE 0 END,
         (i.due_on + make_interval(months => n))::date
  FROM raised_invoice i CROSS JOIN LATERAL generate_series(0, i.instalment_count - 1) n WHERE i.instalment_plan IS NULL
  ORDER BY place, due_on
) x;

-- name: add_items
-- What each customer now owes, an item for each instalment, all of it open.
INSERT INTO receivables_item (id, customer_id, kind, amount_pence, effective_on, due_on, known_at, reference, invoice_id, service_id,
                              journal_id, run_id)
SELECT item_id, customer_id, 'instalment', amount_pence, %(on)s, due_on, %(at)s,
       council_reference(%(prefix)s, %(digits)s, %(checked)s, %(first)s - 1 + place), invoice_id, service_id, journal_id, %(run)s
FROM raised_instalment ORDER BY item_id;
INSERT INTO receivables_itembalance (item_id, customer_id, open_pence)
SELECT item_id, customer_id, amount_pence FROM raised_instalment ORDER BY item_id;

-- name: rejected
-- One rejection a line, in order.
SELECT DISTINCT ON (line) line, field, value, reason FROM charge_rejection ORDER BY line;

-- name: totals
-- The control totals of the run: in = billed + rejected, by count and by net value.
WITH billed AS (SELECT count(*) AS lines, coalesce(sum(net_pence), 0)::bigint AS net_pence FROM priced_charge),
     rejected AS (SELECT count(*) AS lines, count(*) FILTER (WHERE is_held) AS held, coalesce(sum(net_pence), 0)::bigint AS net_pence
                  FROM charge_rejection),
     raised AS (SELECT count(*) AS invoices, min(number) AS first_number, max(number) AS last_number,
                       coalesce(sum(vat_pence), 0)::bigint AS vat_pence,
                       coalesce(sum(gross_pence), 0)::bigint AS gross_pence
                FROM billing_invoice WHERE run_id = %(run)s)
SELECT billed.lines + rejected.lines AS lines_in, billed.net_pence + rejected.net_pence AS net_pence_in,
       billed.lines AS lines_billed, billed.net_pence AS net_pence_billed,
       rejected.lines AS lines_rejected, rejected.net_pence AS net_pence_rejected,
       rejected.held AS lines_held,
       raised.invoices, raised.first_number, raised.last_number, raised.vat_pence, raised.gross_pence,
       (SELECT count(*) FROM new_customer) AS new_customers
FROM billed, rejected, raised;

-- name: planned_invoices
-- What would be billed as things stand: each invoice, whom it goes to and what it comes to.
SELECT i.place, s.code AS service, s.name AS service_name, i.customer_id, c.reference AS customer_ref,
       coalesce(c.name, i.name) AS customer, coalesce(a.lines || E'\n' || a.postcode, i.address || E'\n' || i.postcode, '') AS address,
       i.net_pence, i.vat_pence, i.net_pence + i.vat_pence AS gross_pence, i.is_vat_invoice, i.tax_point_on, i.purchase_order, i.service_user
FROM raised_invoice i JOIN council_service s ON s.id = i.service_id
LEFT JOIN customers_customer c ON c.id = i.customer_id
LEFT JOIN LATERAL (
  SELECT lines, postcode FROM customers_address
  WHERE customer_id = i.customer_id AND valid_from <= %(on)s AND coalesce(valid_to, 'infinity') >= %(on)s
  ORDER BY array_position(ARRAY['billing', 'temporary', 'main'], purpose::text), valid_from DESC, id DESC LIMIT 1
) a ON true
ORDER BY i.place;

-- name: planned_lines
-- Their charges.
SELECT i.place, c.line, c.external_id, c.description, c.quantity, c.unit_price, c.net_pence, c.vat_code, c.vat_rate, c.vat_pence, c.income_code,
       c.period_from, c.period_to
FROM priced_charge c JOIN raised_invoice i USING (service_id, invoice_group) ORDER BY i.place, c.line;

-- name: planned_instalments
-- And what would be due when.
SELECT place, due_on, amount_pence FROM raised_instalment ORDER BY place, due_on, item_id;

-- name: staged_by_service
-- What the staged charges of each service come to.
SELECT service_id, sum(net_pence + vat_pence)::bigint AS gross_pence FROM priced_charge
WHERE service_id IS NOT NULL AND vat_pence IS NOT NULL GROUP BY service_id ORDER BY service_id;

-- name: note_care
-- What this run billed each week of somebody's care at: the charge's name says whose, who bears it, which week and for the how-manieth time.
INSERT INTO billing_carebilled (customer_id, bearer_id, week_starts_on, place, net_pence, invoice_id, run_id)
SELECT part[2]::bigint, part[3]::bigint, to_date(part[4], 'YYYYMMDD'), part[5]::int, l.net_pence, l.invoice_id, %(run)s
FROM raised_invoice i JOIN billing_invoiceline l ON l.invoice_id = i.invoice_id
CROSS JOIN LATERAL string_to_array(l.external_id, '-') part
WHERE l.external_id LIKE 'CARE-%%' ORDER BY l.id;
