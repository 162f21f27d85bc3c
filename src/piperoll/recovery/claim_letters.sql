-- name: sources
-- One notice, routed as its customer is read now.
INSERT INTO to_send
SELECT n.id, 'NOTICE-' || n.id, n.customer_id, coalesce(m.kept_id, n.customer_id), n.pence, %(on)s
FROM recovery_claimnotice n LEFT JOIN customers_merged('infinity', 'infinity') m ON m.customer_id = n.customer_id
WHERE n.id = %(notice)s;

-- name: notices
-- What some notices say.
SELECT n.id AS source_id, n.customer_id, c.reference AS customer_reference, c.name AS customer_name, n.pence, n.letter_on
FROM recovery_claimnotice n JOIN customers_customer c ON c.id = n.customer_id WHERE n.id = ANY(%(notices)s::bigint[]);

-- name: newest
-- A customer's newest notice.
SELECT max(id) AS source_id FROM recovery_claimnotice WHERE customer_id = %(customer)s HAVING max(id) IS NOT NULL;

-- name: given
-- The newest notice given since a day whose letter waits to go or went.
SELECT n.noticed_on FROM recovery_claimnotice n JOIN dispatch_document d ON d.kind = 'claim_notice' AND d.source_id = n.id
JOIN dispatch_outbox o ON o.document_id = d.id AND o.state IN ('prepared', 'claimed', 'in_doubt', 'sent', 'delivered')
WHERE n.customer_id = ANY(customers_accounts(%(customer)s, 'infinity', 'infinity')) AND n.noticed_on >= %(since)s
ORDER BY n.id DESC LIMIT 1;
