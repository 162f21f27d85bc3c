-- name: concerns
-- Concerns about refunds, those nobody settled first.
SELECT c.id, c.request_id, k.reference AS customer, k.name, q.amount_pence, c.sealed_words, w.name AS raised_by, c.raised_on,
       s.sealed_words AS settled, x.name AS settled_by, s.settled_on
FROM refunds_concern c JOIN authority_request q ON q.id = c.request_id JOIN customers_customer k ON k.id = q.customer_id
JOIN authority_user w ON w.id = c.by_id LEFT JOIN refunds_concernsettled s ON s.concern_id = c.id LEFT JOIN authority_user x ON x.id = s.by_id
ORDER BY s.concern_id IS NOT NULL, c.id DESC LIMIT %(most)s;
