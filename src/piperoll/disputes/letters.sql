-- name: sources
-- The letter of one closed dispute, routed as its customer is read now.
INSERT INTO to_send
SELECT d.id, 'DISPUTE-' || d.id, d.customer_id, coalesce(m.kept_id, d.customer_id), coalesce(d.amount_pence, 0), %(on)s
FROM disputes_dispute d LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = d.customer_id
WHERE d.id = %(dispute)s;

-- name: closed
-- What the letters of some closed disputes say.
SELECT d.id AS source_id, c.reference AS customer_reference, c.name AS customer_name, i.number AS invoice, v.name AS service, d.raised_on,
       x.outcome, x.why, x.what_next
FROM disputes_dispute d JOIN disputes_outcome x ON x.dispute_id = d.id JOIN customers_customer c ON c.id = d.customer_id
JOIN billing_invoice i ON i.id = d.invoice_id JOIN council_service v ON v.id = i.service_id
WHERE d.id = ANY(%(disputes)s::bigint[]);

-- name: newest
-- A customer's newest dispute that was closed.
SELECT max(d.id) AS source_id FROM disputes_dispute d JOIN disputes_outcome x ON x.dispute_id = d.id
WHERE d.customer_id = %(customer)s HAVING max(d.id) IS NOT NULL;
