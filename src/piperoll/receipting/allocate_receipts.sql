-- name: unkeyed
-- Customers whose name keys are missing or out of date, as the engine reads a debtor, with the names of others under which they pay
-- and of whoever acts, or acted, for them.
WITH ruled AS (
  SELECT customer_id, array_agg(payer ORDER BY rule_id) AS payers FROM receipting_ruleinforce GROUP BY 1
), acting AS (
  SELECT customer_id, array_agg(name ORDER BY id) AS names FROM safeguards_representative GROUP BY 1
), named AS (
  SELECT c.id, concat_ws('|', c.kind, c.name, c.first_name, c.last_name, c.trading_as, array_to_string(r.payers, '|'),
                         array_to_string(a.names, '|')) AS names, r.payers, a.names AS acting
  FROM customers_customer c LEFT JOIN ruled r ON r.customer_id = c.id LEFT JOIN acting a ON a.customer_id = c.id
)
SELECT c.id, c.reference, c.name, c.kind, c.first_name, c.last_name, c.trading_as, c.title, '' AS lines, '' AS postcode, NULL::bigint AS rule, false AS acts,
       n.names, coalesce(n.payers, '{}') AS payers, coalesce(n.acting, '{}') AS acting
FROM named n JOIN customers_customer c USING (id) LEFT JOIN receipting_keyedname k ON k.customer_id = n.id
WHERE k.names IS DISTINCT FROM n.names;

-- name: forget_keys
-- Clear the old keys of customers about to get new ones.
DELETE FROM receipting_namekey WHERE customer_id = ANY(%(customers)s);
DELETE FROM receipting_keyedname WHERE customer_id = ANY(%(customers)s);

-- name: sum_counts
-- How many open items there are of each sum.
SELECT open_pence, count(*) AS items FROM receivables_itembalance WHERE open_pence > 0 GROUP BY open_pence;

-- name: customers_in_all
-- How many customers the council has.
SELECT count(*) AS many FROM customers_customer;

-- name: names_borne
-- How many whole names of firms and public bodies so many customers bear, as far as banks show them: the few that `rarity` asks about.
SELECT bearers, count(*) AS names FROM (
  SELECT count(*) AS bearers FROM customers_customer
  WHERE last_name = '' AND kind IN ('company', 'public_body')
  GROUP BY rtrim(left(upper(regexp_replace(btrim(name), '\s+', ' ', 'g')), 18))
) borne WHERE bearers <= 4 GROUP BY bearers;

-- name: next_receipts
-- The next receipts in suspense that no officer holds, oldest first.
SELECT s.receipt_id, s.state, r.received_on, s.open_pence, coalesce(l.type_code, '') AS type_code, coalesce(t.payer_name, w.payer_name) AS payer_name,
       coalesce(t.narrative, w.narrative) AS narrative, coalesce(t.payment_references, w.payment_references) AS payment_references, t.payer_key
FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
LEFT JOIN receipting_bankline l ON l.id = r.bank_line_id LEFT JOIN receipting_banklinetext t ON t.line_id = l.id
LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
WHERE s.receipt_id > %(after)s AND s.open_pence <> 0 AND s.state IN ('new', 'suggested', 'waiting')
ORDER BY s.receipt_id LIMIT %(many)s;

-- name: these_receipts
-- Some receipts as the engine reads them.
SELECT s.receipt_id, r.received_on, s.open_pence, coalesce(l.type_code, '') AS type_code, coalesce(t.payer_name, w.payer_name) AS payer_name,
       coalesce(t.narrative, w.narrative) AS narrative, coalesce(t.payment_references, w.payment_references) AS payment_references, t.payer_key
FROM receipting_suspense s JOIN receipting_receipt r ON r.id = s.receipt_id
LEFT JOIN receipting_bankline l ON l.id = r.bank_line_id LEFT JOIN receipting_banklinetext t ON t.line_id = l.id
LEFT JOIN receipting_takingtext w ON w.taking_id = r.id
WHERE s.receipt_id = ANY(%(receipts)s) ORDER BY s.receipt_id;

-- name: lay_out_keys
-- Where what a chunk could concern is laid out; gone with the transaction.
CREATE TEMP TABLE IF NOT EXISTS wanted_reference (reference text) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS wanted_order (purchase_order text) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS wanted_name_key (key text) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS wanted_name_sum (key text, pence bigint) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS wanted_customer (id bigint PRIMARY KEY) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS wanted_owing (customer_id bigint PRIMARY KEY) ON COMMIT DROP;
CREATE TEMP TABLE IF NOT EXISTS wanted_item (id bigint PRIMARY KEY) ON COMMIT DROP;

