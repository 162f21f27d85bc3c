-- name: invoices
-- What letters say of some invoices and the customers they are for.
SELECT i.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, i.number AS document_number,
       i.invoiced_on AS document_date, s.name AS service, i.gross_pence AS amount,
       (SELECT min(x.due_on) FROM receivables_item x WHERE x.invoice_id = i.id AND x.kind = 'instalment') AS due_date
FROM billing_invoice i JOIN customers_customer c ON c.id = i.customer_id JOIN council_service s ON s.id = i.service_id
WHERE i.id = ANY(%(sources)s);

-- name: customers
-- How some customers' accounts stand on a day.
SELECT c.id AS source_id, c.reference AS customer_reference, c.name AS customer_name,
       coalesce(sum(b.open_pence), 0)::bigint AS balance,
       coalesce(sum(b.open_pence) FILTER (WHERE b.open_pence > 0 AND coalesce(i.due_on, i.effective_on) < %(on)s), 0)::bigint AS overdue
FROM customers_customer c
LEFT JOIN receivables_itembalance b ON b.customer_id = c.id AND b.open_pence <> 0
LEFT JOIN receivables_item i ON i.id = b.item_id
WHERE c.id = ANY(%(sources)s) GROUP BY c.id;

-- name: newest_invoice
-- A customer's newest invoice.
SELECT max(id) AS source_id FROM billing_invoice WHERE customer_id = %(customer)s HAVING max(id) IS NOT NULL;

-- name: statements
-- What letters say of some statements of account.
SELECT s.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, s.since AS statement_from, s.until AS statement_to,
       s.closing_pence AS balance, s.overdue_pence AS overdue
FROM receivables_accountstatement s JOIN customers_customer c ON c.id = s.customer_id WHERE s.id = ANY(%(sources)s);

-- name: newest_statement
-- A customer's newest statement of account.
SELECT max(id) AS source_id FROM receivables_accountstatement WHERE customer_id = %(customer)s HAVING max(id) IS NOT NULL;

-- name: credit_notes
-- What letters say of some credit notes.
SELECT n.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, n.number AS document_number,
       n.credited_on AS document_date, s.name AS service, n.gross_pence AS amount
FROM billing_creditnote n JOIN billing_invoice i ON i.id = n.invoice_id JOIN customers_customer c ON c.id = n.customer_id
JOIN council_service s ON s.id = i.service_id WHERE n.id = ANY(%(sources)s);

-- name: newest_credit_note
-- A customer's newest credit note.
SELECT max(id) AS source_id FROM billing_creditnote WHERE customer_id = %(customer)s HAVING max(id) IS NOT NULL;
