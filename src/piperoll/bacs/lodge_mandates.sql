-- name: one_at_a_time
-- Two who lodge at once lodge one after the other.
SELECT pg_advisory_xact_lock(20262, 3);

-- name: take
-- The instructions that wait, laid out for this file: a mandate's cancellation before its new instruction. Whoever is cancelling one is waited for.
SELECT s.mandate_id FROM direct_debit_standing s
WHERE s.mandate_id IN (SELECT l.mandate_id FROM direct_debit_lodgement l
                       WHERE NOT EXISTS (SELECT FROM direct_debit_lodgementend e WHERE e.lodgement_id = l.id))
ORDER BY s.mandate_id FOR UPDATE;
CREATE TEMP TABLE IF NOT EXISTS lodging (lodgement_id bigint PRIMARY KEY, mandate_id bigint, account_id bigint, code text) ON COMMIT DROP;
TRUNCATE lodging;
INSERT INTO lodging
SELECT l.id, l.mandate_id, l.account_id, l.code FROM direct_debit_lodgement l
JOIN direct_debit_mandate m ON m.id = l.mandate_id AND m.provider = 'bacs'
WHERE NOT EXISTS (SELECT FROM direct_debit_lodgementend e WHERE e.lodgement_id = l.id);
SELECT mandate_id, code FROM lodging ORDER BY lodgement_id;

-- name: instructions
-- What was laid out, as a file holds it.
SELECT a.sealed_details, a.sealed_name, l.code, 0 AS amount_pence, m.reference
FROM lodging l JOIN direct_debit_mandateaccount a ON a.id = l.account_id JOIN direct_debit_mandate m ON m.id = l.mandate_id
ORDER BY l.lodgement_id;

-- name: file
-- Each of them is filed, once, from the day the file is processed.
INSERT INTO direct_debit_lodgementend (lodgement_id, what, reference, effective_on, run_id)
SELECT lodgement_id, 'filed', %(serial)s, %(on)s, %(run)s FROM lodging ORDER BY lodgement_id;
