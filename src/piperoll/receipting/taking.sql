-- name: lay_out
-- Where payments taken arrive.
CREATE TEMP TABLE IF NOT EXISTS arriving_taking (
  line int, amount_pence bigint, taken_on date, number text, text_digest bytea, salt bytea, payer_name text, narrative text,
  payment_references jsonb, receipt_id bigint, journal_id bigint
) ON COMMIT DROP;
TRUNCATE arriving_taking;

-- name: draft
-- A journal for each: what was taken stands on its method's account, and in suspense until it is placed.
UPDATE arriving_taking SET receipt_id = nextval('receipting_receipt_id_seq'), journal_id = nextval('ledger_journal_id_seq');
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT journal_id, 'taking', receipt_id, taken_on FROM arriving_taking;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT a.journal_id, CASE WHEN a.amount_pence > 0 THEN %(account)s ELSE suspense.id END,
       CASE WHEN a.amount_pence > 0 THEN suspense.id ELSE %(account)s END, abs(a.amount_pence), a.taken_on
FROM arriving_taking a, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense
ORDER BY a.line;

-- name: add
-- The receipts, what was taken with its words apart, and all of it in suspense; the receipts in order.
INSERT INTO receipting_receipt (id, reference, bank_account_id, received_on, amount_pence, run_id)
SELECT receipt_id, concat(%(code)s::text, '-', %(run)s::bigint, '/', line), %(bank_account)s, taken_on, amount_pence, %(run)s
FROM arriving_taking ORDER BY receipt_id;
INSERT INTO receipting_taking (receipt_id, method_id, number, amount_pence, taken_on, text_digest, journal_id, run_id)
SELECT receipt_id, %(method)s, number, amount_pence, taken_on, text_digest, journal_id, %(run)s FROM arriving_taking ORDER BY receipt_id;
INSERT INTO receipting_takingtext (taking_id, salt, payer_name, narrative, payment_references)
SELECT receipt_id, salt, payer_name, narrative, payment_references FROM arriving_taking ORDER BY receipt_id;
INSERT INTO receipting_suspense (receipt_id, open_pence, state, reason)
SELECT receipt_id, amount_pence, 'new', '' FROM arriving_taking ORDER BY receipt_id;
SELECT receipt_id FROM arriving_taking ORDER BY line;