-- name: clear_keys
-- Ready for the next round of questions.
TRUNCATE wanted_reference, wanted_order, wanted_name_key, wanted_name_sum, wanted_customer, wanted_owing, wanted_item;

-- name: find_customers
-- Customers and items by reference, by purchase order, by bank account, by name, and by name and sum; whoever is merged with them;
-- then, if that is asked, everything those customers owe.
ANALYZE wanted_reference; ANALYZE wanted_order; ANALYZE wanted_name_key; ANALYZE wanted_name_sum;
INSERT INTO wanted_item
SELECT i.id FROM wanted_reference w JOIN billing_invoice b ON b.number = w.reference JOIN receivables_item i ON i.invoice_id = b.id
UNION
SELECT i.id FROM wanted_order w JOIN billing_invoice b ON b.purchase_order <> '' AND upper(b.purchase_order) = w.purchase_order
JOIN receivables_item i ON i.invoice_id = b.id
ON CONFLICT DO NOTHING;
INSERT INTO wanted_owing
SELECT DISTINCT n.customer_id FROM wanted_name_sum w JOIN receipting_namekey n ON n.key = w.key
JOIN receivables_itembalance b ON b.customer_id = n.customer_id AND b.open_pence <> 0 AND b.open_pence = w.pence;
ANALYZE wanted_owing;
INSERT INTO wanted_customer
SELECT c.id FROM wanted_reference w JOIN customers_customer c ON c.reference = w.reference
UNION SELECT i.customer_id FROM wanted_item w JOIN receivables_item i ON i.id = w.id
UNION SELECT p.customer_id FROM unnest(%(payers)s::bytea[]) w(key) CROSS JOIN LATERAL (
  SELECT k.customer_id, count(*) OVER () AS many FROM (SELECT customer_id FROM customers_payeraccount k WHERE k.key = w.key LIMIT %(anybody)s + 1) k
) p WHERE p.many <= %(anybody)s
UNION SELECT customer_id FROM wanted_owing
UNION
SELECT few.customer_id FROM wanted_name_key w CROSS JOIN LATERAL (
  SELECT n.customer_id FROM receipting_namekey n WHERE n.key = w.key LIMIT %(namesakes)s + 1
) few
WHERE (SELECT count(*) FROM (SELECT FROM receipting_namekey n WHERE n.key = w.key LIMIT %(namesakes)s + 1) c) <= %(namesakes)s
ON CONFLICT DO NOTHING;
WITH merged AS MATERIALIZED (SELECT customer_id, kept_id FROM customers_merged('infinity', 'infinity')), named AS (
  SELECT id FROM wanted_customer UNION SELECT kept_id FROM merged JOIN wanted_customer ON id = customer_id
)
INSERT INTO wanted_customer
SELECT id FROM named UNION SELECT customer_id FROM merged JOIN named ON id = kept_id
ON CONFLICT DO NOTHING;
ANALYZE wanted_customer;
INSERT INTO wanted_item
SELECT b.item_id FROM wanted_customer w JOIN receivables_itembalance b ON b.customer_id = w.id AND b.open_pence <> 0
WHERE b.open_pence > 0 AND %(all_they_owe)s
ON CONFLICT DO NOTHING;
ANALYZE wanted_item;

-- name: crowds
-- Name keys that so many customers share that not all of them were fetched, and how many these are.
SELECT w.key, count(*) AS many FROM wanted_name_key w JOIN receipting_namekey n ON n.key = w.key
GROUP BY w.key HAVING count(*) > %(namesakes)s;

-- name: items
-- What those customers owe, and what the references name even if it is paid (what of that was written off is owed to whoever pays it); an item of a merged account is its keeper's.
SELECT i.id AS item_id, i.reference, coalesce(m.kept_id, i.customer_id) AS customer_id, i.due_on, i.amount_pence,
       b.open_pence + CASE WHEN b.open_pence < i.amount_pence AND EXISTS (SELECT FROM wanted_reference r WHERE r.reference = i.reference)
                           THEN coalesce((SELECT o.pence FROM receivables_writtenoff o WHERE o.item_id = i.id), 0) ELSE 0 END AS open_pence, i.effective_on,
       v.purchase_order, s.name AS service, v.service_user, n.born_on, i.invoice_id
