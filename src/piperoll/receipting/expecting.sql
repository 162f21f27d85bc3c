-- name: pair
-- Receipts in suspense, locked, each with what was expected: same account, same sum, the words in the bank's own, the days near; first with first.
CREATE TEMP TABLE IF NOT EXISTS cleared (
  receipt_id bigint PRIMARY KEY, expected_id bigint UNIQUE, amount_pence bigint, received_on date, account_id int, what text,
  clearing_id bigint, journal_id bigint
) ON COMMIT DROP;
TRUNCATE cleared;
WITH waiting AS MATERIALIZED (
  SELECT e.* FROM receipting_expected e
  WHERE e.amount_pence <> 0 AND NOT EXISTS (SELECT FROM receipting_clearing c WHERE c.expected_id = e.id)
    AND NOT EXISTS (SELECT FROM receipting_expected r WHERE r.replaces_id = e.id)
), held AS MATERIALIZED (
  SELECT s.receipt_id, s.open_pence FROM receipting_suspense s
  WHERE s.open_pence <> 0 AND s.state IN ('new', 'suggested', 'waiting')
    AND s.receipt_id IN (SELECT r.id FROM receipting_receipt r JOIN waiting w USING (bank_account_id, amount_pence)
                         WHERE r.bank_line_id IS NOT NULL)
  ORDER BY s.receipt_id FOR UPDATE
), fits AS (
  SELECT h.receipt_id, w.id AS expected_id, w.amount_pence, r.received_on, w.account_id, w.what,
         length(w.words) AS telling,
         dense_rank() OVER (PARTITION BY w.bank_account_id, w.amount_pence, w.words ORDER BY w.id) AS place,
         dense_rank() OVER (PARTITION BY w.bank_account_id, w.amount_pence, w.words ORDER BY h.receipt_id) AS turn
  FROM held h JOIN receipting_receipt r ON r.id = h.receipt_id AND r.amount_pence = h.open_pence
  JOIN waiting w ON w.bank_account_id = r.bank_account_id AND w.amount_pence = r.amount_pence
    AND r.received_on BETWEEN w.expected_on - %(early)s::int AND w.expected_on + w.days_late
  LEFT JOIN receipting_banklinetext t ON t.line_id = r.bank_line_id
  WHERE w.words = '' OR strpos(upper(concat_ws(' ', t.payer_name, t.narrative, t.payment_references::text)), w.words) > 0
)
INSERT INTO cleared
SELECT DISTINCT ON (receipt_id) receipt_id, expected_id, amount_pence, received_on, account_id, what,
       nextval('receipting_clearing_id_seq'), nextval('ledger_journal_id_seq')
FROM fits WHERE place = turn
ORDER BY receipt_id, telling DESC, expected_id
ON CONFLICT DO NOTHING;

-- name: draft_clearings
-- Money in leaves suspense for the account that held it; money out goes the other way.
INSERT INTO journal_draft (journal_id, kind, source_id, effective_on)
SELECT journal_id, 'clearing', clearing_id, received_on FROM cleared;
INSERT INTO posting_draft (journal_id, debit_account_id, credit_account_id, amount_pence, effective_on)
SELECT c.journal_id, CASE WHEN c.amount_pence > 0 THEN suspense.id ELSE c.account_id END,
       CASE WHEN c.amount_pence > 0 THEN c.account_id ELSE suspense.id END, abs(c.amount_pence), c.received_on
FROM cleared c, (SELECT id FROM ledger_account WHERE control = 'suspense') suspense;

-- name: add_clearings
-- The clearings, why in words on each receipt, and nothing of them in suspense; how many.
INSERT INTO receipting_clearing (id, receipt_id, expected_id, amount_pence, journal_id, run_id)
SELECT clearing_id, receipt_id, expected_id, amount_pence, journal_id, %(run)s FROM cleared ORDER BY clearing_id;
INSERT INTO receipting_match (receipt_id, outcome, reasons, candidates, by_username, run_id)
SELECT receipt_id, 'allocated', jsonb_build_array('It was expected: ' || what), '[]', %(by)s, %(run)s FROM cleared ORDER BY receipt_id;
UPDATE receipting_suspense s SET open_pence = 0, state = 'placed', reason = '' FROM cleared c WHERE c.receipt_id = s.receipt_id;
SELECT count(*) AS many FROM cleared;
