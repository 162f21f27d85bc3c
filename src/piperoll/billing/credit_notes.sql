-- name: found
-- Credit notes, the invoice each credits, why, who asked and who approved; `used_pence` met the invoice when it was issued.
SELECT n.id, n.number, n.credited_on, n.net_pence, n.vat_pence, n.gross_pence, n.run_id, n.journal_id, n.request_id, i.number AS invoice,
       i.invoiced_on, i.tax_point_on, i.billed_to, i.gross_pence AS invoice_gross_pence, c.reference AS customer_reference, c.name AS customer,
       s.name AS service, q.reason, q.why, q.asked_on, a.name AS asked_by, e.event, d.name AS decided_by,
       (SELECT coalesce(sum(x.amount_pence), 0)::bigint FROM receivables_item it JOIN receivables_allocation x ON x.credit_item_id = it.id
        WHERE it.journal_id = n.journal_id AND it.kind = 'credit_note' AND x.run_id = n.run_id) AS used_pence
FROM billing_creditnote n JOIN billing_invoice i ON i.id = n.invoice_id JOIN customers_customer c ON c.id = n.customer_id
JOIN council_service s ON s.id = i.service_id JOIN authority_request q ON q.id = n.request_id JOIN authority_user a ON a.id = q.asked_by_id
LEFT JOIN authority_requestevent e ON e.request_id = q.id AND e.state = 'approved' LEFT JOIN authority_user d ON d.id = e.by_id
WHERE n.number = %(number)s OR n.id = ANY(%(notes)s);

-- name: lines
-- What credit notes take off, with what each VAT code meant at the invoice's tax point.
SELECT l.credit_note_id, l.line_number, l.description, l.net_pence, l.vat_code, l.vat_rate, l.vat_pence, a.code AS account_code, a.name AS account,
       coalesce(v.name, '') AS vat_name, coalesce(v.is_supply AND v.is_taxable, false) AS is_taxable
FROM billing_creditnoteline l JOIN ledger_account a ON a.id = l.account_id
JOIN billing_creditnote n ON n.id = l.credit_note_id JOIN billing_invoice i ON i.id = n.invoice_id
LEFT JOIN council_vatrate v ON v.code = l.vat_code AND i.tax_point_on BETWEEN v.valid_from AND coalesce(v.valid_to, 'infinity')
WHERE l.credit_note_id = ANY(%(notes)s) ORDER BY l.credit_note_id, l.line_number;

-- name: of_invoice
-- An invoice's credit notes, oldest first.
SELECT n.number, n.credited_on, n.gross_pence, q.reason FROM billing_creditnote n JOIN authority_request q ON q.id = n.request_id
WHERE n.invoice_id = %(invoice)s ORDER BY n.id;

-- name: linked
-- What an invoice came of, and what came of it.
SELECT CASE k.kind WHEN 'adjusts' THEN 'Adjusts' ELSE 'Replaces' END AS how, o.number FROM billing_invoicelink k
JOIN billing_invoice o ON o.id = k.original_id WHERE k.invoice_id = %(invoice)s
UNION ALL
SELECT CASE k.kind WHEN 'adjusts' THEN 'Adjusted by' ELSE 'Replaced by' END, i.number FROM billing_invoicelink k
JOIN billing_invoice i ON i.id = k.invoice_id WHERE k.original_id = %(invoice)s
ORDER BY 1, 2;

-- name: listed
-- Credit notes, the newest first.
SELECT n.number, n.credited_on, n.gross_pence, i.number AS invoice, c.reference AS customer_reference, c.name AS customer, s.name AS service,
       q.reason, q.asked_on
FROM billing_creditnote n JOIN billing_invoice i ON i.id = n.invoice_id JOIN customers_customer c ON c.id = n.customer_id
JOIN council_service s ON s.id = i.service_id JOIN authority_request q ON q.id = n.request_id
ORDER BY n.id DESC LIMIT %(most)s OFFSET %(after)s;
