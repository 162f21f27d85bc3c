-- name: named
-- Ours of the payments in a payout, and what payouts hold of them already.
SELECT p.gocardless_id, p.id, p.collection_id, c.amount_pence, array(SELECT i.kind::text FROM gocardless_payoutitem i WHERE i.payment_id = p.id) AS kinds,
       EXISTS (SELECT FROM bacs_collectionend e WHERE e.collection_id = c.id)
       OR EXISTS (SELECT FROM bacs_collectioncredit k WHERE k.collection_id = c.id AND k.undoes_id IS NOT NULL) AS came_back
FROM gocardless_gocardlesspayment p JOIN bacs_collection c ON c.id = p.collection_id WHERE p.gocardless_id = ANY(%(payments)s);

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