FROM wanted_item w JOIN receivables_item i ON i.id = w.id JOIN receivables_itembalance b ON b.item_id = i.id
JOIN billing_invoice v ON v.id = i.invoice_id JOIN council_service s ON s.id = i.service_id
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = i.customer_id
LEFT JOIN LATERAL (SELECT b.born_on FROM billing_birth b WHERE v.service_user <> '' AND b.customer_id = v.customer_id
                   AND b.service_user = upper(v.service_user) ORDER BY b.id DESC LIMIT 1) n ON true
WHERE i.kind = 'instalment';

-- name: earlier
-- Who paid towards those invoices before: the name the bank showed, and the sum.
SELECT DISTINCT o.invoice_id, r.id, t.payer_name, r.amount_pence
FROM (SELECT DISTINCT i.invoice_id FROM wanted_item w JOIN receivables_item i ON i.id = w.id WHERE i.invoice_id IS NOT NULL) v
JOIN receivables_item o ON o.invoice_id = v.invoice_id JOIN receivables_allocation a ON a.debit_item_id = o.id AND a.undoes_id IS NULL
JOIN receipting_placement p ON p.item_id = a.credit_item_id JOIN receipting_receipt r ON r.id = p.receipt_id
JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id AND t.payer_name <> ''
WHERE NOT EXISTS (SELECT FROM receivables_allocation u WHERE u.undoes_id = a.id)
ORDER BY o.invoice_id, r.id;

-- name: shown
-- Of those who by their names may owe the sum: under which of the names asked about their bills were paid before.
SELECT DISTINCT coalesce(m.kept_id, w.customer_id) AS customer_id, t.payer_name
FROM wanted_owing w JOIN receivables_item i ON i.customer_id = w.customer_id AND i.kind = 'receipt'
JOIN receipting_placement p ON p.item_id = i.id JOIN receipting_receipt r ON r.id = p.receipt_id
JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id AND upper(t.payer_name) = ANY(%(names)s)
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = w.customer_id
WHERE NOT EXISTS (SELECT FROM receipting_placement u WHERE u.undoes_id = p.id);

-- name: debtors
-- Who they are: a merged account is another face of its keeper, with a reference, a name and an address of its own; a name they pay under by
-- an approved rule is one more, and so is that of somebody who acts for them on the day.
SELECT coalesce(m.kept_id, c.id) AS id, c.reference, c.name, c.kind, c.first_name, c.last_name, c.trading_as, c.title, a.lines, a.postcode, NULL::bigint AS rule,
       m.kept_id, false AS acts
FROM wanted_customer w JOIN customers_customer c ON c.id = w.id
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = c.id
LEFT JOIN LATERAL (SELECT lines, postcode FROM customers_address a WHERE a.customer_id = c.id AND a.valid_to IS NULL
                   ORDER BY a.id DESC LIMIT 1) a ON true
UNION ALL
SELECT coalesce(m.kept_id, c.id), c.reference, r.payer, 'company', '', '', '', '', '', '', r.rule_id, m.kept_id, false
FROM wanted_customer w JOIN receipting_ruleinforce r ON r.customer_id = w.id JOIN customers_customer c ON c.id = w.id
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = c.id
UNION ALL
SELECT coalesce(m.kept_id, c.id), c.reference, p.name, 'person', '', '', '', '', '', '', NULL, m.kept_id, true
FROM wanted_customer w JOIN safeguards_representative p ON p.customer_id = w.id JOIN customers_customer c ON c.id = w.id
LEFT JOIN safeguards_representativeend e ON e.representative_id = p.id
LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = c.id
WHERE p.valid_from <= %(on)s AND (p.valid_to IS NULL OR p.valid_to >= %(on)s) AND (e.valid_to IS NULL OR e.valid_to >= %(on)s)
ORDER BY acts, rule NULLS FIRST, kept_id NULLS FIRST, id;

-- name: habits
-- Whom these bank accounts have paid for, but those that pay for anybody.
SELECT w.key, coalesce(m.kept_id, p.customer_id) AS customer_id, sum(p.times_paid)::int AS times_paid
FROM (SELECT DISTINCT key FROM unnest(%(payers)s::bytea[]) asked(key)) w CROSS JOIN LATERAL (
  SELECT k.*, count(*) OVER () AS many FROM (SELECT customer_id, times_paid FROM customers_payeraccount k WHERE k.key = w.key LIMIT %(anybody)s + 1) k
) p LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = p.customer_id
WHERE p.many <= %(anybody)s GROUP BY 1, 2;
