-- name: waiting
-- What waits to be sent: instructions, and released collections with what they come to.
SELECT (SELECT count(*) FROM direct_debit_lodgement l JOIN direct_debit_mandate m ON m.id = l.mandate_id AND m.provider = 'gocardless'
        WHERE NOT EXISTS (SELECT FROM direct_debit_lodgementend e WHERE e.lodgement_id = l.id)) AS instructions,
       count(*) AS payments, coalesce(sum(c.amount_pence), 0)::bigint AS pence
FROM bacs_collection c JOIN direct_debit_mandate m ON m.id = c.mandate_id AND m.provider = 'gocardless'
JOIN bacs_verdict v ON v.collection_run_id = c.collection_run_id AND v.what = 'released'
WHERE NOT EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
  AND NOT EXISTS (SELECT FROM gocardless_gocardlesspayment p WHERE p.collection_id = c.id);

-- name: payouts
-- Payouts, newest first, and whether the bank has shown each.
SELECT p.id, p.reference, p.arrives_on, p.amount_pence, p.items_pence, p.fees_pence, p.expected_id,
       (SELECT count(*) FROM gocardless_payoutitem i WHERE i.payout_id = p.id) AS items,
       EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = p.expected_id) AS is_cleared
FROM gocardless_payout p ORDER BY p.id DESC LIMIT %(most)s OFFSET %(after)s;
