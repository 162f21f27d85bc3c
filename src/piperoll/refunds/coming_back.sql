-- name: never_went
-- Those of some refunds that no file asked for, or whose file was withdrawn, cheques that were not paid, and cards GOV.UK Pay could not pay: no money left the bank.
SELECT r.id AS refund_id FROM refunds_refund r
LEFT JOIN refunds_liverefund l ON l.refund_id = r.id LEFT JOIN refunds_refundverdict v ON v.refund_run_id = l.refund_run_id
LEFT JOIN refunds_filedrefunds f ON f.verdict_id = v.id
WHERE r.id = ANY(%(refunds)s::bigint[]) AND (
  r.method IN ('cheque', 'card') OR f.id IS NULL OR EXISTS (SELECT FROM bacs_fileanswer a WHERE a.file_id = f.file_id AND a.outcome = 'withdrawn'));

-- name: expect_less
-- What is expected of their run, or of their cheque, is less by them: the newest word on each, unless the bank has shown it.
WITH ended AS (
  SELECT r.id, r.amount_pence, c.expected_id AS cheque_id, 'REFUND RUN ' || k.refund_run_id AS words
  FROM refunds_refund r JOIN refunds_refundend e ON e.refund_id = r.id AND e.run_id = %(run)s
  LEFT JOIN refunds_cheque c ON c.refund_id = r.id
  LEFT JOIN LATERAL (SELECT x.refund_run_id FROM refunds_chosenrefund x WHERE x.refund_id = r.id ORDER BY x.id DESC LIMIT 1) k ON true
  WHERE r.id = ANY(%(refunds)s::bigint[])
), less AS (
  SELECT e.id, sum(n.amount_pence) AS pence FROM ended n
  JOIN receipting_expected e ON e.id = n.cheque_id OR (n.cheque_id IS NULL AND e.words = n.words)
  WHERE NOT EXISTS (SELECT FROM receipting_expected x WHERE x.replaces_id = e.id)
    AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
  GROUP BY e.id
)
INSERT INTO receipting_expected (bank_account_id, account_id, amount_pence, expected_on, days_late, words, what, replaces_id, run_id)
SELECT e.bank_account_id, e.account_id, e.amount_pence + l.pence, e.expected_on, e.days_late, e.words, e.what, e.id, %(run)s
FROM less l JOIN receipting_expected e ON e.id = l.id ORDER BY e.id;

-- name: went
-- Those of some refunds that this run ended and the bank had paid: each comes back in.
SELECT e.refund_id, r.amount_pence FROM refunds_refundend e JOIN refunds_refund r ON r.id = e.refund_id
WHERE e.run_id = %(run)s AND e.refund_id = ANY(%(refunds)s::bigint[]) ORDER BY e.refund_id;
