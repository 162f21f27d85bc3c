-- name: invoices
-- The heads of some invoices.
SELECT i.id, i.number, c.reference AS customer_reference, i.billed_to, i.invoiced_on, i.tax_point_on, i.purchase_order, i.service_user,
       s.name AS service, (SELECT help_text FROM council_council) AS help_text, (SELECT pay_page FROM council_council) AS pay_page
FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id JOIN council_service s ON s.id = i.service_id
WHERE i.id = ANY(%(invoices)s);

-- name: lines
-- Their lines, with what each VAT code meant at the tax point.
SELECT l.invoice_id, l.description, l.period_from, l.period_to, l.quantity, l.unit_price_pounds, l.net_pence, l.vat_code, l.vat_rate,
       l.vat_pence, v.name AS vat_name, v.is_supply AND v.is_taxable AS is_taxable
FROM billing_invoiceline l JOIN billing_invoice i ON i.id = l.invoice_id
JOIN council_vatrate v ON v.code = l.vat_code AND i.tax_point_on >= v.valid_from AND i.tax_point_on <= coalesce(v.valid_to, 'infinity')
WHERE l.invoice_id = ANY(%(invoices)s) ORDER BY l.invoice_id, l.line_number;

-- name: instalments
-- What is due when.
SELECT invoice_id, due_on, amount_pence FROM receivables_item
WHERE invoice_id = ANY(%(invoices)s) AND kind = 'instalment' ORDER BY invoice_id, due_on, id;

-- name: of_run
-- The invoices a run raised, in order.
SELECT id, number, customer_id FROM billing_invoice WHERE run_id = %(run)s ORDER BY id;

-- name: numbered
-- Invoices by number, in order.
SELECT id, number, customer_id FROM billing_invoice WHERE number = ANY(%(numbers)s) ORDER BY id;
