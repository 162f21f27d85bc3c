-- name: named
-- Ours of the payments in a payout: what stands of each, and what payouts hold of it already.
SELECT p.gocardless_id, p.id, p.collection_id, c.amount_pence, array_remove(array_agg(i.kind::text), NULL) AS kinds,
       coalesce(-sum(i.amount_pence) FILTER (WHERE i.kind = 'payment_refunded'), 0)::bigint AS refunded_pence,
       coalesce(-sum(i.amount_pence) FILTER (WHERE i.kind IN ('payment_failed', 'payment_charged_back')), 0)::bigint AS came_back_pence,
       coalesce((SELECT sum(k.amount_pence) FROM bacs_collectioncredit k WHERE k.collection_id = c.id), 0)::bigint AS stands_pence
FROM gocardless_gocardlesspayment p JOIN bacs_collection c ON c.id = p.collection_id LEFT JOIN gocardless_payoutitem i ON i.payment_id = p.id
WHERE p.gocardless_id = ANY(%(payments)s) GROUP BY p.id, c.id;

-- name: draft_fees
-- Fees go from what is on its way to what it cost; their journal.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
VALUES (nextval('ledger_journal_id_seq'), 'collection_fees', %(payout)s, %(on)s);
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT j.journal_id, fees.id, transit.id, %(pence)s, %(on)s
FROM journal_draft j, (SELECT id FROM ledger_account WHERE control = 'collect_fees') fees,
     (SELECT id FROM ledger_account WHERE control = 'direct_debit') transit;
SELECT journal_id FROM journal_draft;

-- name: next_payout
-- The number of the next payout, which its journal names.
SELECT nextval(pg_get_serial_sequence('gocardless_payout', 'id')) AS number;
