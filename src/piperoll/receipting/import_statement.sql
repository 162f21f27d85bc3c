-- name: hold_account
-- One statement of an account at a time.
SELECT id FROM council_bankaccount WHERE id = %(account)s FOR UPDATE;

-- name: known
-- Which of these lines are banked already.
SELECT fingerprint FROM receipting_bankline WHERE fingerprint = ANY(%(fingerprints)s::bytea[]);

-- name: arriving_known
-- Which of the lines that arrive are banked already.
SELECT fingerprint FROM arriving_line JOIN receipting_bankline USING (fingerprint);

-- name: last_statement
-- The account's last statement: the one nothing follows.
SELECT s.id, s.opening_pence, s.closing_pence, s.opened_on, s.closed_on FROM receipting_statement s
WHERE s.bank_account_id = %(account)s
  AND NOT EXISTS (SELECT FROM receipting_statement later WHERE later.previous_id = s.id);

-- name: lay_out_lines
-- Where a statement's lines arrive, each with a key for itself and for its receipt.
CREATE TEMP TABLE IF NOT EXISTS arriving_line (
  line_number int, booked_on date, value_on date, amount_pence bigint, type_code text, kind text, fingerprint bytea,
  text_digest bytea, salt bytea, payer_name text, narrative text, payment_references jsonb, payer_key bytea, sealed_payer bytea,
  line_id bigint DEFAULT nextval('receipting_bankline_id_seq'), receipt_id bigint DEFAULT nextval('receipting_receipt_id_seq')
) ON COMMIT DROP;
TRUNCATE arriving_line;

-- name: add_statement
-- The statement itself, with its journal's key set aside.
INSERT INTO receipting_statement (bank_account_id, previous_id, sequence, format, bank_reference, opened_on, closed_on, opening_pence,
                                  closing_pence, line_count, entered_balance, journal_id, run_id)
VALUES (%(account)s, %(previous)s, coalesce((SELECT sequence FROM receipting_statement WHERE id = %(previous)s), 0) + 1, %(format)s, %(reference)s, %(opened)s, %(closed)s, %(opening)s, %(closing)s, %(lines)s,
        %(entered)s, nextval('ledger_journal_id_seq'), %(run)s)
RETURNING id, journal_id;

-- name: draft_opening
-- The balance an account's first statement opens with was there before us.
WITH journal AS (
  INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
  SELECT nextval('ledger_journal_id_seq'), 'opening', %(statement)s, %(on)s WHERE %(pence)s <> 0
  RETURNING journal_id
)
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT journal.journal_id,
       CASE WHEN %(pence)s > 0 THEN bank.id ELSE opening.id END, CASE WHEN %(pence)s > 0 THEN opening.id ELSE bank.id END,
       abs(%(pence)s), %(on)s
FROM journal, (SELECT id FROM ledger_account WHERE bank_account_id = %(account)s) bank,
     (SELECT id FROM ledger_account WHERE control = 'opening') opening;

-- name: draft_lines
-- One journal for the statement: money in goes from suspense to the bank, money out the other way.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
VALUES (%(journal)s, 'statement', %(statement)s, %(on)s);
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT %(journal)s,
       CASE WHEN a.amount_pence > 0 THEN bank.id ELSE suspense.id END,
       CASE WHEN a.amount_pence > 0 THEN suspense.id ELSE bank.id END, abs(a.amount_pence), a.booked_on
FROM arriving_line a, (SELECT id FROM ledger_account WHERE bank_account_id = %(account)s) bank,
     (SELECT id FROM ledger_account WHERE control = 'suspense') suspense
WHERE a.amount_pence <> 0
ORDER BY a.line_number;

-- name: add_lines
-- The lines, their words apart, a receipt for each that moved money, and all of it in suspense until it is placed.
INSERT INTO receipting_bankline (id, statement_id, line_number, booked_on, value_on, amount_pence, type_code, kind, fingerprint,
                                 text_digest, run_id)
SELECT line_id, %(statement)s, line_number, booked_on, value_on, amount_pence, type_code, kind, fingerprint, text_digest, %(run)s
FROM arriving_line ORDER BY line_id;
INSERT INTO receipting_banklinetext (line_id, salt, payer_name, narrative, payment_references, payer_key, sealed_payer)
SELECT line_id, salt, payer_name, narrative, payment_references, payer_key, sealed_payer FROM arriving_line ORDER BY line_id;
INSERT INTO receipting_receipt (id, reference, bank_line_id, bank_account_id, received_on, amount_pence, run_id)
SELECT a.receipt_id, concat_ws('-', b.code, s.sequence, a.line_number), a.line_id, %(account)s, a.booked_on, a.amount_pence, %(run)s
FROM arriving_line a, council_bankaccount b, receipting_statement s
WHERE b.id = %(account)s AND s.id = %(statement)s AND a.amount_pence <> 0 ORDER BY a.receipt_id;
INSERT INTO receipting_suspense (receipt_id, open_pence, state, reason)
SELECT receipt_id, amount_pence, 'new', '' FROM arriving_line WHERE amount_pence <> 0 ORDER BY receipt_id;
