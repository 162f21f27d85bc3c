-- name: withdraw
-- Instructions of a mandate that no file has taken, withdrawn; and the accounts they were about.
INSERT INTO direct_debit_lodgementend (lodgement_id, what, reference, effective_on, run_id)
SELECT l.id, 'withdrawn', '', %(on)s, %(run)s FROM direct_debit_lodgement l
WHERE l.mandate_id = %(mandate)s AND l.code = ANY(%(codes)s)
  AND NOT EXISTS (SELECT FROM direct_debit_lodgementend e WHERE e.lodgement_id = l.id)
RETURNING (SELECT l.account_id FROM direct_debit_lodgement l WHERE l.id = lodgement_id) AS account_id;
