-- name: expect_nothing
-- Nothing more is expected of some collection runs.
INSERT INTO receipting_expected (bank_account_id, account_id, amount_pence, expected_on, words, what, replaces_id, run_id)
SELECT e.bank_account_id, e.account_id, 0, e.expected_on, e.words, e.what, e.id, %(run)s
FROM unnest(%(collection_runs)s::bigint[]) AS r (id) JOIN receipting_expected e ON e.words = 'DD RUN ' || r.id
WHERE NOT EXISTS (SELECT FROM receipting_expected x WHERE x.replaces_id = e.id)
  AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
ORDER BY e.id;

-- name: lodge_again
-- The instructions of a file that no bank had, asked for once more: a new one where its mandate still collects from that account, a cancellation always.
INSERT INTO direct_debit_lodgement (mandate_id, account_id, code, asked_on, run_id)
SELECT l.mandate_id, l.account_id, l.code, %(on)s, %(run)s
FROM direct_debit_lodgementend e JOIN direct_debit_lodgement l ON l.id = e.lodgement_id JOIN direct_debit_standing s ON s.mandate_id = l.mandate_id
WHERE e.what = 'filed' AND e.reference = %(serial)s
  AND (l.code = '0C' OR s.state NOT IN ('cancelled', 'rejected', 'dormant')
       AND l.account_id = (SELECT max(a.id) FROM direct_debit_mandateaccount a WHERE a.mandate_id = l.mandate_id))
  AND NOT EXISTS (SELECT FROM direct_debit_lodgement x WHERE x.account_id = l.account_id AND x.code = l.code AND x.id > l.id)
ORDER BY l.id
RETURNING mandate_id, code;

-- name: cancel_nothing
-- Cancellations that wait of what no bank ever had, withdrawn: a file's new instructions were the only ones for their accounts.
INSERT INTO direct_debit_lodgementend (lodgement_id, what, reference, effective_on, run_id)
SELECT c.id, 'withdrawn', '', %(on)s, %(run)s
FROM direct_debit_lodgementend e JOIN direct_debit_lodgement l ON l.id = e.lodgement_id AND l.code IN ('0N', '0S')
JOIN direct_debit_lodgement c ON c.account_id = l.account_id AND c.code = '0C' AND c.id > l.id
WHERE e.what = 'filed' AND e.reference = %(serial)s
  AND NOT EXISTS (SELECT FROM direct_debit_lodgementend x WHERE x.lodgement_id = c.id)
  AND NOT EXISTS (
    SELECT FROM direct_debit_lodgementend x JOIN direct_debit_lodgement y ON y.id = x.lodgement_id
    WHERE y.account_id = l.account_id AND y.code IN ('0N', '0S') AND x.what = 'filed' AND x.reference <> e.reference
  )
ORDER BY c.id;
