-- name: one_at_a_time
-- Two who take events in at once take them one after the other.
SELECT pg_advisory_xact_lock(20262, 7);

-- name: known
-- Which of these events were taken before.
SELECT gocardless_id FROM gocardless_gocardlessevent WHERE gocardless_id = ANY(%(events)s);

-- name: mandates
-- Ours of some mandates there, with whose they are, and whether they are for the account in use now.
SELECT g.gocardless_id, g.mandate_id, g.account_id, m.reference, s.customer_id,
       NOT EXISTS (SELECT FROM gocardless_gocardlessmandate x WHERE x.mandate_id = g.mandate_id AND x.account_id > g.account_id) AS is_newest
FROM gocardless_gocardlessmandate g JOIN direct_debit_mandate m ON m.id = g.mandate_id
JOIN direct_debit_standing s ON s.mandate_id = g.mandate_id
WHERE g.gocardless_id = ANY(%(mandates)s);

-- name: payments
-- Ours of some payments there: the collection, its mandate and customer, and how it ended if it did.
SELECT p.gocardless_id, p.collection_id, c.mandate_id, m.reference, s.customer_id, c.amount_pence, c.collect_on, e.what, e.ended_on,
       EXISTS (SELECT FROM bacs_collectioncredit k WHERE k.collection_id = c.id AND k.undoes_id IS NOT NULL) AS came_back
FROM gocardless_gocardlesspayment p JOIN bacs_collection c ON c.id = p.collection_id JOIN direct_debit_mandate m ON m.id = c.mandate_id
JOIN direct_debit_standing s ON s.mandate_id = c.mandate_id LEFT JOIN bacs_collectionend e ON e.collection_id = c.id
WHERE p.gocardless_id = ANY(%(payments)s);

-- name: last_told
-- The moment of the newest event there is.
SELECT max(happened_at) AS at FROM gocardless_gocardlessevent;

-- name: payouts_waiting
-- Payouts GoCardless told of that could not be taken in yet.
SELECT DISTINCT e.told::jsonb -> 'links' ->> 'payout' AS gocardless_id
FROM gocardless_gocardlessevent e WHERE e.about = 'payouts' AND e.action = 'paid'
  AND NOT EXISTS (SELECT FROM gocardless_payout p WHERE p.gocardless_id = e.told::jsonb -> 'links' ->> 'payout');
