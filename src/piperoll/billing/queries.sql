-- name: numbered
-- The invoice with one of these numbers.
SELECT i.id, i.number, i.customer_id, i.service_id, i.invoiced_on, i.tax_point_on, i.net_pence, i.vat_pence, i.gross_pence,
       i.is_vat_invoice, i.billed_to, i.purchase_order, i.service_user, i.journal_id, i.run_id, c.reference AS customer_reference,
       CASE WHEN i.service_user <> '' THEN (SELECT b.born_on FROM billing_birth b WHERE b.customer_id = i.customer_id
                                           AND b.service_user = upper(i.service_user) ORDER BY b.id DESC LIMIT 1) END AS born_on,
       c.name AS customer, s.name AS service, s.code AS service_code,
       r.by_username, r.started_at, r.content_name
FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id JOIN council_service s ON s.id = i.service_id
JOIN runs_run r ON r.id = i.run_id
WHERE i.number = ANY(%(numbers)s);

-- name: lines
-- An invoice's lines, each with the income it earns.
SELECT l.line_number, l.description, l.period_from, l.period_to, l.quantity, l.unit_price_pounds, l.net_pence, l.vat_code,
       l.vat_rate, l.vat_pence, l.external_id, a.code AS account_code, a.name AS account
FROM billing_invoiceline l JOIN ledger_account a ON a.id = l.account_id
WHERE l.invoice_id = %(invoice)s ORDER BY l.line_number LIMIT %(most)s OFFSET %(after)s;

-- name: vat_by_code
-- What an invoice comes to under each VAT code, named as on its tax point.
SELECT l.vat_code, l.vat_rate, coalesce(max(v.name), '') AS name, sum(l.net_pence)::bigint AS net_pence,
       sum(l.vat_pence)::bigint AS vat_pence, count(*) AS lines
FROM billing_invoiceline l JOIN billing_invoice i ON i.id = l.invoice_id
LEFT JOIN council_vatrate v ON v.code = l.vat_code AND i.tax_point_on BETWEEN v.valid_from AND coalesce(v.valid_to, 'infinity')
WHERE l.invoice_id = %(invoice)s GROUP BY l.vat_code, l.vat_rate ORDER BY l.vat_code;

-- name: postings
-- The movements of an invoice's journal between ledger accounts.
SELECT d.code AS debit_code, d.name AS debit, c.code AS credit_code, c.name AS credit, p.amount_pence, p.effective_on
FROM ledger_posting p JOIN ledger_account d ON d.id = p.debit_account_id JOIN ledger_account c ON c.id = p.credit_account_id
WHERE p.journal_id = %(journal)s ORDER BY p.id;

-- name: of_customer
-- A customer's invoices and those of whoever is merged into them, newest first.
SELECT i.id, i.number, i.invoiced_on, i.gross_pence, s.name AS service, i.purchase_order,
       t.open_pence, t.next_due_on, t.written_off_pence, (SELECT coalesce(sum(n.gross_pence), 0) FROM billing_creditnote n WHERE n.invoice_id = i.id)::bigint AS credited_pence
FROM billing_invoice i JOIN council_service s ON s.id = i.service_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(b.open_pence), 0)::bigint AS open_pence, min(x.due_on) FILTER (WHERE b.open_pence > 0) AS next_due_on,
         coalesce(sum(CASE WHEN b.open_pence < x.amount_pence THEN (SELECT o.pence FROM receivables_writtenoff o WHERE o.item_id = x.id) END), 0)::bigint AS written_off_pence
  FROM receivables_item x JOIN receivables_itembalance b ON b.item_id = x.id WHERE x.invoice_id = i.id
) t
WHERE i.id IN (
  SELECT x.id FROM unnest(customers_accounts(%(customer)s, 'infinity', 'infinity')) AS account (id) CROSS JOIN LATERAL (
    SELECT b.id FROM billing_invoice b WHERE b.customer_id = account.id ORDER BY b.id DESC LIMIT %(most)s + %(after)s
  ) x ORDER BY x.id DESC LIMIT %(most)s OFFSET %(after)s)
ORDER BY i.id DESC;

-- name: billed_between
-- The first and last run that could hold invoices dated between two days (invoices lie run by run; a preview is issued within `keeps_days`).
SELECT min(id) AS first_run, max(id) AS last_run FROM runs_run WHERE effective_on BETWEEN %(since)s AND %(until)s + %(keeps_days)s;

-- name: listed
-- Invoices of a service, between two days, in a state, from one place in the list on: newest first, or `back` towards the newest.
SELECT i.id, i.number, i.invoiced_on, i.gross_pence, s.name AS service, c.reference AS customer_reference, c.name AS customer,
       t.open_pence, t.next_due_on, t.written_off_pence, (SELECT coalesce(sum(n.gross_pence), 0) FROM billing_creditnote n WHERE n.invoice_id = i.id)::bigint AS credited_pence
FROM billing_invoice i JOIN council_service s ON s.id = i.service_id JOIN customers_customer c ON c.id = i.customer_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(b.open_pence), 0)::bigint AS open_pence, min(x.due_on) FILTER (WHERE b.open_pence > 0) AS next_due_on,
         coalesce(sum(CASE WHEN b.open_pence < x.amount_pence THEN (SELECT o.pence FROM receivables_writtenoff o WHERE o.item_id = x.id) END), 0)::bigint AS written_off_pence
  FROM receivables_item x JOIN receivables_itembalance b ON b.item_id = x.id WHERE x.invoice_id = i.id
) t
WHERE (%(service)s IS NULL OR i.service_id = %(service)s)
  AND (%(run)s IS NULL OR i.run_id = %(run)s)
  AND (%(since)s IS NULL OR (i.invoiced_on BETWEEN %(since)s AND %(until)s AND i.run_id BETWEEN %(first_run)s AND %(last_run)s))
  AND (%(before)s IS NULL OR i.id < %(before)s) AND (%(beyond)s IS NULL OR i.id > %(beyond)s)
  AND CASE %(state)s WHEN 'open' THEN t.open_pence > 0 WHEN 'overdue' THEN t.next_due_on < %(today)s
                     WHEN 'paid' THEN t.open_pence = 0 AND t.written_off_pence = 0 ELSE true END
ORDER BY CASE WHEN %(back)s THEN i.id END, CASE WHEN NOT %(back)s THEN i.id END DESC
LIMIT %(most)s;

-- name: asked_for
-- The request a service made for an invoice, and who asked.
SELECT a.request_id AS request, u.name FROM billing_invoiceasked a JOIN authority_request r ON r.id = a.request_id
JOIN authority_user u ON u.id = r.asked_by_id WHERE a.invoice_id = %(invoice)s;
