-- name: expect_nothing
-- Nothing more is expected of some collection runs.
INSERT INTO receipting_expected (bank_account_id, account_id, amount_pence, expected_on, words, what, replaces_id, run_id)
SELECT e.bank_account_id, e.account_id, 0, e.expected_on, e.words, e.what, e.id, %(run)s
FROM unnest(%(collection_runs)s::bigint[]) AS r (id) JOIN receipting_expected e ON e.words = 'DD RUN ' || r.id
WHERE NOT EXISTS (SELECT FROM receipting_expected x WHERE x.replaces_id = e.id)
  AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
ORDER BY e.id;
